/** One file of the compiled tree. */
export interface Artifact {
  /** Relative to the tree's root, `/` between parts, never `..`. */
  readonly path: string;
  readonly text: string;
  /** The same text in pieces. Other files may share the long pieces. */
  readonly pieces?: readonly string[];
}

/** The text to write, in pieces. It always ends with a newline. */
export function piecesOf({ text, pieces }: Artifact): readonly string[] {
  if (pieces) return pieces.at(-1)?.endsWith('\n') ? pieces : [...pieces, '\n'];
  return [text.endsWith('\n') ? text : `${text}\n`];
}

/**
 * The files of a tree. Each file is made on request, so that only one text need be in memory. Can be iterated more than
 * once.
 */
export type Artifacts = Iterable<Artifact>;
