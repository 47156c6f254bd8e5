/** What opens a map or a list within a line, what stands before it, and what closes it. */
const BRACKET = /(?:(?<![\w.-])(\w[\w.-]*)["']?:\s+)?([{[])|[}\]]/g;

/** A key that a line of a block begins with, behind the dashes of items. */
const HEAD = /^([\s?-]*)["']?(\w[\w.-]*)["']?\s*:/;

/** A key that lines of a deeper indentation belong to. */
interface Opened {
  readonly indent: number;
  readonly key: string;
}

/** The last key of those whose maps and lists are open at the end of this; undefined where none is. */
function flowAbove(before: string): string | undefined {
  const open: (string | undefined)[] = [];
  for (const [, key, opens] of before.matchAll(BRACKET)) {
    if (opens === undefined) open.pop();
    else open.push(key);
  }
  return open.findLast((key) => key !== undefined);
}

/**
 * Tells the key that the keys of a text stand under, itself or a list under it, by indentation and brackets: the text may
 * be no YAML, and then this is a guess.
 * @returns a function to be given every line in turn; what it returns tells of a place in that line
 */
export function encloser(): (line: string) => (at: number) => string | undefined {
  const opened: Opened[] = [];
  return (line) => {
    const [, lead = '', key] = HEAD.exec(line) ?? [];
    const indent = key === undefined ? line.length - line.trimStart().length : lead.length;
    // The items of a list may stand as deep as its key.
    const outer = /^\s*-\s/.test(line) ? line.indexOf('-') + 1 : indent;
    if (line.trim() !== '' && !/^\s*#/.test(line))
      while ((opened.at(-1)?.indent ?? -1) >= outer) opened.pop();
    const above = opened.findLast((one) => one.indent < indent)?.key;
    if (key !== undefined) opened.push({ indent, key });
    return (at) => flowAbove(line.slice(0, at)) ?? above;
  };
}
