import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CATALOGUE, VERSION } from '../../src/index.ts';
import { BROKEN, command, OTHER, SOUND } from './host.ts';

let folder = '';
let out = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-cli-'));
  out = join(folder, 'build');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('exit status', () => {
  it.each([
    ['a sound topology', ['lint', 'topology.yaml'], 0],
    ['a finding', ['lint', 'broken.yaml'], 1],
    ['a sound one and a finding', ['lint', 'topology.yaml', 'broken.yaml'], 1],
    ['no such file', ['lint', 'none.yaml'], 2],
    ['no such file beside a finding', ['lint', 'broken.yaml', 'none.yaml'], 2],
    ['a directory', ['lint', 'sites/'], 2],
    ['an unknown flag', ['lint', '--nope', 'topology.yaml'], 2],
    ['a flag of no known value', ['lint', '--fail-on', 'panic', 'topology.yaml'], 2],
    ['a format that is not known', ['lint', '--format', 'xml', 'topology.yaml'], 2],
    ['a glob that matches nothing', ['lint', '*.json'], 2],
    ['a glob that matches', ['lint', '*.yaml'], 1],
    ['no topology', ['lint'], 2],
    ['an empty name', ['lint', ''], 2],
    ['an empty folder', ['topology.yaml', '--out', ''], 2],
    ['nothing', [], 2],
    ['help', ['--help'], 0],
    ['help of a command', ['lint', '--help'], 0],
    ['the version', ['--version'], 0],
    ['no such rule', ['explain', 'nope'], 2],
    ['a topology to show that has errors', ['show', 'broken.yaml'], 1],
    ['findings that do not count', ['lint', '--fail-on', 'never', 'broken.yaml'], 0],
    ['no such file, whatever counts', ['lint', '--fail-on', 'never', 'none.yaml'], 2],
  ])('%s: %j is %i', async (_, args, status) => {
    const ran = await command(args, { files: { 'topology.yaml': SOUND, 'broken.yaml': BROKEN } });
    expect(ran.status, ran.stdout + ran.stderr).toBe(status);
    expect(ran.stdout + ran.stderr).not.toMatch(/\n {4}at /);
  });
});

describe('what is said where', () => {
  it('help and version on standard output', async () => {
    expect(await command(['--version'])).toMatchObject({ stdout: `${VERSION}\n`, stderr: '' });
    const help = await command(['--help']);
    expect(help.stdout).toMatch(/^Usage: pgdr-compile/);
    expect(help.stderr).toBe('');
    const examples = [...help.stdout.matchAll(/^ {2}pgdr-compile (.*?) {2}/gm)].map(([, words]) => words);
    expect(examples).toEqual([
      'init',
      'lint estate/',
      'topology.yaml',
      '--check topology.yaml',
      'plan topology.yaml',
      'explain etcd/token-shared',
    ]);
    for (const name of ['init', 'completion'])
      expect((await command([name, '--help'])).stdout).toMatch(/^examples?:\n.*pgdr-compile/m);
  });

  it('usage on standard error, when an argument is missing', async () => {
    const ran = await command(['lint']);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toBe(
      "error: missing required argument 'path'\nusage: pgdr-compile lint [options] <path...>\n(see pgdr-compile lint --help)\n",
    );
    expect((await command([])).stderr).toMatch(/^Usage: pgdr-compile/);
  });

  it('the known formats, when one is not', async () => {
    expect((await command(['lint', '--format', 'xml', 'topology.yaml'])).stderr).toMatch(
      /unknown format "xml": use text, json/,
    );
    expect((await command(['lint', '--format', 'constructor', 'topology.yaml'])).status).toBe(2);
    expect((await command(['lint', '--format', 'json=', 'topology.yaml'])).stderr).toMatch(
      /"json=" lacks a file name after =/,
    );
  });

  it('a command that is misspelt is not taken for a file', async () => {
    const ran = await command(['lnit', 'topology.yaml']);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toBe('pgdr-compile: no such file "lnit": did you mean the command "lint"?\n');
    const file = await command(['lint', 'lnit'], { files: { lnit: SOUND } });
    expect(file.status).toBe(0);
  });

  it('each file that is not there, in words', async () => {
    const ran = await command(['lint', 'a.yaml', 'sites/']);
    expect(ran.stdout).toContain('error[syntax/unreadable]: no such file\n --> a.yaml\n');
    expect(ran.stdout).toContain(
      'error[syntax/unreadable]: this is a directory, not a topology\n --> sites/\n',
    );
  });
});

