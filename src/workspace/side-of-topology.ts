import type { Estate } from '../compiler/estate/estate.ts';
import type { Analysis } from '../compiler/lint/lint.ts';
import type { Side } from '../compiler/plan/compare.ts';
import { seenIn } from '../compiler/plan/observed.ts';
import { artifactsOfNodes } from '../compiler/render/render.ts';
import type { Json } from '../compiler/text/json.ts';
import { buildEstate } from '../compiler/topology/build.ts';
import type { PartialTopology } from '../compiler/topology/inherited.ts';

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
  return estate && sideOf(estate, parsed.value as Json);
}

const sideOf = (estate: Estate, written: Json): Side => ({
  estate,
  seen: seenIn(estate),
  textOf: compiled(estate),
  written,
  rebuilt: (other) => sideOf(buildEstate(other as PartialTopology), other),
});
