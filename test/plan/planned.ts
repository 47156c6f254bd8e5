import { readFileSync } from 'node:fs';
import type { EstateChange, Side } from '../../src/compiler/plan/compare.ts';
import { compare } from '../../src/compiler/plan/compare.ts';
import type { Plan } from '../../src/compiler/plan/plan.ts';
import { planOf } from '../../src/compiler/plan/plan.ts';
import { decode } from '../../src/compiler/text/source.ts';
import { sideOfTopology } from '../../src/workspace/side-of-topology.ts';
import { type Analysis, analyse, analyseChange } from '../../src/workspace/workspace.ts';

export const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');

/** Analyses by topology: most changes begin with the same one. */
const analyses = new Map<string, Promise<Analysis>>();

/** A topology as an analysis; a value is written as JSON, which is YAML. */
export function analysed(topology: string | object): Promise<Analysis> {
  const text = typeof topology === 'string' ? topology : JSON.stringify(topology);
  const known = analyses.get(text);
  if (known) return known;
  const source = decode('topology.yaml', Buffer.from(text));
  if ('rule' in source) throw new Error(source.message);
  const made = analyse(source);
  analyses.set(text, made);
  return made;
}

/** A topology as a side of a plan. */
export async function sideOf(topology: string | object): Promise<Side> {
  const side = sideOfTopology(await analysed(topology));
  if (!side) throw new Error('the topology describes an estate');
  return side;
}

export const changeOf = async (before: string | object, after: string | object): Promise<EstateChange> =>
  compare(await sideOf(before), await sideOf(after));

export const planFor = async (before: string | object, after: string | object): Promise<Plan> =>
  planOf(await sideOf(before), await sideOf(after));

/** The hazards of a change, as `rule: message`. */
export async function hazardsOf(
  before: string | object,
  after: string | object,
  accepted: readonly string[] = [],
): Promise<string[]> {
  const { parsed } = await analysed(after);
  const { diagnostics } = await analyseChange(parsed, await changeOf(before, after), accepted);
  return diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

/** Replaces text that has to be there. */
export function edited(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, to);
  if (result === text) throw new Error(`the text has no ${from}`);
  return result;
}
