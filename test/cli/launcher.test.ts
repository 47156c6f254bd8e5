import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { topology } from '../../bench/estates.mjs';
import { SOUND } from './host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pgdr-launcher-'));
const built = join(folder, 'built');
/** The command as a package brings it: without compiled code. */
const installed = join(folder, 'installed');
const chunks = join(installed, 'cli');

/** Somebody whose the package is not. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), built], { stdio: 'pipe' });
  writeFileSync(join(folder, 'topology.yaml'), SOUND);
  writeFileSync(join(folder, 'large.yaml'), topology('large', 300));
});
beforeEach(() => {
  rmSync(installed, { recursive: true, force: true });
  cpSync(built, installed, { recursive: true });
  for (const name of kept()) rmSync(join(chunks, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names of files in which compiled code is kept, or was going to be. */
const kept = (): string[] => readdirSync(chunks).filter((name) => !name.endsWith('.cjs'));

interface Run {
  readonly file?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: readonly string[];
  readonly as?: { readonly uid?: number; readonly gid?: number };
}

/** Lints a sound topology, and says how that went if it went wrong. */
function lint({ file = 'topology.yaml', env = {}, options = [], as = {} }: Run = {}): string {
  const { NODE_OPTIONS, NODE_DISABLE_COMPILE_CACHE, ...plain } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...options, join(installed, 'cli.cjs'), 'lint', file],
    { cwd: folder, encoding: 'utf8', env: { ...plain, ...env }, ...as },
  );
  return status === 0 && stderr === '' ? stdout : `status ${status}: ${stderr}`;
}

/** Whether V8 refused the compiled code it was given, for each chunk of a lint; undefined where it was given none. */
function verdicts(): unknown[] {
  const spy = join(folder, 'spy.cjs');
  writeFileSync(
    spy,
    `const vm = require('node:vm');
     const { Script } = vm;
     const verdicts = [];
     vm.Script = function (...given) {
       const script = new Script(...given);
       verdicts.push(script.cachedDataRejected ?? null);
       return script;
     };
     process.on('exit', () => require('node:fs').writeFileSync(process.env.VERDICTS, JSON.stringify(verdicts)));`,
  );
  const file = join(folder, 'verdicts.json');
  expect(lint({ options: ['--require', spy], env: { VERDICTS: file } })).toBe(CLEAN);
  return (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).map((verdict) => verdict ?? undefined);
}

const CLEAN = 'no findings in 1 file\n';

describe('compiled code', () => {
  it('is kept beside a chunk by the first run that takes it', () => {
    expect(lint()).toBe(CLEAN);
    const names = kept();
    expect(names).toEqual([expect.stringMatching(/^start\.cjs\.[0-9a-f]{16}\..*\.cache$/)]);
    const [name = ''] = names;
    expect(name).toContain(`${process.version}-${process.arch}`);
    expect(statSync(join(chunks, name)).size).toBeGreaterThan(100_000);
  });

  it('is written once', () => {
    lint();
    const [name = ''] = kept();
    utimesSync(join(chunks, name), 1, 1);
    expect(lint()).toBe(CLEAN);
    expect(kept()).toEqual([name]);
    expect(statSync(join(chunks, name)).mtimeMs).toBe(1000);
  });

  it('is taken by the runs that follow', () => {
    expect(verdicts()).toEqual([undefined]);
    lint();
    expect(verdicts()).toEqual([false]);
  });

  // V8 takes none that was made with other flags, and src/cli/optimise-later.ts changes one.
  it('is of use where the first run was over a large estate', () => {
    expect(lint({ file: 'large.yaml' })).toBe(CLEAN);
    expect(kept()).toHaveLength(1);
    expect(verdicts()).toEqual([false]);
  });

  it.each([
    ['full of zeros', (bytes: Buffer) => Buffer.alloc(bytes.length)],
    ['of another V8', (bytes: Buffer) => Buffer.from(bytes).fill(7, 4, 8)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 1000)],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is passed over', (_, spoil) => {
    lint();
    const [name = ''] = kept();
    const path = join(chunks, name);
    writeFileSync(path, spoil(readFileSync(path)));
    expect(lint()).toBe(CLEAN);
    expect(verdicts()).toEqual([true]);
  });

  it('of another text of the same length is not taken', () => {
    lint();
    const path = join(chunks, 'start.cjs');
    const [before = ''] = kept();
    const text = readFileSync(path, 'latin1');
    const changed = text.replace('no findings', 'NO FINDINGS').replace(/^\/\*.{16}/, `/*${'0'.repeat(16)}`);
    writeFileSync(path, changed, 'latin1');
    expect(lint()).toBe(CLEAN.replace('no findings', 'NO FINDINGS'));
    expect(kept()).toHaveLength(2);
    expect(kept()).toContain(before);
  });

  it.each([
    ['Node has options of its own', { options: ['--stack-size=900'] }],
    ['NODE_OPTIONS has some', { env: { NODE_OPTIONS: '--no-warnings' } }],
    ['it is switched off', { env: { NODE_DISABLE_COMPILE_CACHE: '1' } }],
  ])('is not kept where %s', (_, run) => {
    expect(lint(run)).toBe(CLEAN);
    expect(kept()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is not kept where one may not write', () => {
    chmodSync(folder, 0o755);
    chmodSync(chunks, 0o555);
    expect(lint({ as: nobody })).toBe(CLEAN);
    expect(kept()).toEqual([]);
    chmodSync(chunks, 0o755);
  });
});
