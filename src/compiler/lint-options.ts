/** Which rules a caller asks. */
export interface LintOptions {
  /** Left out; the way past a rule that is not waivable, for drills that show what it prevents. */
  readonly without?: readonly string[];
  /** Asked alone. */
  readonly only?: readonly string[];
}
