import { adopt } from '../compiler/adopt/adopt.ts';
import { topologyOf } from '../compiler/adopt/draft.ts';
import type { Estate } from '../compiler/estate/estate.ts';
import type { Analysis } from '../compiler/lint/lint.ts';
import { isInForce } from '../compiler/nodes/in-force.ts';
import type { GivenFile } from '../compiler/nodes/layout.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import type { Side } from '../compiler/plan/compare.ts';
import { seenIn } from '../compiler/plan/observed.ts';
import { artifactsOfNodes } from '../compiler/render/render.ts';
import type { Json } from '../compiler/text/json.ts';

/** The files of machines that an estate compiles to, by their paths; made when the first is asked for. */
function compiled(estate: Estate): (path: string) => string | undefined {
  let texts: ReadonlyMap<string, string> | undefined;
  return (path) => {
    texts ??= new Map(Array.from(artifactsOfNodes(estate), ({ path, text }) => [path, text] as const));
    return texts.get(path);
  };
}

/** The side of a plan that a topology describes; undefined where no estate could be made of it. */
export function sideOfTopology({ estate, parsed }: Pick<Analysis, 'estate' | 'parsed'>): Side | undefined {
  if (!estate) return undefined;
  return { estate, seen: seenIn(estate), textOf: compiled(estate), written: parsed.value as Json };
}

/**
 * The side of a plan that the files of nodes say; undefined where no file is one of a node. A compiled tree is read as the
 * topology that compiles to it, so that its values have the words that they follow from.
 */
export function sideOfFiles(name: string, files: readonly GivenFile[], said: SaidVersions): Side | undefined {
  const adopted = adopt(name, files, said);
  if (!adopted) return undefined;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  // A machine may be called otherwise than its member: the folder has the name of the machine.
  const folders = new Map(
    adopted.sites.flatMap((site) =>
      [...site.filesOf].map(
        ([node, { name: folder }]) => [`${site.name}/${node}`, `${site.name}/${folder}`] as const,
      ),
    ),
  );
  const textOf = (path: string): string | undefined => {
    const [site = '', node = '', ...rest] = path.split('/');
    return texts.get(path) ?? texts.get([folders.get(`${site}/${node}`), ...rest].join('/'));
  };
  const assumed = adopted.sites.filter(({ files: own }) => !isInForce(own)).map(({ name: site }) => site);
  if (adopted.isOwn) {
    const { estate, draft } = adopted;
    return {
      estate,
      seen: seenIn(estate),
      textOf,
      written: topologyOf(draft) as Json,
      isAdopted: true,
      assumed,
    };
  }
  return { estate: adopted.read, seen: adopted.sites, textOf, written: undefined, assumed };
}
