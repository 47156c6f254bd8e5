import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command } from './host.ts';

const FLAGS = [
  '--site',
  'seoul=10.1.0.10,10.1.0.11,10.1.0.12',
  '--site',
  'busan=2001:db8::1,2001:db8::2,2001:db8::3',
  '--haproxy',
  'seoul=10.1.0.20',
];

const init = (args: readonly string[], world = {}) => command(['init', ...args], { files: {}, ...world });

/** What lint says of what init wrote. */
async function lintOf(topology: string) {
  return command(['lint', '--fail-on', 'info', 'topology.yaml'], { files: { 'topology.yaml': topology } });
}

describe('init', () => {
  it('writes a topology that nothing is said against, with a line for editors first', async () => {
    const args = FLAGS.map((flag) => flag.replaceAll('2001:db8::', '10.2.0.'));
    const ran = await init(['--name', 'orders', ...args]);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const topology = ran.written.get('topology.yaml') ?? '';
    expect(topology).toMatch(/^# yaml-language-server: \$schema=https:\/\//);
    // What lint quotes of it is whole: the report cuts longer lines.
    for (const line of topology.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(parse(topology)).toMatchObject({ name: 'orders', primary: 'seoul' });
    expect(await lintOf(topology)).toMatchObject({ status: 0, stdout: 'no findings in 1 file\n' });
  });

  it('names the schema of the package that is installed beside it', async () => {
    const files = { 'infra/node_modules/pgdr-compile/schema/topology.schema.json': '' };
    const args = FLAGS.map((flag) => flag.replaceAll('2001:db8::', '10.2.0.'));
    const ran = await init(['infra/topology.yaml', ...args], { files });
    expect(ran.written.get('infra/topology.yaml')).toMatch(
      /^# yaml-language-server: \$schema=\.\/node_modules\/pgdr-compile\/schema\/topology\.schema\.json\n/,
    );
  });

  it('asks for what no flag says', async () => {
    const answers = [
      '',
      'seoul, busan',
      '10.1.0.1 10.1.0.2 10.1.0.3',
      '10.1.0.9',
      '10.2.0.1,10.2.0.2,10.2.0.3',
      '',
    ];
    const ran = await init(['mine.yaml'], { answers });
    expect(ran.status).toBe(0);
    expect(ran.stderr).toBe(
      'Name of the estate [orders]: Names of the sites, the primary first [seoul busan]: ' +
        'Addresses of the nodes of seoul (PostgreSQL with etcd): Addresses of HAProxy at seoul, if any: ' +
        'Addresses of the nodes of busan (PostgreSQL with etcd): Addresses of HAProxy at busan, if any: ',
    );
    expect(parse(ran.written.get('mine.yaml') ?? '').sites[0].nodes).toHaveLength(4);
  });

  it('can be told versions, and writes to standard output', async () => {
    const args = ['-', '--patroni', '4.0', '--postgresql', '16', '--etcd', '3.6', '--haproxy-version', '2.8'];
    const ran = await init([...args, ...FLAGS.map((flag) => flag.replaceAll('2001:db8::', '10.2.0.'))]);
    expect(parse(ran.stdout).software).toEqual({
      patroni: '4.0',
      postgresql: 16,
      etcd: '3.6',
      haproxy: '2.8',
    });
    expect(ran.written.size).toBe(0);
  });

  it.each([
    ['a file that is there', ['there.yaml', ...FLAGS], 'there.yaml is there already'],
    ['HAProxy at a site that is none', ['--haproxy', 'daegu=10.3.0.1', ...FLAGS], 'no --site does'],
    ['nobody to ask', [], 'say what there is with --site'],
    ['a site without addresses', ['--site', 'seoul'], '--site takes NAME=ADDRESS'],
    ['what is no sound estate', ['--site', 'seoul=10.1.0.1', '--site', 'busan=10.1.0.1'], 'no sound estate'],
    ['a version that is not known', ['--patroni', '9.9', ...FLAGS], 'no sound estate'],
  ])('refuses %s, and writes nothing', async (_, args, message) => {
    const ran = await init(args, { files: { 'there.yaml': '' } });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain(message);
    expect(ran.written.size).toBe(0);
  });

  it('has help without the empty lists of its parser', async () => {
    expect((await init(['--help'])).stdout).not.toContain('[])');
  });

  it('stops where nobody answers any more', async () => {
    expect(await init([], { answers: ['orders'] })).toMatchObject({ status: 2 });
  });

  it('writes nothing unsound, whatever it is told', async () => {
    const words = fc.string({
      unit: fc.constantFrom(...'ab1.:,#"\'{}[]&*!|>%@ \n-'),
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(words, words, words, async (name, site, address) => {
        const ran = await init(['--name', name, '--site', `${site}=${address}`, '--site', 'busan=10.2.0.1']);
        const topology = ran.written.get('topology.yaml');
        if (topology === undefined) expect(ran.status).toBe(2);
        else expect((await command(['lint', 't.yaml'], { files: { 't.yaml': topology } })).status).toBe(0);
      }),
    );
  });
});
