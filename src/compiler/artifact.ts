/** One file of the compiled tree. */
export interface Artifact {
  /** Relative to the tree's root, `/` between parts, never `..`. */
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a tree, each made when it is asked for, so that no more than one text need be in memory; can be gone
 * through more than once.
 */
export type Artifacts = Iterable<Artifact>;
