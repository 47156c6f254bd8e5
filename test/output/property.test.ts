import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/compiler/output/artifact.ts';
import { nodeFileSystem } from '../../src/compiler/output/filesystem.ts';
import { ancestorsOf } from '../../src/compiler/output/path.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { runs } from '../fuzz.ts';
import { Death, dieByThrowing, dyingAt } from './intercept.ts';
import { deployed, expectNoMixture, isFoundClean, treeOf } from './interrupted.ts';
import { temporary } from './temporary.ts';
import { put, snapshot } from './tree.ts';

// Few names and texts, so that old, new and edited trees meet often.
const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const text = fc.constantFrom('one\n', 'two\n', 'three\n');

/** Artifacts without a file where another needs a directory. */
const tree: fc.Arbitrary<Artifact[]> = fc.dictionary(path, text, { maxKeys: 6 }).map((files) =>
  Object.entries(files)
    .map(([path, text]) => ({ path, text }))
    .filter(({ path }) => !ancestorsOf(path).some((ancestor) => Object.hasOwn(files, ancestor))),
);

/** What a person does below the root between two runs. */
interface Edit {
  readonly action: 'write' | 'remove' | 'directory' | 'link';
  readonly path: string;
}
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ action: fc.constantFrom('write', 'remove', 'directory', 'link'), path }),
  { maxLength: 3 },
);

function edit(root: string, { action, path }: Edit): void {
  try {
    if (action === 'remove') rmSync(`${root}/${path}`, { recursive: true, force: true });
    else if (action === 'write') put(`${root}/${path}`, 'by hand\n');
    else if (action === 'directory') mkdirSync(`${root}/${path}`, { recursive: true });
    else symlinkSync(`${root}/../elsewhere`, `${root}/${path}`);
  } catch {
    // Something else is there: this person gives up.
  }
}

/** A root in which the old tree was written and then edited. */
function prepare(outside: string, old: readonly Artifact[], edits: readonly Edit[]): string {
  const place = mkdtempSync(join(outside, 'run-'));
  const root = join(place, 'build');
  put(join(place, 'elsewhere/a'), 'precious\n');
  put(join(place, 'elsewhere/b/c'), 'precious\n');
  writeTree(root, old);
  for (const step of edits) edit(root, step);
  return root;
}

/** The files that are neither what the tool wrote nor what it will write. */
function ofOthers(root: string, old: readonly Artifact[], wanted: readonly Artifact[]): [string, string][] {
  const [before, after] = [treeOf(old), treeOf(wanted)];
  return Object.entries(deployed(root)).filter(
    ([path, text]) => text !== before[path] && text !== after[path],
  );
}

describe('for any old tree, edits and new tree', () => {
  test('a run writes all, destroys nothing of others, and leaves what is outside', async () => {
    const { outside } = temporary();
    await fc.assert(
      fc.asyncProperty(tree, edits, tree, async (old, edits, wanted) => {
        const root = prepare(outside, old, edits);
        const before = snapshot(join(root, '..'));
        const outOfTree = snapshot(join(root, '../elsewhere'));
        const others = ofOthers(root, old, wanted);
        const [wasOurs, isWanted] = [treeOf(old), treeOf(wanted)];

        const result = writeTree(root, wanted);
        // A file of others at a path of ours stands against the run; one elsewhere does not.
        if (others.some(([path]) => path in wasOurs || path in isWanted)) expect(result.kind).toBe('refused');
        if (edits.length === 0) expect(result.kind).toBe('written');
        if (result.kind === 'refused') {
          expect(snapshot(join(root, '..'))).toEqual(before);
        } else {
          expect(deployed(root)).toEqual({ ...Object.fromEntries(others), ...isWanted });
          expect(await isFoundClean(root, wanted)).toBe(true);
        }

        const forced = writeTree(root, wanted, { force: true });
        if (forced.kind === 'refused') {
          expect(forced.conflicts.map(({ forceable }) => forceable)).toContain(false);
          expect(snapshot(join(root, '..'))).toEqual(before);
        } else {
          const kept = others.filter(([path]) => !(path in wasOurs));
          expect(deployed(root)).toEqual({ ...Object.fromEntries(kept), ...isWanted });
          expect(await isFoundClean(root, wanted)).toBe(true);
        }
        expect(snapshot(join(root, '../elsewhere'))).toEqual(outOfTree);
      }),
      runs(1000),
    );
  });

  test('a death at any moment leaves no mixture, and the next run completes it', async () => {
    const { outside } = temporary();
    const moment = fc.nat({ max: 60 });
    await fc.assert(
      fc.asyncProperty(tree, edits, tree, moment, moment, async (old, edits, wanted, first, second) => {
        const root = prepare(outside, old, edits);
        const before = deployed(root);
        const outOfTree = snapshot(join(root, '../elsewhere'));
        for (const n of [first, second]) {
          try {
            writeTree(root, wanted, { force: true, fs: dyingAt(nodeFileSystem, n, dieByThrowing) });
          } catch (error) {
            expect(error).toBeInstanceOf(Death);
          }
          await expectNoMixture(root, before, wanted);
        }
        const result = writeTree(root, wanted, { force: true });
        if (result.kind === 'written') {
          expect(deployed(root)).toMatchObject(treeOf(wanted));
          expect(await isFoundClean(root, wanted)).toBe(true);
        } else {
          expect(deployed(root)).toEqual(before);
        }
        expect(snapshot(join(root, '../elsewhere'))).toEqual(outOfTree);
      }),
      runs(750),
    );
  });
});
