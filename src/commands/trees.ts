import { dirname, resolve } from 'node:path';
import type { Estate } from '../compiler/estate/estate.ts';
import { makerOf } from '../compiler/facts/path.ts';
import type { Artifacts } from '../compiler/output/artifact.ts';
import { isTree } from '../compiler/output/is-tree.ts';
import { UsageError } from './usage-error.ts';

/** The default folder of trees. */
export const OUT = 'build';

/** The placeholder in `--out` for the name of an estate. */
const NAME = '{name}';

/**
 * Refuses a folder that is certainly a mistake: one with a misspelt `{name}`, or a folder of the system.
 * @throws UsageError
 */
export function assertOut(out: string, cwd: string): void {
  if (out === '') throw new UsageError('--out needs the name of a folder');
  const odd = out.match(/\{[^{}]*\}/g)?.find((word) => word !== NAME);
  if (odd !== undefined)
    throw new UsageError(
      `unknown placeholder ${odd} in --out: the only placeholder is ${NAME}, the name of the estate`,
    );
  // A tree may be below a folder of the system: in /tmp, or in root's home.
  const owner = makerOf(resolve(cwd, out));
  if (owner !== undefined)
    throw new UsageError(`--out ${out} is a folder of ${owner}: name a folder of your own, or a subfolder`);
}

/** One estate and the folder it goes to. */
export interface Tree {
  readonly root: string;
  readonly artifacts: Artifacts;
}

/** A topology without errors, and the name of its file. */
export interface Sound {
  readonly file: string;
  readonly estate: Estate;
}

/** Two estates of the same name would share a folder. On some file systems upper and lower case do not differ. */
function assertNamesDiffer(sound: readonly Sound[]): void {
  const seen = new Map<string, string>();
  for (const { file, estate } of sound) {
    const name = estate.name.toLowerCase();
    const first = seen.get(name);
    if (first !== undefined)
      throw new UsageError(
        `${first} and ${file} both describe an estate named "${estate.name}", and would both go to the folder of that name: nothing was written`,
      );
    seen.set(name, file);
  }
}

/** `--out` without slashes at its end. */
const topOf = (out: string): string => out.replace(/(?<=.)\/+$/, '');

/**
 * The folder of an estate. `{name}` in `--out` is replaced by its name. Without `{name}`, a single estate goes to the
 * folder itself, and each of several estates goes to a subfolder. An estate that already has such a subfolder, from a
 * call that named several, keeps it when it is named alone.
 */
function rootOf(name: string, out: string, single: boolean): string {
  const top = topOf(out);
  if (top.includes(NAME)) return top.replaceAll(NAME, name);
  const below = `${top}/${name}`;
  return single && (isTree(top) || !isTree(below)) ? top : below;
}

/**
 * The tree of each estate, and the folder where it belongs.
 * @param out `--out`
 * @throws UsageError when two estates would share a folder
 */
export async function treesOf(sound: readonly Sound[], out: string): Promise<Tree[]> {
  assertNamesDiffer(sound);
  const { render } = await import('../compiler/render/render.ts');
  const single = sound.length === 1;
  return sound.map(({ estate }) => ({
    root: rootOf(estate.name, out, single),
    artifacts: render(estate),
  }));
}

/** Folders beside the trees, or below the only tree, that hold trees of other estates. */
export async function otherTrees(trees: readonly Tree[], out: string): Promise<string[]> {
  const { treesBelow } = await import('../compiler/output/trees.ts');
  const top = topOf(out);
  const ours = new Set(trees.map(({ root }) => root));
  const folders = new Set(
    [...ours].map((root) => (root === top && !top.includes(NAME) ? root : dirname(root))),
  );
  return [...folders].flatMap((folder) => treesBelow(folder)).filter((root) => !ours.has(root));
}
