import { readFileSync } from 'node:fs';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import { decode } from '../../src/compiler/text/source.ts';
import type { Analysis } from '../../src/workspace/workspace.ts';
import { analyse } from '../../src/workspace/workspace.ts';

export const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');

/** Seconds since 1970, when everybody answers. */
export const NOW = 1_796_056_385;

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
