import type { RuleId } from '../../../src/compiler/lint/rule.ts';
import type { Draft } from './draft.ts';

/** One thing that somebody may get wrong in a topology that is sound without it. */
export interface Mistake {
  /** What is wrong, in a few words. */
  readonly name: string;
  /** The rule that finds it. */
  readonly rule: RuleId;
  /** Makes it; false where the topology has nothing to make it in. */
  readonly make: (draft: Draft) => boolean;
}

/** The same in the text itself. */
export interface Typo {
  readonly name: string;
  readonly rule: RuleId;
  /** The text with the typo; undefined where there is nothing to make it in. */
  readonly text: (text: string) => string | undefined;
}

/** What no rule finds, and why. */
export interface Unseen {
  readonly name: string;
  readonly why: string;
  readonly make: (draft: Draft) => boolean;
}

/** Mistakes of one rule, by name. */
export const of = (rule: RuleId, made: Readonly<Record<string, Mistake['make']>>): Mistake[] =>
  Object.entries(made).map(([name, make]) => ({ name, rule, make }));
