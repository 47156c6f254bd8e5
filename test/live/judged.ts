import type { Estate } from '../../src/compiler/estate/estate.ts';
import { askEstate } from '../../src/compiler/live/ask.ts';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import { decode } from '../../src/compiler/text/source.ts';
import type { Analysis } from '../../src/workspace/workspace.ts';
import { analyse, analyseLive } from '../../src/workspace/workspace.ts';
import type { FakeEstate } from './estate.ts';
import { NOW, SAMPLE } from './sample.ts';

/** Analyses by topology: the same one is asked about again and again. */
const analyses = new Map<string, Analysis>();

/** @throws where the topology describes no estate */
export async function estateOf(topology: string): Promise<Analysis & { readonly estate: Estate }> {
  const source = decode('topology.yaml', Buffer.from(topology));
  if ('rule' in source) throw new Error(source.message);
  const analysis = analyses.get(topology) ?? (await analyse(source));
  analyses.set(topology, analysis);
  const { estate } = analysis;
  if (!estate) throw new Error('the topology describes an estate');
  return { ...analysis, estate };
}

/** What is said of an estate that answers so. */
export async function findingsOf(
  { asker }: Pick<FakeEstate, 'asker'>,
  topology = SAMPLE,
  only?: string,
): Promise<readonly Diagnostic[]> {
  const { estate, parsed } = await estateOf(topology);
  const sites = estate.sites.filter(({ name }) => only === undefined || name === only);
  const live = {
    estate,
    sites: await askEstate(asker, { sites }, Date.now() + 5000),
    isWhole: only === undefined,
    now: NOW,
    lag: 100 * 2 ** 20,
  };
  return (await analyseLive(parsed, live)).diagnostics;
}

/** The ids of what is said, each once, sorted. */
export const idsOf = (diagnostics: readonly Diagnostic[]): string[] =>
  [...new Set(diagnostics.map(({ rule }) => rule))].sort();
