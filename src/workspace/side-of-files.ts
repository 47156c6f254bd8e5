import { adopt } from '../compiler/adopt/adopt.ts';
import { topologyOf } from '../compiler/adopt/draft.ts';
import { isInForce } from '../compiler/nodes/in-force.ts';
import type { GivenFile } from '../compiler/nodes/layout.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import type { Side } from '../compiler/plan/compare.ts';
import type { SeenNode, SeenSite } from '../compiler/plan/observed.ts';
import { seenIn } from '../compiler/plan/observed.ts';
import type { Json } from '../compiler/text/json.ts';

/** The machines of a site: of some, no file says the address, and the topology that was made of the files has only a word for it. */
const withoutUnsaid = ({ name, nodes }: SeenSite, unsaid: ReadonlySet<string>): readonly SeenNode[] =>
  nodes.map((node) =>
    unsaid.has(`${name}/${node.name}`) ? { ...node, address: undefined, wan: undefined } : node,
  );

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
    const unsaid = new Set(
      adopted.sites.flatMap(({ name: site, nodes }) =>
        nodes.flatMap((node) => (node.address ? [] : [`${site}/${node.name}`])),
      ),
    );
    return {
      estate,
      seen: seenIn(estate).map((site) => ({ ...site, nodes: withoutUnsaid(site, unsaid) })),
      textOf,
      written: topologyOf(draft) as Json,
      isAdopted: true,
      assumed,
    };
  }
  return { estate: adopted.read, seen: adopted.sites, textOf, written: undefined, assumed };
}
