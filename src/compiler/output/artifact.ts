/** One file of the compiled tree. */
export interface Artifact {
  /** Relative to the tree's root, `/` between parts, never `..`. */
  readonly path: string;
  readonly text: string;
  /** The same text in pieces, of which other files may have the long ones too. */
  readonly pieces?: readonly string[];
}

/** What is written, in pieces: every file ends with a newline, whatever made it. */
export function piecesOf({ text, pieces }: Artifact): readonly string[] {
  if (pieces) return pieces.at(-1)?.endsWith('\n') ? pieces : [...pieces, '\n'];
  return [text.endsWith('\n') ? text : `${text}\n`];
}

/**
 * The files of a tree, each made when it is asked for, so that no more than one text need be in memory; can be gone
 * through more than once.
 */
export type Artifacts = Iterable<Artifact>;