describe('standard input', () => {
  it('is read for -, and called what the caller says', async () => {
    expect((await command(['lint', '-'], { stdin: BROKEN })).stdout).toContain('--> <stdin>:35:14');
    const named = await command(['lint', '-', '--stdin-filename', 'sites/a.yaml'], { stdin: BROKEN });
    expect(named).toMatchObject({ status: 1 });
    expect(named.stdout).toContain('--> sites/a.yaml:35:14');
  });

  it('can be shown and built', async () => {
    expect((await command(['show', '-'], { stdin: SOUND })).stdout).toMatch(/^SITE +ROLE/);
    expect((await command(['-', '-o', out], { stdin: SOUND })).status).toBe(0);
    expect(existsSync(join(out, 'seoul/dcs.yml'))).toBe(true);
  });
});

describe('reports', () => {
  it.each([['lint'], ['build']])('%s --format json leaves standard output to it', async (name) => {
    for (const text of [SOUND, BROKEN]) {
      const args = [name, 'topology.yaml', '--format', 'json', ...(name === 'build' ? ['-o', out] : [])];
      const { stdout } = await command(args, { files: { 'topology.yaml': text } });
      expect(JSON.parse(stdout)).toMatchObject({ format: 1 });
    }
  });

  it('build --check --format json too', async () => {
    const ran = await command(['build', 'topology.yaml', '--check', '--format', 'json', '-o', out]);
    expect(ran.status).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ findings: [{ rule: 'output/not-current', file: out }] });
    expect(ran.stderr).toContain('differs from what the topology compiles to');
  });

  it('one to a file and one to the terminal', async () => {
    const ran = await command(['lint', 'topology.yaml', '--format', 'json=r.json', '--format', 'text'], {
      files: { 'topology.yaml': BROKEN },
    });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(/1 error in 1 file; lint --fix can fix it\n$/);
    expect(JSON.parse(ran.written.get('r.json') ?? '')).toMatchObject({ summary: { errors: 1 } });
  });

  it('two to one place are refused', async () => {
    const both = await command(['lint', 'topology.yaml', '--format', 'json', '--format', 'text']);
    expect(both).toMatchObject({ status: 2, stdout: '' });
    expect(both.stderr).toContain('two reports would go to standard output');
    const file = await command(['lint', 'topology.yaml', '--format', 'json=r', '--format', 'text=r']);
    expect(file.status).toBe(2);
  });

  it('one that cannot be written', async () => {
    const ran = await command(['lint', 'topology.yaml', '--format', 'json=nowhere/r.json']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(
      /^pgdr-compile: cannot write the report to nowhere\/r.json: no such folder\n$/,
    );
  });

  it('colours for terminals that want them', async () => {
    const files = { 'topology.yaml': BROKEN };
    const colours = async (isTerminal: boolean, env: Record<string, string>): Promise<boolean> =>
      (await command(['lint', 'topology.yaml'], { files, isTerminal, env })).stdout.includes('\u001b[');
    expect(await colours(true, {})).toBe(true);
    expect(await colours(false, {})).toBe(false);
    expect(await colours(true, { NO_COLOR: '1' })).toBe(false);
    expect(await colours(true, { NO_COLOR: '' })).toBe(true);
    expect(await colours(true, { TERM: 'dumb' })).toBe(false);
    expect(await colours(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await colours(false, { FORCE_COLOR: '0' })).toBe(false);
  });
});

