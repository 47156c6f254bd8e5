import type { Span } from '../../text/finding.ts';
import type { Document } from '../documents.ts';
import type { Located } from '../resolve.ts';

/** What a comment begins with that says to ignore a finding. */
const IGNORE = 'pgdr-ignore';

/** Whether a document may have such a comment. */
export const mayIgnore = ({ parsed }: Document): boolean => parsed.source.text.includes(IGNORE);

/** A finding that a comment says to ignore. */
export interface Silenced extends Located {
  /** The comment. */
  readonly span: Span;
  /** Where it says why; undefined when it does not. */
  readonly reason: readonly [start: number, end: number] | undefined;
}
