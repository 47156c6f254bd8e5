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
      ...['3.3', '', '', ''],
    ];
    const ran = await init(['mine.yaml'], { answers });
    expect(ran.status).toBe(0);
    expect(ran.stderr).toBe(
      'Name of the estate [orders]: Names of the sites, the primary site first [seoul busan]: ' +
        'Addresses of the nodes of seoul that run PostgreSQL and etcd (three are best): ' +
        'Addresses of the nodes of seoul that run HAProxy, if any (may be PostgreSQL nodes): ' +
        'Addresses of the nodes of busan that run PostgreSQL and etcd (three are best): ' +
        'Addresses of the nodes of busan that run HAProxy, if any (may be PostgreSQL nodes): ' +
        'Version of Patroni [4.1]: Version of PostgreSQL [18]: Version of etcd [3.5]: Version of HAProxy [3.2]: ',
    );
    const written = parse(ran.written.get('mine.yaml') ?? '');
    expect(written.sites[0].nodes).toHaveLength(4);
    expect(written.software.patroni).toBe('3.3');
  });

  it('says what is wrong with an answer, asks that again, and keeps the others', async () => {
    const answers = [
      'my orders',
      'orders',
      'seoul',
      'seoul seoul',
      'seoul bu/san',
      'seoul certificates',
      'seoul busan',
      '',
      '10.1.0.300',
      '127.0.0.1',
      '10.1.0.1 10.1.0.1',
      '10.1.0.1 10.1.0.2 10.1.0.3',
      '',
      '10.1.0.1',
      '10.2.0.1 10.2.0.2 10.2.0.3',
      '10.1.0.2',
      '',
      ...['9.9', 'latest', '4.1', '18.1', '18', '', ''],
    ];
    const ran = await init([], { answers });
    expect(ran.status).toBe(0);
    const problems = ran.stderr.match(/(?<=^| {2}).*\n/g)?.map((line) => line.trim()) ?? [];
    expect(problems.map((line) => line.replace(/^.*?: {3}/, ''))).toEqual([
      '"my orders" cannot be a name: use at most 40 letters, digits, - and _, starting with a letter or a digit',
      'name at least two sites, separated by blanks, for example: seoul busan',
      '"seoul" is listed twice: give each site its own name',
      '"bu/san" cannot be a name: use at most 40 letters, digits, - and _, starting with a letter or a digit',
      '"certificates" cannot be the name of a site: the folder of that name holds the certificate requests',
      'write at least one address, for example: 10.1.0.10 10.1.0.11 10.1.0.12',
      '"10.1.0.300" is neither an IP address nor a host name; write an address such as 10.1.0.10',
      '"127.0.0.1" means a different machine on every machine: write the address at which other machines reach it',
      '10.1.0.1 is already the address of another machine',
      '10.1.0.1 is already the address of another machine',
      '10.1.0.2 is already the address of another machine',
      'patroni 9.9 is not supported: supported versions are 3.0 to 4.1',
      '"latest" is not a version of patroni: supported versions are 3.0 to 4.1',
      '"18.1" is not a version of postgresql: supported versions are 13 to 18',
    ]);
    expect(await lintOf(ran.written.get('topology.yaml') ?? '')).toMatchObject({ status: 0 });
  });

  it('takes HAProxy on a database node, by answer and by flag', async () => {
    const runs = ['postgresql', 'etcd', 'haproxy'];
    const answers = [
      '',
      '',
      '10.1.0.1 10.1.0.2 10.1.0.3',
      '10.1.0.1',
      '10.2.0.1',
      '10.2.0.1',
      '',
      '',
      '',
      '',
    ];
    const asked = await init(['a.yaml'], { answers });
    expect(parse(asked.written.get('a.yaml') ?? '').sites[0].nodes[0].runs).toEqual(runs);
    const sites = ['--site', 'seoul=10.1.0.1', '--site', 'busan=10.2.0.1', '--haproxy', 'busan=10.2.0.1'];
    const flagged = await init(['b.yaml', ...sites]);
    const [seoul, busan] = parse(flagged.written.get('b.yaml') ?? '').sites;
    expect(seoul.nodes).toEqual([{ name: 'pg-seoul-1', address: '10.1.0.1' }]);
    expect(busan.nodes).toEqual([{ name: 'pg-busan-1', address: '10.2.0.1', runs }]);
  });

  it('makes no ring of two: it asks for a third machine, and warns without one', async () => {
    const answers = (witness: string) => [
      '',
      '',
      '10.1.0.1 10.1.0.2',
      witness,
      '',
      '10.2.0.1',
      '',
      '',
      '',
      '',
      '',
    ];
    const three = await init([], { answers: answers('10.1.0.3') });
    const one = await init([], { answers: answers('') });
    const nodesOf = (text = '') => parse(text).sites[0].nodes;
    expect(three.stderr).toContain('An etcd ring of two members fails if either member is down');
    expect(nodesOf(three.written.get('topology.yaml'))[2]).toEqual({
      name: 'etcd-seoul',
      address: '10.1.0.3',
      runs: ['etcd'],
    });
    expect(three.stderr).not.toContain('etcd/ring-fragile');
    expect(nodesOf(one.written.get('topology.yaml'))[1].runs).toEqual(['postgresql']);
    expect(one.stderr).toContain('warning[etcd/ring-fragile]');
    const flags = [
      '--site',
      'seoul=10.1.0.1,10.1.0.2',
      '--witness',
      'seoul=10.1.0.3',
      '--site',
      'busan=10.2.0.1',
    ];
    expect(await init(flags)).toMatchObject({ status: 0, stderr: '' });
  });

  it('cites no line of a file that it did not write', async () => {
    const ran = await init(['--site', 'seoul=10.1.0.1', '--site', 'busan=10.1.0.1']);
    expect(ran.stderr).toContain(
      'error: pg-seoul-1 and pg-busan-1 have the same address, 10.1.0.1\n  help: ',
    );
    expect(ran.stderr).not.toMatch(/topology\.yaml:|-->/);
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
    ['a file that is there', ['there.yaml', ...FLAGS], 'there.yaml already exists'],
    ['HAProxy at a site that is none', ['--haproxy', 'daegu=10.3.0.1', ...FLAGS], 'no --site names it'],
    ['nobody to ask', [], 'give --site NAME=ADDRESS,ADDRESS,… for each site'],
    ['a site without addresses', ['--site', 'seoul'], '--site takes NAME=ADDRESS'],
    ['what is no sound estate', ['--site', 'seoul=10.1.0.1', '--site', 'busan=10.1.0.1'], 'an unsafe estate'],
    ['one site', ['--site', 'seoul=10.1.0.1'], '--site is given only once: an estate has at least two sites'],
    ['a version that is not known', ['--patroni', '9.9', ...FLAGS], 'patroni 9.9 is not supported'],
    ['a name that cannot be one', ['--name', 'my orders', ...FLAGS], '--name: "my orders" cannot be a name'],
    ['a witness at a site that is none', ['--witness', 'daegu=10.3.0.1', ...FLAGS], 'no --site names it'],
  ])('refuses %s, and writes nothing', async (_, args, message) => {
    const ran = await init(args, { files: { 'there.yaml': '' } });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain(message);
    expect(ran.written.size).toBe(0);
  });

  it('takes machines of one site from a flag that is repeated', async () => {
    const sites = ['--site', 'seoul=10.1.0.1,10.1.0.2', '--site', 'busan=10.2.0.1,10.2.0.2,10.2.0.3'];
    const others = [
      '--haproxy',
      'seoul=10.1.0.8',
      '--haproxy',
      'seoul=10.1.0.9',
      '--witness',
      'seoul=10.1.0.3',
    ];
    const ran = await init([
      ...sites,
      ...others,
      '--witness',
      'seoul=10.1.0.4',
      '--witness',
      'seoul=10.1.0.5',
    ]);
    const [seoul] = parse(ran.written.get('topology.yaml') ?? '').sites;
    const runs = (service: string): string[] =>
      seoul.nodes
        .filter((node: { runs?: string[] }) => node.runs?.join() === service)
        .map(({ address }: { address: string }) => address);
    expect(runs('haproxy')).toEqual(['10.1.0.8', '10.1.0.9']);
    expect(runs('etcd')).toEqual(['10.1.0.3', '10.1.0.4', '10.1.0.5']);
  });

  it('has help without the empty lists of its parser', async () => {
    expect((await init(['--help'])).stdout).not.toContain('[])');
  });

  it('stops where nobody answers any more', async () => {
    const ran = await init([], { answers: ['orders'] });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/: \npgdr-compile: nothing was written\n$/);
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