describe('several topologies', () => {
  const files = { 'a.yaml': SOUND, 'b.yaml': OTHER, 'c.yaml': BROKEN };

  it('each go to a folder of their name', async () => {
    const ran = await command(['a.yaml', 'b.yaml', '-o', out], { files });
    expect(ran.status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['billing', 'orders']);
    expect(existsSync(join(out, 'billing/seoul/dcs.yml'))).toBe(true);
  });

  it('are all left alone when an error stands against one', async () => {
    const ran = await command(['b.yaml', 'c.yaml', '-o', out], { files });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(/1 error in 2 files; lint --fix can fix it\nnothing was written\n$/);
    expect(existsSync(out)).toBe(false);
  });

  it('of one name are refused, and both are named', async () => {
    const orders = SOUND.replace('orders', 'Orders');
    const build = (text: string) =>
      command(['a.yaml', 'd.yaml', '-o', out], { files: { ...files, 'd.yaml': text } });
    const judged = await build(orders);
    expect(judged.status).toBe(1);
    expect(judged.stdout).toContain('a.yaml describes an estate called "Orders", too\n --> d.yaml:3:7\n');
    expect(judged.stdout).toMatch(/1 error in 2 files\nnothing was written\n$/);
    // Who lints them together on purpose still has one folder for two trees.
    const ran = await build(`${orders}\nlint: { rules: { topology/name-of-another-estate: off } }\n`);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/^pgdr-compile: a.yaml and d.yaml both describe an estate named "Orders"/);
    expect(existsSync(out)).toBe(false);
  });

  it('a topology named twice is one', async () => {
    const ran = await command(['a.yaml', './a.yaml', 'a.yaml', '-o', out], { files });
    expect(ran.status).toBe(0);
    expect(readdirSync(out)).toContain('seoul');
  });
});

