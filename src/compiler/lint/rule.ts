import type { Estate } from '../estate/estate.ts';
import type { Fix, Place, Severity } from '../text/finding.ts';
import type { Remedy } from '../text/remedy.ts';

/** `category/name`; the name says the bad thing, so that it reads well after "ignore". */
export type RuleId = `${string}/${string}`;

/** What the list of rules and `explain` say of a rule. */
export interface RuleInfo {
  readonly id: RuleId;
  readonly severity: Severity;
  /** Whether `lint.rules` may lower it. Rules against split brain and data loss are not waivable. */
  readonly waivable: boolean;
  /** Judged only where `lint.rules` gives it a severity: what it finds is wrong at some sites alone. */
  readonly optIn?: true;
  /** Compares the estate with those that the same run judged before it: a comment that ignores it may be for another run. */
  readonly ofRun?: true;
  /** First version of pgdr-compile that has it. */
  readonly since: string;
  /** Software versions it speaks about, where not all. */
  readonly applies?: string;
  /** One line: what is wrong. */
  readonly summary: string;
  /** What happens to people who run such an estate. */
  readonly why: string;
  /** Where the facts come from. */
  readonly references: readonly string[];
}

/** One finding of a rule: the engine adds the rule's id, severity and why. */
export interface Draft {
  readonly message: string;
  readonly at: Place;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  /** What to do, in words that hold in files of every kind; beside a remedy, for front ends that have no words for that. */
  readonly help?: string;
  /** What to do where the kind of the files decides how: the front end words it, and makes the fix of what is sure. */
  readonly remedy?: Remedy | undefined;
  /** Whether it says that nothing is written at its place: what was lost or refused on the way there may be that. */
  readonly absent?: boolean;
  /** Only where one answer is right: `--fix` makes it without asking. */
  readonly fix?: Fix | undefined;
  /** What tells it from others of the rule at the same place, where a rule may have several things to say of one. */
  readonly topic?: string;
  /** What makes it one mistake with others of the rule at keys of the same map, which are then told together, without a fix. */
  readonly cause?: string;
  /** A key that may be a word of Patroni or of its kin: where it is one, the help is where that goes, and nothing is mended. */
  readonly word?: string | undefined;
}

/** A judgement of an estate. */
export interface Rule extends RuleInfo {
  /** Judged again for the estate after each other site's promotion: what breaks only the way back is found too. */
  readonly afterPromotion: boolean;
  /** Finds what is wrong in time linear in nodes; must not throw on an estate of which parts are missing. */
  check(estate: Estate): Iterable<Draft>;
}
