import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import type { World } from './host.ts';
import { BROKEN, command, OTHER, SOUND } from './host.ts';

/** A warning that may be waived: rewinding switched off. */
const WARNED = SOUND.replace(
  /^postgresql:\n/m,
  'overrides: { patroni: { bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } } }\npostgresql:\n',
);
const FLAGS = ['--fail-on', 'warning', '--baseline', 'known.json'];

const lint = (topology: string, args: readonly string[], world: World = {}) =>
  command(['lint', 'topology.yaml', ...args], {
    ...world,
    files: { 'topology.yaml': topology, ...world.files },
  });

async function written(topology: string): Promise<string> {
  const ran = await lint(topology, [...FLAGS, '--write-baseline']);
  expect(ran.status).toBe(0);
  return ran.written.get('known.json') ?? '';
}

describe('--baseline', () => {
  it('is written, and then nothing of it is reported', async () => {
    const known = await written(WARNED);
    expect(JSON.parse(known).findings).toMatchObject([
      { file: 'topology.yaml', rule: 'recovery/rewind-off' },
    ]);
    const ran = await lint(WARNED, FLAGS, { files: { 'known.json': known } });
    expect(ran).toMatchObject({ status: 0, stderr: 'not shown: 1 finding in known.json\n' });
    expect(ran.stdout).toBe('no findings in 1 file\n');
  });

  it('holds nothing of where a line stands', async () => {
    const known = await written(WARNED);
    const ran = await lint(`# more\n# words\n${WARNED}`, FLAGS, { files: { 'known.json': known } });
    expect(ran.status).toBe(0);
  });

  it('tells what is gone, and takes it out when it is written anew', async () => {
    const files = { 'known.json': await written(WARNED) };
    const told = await lint(SOUND, FLAGS, { files });
    expect(told.stderr).toBe('1 finding in known.json is gone: --write-baseline removes it\n');
    const again = await lint(SOUND, [...FLAGS, '--write-baseline'], { files });
    expect(JSON.parse(again.written.get('known.json') ?? '').findings).toEqual([]);
  });

  it('leaves alone what it has of a file that is not in this call', async () => {
    const files = { 'other.yaml': WARNED, 'sound.yaml': OTHER };
    const both = await command(['lint', 'other.yaml', 'sound.yaml', ...FLAGS, '--write-baseline'], { files });
    const known = both.written.get('known.json') ?? '';
    expect(JSON.parse(known).findings).toMatchObject([{ file: 'other.yaml' }]);
    const world = { files: { ...files, 'known.json': known } };
    const told = await command(['lint', 'sound.yaml', ...FLAGS], world);
    expect(told).toMatchObject({ status: 0, stderr: '' });
    const again = await command(['lint', 'sound.yaml', ...FLAGS, '--write-baseline'], world);
    expect(again.stderr).toBe('known.json: 1 known finding\n');
    expect(again.written.get('known.json')).toBe(known);
  });

  it('takes in nothing new once it is there', async () => {
    const files = { 'known.json': await written(SOUND) };
    const ran = await lint(WARNED, [...FLAGS, '--write-baseline'], { files });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('recovery/rewind-off');
    expect(JSON.parse(ran.written.get('known.json') ?? '').findings).toEqual([]);
  });

  it('never hides what splits the brain or loses data', async () => {
    const ran = await lint(BROKEN, [...FLAGS, '--write-baseline']);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toBe(
      'known.json: 0 known findings; 1 finding of rules that are not waivable cannot be in a baseline: fix it\n',
    );
    expect(ran.stdout).toContain('etcd/token-shared');
    expect(JSON.parse(ran.written.get('known.json') ?? '').findings).toEqual([]);
  });

  it('knows a file from another folder of the repository', async () => {
    const files = { 'sites/topology.yaml': WARNED };
    const args = ['lint', 'sites/topology.yaml', '--fail-on', 'warning', '--baseline', 'sites/known.json'];
    const first = await command([...args, '--write-baseline'], { files });
    const known = first.written.get('sites/known.json') ?? '';
    expect(JSON.parse(known).findings).toMatchObject([{ file: 'topology.yaml' }]);
  });

  it.each([
    ['that is not there', {}, FLAGS, 'there is no baseline known.json: write it with --write-baseline'],
    ['that is none', { 'known.json': '{}' }, FLAGS, 'known.json is not a baseline'],
    ['to be written nowhere', {}, ['--write-baseline'], '--write-baseline needs --baseline FILE'],
    [
      'with --against',
      {},
      [...FLAGS, '--against', 'main'],
      '--baseline and --against cannot be used together',
    ],
  ])('a baseline %s is refused', async (_, files, args, message) => {
    const ran = await lint(WARNED, args, { files });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain(message);
  });
});

describe('--against', () => {
  /** A repository whose only commit holds this topology. */
  const git =
    (topology: string | undefined): Host['git'] =>
    ([verb, ...rest]) => {
      const answer = (text: string) => ({ status: 0, stdout: Buffer.from(text) });
      if (verb === 'rev-parse') return rest.includes('gone^{commit}') ? FAILED : answer('c0ffee\n');
      return topology !== undefined && rest[1] === 'c0ffee:./topology.yaml' ? answer(topology) : FAILED;
    };
  const FAILED = { status: 128, stdout: Buffer.of() };
  const args = ['--against', 'origin/main'];

  it('reports what the branch adds, and nothing else', async () => {
    const same = await lint(BROKEN, args, { git: git(BROKEN) });
    expect(same).toMatchObject({ status: 0, stderr: 'not shown: 1 finding that origin/main also has\n' });
    expect(await lint(BROKEN, args, { git: git(SOUND) })).toMatchObject({ status: 1, stderr: '' });
  });

  it('two topologies that shared something in the commit, or were versions of one estate, do so still', async () => {
    const scope = OTHER.replace('scope: billing-busan-standby', 'scope: pg-busan-standby');
    for (const second of [scope, SOUND.replace('64GB', '65GB')]) {
      const texts: Record<string, string> = { 'c0ffee:./a.yaml': SOUND, 'c0ffee:./b.yaml': second };
      const both: Host['git'] = ([verb, ...rest]) => {
        const text = verb === 'rev-parse' ? 'c0ffee\n' : texts[rest[1] ?? ''];
        return text === undefined ? FAILED : { status: 0, stdout: Buffer.from(text) };
      };
      const files = { 'a.yaml': SOUND, 'b.yaml': second };
      const ran = await command(['lint', 'a.yaml', 'b.yaml', ...args], { files, git: both });
      expect(ran).toMatchObject({ status: 0, stderr: 'not shown: 1 finding that origin/main also has\n' });
    }
  });

  it('a file that is new is new in all it has', async () => {
    expect((await lint(BROKEN, args, { git: git(undefined) })).status).toBe(1);
  });

  it('says what is missing', async () => {
    const gone = await lint(BROKEN, ['--against', 'gone'], { git: git(SOUND) });
    expect(gone).toMatchObject({ status: 2 });
    expect(gone.stderr).toContain('there is no commit "gone" here: fetch it first');
    const outside = await lint(BROKEN, args, { git: () => FAILED });
    expect(outside.stderr).toContain('the current folder is not in a git repository');
    expect((await lint(BROKEN, args)).stderr).toContain('needs git, but git cannot be run');
  });
});