describe('the tree', () => {
  const build = (...args: readonly string[]) => command(['topology.yaml', '-o', out, ...args]);
  const file = (): string => join(out, 'seoul/dcs.yml');

  it('is written once, and then is as it should be', async () => {
    expect((await build()).stdout).toMatch(/: \d+ files written; start with .*\/RUNBOOK\.md\n$/);
    expect((await build()).stdout).toMatch(/: \d+ unchanged\n$/);
    const checked = await build('--check');
    expect(checked).toMatchObject({ status: 0, stderr: '' });
    expect(checked.stdout).toMatch(/ is current: \d+ files\n$/);
  });

  it.each([
    ['x/{nam}', /unknown placeholder \{nam\} in --out: the only placeholder is \{name\}/],
    ['/etc', /--out \/etc is a folder of the system: /],
    ['/usr/../var/lib/', /is a folder of the system: /],
    ['/var/lib/postgresql', /is a folder of the packages of PostgreSQL: /],
  ])('--out %s is refused before anything is read', async (folder, message) => {
    for (const flags of [[], ['--check']]) {
      const ran = await command(['none.yaml', '--out', folder, ...flags]);
      expect(ran).toMatchObject({ status: 2, stdout: '' });
      expect(ran.stderr).toMatch(message);
    }
  });

  it('--check writes nothing, and says what is missing', async () => {
    const ran = await build('--check');
    expect(ran.status).toBe(1);
    expect(ran.stdout).toMatch(
      /^none of the \d+ files of \S+ exists\n.* differs from what the topology compiles to: run .*\n$/,
    );
    expect(existsSync(out)).toBe(false);
    await build();
    rmSync(file());
    expect((await build('--check')).stdout).toContain(`${file()} is missing\n`);
    expect(existsSync(file())).toBe(false);
  });

  it('a build tells what lies in the folder of a node, and goes on', async () => {
    await build();
    const [node = ''] = readdirSync(join(out, 'seoul')).filter((name) => name !== 'dcs.yml');
    const put = (name: string): void => writeFileSync(join(out, 'seoul', node, name), 'mine\n');
    put('a');
    const one = await build();
    expect(one.status).toBe(0);
    expect(one.stdout).toMatch(/: \d+ unchanged\n/);
    expect(one.stdout).toContain(
      `: seoul/${node}/a is in the folder of a node, but was not written by pgdr-compile: move it elsewhere\n`,
    );
    for (const name of ['b', 'c', 'd', 'e']) put(name);
    // The same where something is written.
    rmSync(file());
    const five = await build();
    expect(five.status).toBe(0);
    const names = ['a', 'b', 'c'].map((name) => `seoul/${node}/${name}`).join(', ');
    expect(five.stdout).toContain(`: ${names} and 2 more are in the folders of nodes, but were not written`);
  });

  it('--check finds what lies in the folder of a node and would go there', async () => {
    await build();
    const [node = ''] = readdirSync(join(out, 'seoul')).filter((name) => name !== 'dcs.yml');
    const folder = join(out, 'seoul', node, 'etc/cron.d');
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/x`, '* * * * * root id\n');
    const ran = await build('--check');
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain(
      `${folder}/x is in the folder of a node, but was not written by pgdr-compile\n`,
    );
    expect(ran.stdout).toMatch(
      /: move the files that pgdr-compile did not write out of the folders of nodes\n$/,
    );
  });

  it('tells of a tree that an estate of another name left', async () => {
    await command(['topology.yaml', '-o', `${out}/old`]);
    const told = `${out}/old holds the tree of another estate: remove it if that estate was renamed or is gone\n`;
    expect(await build()).toMatchObject({ status: 0, stdout: expect.stringContaining(told) });
    expect(await build('--check')).toMatchObject({ status: 0, stdout: expect.stringContaining(told) });
  });

  it('--check shows what is stale', async () => {
    await build();
    const ran = await command(['topology.yaml', '-o', out, '--check'], {
      files: { 'topology.yaml': SOUND.replace('max_connections: 200', 'max_connections: 300') },
    });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain(`${file()} is stale: the topology now compiles to something else\n`);
    expect(ran.stdout).toContain('-    max_connections: 200\n+    max_connections: 300\n');
    expect(ran.stdout).toMatch(
      `differs from what the topology compiles to: run "pgdr-compile topology.yaml --out ${out}"\n`,
    );
  });

  it('is not written over what was edited by hand, but with --force', async () => {
    await build();
    const text = readFileSync(file(), 'utf8');
    writeFileSync(file(), `${text}# by hand\n`);
    expect((await build('--check')).stdout).toContain(`${file()} was edited by hand after it was written\n`);
    const refused = await build();
    expect(refused.status).toBe(1);
    expect(refused.stdout).toBe(
      `${file()} was edited by hand after it was written\nnothing was written to ${out}: move these files elsewhere, or overwrite them with --force\n`,
    );
    expect((await build('--force')).status).toBe(0);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('is not written where a file stands, and that is said', async () => {
    writeFileSync(out, 'mine');
    const ran = await build();
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^pgdr-compile: cannot .*\n$/);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it('is not written when an error stands, whatever --fail-on says', async () => {
    for (const failOn of ['error', 'warning', 'never']) {
      const ran = await command(['topology.yaml', '-o', out, '--fail-on', failOn], {
        files: { 'topology.yaml': BROKEN },
      });
      expect(ran.status).toBe(1);
      expect(existsSync(out)).toBe(false);
    }
    const checked = await command(['topology.yaml', '-o', out, '--check'], {
      files: { 'topology.yaml': BROKEN },
    });
    expect(checked.stdout).toMatch(/nothing was compared\n$/);
  });
});

describe('rules and explain', () => {
  it('lists every rule, and explains each', async () => {
    const ids = (await command(['rules'])).stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '');
    expect(ids.length).toBeGreaterThan(20);
    for (const id of ids) {
      const { status, stdout } = await command(['explain', id]);
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`^${id} \\(`));
    }
  });

  it('lists all that is known of them for programs', async () => {
    const { status, stdout } = await command(['rules', '--format', 'json']);
    expect(status).toBe(0);
    const listed = JSON.parse(stdout) as { id: string; page: string; references: string[] }[];
    expect(listed.map(({ id }) => id)).toEqual(CATALOGUE.map(({ id }) => id));
    for (const { page, references } of listed) expect([page, ...references].join(' ')).toMatch(/^https:/);
    expect((await command(['rules', '--format', 'xml'])).status).toBe(2);
  });

  it('explains by the page that comes with the package', async () => {
    const pages = { 'etcd/token-shared': '# a page\n' };
    expect((await command(['explain', 'etcd/token-shared'], { pages })).stdout).toBe('# a page\n');
  });

  it('tells a near miss, and a name without its category', async () => {
    expect((await command(['explain', 'identity/scope-shard'])).stderr).toContain(
      'did you mean "identity/scope-shared"?',
    );
    expect((await command(['explain', 'scope-shared'])).stderr).toContain(
      'did you mean "identity/scope-shared"?',
    );
    expect((await command(['explain', 'zzz'])).stderr).toContain('pgdr-compile rules lists the rules');
  });
});

