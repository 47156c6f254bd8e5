import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mistaken, topology } from '../../bench/estates.mjs';
import manifest from '../../package.json' with { type: 'json' };
import { BROKEN, OTHER, SOUND } from './host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pgdr-bundle-'));
const cli = join(folder, 'dist/cli.cjs');

/** Whether this user may mount a disk of its own, to fill it. */
const mayMount =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0;

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), join(folder, 'dist')], { stdio: 'pipe' });
  writeFileSync(join(folder, 'topology.yaml'), SOUND);
  writeFileSync(join(folder, 'broken.yaml'), BROKEN);
  mkdirSync(join(folder, 'sites'));
  writeFileSync(join(folder, 'sites/a.yaml'), SOUND);
  writeFileSync(join(folder, 'sites/b.yaml'), OTHER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bundle; `null` is the status of one that had to be stopped. */
function pgdr(args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', ...env },
  });
  return { status, stdout, stderr };
}

const shell = (line: string): Done => {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', CLI: cli, NODE: process.execPath },
  });
  return { status, stdout, stderr };
};

describe('the bundled command', () => {
  it('exits with 0, 1 or 2', () => {
    expect(pgdr(['lint', 'topology.yaml'])).toEqual({
      status: 0,
      stdout: 'no findings in 1 file\n',
      stderr: '',
    });
    expect(pgdr(['lint', 'broken.yaml']).status).toBe(1);
    expect(pgdr(['lint', 'none.yaml']).status).toBe(2);
    expect(pgdr([]).status).toBe(2);
    expect(pgdr(['--version']).status).toBe(0);
  });

  it('builds, checks and reads globs', () => {
    expect(pgdr(['sites/*.yaml', '-o', 'out']).status).toBe(0);
    expect(existsSync(join(folder, 'out/billing/seoul/dcs.yml'))).toBe(true);
    expect(pgdr(['sites/*.yaml', '-o', 'out', '--check']).status).toBe(0);
    expect(pgdr(['lint', 'sites/*.yml'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'pgdr-compile: no file matches sites/*.yml\n',
    });
  });

  it('reads standard input', () => {
    expect(pgdr(['lint', '-'], SOUND).status).toBe(0);
    expect(pgdr(['lint', '-'], BROKEN).status).toBe(1);
    expect(pgdr(['lint', '-'], 'a'.repeat(5_000_000)).stdout).toContain('larger than 2 MiB');
  });

  it('reads every kind of finding in its own words', () => {
    for (const text of ['', '- a', 'a: &a *a', '{', '\t', 'version: 2\n', SOUND.replace('norm', 'nrom')]) {
      const { status, stdout, stderr } = pgdr(['lint', '-'], text);
      expect(status).toBe(1);
      expect(stdout).toContain('error[');
      expect(stderr).toBe('');
    }
  });
});

describe('files that are none', () => {
  it.runIf(process.platform !== 'win32')('a pipe that nobody writes to does not make it wait', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { status, stdout } = pgdr(['lint', 'pipe']);
    expect(status).toBe(1);
    expect(stdout).toContain('the file is empty');
  });

  it.runIf(existsSync('/dev/fd'))('a pipe that is written to slowly is read to its end', () => {
    const { status, stdout } = shell(
      `"$NODE" "$CLI" lint <(head -c 100 topology.yaml; sleep 0.3; tail -c +101 topology.yaml)`,
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'no findings in 1 file\n' });
  });

  it.runIf(existsSync('/dev/zero'))('a device without an end is too large', () => {
    expect(pgdr(['lint', '/dev/zero']).stdout).toContain('larger than 2 MiB');
    expect(pgdr(['lint', '/dev/null']).stdout).toContain('the file is empty');
  });

  it.runIf(process.platform !== 'win32')('links that lead nowhere, a socket, a name too long', async () => {
    symlinkSync('nowhere', join(folder, 'dangling'));
    symlinkSync('loop', join(folder, 'loop'));
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const said = (file: string): string => pgdr(['lint', file]).stdout.split('\n')[0] ?? '';
    expect(said('dangling')).toBe('error[syntax/unreadable]: no such file');
    expect(said('loop')).toBe('error[syntax/unreadable]: too many symbolic links');
    expect(said('socket')).toBe('error[syntax/unreadable]: this is a socket, not a topology');
    expect(pgdr(['lint', 'sites']).stderr).toMatch(/^pgdr-compile: no file of a node is in sites: /);
    expect(said('topology.yaml/x')).toBe('error[syntax/unreadable]: no such file');
    expect(said('x'.repeat(300))).toBe('error[syntax/unreadable]: the name is too long for a file');
    server.close();
  });
});

