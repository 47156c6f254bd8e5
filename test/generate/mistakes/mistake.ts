import type { RuleId } from '../../../src/compiler/lint/rule.ts';
import type { Draft } from './draft.ts';

/** One mistake in an otherwise sound topology. */
export interface Mistake {
  /** What is wrong, in a few words. */
  readonly name: string;
  /** The rule that finds it. */
  readonly rule: RuleId;
  /** Makes the mistake; false if it is impossible in this topology. */
  readonly make: (draft: Draft) => boolean;
}

/** One mistake in the text of an otherwise sound topology. */
export interface Typo {
  readonly name: string;
  readonly rule: RuleId;
  /** The text with the typo; undefined if it is impossible in this text. */
  readonly text: (text: string) => string | undefined;
}

/** A mistake that no rule finds, and why not. */
export interface Unseen {
  readonly name: string;
  readonly why: string;
  readonly make: (draft: Draft) => boolean;
}

/** Mistakes of one rule, by name. */
export const of = (rule: RuleId, made: Readonly<Record<string, Mistake['make']>>): Mistake[] =>
  Object.entries(made).map(([name, make]) => ({ name, rule, make }));
