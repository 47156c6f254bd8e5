import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OutputError } from '../../src/compiler/output/error.ts';
import { type FileSystem, nodeFileSystem } from '../../src/compiler/output/filesystem.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { intercept, systemError } from './intercept.ts';
import { deployed, treeOf } from './interrupted.ts';
import { SCENARIOS } from './scenarios.ts';
import { temporary } from './temporary.ts';
import { artifacts, put, snapshot } from './tree.ts';

const TREE = artifacts({ 'a/b': 'x\n', c: 'x\n' });

/** Fails once, at the n-th operation from 0. */
function failingAt(n: number, code: string): { fs: FileSystem; hasFailed: () => boolean } {
  let count = 0;
  const fs = intercept(nodeFileSystem, () => {
    count += 1;
    if (count === n + 1) throw systemError(code);
  });
  return { fs, hasFailed: () => count > n };
}

function failure(action: () => unknown): OutputError {
  try {
    action();
  } catch (error) {
    if (error instanceof OutputError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

describe('a failure of the disk', () => {
  test.each(SCENARIOS)(
    'at any operation leaves the old tree or the next run completes the new: $name',
    (scenario) => {
      const { wanted, force } = scenario;
      const { outside } = temporary();
      let failures = 0;
      for (let isDone = false, n = 0; !isDone; n += 1) {
        const root = join(outside, String(n));
        const { fs, hasFailed } = failingAt(n, 'EIO');
        scenario.prepare(root);
        const before = snapshot(root);
        try {
          writeTree(root, wanted, { force, fs });
          isDone = !hasFailed();
        } catch (error) {
          expect(error).toBeInstanceOf(OutputError);
          const now = snapshot(root);
          const isCommitted = now?.['.pgdr-compile/journal.json'] !== undefined;
          const isNew = isDeepStrictEqual(deployed(root), treeOf(wanted));
          if (!isCommitted && !isNew) expect(now).toEqual(before);
          failures += 1;
        }
        expect(writeTree(root, wanted, { force }).kind).toBe('written');
        expect(deployed(root)).toEqual(treeOf(wanted));
      }
      expect(failures).toBeGreaterThan(15);
    },
  );

  test.each([
    ['ENOSPC', 'no space is left on the disk'],
    ['EACCES', 'permission denied'],
    ['EROFS', 'the file system is read-only'],
    ['ESOMETHING', 'ESOMETHING'],
  ])('is told with the path and the cause in words: %s', (code, words) => {
    const { root, outside } = temporary();
    const fs = intercept(nodeFileSystem, (operation, path) => {
      if (operation === 'writeFile' && path.endsWith('/a/b')) throw systemError(code);
    });
    const error = failure(() => writeTree(root, TREE, { fs }));
    expect(error).toMatchObject({ code, path: `${root}/.pgdr-compile/new/a/b` });
    expect(error.message).toBe(`cannot write ${root}/.pgdr-compile/new/a/b: ${words}`);
    expect(snapshot(outside)).toEqual({});
  });

  test('takes away only those directories that it made', () => {
    const { outside } = temporary();
    const fs = intercept(nodeFileSystem, (operation) => {
      if (operation === 'writeFile') throw systemError('EROFS');
    });
    failure(() => writeTree(`${outside}/x/y/z`, TREE, { fs }));
    expect(snapshot(outside)).toEqual({});
    mkdirSync(`${outside}/x`);
    failure(() => writeTree(`${outside}/x/y/z`, TREE, { fs }));
    failure(() => writeTree(`${outside}/x`, TREE, { fs }));
    expect(snapshot(outside)).toEqual({ x: '/' });
  });

  test('is a root that is a file', () => {
    const { root, outside } = temporary();
    put(root, 'mine\n');
    expect(failure(() => writeTree(root, TREE, { force: true }))).toMatchObject({
      code: 'ENOTDIR',
      path: root,
    });
    expect(snapshot(outside)).toEqual({ build: 'mine\n' });
  });

  test.runIf(process.platform === 'linux')('is a directory that cannot be made, and is the one named', () => {
    // Node's own recursive mkdir does not return from here.
    expect(failure(() => writeTree('/proc/pgdr-compile/build', TREE))).toMatchObject({
      code: 'ENOENT',
      path: '/proc/pgdr-compile',
    });
  });

  test.skipIf(process.getuid?.() === 0)('is a directory that may not be written', () => {
    const { root } = temporary();
    writeTree(root, TREE);
    const before = snapshot(root);
    chmodSync(root, 0o555);
    onTestFinished(() => chmodSync(root, 0o755));
    expect(failure(() => writeTree(root, artifacts({ c: 'y\n' })))).toMatchObject({ code: 'EACCES' });
    expect(snapshot(root)).toEqual(before);
  });

  test('is a disk that is really full', ({ skip }) => {
    const { outside } = temporary();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', outside]);
    if (mounted.status !== 0) skip('mounting takes a privilege');
    onTestFinished(() => {
      spawnSync('umount', [outside]);
    });
    const root = `${outside}/build`;
    writeTree(root, TREE);
    const before = snapshot(root);
    const big = artifacts(
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`d/${n}`, 'x'.repeat(16 * 1024)])),
    );
    const error = failure(() => writeTree(root, big));
    expect(error.code).toBe('ENOSPC');
    expect(error.message).toMatch(/^cannot write .*: no space is left on the disk$/);
    expect(snapshot(root)).toEqual(before);
  });

  test('has no part in a mistake of the program', () => {
    const { root } = temporary();
    const fs = intercept(nodeFileSystem, () => {
      throw new RangeError('mistake');
    });
    expect(() => writeTree(root, TREE, { fs })).toThrow(RangeError);
  });
});

describe('a staging directory that is not one', () => {
  const KINDS = ['file', 'link'].flatMap((kind) => [
    { kind, tree: 'small', many: undefined },
    { kind, tree: 'large', many: 1 },
  ]);
  test.each(KINDS)('is not used: $kind, for a $tree tree', ({ kind, many }) => {
    const { outside, root } = temporary();
    put(`${outside}/elsewhere/new/c`, 'mine\n');
    put(`${outside}/elsewhere/notes`, 'mine\n');
    mkdirSync(root);
    if (kind === 'file') put(`${root}/.pgdr-compile`, 'mine\n');
    else symlinkSync('../elsewhere', `${root}/.pgdr-compile`);
    const before = snapshot(outside);
    expect(writeTree(root, TREE, { force: true, ...(many && { many }) })).toMatchObject({
      kind: 'refused',
      conflicts: [{ path: '.pgdr-compile', kind: 'blocked' }],
    });
    expect(snapshot(outside)).toEqual(before);
  });

  test.each(['new', 'lock', 'lost'])('is not followed where its part %s is a link', (name) => {
    const { outside, root } = temporary();
    const owner = '1-abcdef-elsewhere';
    put(`${outside}/elsewhere/c`, 'mine\n');
    put(`${outside}/elsewhere/${owner}`, 'mine\n');
    mkdirSync(`${root}/.pgdr-compile`, { recursive: true });
    symlinkSync('../../elsewhere', `${root}/.pgdr-compile/${name}`);
    put(
      `${root}/.pgdr-compile/journal.json`,
      '{"version":1,"writes":[{"path":"c","before":"absent","after":"x"}],"removals":[]}\n',
    );
    try {
      expect(writeTree(root, TREE, { force: true }).kind).toBe('written');
    } catch (error) {
      expect(error).toBeInstanceOf(OutputError);
    }
    expect(snapshot(`${outside}/elsewhere`)).toEqual({ c: 'mine\n', [owner]: 'mine\n' });
  });
});
