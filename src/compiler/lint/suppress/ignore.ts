import type { Comment } from '../../yaml/comments/comments.ts';
import { commentsIn } from '../../yaml/comments/comments.ts';
import type { Placed } from '../../yaml/comments/entries.ts';
import { entriesOf } from '../../yaml/comments/entries.ts';
import type { Entry } from '../../yaml/locate.ts';
import type { Parsed } from '../../yaml/parsed.ts';

/** A stretch of the source, in offsets. */
export type Stretch = readonly [start: number, end: number];

/** One rule that a comment names. */
export interface Named {
  readonly id: string;
  readonly at: Stretch;
}

/** A comment that suppresses rules, and the pairs and items that it applies to. */
export interface Ignore {
  readonly comment: Comment;
  readonly rules: readonly Named[];
  /** The place of the reason; undefined if there is none. */
  readonly reason: Stretch | undefined;
  readonly entries: readonly Entry[];
}

/** One rule that a comment names. */
export interface IgnoredRule {
  readonly ignore: Ignore;
  readonly named: Named;
}

const SHAPE = /^#\s*pgdr-ignore(?![\w-])\s*/;
const RULES = /^[^\s:,]+(?:\s*,\s*[^\s:,]+)*/;

/** The stretch without surrounding blanks; undefined if nothing is left. */
function trimmed(text: string, start: number, end: number): Stretch | undefined {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return part.trim() === '' ? undefined : [from, from + part.trim().length];
}

/** `# pgdr-ignore category/name, category/other: reason`. */
function parsedComment(text: string, comment: Comment): Omit<Ignore, 'entries'> | undefined {
  const words = text.slice(comment.start, comment.end);
  const head = SHAPE.exec(words)?.[0];
  if (head === undefined) return undefined;
  const list = RULES.exec(words.slice(head.length))?.[0] ?? '';
  const first = comment.start + head.length;
  const rules = [...list.matchAll(/[^\s,]+/g)].map(({ 0: id, index }): Named => {
    const start = first + index;
    return { id, at: [start, start + id.length] };
  });
  const behind = first + list.length;
  const colon = /^\s*:/.exec(text.slice(behind, comment.end))?.[0];
  const reason = colon === undefined ? undefined : trimmed(text, behind + colon.length, comment.end);
  return { comment, rules, reason };
}

/** The outermost entries: those that no other entry contains. */
function outermost(placed: readonly Placed[]): readonly Placed[] {
  let end = -1;
  return placed.filter((one) => {
    if (one.start < end) return false;
    end = one.end;
    return true;
  });
}

/** An index of entries by place, to look up a comment without searching all entries. */
class Index {
  readonly #placed: readonly Placed[];
  #closed: Map<number, Placed> | undefined;

  constructor(placed: readonly Placed[]) {
    this.#placed = placed;
  }

  /** The index of the first entry that begins at or after an offset. */
  #first(offset: number): number {
    let [low, high] = [0, this.#placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#placed[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  next(offset: number): readonly Placed[] {
    const first = this.#first(offset);
    return this.#placed.slice(first, first + 1);
  }

  beginningIn(start: number, end: number): readonly Placed[] {
    return this.#placed.slice(this.#first(start), this.#first(end));
  }

  /** The outermost entry that closes at an offset. */
  closedAt(offset: number): readonly Placed[] {
    this.#closed ??= new Map(
      this.#placed
        .filter(({ isClosed }) => isClosed)
        .reverse()
        .map((one) => [one.end, one]),
    );
    const found = this.#closed.get(offset);
    return found ? [found] : [];
  }
}

/**
 * The entries that a comment applies to. On a line of its own: the next key with everything below it, or the next item. At the
 * end of a line: the keys and items that begin and end on the line; else the last key or item that begins on it; else the
 * entry that closes on it.
 */
function concerned(index: Index, text: string, { start }: Comment): readonly Placed[] {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const before = text.slice(lineStart, start);
  if (/^[\s-]*$/.test(before)) return index.next(start);
  const onLine = index.beginningIn(lineStart, start);
  const whole = onLine.filter(({ end }) => end <= start);
  if (whole.length > 0) return outermost(whole);
  if (onLine.length > 0) return onLine.slice(-1);
  return index.closedAt(lineStart + before.trimEnd().length);
}

/** Every comment of a source that suppresses findings, and the parent of each pair and item. */
export function ignoresIn(parsed: Parsed): {
  readonly ignores: readonly Ignore[];
  readonly parents: ReadonlyMap<Entry, Entry | undefined>;
} {
  const { text } = parsed.source;
  const found = [...commentsIn(text)].flatMap((comment) => parsedComment(text, comment) ?? []);
  const placed = found.length > 0 ? entriesOf(parsed) : [];
  const index = new Index(placed);
  const ignores = found.map((ignore) => ({
    ...ignore,
    entries: concerned(index, text, ignore.comment).map(({ entry }) => entry),
  }));
  return { ignores, parents: new Map(placed.map(({ entry, parent }) => [entry, parent])) };
}
