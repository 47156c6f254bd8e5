import type { Claims } from '../estate/claim.ts';

export interface LintOptions {
  /** Rules to skip: the only way past a rule that is not waivable, for drills that show what it prevents. */
  readonly without?: readonly string[];
  /** Whether to run rules that only overrides can break even if there are no overrides. */
  readonly allRules?: boolean;
  /** Claims of the estates that were linted earlier in the same run. */
  readonly claimed?: Claims;
}
