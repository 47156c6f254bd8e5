/** One file of the compiled tree. */
export interface Artifact {
  /** Relative to the tree's root, `/` between parts, never `..`. */
  readonly path: string;
  readonly text: string;
}
