import type { Rule, RuleInfo } from './rule.ts';

/** The rules that the engine runs. The engine imports none itself: see src/workspace. */
export interface RuleSet {
  /** Rules for every estate. */
  readonly usual: readonly Rule[];
  /** Every rule, sorted by id, including those that only overrides can break; loaded on demand. */
  readonly all: () => Promise<readonly Rule[]>;
  /** Rules that judge something beside the files, sorted by id: a change, or the estate that runs; loaded on demand. */
  readonly beside: () => Promise<readonly RuleInfo[]>;
  /** Every id that a finding can have, sorted; loaded on demand. */
  readonly catalogue: () => Promise<readonly RuleInfo[]>;
}
