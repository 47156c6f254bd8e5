import { dirname, resolve } from 'node:path';
import type { Estate } from '../compiler/estate/estate.ts';
import { makerOf } from '../compiler/facts/path.ts';
import type { Artifacts } from '../compiler/output/artifact.ts';
import { isTree } from '../compiler/output/is-tree.ts';
import { UsageError } from './usage-error.ts';

/** Where trees go unless told. */
export const OUT = 'build';

/** What stands in `--out` for the name of an estate. */
const NAME = '{name}';

/**
 * Refuses a folder that cannot be meant: a misspelt `{name}` would be a folder of that name, and a folder of the system
 * is no place for a tree.
 * @throws UsageError
 */
export function assertOut(out: string, cwd: string): void {
  if (out === '') throw new UsageError('--out lacks the name of a folder');
  const odd = out.match(/\{[^{}]*\}/g)?.find((word) => word !== NAME);
  if (odd !== undefined)
    throw new UsageError(
      `--out has ${odd}, and only ${NAME} stands for something there: the name of the estate`,
    );
  // Below a folder of the system a tree may lie: in /tmp, in the home of root.
  const owner = makerOf(resolve(cwd, out));
  if (owner !== undefined)
    throw new UsageError(`--out ${out} is a folder of ${owner}: name one of your own, or one below it`);
}

/** One estate and the folder it goes to. */
export interface Tree {
  readonly root: string;
  readonly artifacts: Artifacts;
}

/** A topology that nothing stands against, under the name of its file. */
export interface Sound {
  readonly file: string;
  readonly estate: Estate;
}

/** Two estates of one name would share a folder, also where file systems do not tell upper from lower case. */
function assertNamesDiffer(sound: readonly Sound[]): void {
  const seen = new Map<string, string>();
  for (const { file, estate } of sound) {
    const name = estate.name.toLowerCase();
    const first = seen.get(name);
    if (first !== undefined)
      throw new UsageError(
        `${first} and ${file} both describe an estate called "${estate.name}", and each goes to a folder of that name: nothing was written`,
      );
    seen.set(name, file);
  }
}

/** `--out` without slashes at its end. */
const topOf = (out: string): string => out.replace(/(?<=.)\/+$/, '');

/**
 * The folder of an estate. `{name}` in `--out` always stands for its name. Without it one estate goes to the folder
 * itself and several go to a folder each below it; one that has such a folder already, from a call that named several,
 * keeps it when it is named alone.
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

/** Folders beside the trees, or below the only one, that hold the tree of an estate which is none of these. */
export async function otherTrees(trees: readonly Tree[], out: string): Promise<string[]> {
  const { treesBelow } = await import('../compiler/output/trees.ts');
  const top = topOf(out);
  const ours = new Set(trees.map(({ root }) => root));
  const folders = new Set(
    [...ours].map((root) => (root === top && !top.includes(NAME) ? root : dirname(root))),
  );
  return [...folders].flatMap((folder) => treesBelow(folder)).filter((root) => !ours.has(root));
}