describe('show', () => {
  const show = (text: string, ...args: readonly string[]) =>
    command(['show', 't.yaml', ...args], { files: { 't.yaml': text } });
  /** Value and provenance of a row. */
  const row = async (text: string, key: string, node = 'pg-seoul-1'): Promise<string | undefined> => {
    const { stdout } = await show(text, node);
    return stdout
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/))
      .find(([name]) => name === key)
      ?.slice(1)
      .join(' | ');
  };
  const line = (text: string, part: string): number =>
    text.split('\n').findIndex((one) => one.includes(part)) + 1;

  it('the estate is a table of its nodes', async () => {
    const { stdout } = await show(SOUND);
    expect(stdout).toMatch(/^seoul +primary +pg-seoul-1 +10\.1\.0\.10 +postgresql etcd$/m);
    expect(stdout).toMatch(/^busan +standby +haproxy-busan +10\.2\.0\.20 +haproxy$/m);
  });

  it('a node that is not there', async () => {
    expect((await show(SOUND, 'pg-seoul-9')).stderr).toMatch(
      /there is no node "pg-seoul-9": did you mean "pg-seoul-\d"\?/,
    );
    const far = await show(SOUND, 'x');
    expect(far).toMatchObject({ status: 2, stdout: '' });
    expect(far.stderr).toContain('the nodes are "pg-seoul-1", ');
  });

  it('a default is called one, and a value has its place', async () => {
    expect(await row(SOUND, 'postgresql.data_dir')).toBe('"/var/lib/postgresql/18/main" | default');
    expect(await row(SOUND, 'name')).toBe('"pg-seoul-1" | t.yaml:26:17');
    expect(await row(SOUND, 'bootstrap.dcs.maximum_lag_on_failover')).toBe('1048576 | default');
    expect(await row(SOUND, 'bootstrap.dcs.ttl')).toBe('30 | t.yaml:12:9');
    expect(await row(SOUND, 'bootstrap.dcs.postgresql.parameters.max_connections')).toBe(
      '200 | t.yaml:52:22',
    );
  });

  it('an override beats the node, the node its site, the site the whole', async () => {
    const key = 'postgresql.data_dir';
    const whole = `${SOUND}  data_dir: /whole\n`;
    const site = whole.replace(
      '    namespace: /db/\n',
      '    namespace: /db/\n    postgresql: { data_dir: /site }\n',
    );
    const node = site.replace('address: 10.1.0.10,', 'address: 10.1.0.10, postgresql: { data_dir: /node },');
    const over = `${node}overrides: { patroni: { postgresql: { data_dir: /over } } }\n`;
    const at = (text: string, value: string): string => {
      const number = line(text, value);
      const column = (text.split('\n')[number - 1] ?? '').indexOf(value) + 1;
      return `"${value}" | t.yaml:${number}:${column}`;
    };
    expect(await row(whole, key)).toBe(at(whole, '/whole'));
    expect(await row(site, key)).toBe(at(site, '/site'));
    expect(await row(site, key, 'pg-busan-1')).toBe(at(site, '/whole'));
    expect(await row(node, key)).toBe(at(node, '/node'));
    expect(await row(node, key, 'pg-seoul-2')).toBe(at(node, '/site'));
    expect(await row(over, key)).toBe(at(over, '/over'));
  });
});
