/** A whole quoted scalar of YAML. */
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/;

/** A plain scalar inside braces or brackets, up to a character that may end it. */
const PLAIN_IN_FLOW = /^[^\s,{}[\]"'#&*!|>%@`][^,{}[\]"'#]*?(?=\s*[,}\]])/;

/** A plain scalar, up to a comment. */
const PLAIN_BEFORE_COMMENT = /^[^\s,{}[\]"'#&*!|>%@`][^"'#]*?(?=\s+#\s)/;

/** What may follow a value in a YAML line: the line's end, a closing bracket, another key, or a comment. */
const FOLLOWS =
  /^\s*(?:$|[}\]][}\],\s]*(?:$|#\s|["']?[\w-]+["']?\s*:)|,\s*(?:$|["']?[\w-]+["']?\s*:\s)|(?<=\s)#\s)/;

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Whether a text may follow a value. The closing quote of the value must not be the first of a doubled quote. */
const mayFollow = (rest: string, quote: string | undefined): boolean =>
  FOLLOWS.test(rest) && (quote === undefined || count(rest, quote) % 2 === 0);

/**
 * The end of a secret that begins at an offset of a line after `key:`.
 * @returns the offset just after it; undefined if the line does not show it for certain, so that the whole rest may belong to it
 */
export function secretEnd(line: string, start: number): number | undefined {
  const value = line.slice(start);
  const quoted = QUOTED.exec(value)?.[0];
  if (quoted !== undefined)
    return mayFollow(value.slice(quoted.length), quoted[0]) ? start + quoted.length : undefined;
  const inFlow = /[{[]/.test(line.slice(0, start));
  const plain = (inFlow ? PLAIN_IN_FLOW : PLAIN_BEFORE_COMMENT).exec(value)?.[0];
  if (plain === undefined || !mayFollow(value.slice(plain.length), undefined)) return undefined;
  return start + plain.length;
}
