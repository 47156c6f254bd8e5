import type { Span } from '../../text/finding.ts';
import type { Located } from '../resolve.ts';

/** A finding that a comment says to ignore. */
export interface Silenced extends Located {
  /** The comment. */
  readonly span: Span;
  /** Where it says why; undefined when it does not. */
  readonly reason: readonly [start: number, end: number] | undefined;
}
