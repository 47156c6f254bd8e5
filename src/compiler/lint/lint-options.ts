import type { Claims } from '../estate/claim.ts';

export interface LintOptions {
  /** Rules a caller leaves out; the way past a rule that is not waivable, for drills that show what it prevents. */
  readonly without?: readonly string[];
  /** Whether the rules that nothing but an override can break are asked where there is none, too. */
  readonly every?: boolean;
  /** What the estates have for themselves that were judged before this one in the same run. */
  readonly claimed?: Claims;
}
