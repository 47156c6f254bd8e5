import type { Comment } from '../comments/comments.ts';
import { commentsIn } from '../comments/comments.ts';
import type { Parsed } from '../parsed.ts';

/** A replacement of a stretch of the text, in offsets. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A source's text, with the data that changes need. */
export interface Page {
  readonly parsed: Parsed;
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  /** The comments that begin in a stretch of the text. */
  commentsIn(start: number, end: number): readonly Comment[];
}

export function pageOf(parsed: Parsed): Page {
  const { text } = parsed.source;
  let comments: readonly Comment[] | undefined;
  return {
    parsed,
    text,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    commentsIn(start, end) {
      if (!text.slice(start, end).includes('#')) return [];
      comments ??= [...commentsIn(text)];
      return comments.filter((comment) => comment.start >= start && comment.start < end);
    },
  };
}

export const lineStart = ({ text }: Page, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** The offset just after the last character of a line, before its line end. */
export function lineEnd({ text }: Page, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed === -1) return text.length;
  return text.charAt(feed - 1) === '\r' ? feed - 1 : feed;
}

/** Where the next line begins. */
export function nextLine({ text }: Page, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}
