/** Rules a caller leaves out; the way past a rule that is not waivable, for drills that show what it prevents. */
export interface LintOptions {
  readonly without?: readonly string[];
}
