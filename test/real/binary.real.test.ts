import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { topology } from '../../bench/estates.mjs';
import manifest from '../../package.json' with { type: 'json' };
import { BROKEN, OTHER, SOUND } from '../cli/host.ts';
import { realDescribe } from './tools.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pgdr-binary-'));
const binary = join(folder, 'made/pgdr-compile');
const script = join(folder, 'script/cli.cjs');

/** A root with nothing in it but the executable, the libraries that it is linked to, and the files to work on. */
const root = join(folder, 'root');
/** Those files: the executable works in these, the script in a copy. */
const work = join(root, 'here');
const beside = join(folder, 'here');

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run([file = '', ...args]: readonly string[], cwd: string, env: Record<string, string> = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Both run without a network, so that `verify` reaches nobody. */
const APART = ['/usr/bin/unshare', '--net'];

/** Runs the executable in its root, with an empty environment. */
const byBinary = (args: readonly string[]): Ran =>
  run([...APART, `--root=${root}`, '--wd=/here', '/pgdr-compile', ...args], '/');

/** Runs the script, and says the name that its folder has for the executable. */
function byScript(args: readonly string[]): Ran {
  const { status, stdout, stderr } = run([...APART, process.execPath, script, ...args], beside);
  return { status, stdout: stdout.replaceAll(beside, '/here'), stderr: stderr.replaceAll(beside, '/here') };
}

/** The libraries that the executable is linked to, and the program that loads them. */
const libraries = (): string[] =>
  [...run(['/usr/bin/ldd', binary], '/').stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(/gm)].map(
    ([, path = '']) => path,
  );

/** Every file below a folder, with its mode. */
function tree(top: string): Record<string, string> {
  const files = readdirSync(top, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const told = (path: string) =>
    `${(statSync(path).mode & 0o7777).toString(8)} ${readFileSync(path, 'latin1')}`;
  return Object.fromEntries(paths.map((path) => [path.slice(top.length + 1), told(path)]));
}

/** What was to happen happened, to a byte the same in both, and so are the files afterwards. */
function same(status: number, ...args: readonly string[]): string {
  const ran = byBinary(args);
  expect(ran).toEqual(byScript(args));
  expect(ran.status, `${ran.stdout}${ran.stderr}`).toBe(status);
  expect(tree(work)).toEqual(tree(beside));
  return ran.stdout;
}

function lay(top: string): void {
  mkdirSync(top, { recursive: true });
  writeFileSync(join(top, 'sound.yaml'), SOUND);
  writeFileSync(join(top, 'broken.yaml'), BROKEN);
  writeFileSync(join(top, 'fixable.yaml'), SOUND.replace('timing:', 'timming:'));
  writeFileSync(join(top, 'changed.yaml'), SOUND.replace('max_connections: 200', 'max_connections: 300'));
  writeFileSync(join(top, 'large.yaml'), topology('large', 300));
  mkdirSync(join(top, 'sites'));
  writeFileSync(join(top, 'sites/a.yaml'), SOUND);
  writeFileSync(join(top, 'sites/b.yaml'), OTHER);
  cpSync(join(checkout, 'fixtures/nodes/sound-two-sites/files'), join(top, 'estate'), { recursive: true });
  cpSync(join(checkout, 'fixtures/overrides/topology.yaml'), join(top, 'overrides.yaml'));
}

realDescribe('the single executable', [], () => {
  beforeAll(() => {
    execFileSync(process.execPath, [join(checkout, 'scripts/binary.mjs'), dirname(binary)], {
      stdio: 'pipe',
    });
    execFileSync(process.execPath, [join(checkout, 'scripts/build.mjs'), dirname(script)], { stdio: 'pipe' });
    symlinkSync(join(checkout, 'docs'), join(folder, 'docs'));
    mkdirSync(root);
    copyFileSync(binary, join(root, 'pgdr-compile'));
    for (const path of libraries()) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      copyFileSync(path, join(root, path));
    }
  }, 600_000);
  beforeEach(() => {
    for (const top of [work, beside]) {
      rmSync(top, { recursive: true, force: true });
      lay(top);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe('in a root with nothing but its libraries, is as the script', () => {
    test('with words about itself', () => {
      expect(same(0, '--version')).toBe(`${manifest.version}\n`);
      same(0, '--help');
      same(2);
      same(2, 'lint', 'none.yaml');
      same(2, 'lint', '--frobnicate');
      for (const shell of ['bash', 'zsh', 'fish']) same(0, 'completion', shell);
    });

    test('lint', () => {
      expect(same(0, 'lint', 'sound.yaml')).toBe('no findings in 1 file\n');
      expect(same(1, 'lint', 'broken.yaml')).toContain('error[etcd/token-shared]');
      same(0, 'lint', 'overrides.yaml');
      same(0, 'lint', 'sites/*.yaml');
      same(0, 'lint', 'estate');
      for (const format of ['json', 'sarif', 'github', 'gitlab', 'junit'])
        same(1, 'lint', '--format', format, 'broken.yaml');
      same(1, 'lint', '--baseline', 'known.json', '--write-baseline', 'broken.yaml');
      same(1, 'lint', '--fix', '--diff', 'fixable.yaml');
      same(0, 'lint', '--fix', 'fixable.yaml');
    });

    test('build', () => {
      same(0, 'sound.yaml');
      same(0, 'build', '--check', 'sound.yaml');
      same(1, 'build', '--check', 'changed.yaml');
      same(1, 'build', '--out', 'broken', 'broken.yaml');
      expect(Object.keys(tree(work)).length).toBeGreaterThan(50);
    });

    test('build of so many nodes that a second thread writes', () => {
      same(0, 'build', 'large.yaml');
      expect(Object.keys(tree(work)).length).toBeGreaterThan(1000);
    });

    test('plan, adopt and verify', () => {
      expect(same(0, 'plan', '--fail-on', 'never', '--from', 'sound.yaml', 'changed.yaml')).toContain(
        'max_connections',
      );
      same(0, 'plan', '--format', 'markdown', '--fail-on', 'never', '--from', 'sound.yaml', 'changed.yaml');
      same(0, 'adopt', 'estate');
      same(1, 'verify', 'sound.yaml');
    });

    test('what it shows and writes', () => {
      same(0, 'show', 'sound.yaml');
      same(0, 'show', 'sound.yaml', 'pg-seoul-1');
      same(0, 'rules');
      same(0, 'collect');
      const sites = ['a=10.1.0.1,10.1.0.2,10.1.0.3', 'b=10.2.0.1,10.2.0.2,10.2.0.3'];
      same(0, 'init', ...sites.flatMap((site) => ['--site', site]));
    });

    test('explain: pages of rules come along', () => {
      expect(same(0, 'explain', 'etcd/token-shared')).toContain('initial-cluster-token');
      same(0, 'explain', 'live/no-leader');
      same(0, 'explain', 'change/last-member');
      same(2, 'explain', 'no/such-rule');
    });
  });

  test('brings the licences of all that is in it', () => {
    const { status, stdout } = byBinary(['--licenses']);
    expect(status).toBe(0);
    expect(stdout).toContain('The pgdr-compile authors');
    expect(stdout).toMatch(/^yaml \d/m);
    expect(stdout).toContain('Node.js is licensed for use as follows');
    expect(stdout).toBe(readFileSync(join(dirname(binary), 'LICENSES.txt'), 'utf8'));
  });

  // Without it, every start would compile for as long as Node itself takes to start.
  test('V8 takes the compiled code that it brings', () => {
    const spy = join(folder, 'spy.cjs');
    writeFileSync(
      spy,
      `const vm = require('node:vm');
       const { Script } = vm;
       vm.Script = function (code, options) {
         const script = new Script(code, options);
         process._rawDebug(options.filename, script.cachedDataRejected);
         return script;
       };`,
    );
    const taken = (...args: string[]) =>
      run([binary, ...args], beside, { NODE_OPTIONS: `--require ${spy}` }).stderr;
    expect(taken('lint', 'sound.yaml')).toBe('start.cjs false\n');
    const others = taken('lint', 'broken.yaml') + taken('sound.yaml') + taken('adopt', 'estate', '-');
    const verdicts = others.split('\n').filter((line) => /^[\w-]+\.cjs /.test(line));
    expect(verdicts.length).toBeGreaterThan(5);
    for (const verdict of verdicts) expect(verdict).toMatch(/ false$/);
  });

  test('runs git where it is installed', () => {
    const env = { PATH: process.env.PATH ?? '', HOME: '/nowhere' };
    const git = (...args: string[]) => execFileSync('git', args, { cwd: beside, env, stdio: 'pipe' });
    git('init', '--quiet');
    git('add', 'broken.yaml');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--message', 'a');
    const ran = run([binary, 'lint', '--against', 'HEAD', 'broken.yaml'], beside, env);
    expect(ran).toEqual(
      run([process.execPath, script, 'lint', '--against', 'HEAD', 'broken.yaml'], beside, env),
    );
    expect(ran.status, ran.stderr).toBe(0);
  });
});
