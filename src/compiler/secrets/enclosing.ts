/** The opening bracket of a map or a list within a line, with its key, or a closing bracket. */
const BRACKET = /(?:(?<![\w.-])(\w[\w.-]*)["']?:\s+)?([{[])|[}\]]/g;

/** The key at the start of a block line, after the dashes of items. */
const HEAD = /^([\s?-]*)["']?(\w[\w.-]*)["']?\s*:/;

/** A key to which more deeply indented lines belong. */
interface Opened {
  readonly indent: number;
  readonly key: string;
}

/** The innermost key whose map or list is open at the end of this text; undefined if there is none. */
function flowAbove(before: string): string | undefined {
  const open: (string | undefined)[] = [];
  for (const [, key, opens] of before.matchAll(BRACKET)) {
    if (opens === undefined) open.pop();
    else open.push(key);
  }
  return open.findLast((key) => key !== undefined);
}

/**
 * Finds the key under which a place of a text is, directly or in a list, by indentation and brackets. If the text is not
 * valid YAML, this is a guess.
 * @returns a function to call with every line in order; its result gives the key for a place in that line
 */
export function encloser(): (line: string) => (at: number) => string | undefined {
  const opened: Opened[] = [];
  return (line) => {
    const [, lead = '', key] = HEAD.exec(line) ?? [];
    const indent = key === undefined ? line.length - line.trimStart().length : lead.length;
    // The items of a list may have the same indentation as its key.
    const outer = /^\s*-\s/.test(line) ? line.indexOf('-') + 1 : indent;
    if (line.trim() !== '' && !/^\s*#/.test(line))
      while ((opened.at(-1)?.indent ?? -1) >= outer) opened.pop();
    const above = opened.findLast((one) => one.indent < indent)?.key;
    if (key !== undefined) opened.push({ indent, key });
    return (at) => flowAbove(line.slice(0, at)) ?? above;
  };
}