describe('the package', () => {
  it('passes on the licence of everything that is bundled', () => {
    const { inputs } = JSON.parse(readFileSync(join(folder, 'dist/meta.json'), 'utf8'));
    const names = Object.keys(inputs).flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    const licences = readFileSync(join(folder, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    expect(names).toContain('yaml');
    for (const name of new Set(names)) expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(licences).toMatch(/Permission is hereby granted/);
    expect(manifest.files).toContain('dist/THIRD-PARTY-LICENSES.txt');
  });

  it('holds no compiled code of one version of Node', () => {
    expect(manifest.files).toContain('dist/cli/*.cjs');
    expect(manifest.files).not.toContain('dist/cli');
  });
});

it('no chunk imports anything later by itself: the launcher compiles them where that cannot be', () => {
  const chunks = readdirSync(join(folder, 'dist/cli')).filter((name) => name.endsWith('.cjs'));
  expect(chunks).toContain('init.cjs');
  const text = chunks.map((name) => readFileSync(join(folder, 'dist/cli', name), 'utf8')).join('\n');
  expect(text).not.toMatch(/\bimport\(/);
});

describe('a terminal', () => {
  it('is told how far long work is, and nobody else', () => {
    const files = Array.from({ length: 60 }, (_, index) => `many-${index + 1}.yaml`);
    for (const file of files) symlinkSync('topology.yaml', join(folder, file));
    writeFileSync(
      join(folder, 'many.sh'),
      `"$NODE" "$CLI" lint --fail-on never --format json=many.json ${files.join(' ')}\n`,
    );
    const onTerminal = shell('script --quiet --return --command "bash many.sh" /dev/null < /dev/null');
    expect(onTerminal.stdout).toContain('linting 51 of 60: many-51.yaml');
    expect(shell('bash many.sh')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  /** Runs init on a terminal where all of this is typed at once. */
  const init = (file: string, typed: string): Done => {
    writeFileSync(join(folder, 'typed'), typed);
    return shell(`script --quiet --return --command '"$NODE" "$CLI" init ${file}' /dev/null < typed`);
  };

  it('is asked by init, one question after the other', () => {
    const versions = ['', '', '', ''];
    const nodes = ['10.1.0.1 10.1.0.2 10.1.0.3', '', '10.2.0.1 10.2.0.2 10.2.0.3', ''];
    const answers = ['orders', 'seoul busan', ...nodes, ...versions];
    const { status, stdout } = init('asked.yaml', `${answers.join('\n')}\n`);
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(stdout).toContain('Addresses of the nodes of busan');
    expect(stdout).toContain('wrote asked.yaml');
    expect(pgdr(['lint', 'asked.yaml']).status).toBe(0);
  });

  it('that is closed in the middle is asked no more', () => {
    const { status, stdout } = init('unasked.yaml', 'orders\n\u0004');
    expect(stdout).toContain('nothing was written');
    expect(status).toBe(2);
    expect(existsSync(join(folder, 'unasked.yaml'))).toBe(false);
  });
});

describe('lint --watch', () => {
  it('sees a file change, and one put in its place', async () => {
    const path = join(folder, 'watched.yaml');
    writeFileSync(path, SOUND);
    const child = spawn(process.execPath, [cli, 'lint', '--watch', 'watched.yaml'], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let seen = '';
    const says = (words: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (chunk: Buffer | string = ''): void => {
          seen += String(chunk);
          if (!seen.includes(words)) return;
          seen = '';
          child.stdout.off('data', look);
          resolve();
        };
        child.stdout.on('data', look);
        look();
      });
    try {
      await says('no findings');
      writeFileSync(path, BROKEN);
      await says('1 error');
      writeFileSync(`${path}.new`, SOUND);
      renameSync(`${path}.new`, path);
      await says('no findings');
    } finally {
      child.kill();
    }
  });
});

describe('a branch of a repository', () => {
  it('is asked for what it adds, by its real git', () => {
    const { stdout, stderr } = shell(`
      exec 2>&1
      git init -q -b main repo/sub && cd repo/sub && mkdir infra && cp ../../broken.yaml infra/t.yaml
      git add . && git -c user.name=a -c user.email=a@example.org commit -qm one
      "$NODE" "$CLI" lint --against main infra/t.yaml; echo "$?"
      cp ../../topology.yaml infra/t.yaml
      git -c user.name=a -c user.email=a@example.org commit -qam two
      cp ../../broken.yaml infra/t.yaml && cd infra
      "$NODE" "$CLI" lint --against main --format gitlab=/dev/null t.yaml; echo "$?"
      "$NODE" "$CLI" lint --against main~1 t.yaml | head -0; echo "\${PIPESTATUS[0]}"
      "$NODE" "$CLI" lint --against none t.yaml; echo "$?"
      cd "$(mktemp -d)" && cp "$OLDPWD/t.yaml" . && "$NODE" "$CLI" lint --against main t.yaml; echo "$?"
    `);
    expect({ stderr, stdout }).toEqual({
      stderr: '',
      stdout: [
        'not shown: 1 finding that main also has',
        'no findings in 1 file',
        '0',
        '1',
        'not shown: 1 finding that main~1 also has',
        '0',
        'pgdr-compile: there is no commit "none" here: fetch it first (actions/checkout does with "fetch-depth: 0")',
        '2',
        'pgdr-compile: --against compares with a commit, but the current folder is not in a git repository',
        '2',
        '',
      ].join('\n'),
    });
  });
});

describe('a tree that is kept in git', () => {
  it('is current where git checks it out with line ends of Windows, and edits of it are found', () => {
    const { stdout, stderr } = shell(`
      set -e
      export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
      mkdir kept && cd kept && git init --quiet && cp ../topology.yaml .
      "$NODE" "$CLI" topology.yaml
      printf '* text eol=crlf\\n' > .gitattributes
      git add --all 2> warnings && git -c user.name=test -c user.email=test@example.org commit --quiet -m tree
      rm -r build && git checkout --quiet -- build
      grep -c $'\\r' build/seoul/dcs.yml > lines
      "$NODE" "$CLI" --check topology.yaml
      printf 'mine: 1\\r\\n' >> build/seoul/dcs.yml
      "$NODE" "$CLI" --check topology.yaml || true
    `);
    expect(stderr).toBe('');
    expect(Number(readFileSync(join(folder, 'kept/lines'), 'utf8'))).toBeGreaterThan(10);
    expect(stdout).toMatch(/^build is current: \d+ files\nbuild\/seoul\/dcs\.yml was edited by hand/m);
    expect(stdout).toContain('\n-mine: 1\n');
  });

  it('is current for another release that would write the same', () => {
    cpSync(join(folder, 'dist'), join(folder, 'newer'), { recursive: true });
    for (const name of readdirSync(join(folder, 'newer/cli'))) {
      const path = join(folder, 'newer/cli', name);
      if (!name.endsWith('.cjs')) rmSync(path);
      else writeFileSync(path, readFileSync(path, 'utf8').replaceAll(`"${manifest.version}"`, '"99.0.0"'));
    }
    const newer = (args: string): Done => shell(`"$NODE" newer/cli.cjs ${args}`);
    expect(newer('--version').stdout).toBe('99.0.0\n');
    expect(pgdr(['topology.yaml', '-o', 'older']).status).toBe(0);
    expect(newer('--check topology.yaml -o older')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('older is current'),
    });
  });
});

describe('output that cannot be written', () => {
  it('a folder that was removed is no place to start in', () => {
    const { stderr } = shell(
      `mkdir gone && cd gone && rmdir ../gone; "$NODE" "$CLI" lint topology.yaml; echo "$?" >&2`,
    );
    expect(stderr).toBe('pgdr-compile: the current folder no longer exists\n2\n');
  });

  it('a reader that has seen enough is no error, and no reason to stop', () => {
    const { status, stderr } = shell(
      `set -o pipefail; "$NODE" "$CLI" topology.yaml -o piped | true; echo "$?" >&2`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '0\n' });
    expect(existsSync(join(folder, 'piped/manifest.json'))).toBe(true);
    expect(shell(`"$NODE" "$CLI" show topology.yaml pg-seoul-1 | head -1`)).toMatchObject({ stderr: '' });
  });

  it('all of it reaches a reader that is slower than the command', async () => {
    writeFileSync(join(folder, 'many.yaml'), mistaken(topology('many', 600)));
    const args = [cli, 'lint', '--format', 'json', 'many.yaml'];
    // A pipe between two processes of Node does not block: what does not fit comes back as EAGAIN.
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    for await (const chunk of child.stdout) {
      text += chunk;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(JSON.parse(text)).toHaveProperty('findings');
    expect(text.length).toBeGreaterThan(2 ** 17);
  });

  it.runIf(existsSync('/dev/full'))('a full disk behind standard output is said', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [cli, 'rules'], { cwd: folder, stdio: ['ignore', full, 'pipe'] });
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += String(text);
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'pgdr-compile: cannot write the output: ENOSPC\n',
    });
  });

  it.runIf(mayMount)('a full disk below the tree is said, and leaves no half of one', () => {
    mkdirSync(join(folder, 'small'));
    const { status, stdout, stderr } = shell(
      `unshare --mount bash -c 'mount -t tmpfs -o size=40k none small && "$NODE" "$CLI" topology.yaml -o small/out; status=$?; find small -type f; exit $status'`,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^pgdr-compile: cannot write .*: no space is left on the disk\n$/);
  });

  it.runIf(mayMount)('a disk that is only read is said', () => {
    mkdirSync(join(folder, 'fixed'));
    const { status, stderr } = shell(
      `unshare --mount bash -c 'mount -t tmpfs -o ro none fixed && "$NODE" "$CLI" topology.yaml -o fixed'`,
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^pgdr-compile: cannot create directory .*\n$/);
  });
});

describe('a mistake in the program itself', () => {
  const broken = (env: Readonly<Record<string, string>> = {}): Done => {
    const hook = join(folder, 'broken.cjs');
    // What no input can do: a part of the language that fails.
    writeFileSync(hook, `Array.prototype.toSorted = () => { throw new TypeError('hunter2'); };\n`);
    return spawnSync(process.execPath, ['--require', hook, cli, 'lint', 'broken.yaml'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
      env: { ...process.env, ...env },
    });
  };

  it('is one line that says so', () => {
    const { stderr, stdout } = broken();
    expect(stdout).toBe('');
    expect(stderr.split('\n').filter(Boolean)).toHaveLength(1);
    expect(stderr).toMatch(/this is a bug in pgdr-compile .*; please report it at https:/);
    expect(stderr).not.toContain('hunter2');
  });

  it('shows where only when asked', () => {
    expect(broken({ DEBUG: '1' }).stderr).toMatch(/TypeError: hunter2\n {4}at /);
  });
});
