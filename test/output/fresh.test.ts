import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Artifact } from '../../src/compiler/output/artifact.ts';
import { OutputError } from '../../src/compiler/output/error.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { deployed, expectNoMixture, isFoundClean, treeOf } from './interrupted.ts';
import { temporary } from './temporary.ts';
import { artifacts, largeTree, put, snapshot } from './tree.ts';

const TREE = largeTree();

/** A new tree large enough for a thread of its own. */
const write = (root: string, wanted: Iterable<Artifact>) => writeTree(root, wanted, { many: 1 });

function failureOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('did not fail');
}

describe('a large new tree', () => {
  test('is what a small one would be', async () => {
    const { outside } = temporary();
    const [threaded, plain] = [join(outside, 'threaded'), join(outside, 'plain')];
    const result = write(threaded, TREE);
    expect(writeTree(plain, TREE, { many: 1e9 })).toEqual(result);
    expect(snapshot(threaded)).toEqual(snapshot(plain));
    expect(deployed(threaded)).toEqual(treeOf(TREE));
    expect(await isFoundClean(threaded, TREE)).toBe(true);
    expect(write(threaded, TREE)).toMatchObject({ written: [], unchanged: TREE.length + 1 });
  });

  test('goes to an empty directory as to none', () => {
    const { outside } = temporary();
    expect(write(outside, TREE).kind).toBe('written');
    expect(deployed(outside)).toEqual(treeOf(TREE));
  });

  test('is refused where something of others is, as any tree', () => {
    const { root } = temporary();
    put(join(root, 'site-0/node-0/etc/file'), 'mine\n');
    expect(write(root, TREE).kind).toBe('refused');
  });

  test('leaves nothing when the disk fails in the thread', () => {
    const { root } = temporary();
    const tooLong = artifacts({ [`site/${'n'.repeat(300)}/file`]: 'x\n' });
    const first = failureOf(() => write(root, [...tooLong, ...TREE]));
    const last = failureOf(() => write(root, [...TREE, ...tooLong]));
    for (const error of [first, last]) {
      expect(error).toBeInstanceOf(OutputError);
      expect(error).toMatchObject({ code: 'ENAMETOOLONG', message: expect.stringContaining(root) });
    }
    expect(snapshot(root)).toBeUndefined();
  });

  test('leaves nothing when a file cannot be made', () => {
    const { root } = temporary();
    function* broken(): Generator<Artifact> {
      yield* TREE.slice(0, 200);
      throw new Error('no such value');
    }
    expect(failureOf(() => write(root, broken()))).toEqual(new Error('no such value'));
    expect(snapshot(root)).toBeUndefined();
  });

  test.each([
    ['a path that leaves the root', { '../x': 'x\n' }, 'unsafe artifact path'],
    ['a file below a file', { 'site-0/node-0/etc/file/x': 'x\n' }, ''],
    ['the name of the manifest', { 'manifest.json': 'x\n' }, 'unsafe artifact path'],
  ])('is not written with %s', (_, files, message) => {
    const { root, outside } = temporary();
    const error = failureOf(() => write(root, [...TREE, ...artifacts(files)]));
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
    expect(snapshot(outside)).toEqual({});
  });

  test('killed at any file is no tree, and the next run makes it whole', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pgdr-killed-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const bundle = join(directory, 'killed-fresh.mjs');
    buildSync({
      entryPoints: [fileURLToPath(new URL('killed-fresh.ts', import.meta.url))],
      outfile: bundle,
      bundle: true,
      external: ['diff'],
      format: 'esm',
      platform: 'node',
    });
    const { outside } = temporary();
    for (const at of [0, 1, 64, 150, 299]) {
      const root = join(outside, String(at));
      expect(spawnSync(process.execPath, [bundle, root, String(at)]).signal).toBe('SIGKILL');
      await expectNoMixture(root, {}, TREE);
      expect(await isFoundClean(root, TREE)).toBe(false);
      expect(write(root, TREE).kind).toBe('written');
      expect(deployed(root)).toEqual(treeOf(TREE));
      expect(snapshot(root)).not.toHaveProperty('.pgdr-compile');
    }
    const whole = join(outside, 'whole');
    // The thread keeps no process alive.
    expect(spawnSync(process.execPath, [bundle, whole, '-1'], { timeout: 30_000 }).status).toBe(0);
    expect(await isFoundClean(whole, TREE)).toBe(true);
  });
});
