import type { Diagnostic } from '../compiler/text/finding.ts';

/** A hazard that somebody has accepted. */
export interface Accepted {
  readonly diagnostic: Diagnostic;
  /** The reason in the comment; undefined for `--accept`. */
  readonly reason: string | undefined;
}

/** One accepted hazard, with where it is and who accepted it. */
export const acceptedText = ({ diagnostic: { rule, message, span }, reason }: Accepted): string =>
  `accepted: ${rule}${span ? ` at line ${span.start.line}` : ''}: ${message} (${reason === undefined ? 'by --accept' : `"${reason}"`})`;
