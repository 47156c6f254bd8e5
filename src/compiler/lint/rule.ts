import type { Estate } from '../estate/estate.ts';
import type { Fix, Place, Severity } from '../text/finding.ts';
import type { Remedy } from '../text/remedy.ts';

/** `category/name`; the name says what is wrong, so that it reads well after "ignore". */
export type RuleId = `${string}/${string}`;

/** Information about a rule for the list of rules and `explain`. */
export interface RuleInfo {
  readonly id: RuleId;
  readonly severity: Severity;
  /** Whether `lint.rules` may lower it. Rules against split brain and data loss are not waivable. */
  readonly waivable: boolean;
  /** Whether the rule runs only if `lint.rules` sets its severity, because its findings matter only at some sites. */
  readonly optIn?: true;
  /** Whether it compares the estate with earlier estates of the same run; a comment that suppresses it may be for another run. */
  readonly ofRun?: true;
  /** What alone it judges: words that no other kind of file has, a change, or an estate that runs. Other rules judge every estate. */
  readonly only?: 'topologies' | 'files of nodes' | 'changes' | 'the running estate';
  /** First version of pgdr-compile that has it. */
  readonly since: string;
  /** Software versions that it applies to, if not all. */
  readonly applies?: string;
  /** One line: what is wrong. */
  readonly summary: string;
  /** The failure that such an estate causes. */
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
  /** Whether it says that nothing is written at its place. It is suppressed where a parse error may have hidden the key. */
  readonly absent?: boolean;
  /** Only if exactly one answer is right: `--fix` applies it without asking. */
  readonly fix?: Fix | undefined;
  /** What tells it from others of the rule at the same place, where a rule may have several things to say of one. */
  readonly topic?: string;
  /** What makes it one mistake with others of the rule at keys of the same map, which are then told together, without a fix. */
  readonly cause?: string;
  /** A key that may be a word of another tool: if it is one, the help says where it goes, and there is no fix. */
  readonly word?: string | undefined;
}

/** A judgement of an estate. */
export interface Rule extends RuleInfo {
  /**
   * Whether nothing but an override can break it: what is derived satisfies it, whatever else a topology says
   * (test/rules/only-overrides.test.ts). Topologies without overrides do not load these rules.
   */
  readonly onlyOverrides?: true;
  /** Whether to check the estate again after each other site's promotion, to find what breaks only the way back. */
  readonly afterPromotion: boolean;
  /** Runs in time linear in nodes; must not throw if parts of the estate are missing. */
  check(estate: Estate): Iterable<Draft>;
}
