import { askEstate } from '../../src/compiler/live/ask.ts';
import { askSlots } from '../../src/compiler/live/ask-slots.ts';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import { analyseLive } from '../../src/workspace/workspace.ts';
import type { FakeEstate } from './estate.ts';
import { estateOf, NOW, SAMPLE } from './sample.ts';

/** What is said of an estate that answers so. */
export async function findingsOf(
  { asker, sql }: Pick<FakeEstate, 'asker'> & Partial<Pick<FakeEstate, 'sql'>>,
  topology = SAMPLE,
  only?: string,
): Promise<readonly Diagnostic[]> {
  const { estate, parsed } = await estateOf(topology);
  const sites = estate.sites.filter(({ name }) => only === undefined || name === only);
  const deadline = Date.now() + 5000;
  const answers = await askEstate(asker, estate, sites, deadline);
  const live = {
    estate,
    sites: sql ? await askSlots(sql, answers, deadline) : answers,
    isWhole: only === undefined,
    now: NOW,
    lag: 100 * 2 ** 20,
  };
  return (await analyseLive(parsed, live)).diagnostics;
}

/** The ids of what is said, each once, sorted. */
export const idsOf = (diagnostics: readonly Diagnostic[]): string[] =>
  [...new Set(diagnostics.map(({ rule }) => rule))].sort();
