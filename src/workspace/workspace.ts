/** The one place that gives the engine its rules. Commands, the library and the language server come through it. */

import type { FileAnalysis } from '../compiler/lint/file-analysis.ts';
import type { Analysis } from '../compiler/lint/lint.ts';
import { analyse as analyseBy } from '../compiler/lint/lint.ts';
import type { NodesAnalysis } from '../compiler/lint/lint-nodes.ts';
import type { LintOptions } from '../compiler/lint/lint-options.ts';
import type { RuleSet } from '../compiler/lint/rule-set.ts';
import type { Live } from '../compiler/live/live.ts';
import type { GivenFile } from '../compiler/nodes/layout.ts';
import type { SaidVersions } from '../compiler/nodes/said-versions.ts';
import type { EstateChange } from '../compiler/plan/compare.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import type { Source } from '../compiler/text/source.ts';
import { USUAL_RULES } from '../rules/generated/usual.ts';

export type { Analysis } from '../compiler/lint/lint.ts';

const changeRules = async () => (await import('../rules/generated/changes.ts')).CHANGE_RULES;
const liveRules = async () => (await import('../rules/generated/live.ts')).LIVE_RULES;

const RULE_SET: RuleSet = {
  usual: USUAL_RULES,
  all: async () => (await import('../rules/all.ts')).ALL_RULES,
  beside: async () => [...(await changeRules()), ...(await liveRules())],
  catalogue: async () => (await import('../rules/catalogue.ts')).CATALOGUE,
};

/** Every id that a finding can have, sorted; loaded when it is needed. */
export const catalogue = RULE_SET.catalogue;

/**
 * Finds everything that is wrong with a topology, however broken it is.
 * @throws never for anything a file may hold
 */
export const analyse = (source: Source, options: LintOptions = {}): Promise<Analysis> =>
  analyseBy(source, RULE_SET, options);

/** Finds everything that is wrong with the estate that files of running clusters describe. */
export async function analyseNodes(
  name: string,
  files: readonly GivenFile[],
  said: SaidVersions = {},
  options: LintOptions = {},
): Promise<NodesAnalysis> {
  const { analyseNodes: by } = await import('../compiler/lint/lint-nodes.ts');
  return by(name, files, said, RULE_SET, options);
}

/** A topology with every possible fix made. */
export interface Fixed {
  /** The text, with all that no fix is about as it was. */
  readonly text: string;
  /** The findings that were fixed, with their places in the text as it was when their turn came. */
  readonly fixed: readonly Diagnostic[];
  /** What is to be said of the new text. */
  readonly analysis: Analysis;
}

/** Makes every fix that leaves a topology better, until none is left. */
export async function fixAll(source: Source): Promise<Fixed> {
  const { fixAll: fixAllBy } = await import('../compiler/lint/fix.ts');
  const judge = (sources: readonly Source[]): Promise<readonly Analysis[]> =>
    Promise.all(sources.map((one) => analyse(one)));
  const { fixed, analyses } = await fixAllBy([source], judge);
  const [analysis] = analyses;
  if (!analysis) throw new Error('one source has one analysis');
  return {
    text: analysis.parsed.source.text,
    fixed: fixed.map(({ diagnostic }) => diagnostic),
    analysis,
  };
}

/** Nothing is judged. */
const NO_RULES: RuleSet = {
  usual: [],
  all: async () => [],
  beside: async () => [],
  catalogue: async () => [],
};

/** Reads a topology as {@link analyse} does, and judges nothing: what runs now is what it is. */
export const readTopologySource = (source: Source): Promise<Analysis> => analyseBy(source, NO_RULES, {});

/** What is dangerous about a change, at the places of the topology after it. */
export async function analyseChange(
  parsed: Analysis['parsed'],
  change: EstateChange,
  accepted: readonly string[],
): Promise<FileAnalysis> {
  const { judgeBeside } = await import('../compiler/lint/judge-beside.ts');
  return judgeBeside(parsed, change, await changeRules(), RULE_SET, accepted);
}

/** What is wrong with an estate that runs, at the places of its topology. */
export async function analyseLive(parsed: Analysis['parsed'], live: Live): Promise<FileAnalysis> {
  const { judgeBeside } = await import('../compiler/lint/judge-beside.ts');
  return judgeBeside(parsed, live, await liveRules(), RULE_SET, []);
}
