import type { Rule, RuleInfo } from './rule.ts';

/** The rules that the engine asks. It knows none by itself: see src/workspace. */
export interface RuleSet {
  /** Asked of every estate. */
  readonly usual: readonly Rule[];
  /** Every rule, sorted by id, those that nothing but an override can break among them; read when it is wanted. */
  readonly all: () => Promise<readonly Rule[]>;
  /** Everything that a finding can be called, sorted by id; read when it is wanted. */
  readonly catalogue: () => Promise<readonly RuleInfo[]>;
}
