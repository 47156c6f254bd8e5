import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { OutputError } from '../../src/compiler/output/error.ts';
import { nodeFileSystem } from '../../src/compiler/output/filesystem.ts';
import { acquire, release } from '../../src/compiler/output/lock.ts';
import type { RunIdentity } from '../../src/compiler/output/run-identity.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { Death, dieByThrowing, intercept } from './intercept.ts';
import { deployed, treeOf } from './interrupted.ts';
import { temporary } from './temporary.ts';
import { artifacts, filesIn, put, snapshot } from './tree.ts';

const TREE = artifacts({ 'a/b': 'x\n', c: 'x\n' });

function run(pid: number, place = 'here', alive: readonly number[] = [1, 2, 3]): RunIdentity {
  return { pid, place, isRunning: (other) => alive.includes(other) };
}

function lock(root: string, self: RunIdentity): { entry: string } {
  return acquire(nodeFileSystem, root, self);
}

describe('the lock', () => {
  test('leaves nothing behind', () => {
    const { root } = temporary();
    release(nodeFileSystem, root, lock(root, run(1)));
    expect(snapshot(root)).toEqual({});
  });

  test('is had by one run at a time, and the other leaves nothing behind', () => {
    const { root } = temporary();
    const first = lock(root, run(1));
    const before = snapshot(root);
    expect(() => lock(root, run(2))).toThrow(
      `another run (process 1) is writing ${root}: wait until it is done`,
    );
    expect(snapshot(root)).toEqual(before);
    release(nodeFileSystem, root, first);
    release(nodeFileSystem, root, lock(root, run(2)));
    expect(snapshot(root)).toEqual({});
  });

  test.each([
    ['whose process is gone', run(9), run(2)],
    ['of our own process number, from before a restart', run(2), run(2)],
  ])('is taken from a run %s', (_, dead, self) => {
    const { root } = temporary();
    lock(root, dead);
    release(nodeFileSystem, root, lock(root, self));
    expect(snapshot(root)).toEqual({});
  });

  test.each([
    ['in a place where we cannot see processes', run(9, 'elsewhere'), run(2)],
    ['whose process number is in use again', run(1), run(2)],
  ])('of a run %s is taken only after minutes', (_, other, self) => {
    const { root } = temporary();
    const { entry } = lock(root, other);
    expect(() => lock(root, self)).toThrow(OutputError);
    const minutesAgo = Date.now() / 1000 - 11 * 60;
    utimesSync(entry, minutesAgo, minutesAgo);
    release(nodeFileSystem, root, lock(root, self));
    expect(snapshot(root)).toEqual({});
  });

  test('that is a bare directory, as no kill leaves it, is taken', () => {
    const { root } = temporary();
    mkdirSync(`${root}/.pgdr-compile/lock`, { recursive: true });
    release(nodeFileSystem, root, lock(root, run(1)));
    expect(snapshot(root)).toEqual({});
  });
});

describe('two runs at once', () => {
  test('cannot both write: the second says so, the first is not disturbed', () => {
    const { root } = temporary();
    let tried = 0;
    const fs = intercept(nodeFileSystem, (operation) => {
      if (operation !== 'writeFile' && operation !== 'rename') return;
      if (snapshot(`${root}/.pgdr-compile/lock`) === undefined) return;
      tried += 1;
      expect(() => writeTree(root, artifacts({ c: 'second\n' }), { self: run(2) })).toThrow(
        'another run (process 1)',
      );
    });
    writeTree(root, TREE, { fs, self: run(1) });
    expect(tried).toBeGreaterThan(3);
    expect(deployed(root)).toEqual(treeOf(TREE));
    expect(snapshot(root)).not.toHaveProperty('.pgdr-compile');
  });

  test('one after the other: the second judges the tree that the first wrote', () => {
    const { root } = temporary();
    writeTree(root, artifacts({ c: 'zero\n' }));
    let isFirst = true;
    const fs = intercept(nodeFileSystem, (operation) => {
      // The second has looked at the tree and is about to take the lock.
      if (operation !== 'mkdirAll' || !isFirst) return;
      isFirst = false;
      writeTree(root, artifacts({ c: 'first\n', d: 'first\n' }), { self: run(1) });
    });
    expect(writeTree(root, TREE, { fs, self: run(2) })).toMatchObject({ kind: 'written', removed: ['d'] });
    expect(deployed(root)).toEqual(treeOf(TREE));
  });

  test('one that died: the second completes it, though it began before that', () => {
    const { root } = temporary();
    writeTree(root, artifacts({ c: 'zero\n' }));
    const dying = intercept(nodeFileSystem, () => {
      // After the commit, before anything is in place.
      if (snapshot(root)?.['.pgdr-compile/journal.json'] !== undefined) dieByThrowing();
    });
    let isFirst = true;
    const fs = intercept(nodeFileSystem, (operation) => {
      if (operation !== 'mkdirAll' || !isFirst) return;
      isFirst = false;
      const first = artifacts({ c: 'first\n', d: 'first\n' });
      expect(() => writeTree(root, first, { fs: dying, self: run(9) })).toThrow(Death);
    });
    expect(writeTree(root, TREE, { fs, self: run(2) })).toMatchObject({ recovered: true, removed: ['d'] });
    expect(deployed(root)).toEqual(treeOf(TREE));
  });

  test('a run that stood still while another took its place writes nothing', () => {
    const { root } = temporary();
    writeTree(root, artifacts({ c: 'zero\n' }));
    const fs = intercept(nodeFileSystem, (operation, path) => {
      if (operation !== 'writeFile' || !path.endsWith('journal.json.tmp')) return;
      // Our process seems gone to the other.
      writeTree(root, artifacts({ c: 'second\n' }), { self: run(2, 'here', []) });
    });
    expect(() => writeTree(root, TREE, { fs, self: run(1) })).toThrow(OutputError);
    expect(deployed(root)).toEqual({ c: 'second\n' });
    expect(snapshot(root)).not.toHaveProperty('.pgdr-compile');
  });
});

describe('a run that waits for the lock', () => {
  const claim = '.pgdr-compile/claim-2-abcdef-here';

  test.each([
    ['first', []],
    ['later', artifacts({ c: 'y\n' })],
  ])('does not stop the one that has it, a %s one, also when it gives up meanwhile', (_, earlier) => {
    const { root } = temporary();
    if (earlier.length > 0) writeTree(root, earlier);
    put(`${root}/${claim}/2-abcdef-here`, '');
    let gone = 0;
    const fs = intercept(nodeFileSystem, (operation, path) => {
      if (operation !== 'rmdir' || path !== `${root}/${claim}`) return;
      rmSync(path, { recursive: true });
      gone += 1;
    });
    expect(writeTree(root, TREE, { fs, self: run(1) })).toMatchObject({ kind: 'written', recovered: false });
    expect(gone).toBe(1);
    expect(filesIn(root)).toEqual({ 'a/b': 'x\n', c: 'x\n' });
    expect(snapshot(root)).not.toHaveProperty('.pgdr-compile');
  });
});
