import type { Estate } from '../../src/compiler/estate/estate.ts';
import type { NodesAnalysis } from '../../src/compiler/lint/lint-nodes.ts';
import type { GivenFile } from '../../src/compiler/nodes/layout.ts';
import type { SaidVersions } from '../../src/compiler/nodes/said-versions.ts';
import { render } from '../../src/compiler/render/render.ts';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import { analyseNodes } from '../../src/workspace/workspace.ts';

/** What lies on nodes of what is compiled. */
const isOfNodes = (path: string): boolean => /^[^/]+\/(?:dcs\.yml$|[^/]+\/etc\/)/.test(path);

/** The files of nodes that an estate compiles to, whatever its findings. */
export const nodeFilesOf = (estate: Estate): GivenFile[] =>
  Array.from(render(estate), ({ path, text }) => ({ path, text }))
    .filter(({ path }) => isOfNodes(path))
    .map(({ path, text }): GivenFile => ({ file: path, path, text }));

export const versionsIn = ({ software }: Estate): SaidVersions =>
  Object.fromEntries(Object.entries(software).map(([product, { text }]) => [product, text]));

/** The files of an estate, read back and judged; what is said of the files themselves is left out. */
export async function readBack(estate: Estate, files = nodeFilesOf(estate)): Promise<NodesAnalysis> {
  return analyseNodes(estate.name, files, versionsIn(estate));
}

/** Every finding of files that were read back. */
export const foundIn = ({ files }: NodesAnalysis): (Diagnostic & { readonly file: string })[] =>
  files.flatMap(({ file, diagnostics }) => diagnostics.map((one) => ({ ...one, file })));
