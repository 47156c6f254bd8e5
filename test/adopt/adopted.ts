import type { Adopted } from '../../src/compiler/adopt/adopt.ts';
import { adopt } from '../../src/compiler/adopt/adopt.ts';
import type { Block, Draft } from '../../src/compiler/adopt/draft.ts';
import { topologyText } from '../../src/compiler/adopt/text.ts';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import { render } from '../../src/compiler/render/render.ts';
import { lint } from '../../src/index.ts';

/** Every file of an estate, by its path. */
export const filesOf = (estate: Estate): Map<string, string> =>
  new Map(Array.from(render(estate), ({ path, text }) => [path, text] as const));

/** The estate that a topology describes. Throws where it describes none. */
export async function estateOf(topology: string | object): Promise<Estate> {
  const text = typeof topology === 'string' ? topology : JSON.stringify(topology);
  const { estate } = await lint(Buffer.from(text));
  if (!estate) throw new Error('the topology describes no estate');
  return estate;
}

export const textOf = ({ draft, notes }: Adopted): string => topologyText(draft, ['Adopted.'], notes);

/** What `adopt` makes of a whole tree that was compiled. */
export function adoptTree(files: ReadonlyMap<string, string>): Adopted {
  const given = [...files].map(([path, text]) => ({ file: path, path, text }));
  const adopted = adopt('unnamed', given, {});
  if (!adopted) throw new Error('the tree has no file of a node');
  return adopted;
}

/** The files that differ between two trees. */
export const differingFiles = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));

/** A topology as this tool writes one: to compare lengths of texts in one style. */
export function inOneStyle({ sites, ...top }: Block): string {
  const draft: Draft = {
    top,
    sites: (sites as unknown as readonly Block[]).map(({ nodes, ...own }) => ({
      own,
      nodes: nodes as unknown as Block[],
    })),
  };
  return topologyText(draft, ['Adopted.'], new Map());
}
