import { afterQuoted, lineEnd, readFlow } from './flow.ts';
import type { Typo, Words } from './typo.ts';
import { typo } from './typo.ts';

type Kind = 'map' | 'list';

/** An open map or list: its lines begin in its column. */
interface Block {
  readonly column: number;
  readonly kind: Kind;
  /** The last line that belongs to it, from 0. */
  line: number;
}

/** A line of block YAML, after its indentation. */
interface Line {
  readonly number: number;
  readonly offset: number;
  readonly indent: number;
  /** Without comment and surrounding blanks. */
  readonly text: string;
}

/** The start of a line: items and a key. */
interface Head {
  readonly blocks: readonly { readonly column: number; readonly kind: Kind }[];
  /** Column of the value after them. */
  readonly column: number;
  readonly value: string;
}

/** No topology nests so deeply, and no line that people edit is so long. */
const MOST_BLOCKS = 100;
const LONGEST_LINE = 2000;

const DASH = /^-(?:[ ]+|$)/;
const KEY = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#'"{}[\],&*!|>%@`][^#:]*(?::[^\s#:][^#:]*)*):(?:[ ]+|$)/;
const PROPERTIES = /^(?:[&!][^\s,[\]{}]*[ ]*)+/;

const COLON_IN_TEXT: Words = [
  'only a key may contain a colon with a blank after it',
  'put the text in quotes',
];
const NO_BLANK_BEHIND_COLON: Words = ['a blank is missing after this colon', 'write a key as "key: value"'];
const NO_BLANK_BEHIND_DASH: Words = ['a blank is missing after this dash', 'write an item as "- item"'];
const ODD_BLANK: Words = [
  'YAML does not accept this kind of blank',
  'type it again: web pages and word processors insert non-breaking blanks',
];
const NO_COLON: Words = [
  'a colon is missing after this word',
  'write a key as "key: value"; text that continues the line above is indented further than its key',
];

function headOf({ indent, text }: Line, item: RegExp): Head {
  const blocks: { column: number; kind: Kind }[] = [];
  let at = 0;
  for (let dash = item.exec(text); dash; dash = item.exec(text.slice(at))) {
    blocks.push({ column: indent + at, kind: 'list' });
    at += dash[0].length;
    if (blocks.length > MOST_BLOCKS) break;
  }
  const key = KEY.exec(text.slice(at));
  if (key) {
    blocks.push({ column: indent + at, kind: 'map' });
    at += key[0].length;
  }
  const properties = PROPERTIES.exec(text.slice(at))?.[0].length ?? 0;
  at += properties;
  return { blocks, column: indent + at, value: text.slice(at) };
}

/** A key whose value follows without a blank. Not `\s`, because non-breaking blanks from web pages are no YAML blanks. */
const JOINED = /^[A-Za-z_][\w.-]*:(?=[^ \t:/])/;

/** What is missing in text where a key or an item must be. */
function missingIn(text: string): readonly [at: number, length: number, words: Words] | undefined {
  const joined = JOINED.exec(text);
  if (joined) return [joined[0].length - 1, 1, NO_BLANK_BEHIND_COLON];
  const word = /^[A-Za-z_][\w.-]*(?=$|[ ])/.exec(text);
  return word ? [0, word[0].length, NO_COLON] : undefined;
}

const where = ({ column, line }: Block): string =>
  `${column === 0 ? 'not at all' : `by ${column}`}, like line ${line + 1}`;

const instead = (block: Block): string =>
  block.column === 0 ? `do not indent it, like line ${block.line + 1}` : `indent it ${where(block)}`;

/** Reads a text line by line and remembers which blocks are open. */
class Scan {
  readonly typos: Typo[] = [];
  readonly #text: string;
  #blocks: Block[] = [];
  /** Whether the line above has a key or an item whose value is on the lines below. */
  #expects = true;
  /** Whether text on the line above may continue below. */
  #mayGoOn = false;
  /** A column without a block, and the intended column: lines below a typo often repeat it. */
  #slipped: { readonly from: number; readonly to: number } | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get isTooDeep(): boolean {
    return this.#blocks.length > MOST_BLOCKS;
  }

  /** @returns the offset at which the line's value ends, if the value is read as a unit */
  read(line: Line): number {
    const isGlued = this.#isGluedItem(line);
    if (isGlued) this.typos.push(typo(line.offset + line.indent, 1, NO_BLANK_BEHIND_DASH));
    const head = this.#withJoined(line, headOf(line, isGlued ? /^-/ : DASH));
    const [first, ...others] = head.blocks;
    if (!first) return this.#bare(line);
    const shift = this.#enter(line, first.kind);
    // Text after a dash without a blank was meant to be one column further right.
    const moved = shift + (isGlued ? 1 : 0);
    for (const { column, kind } of others)
      this.#blocks.push({ column: column + moved, kind, line: line.number });
    return this.#value(line, head);
  }

  /** `- name:seoul` above another key of the same item is a key without its blank; alone it would be text. */
  #withJoined({ offset }: Line, head: Head): Head {
    const joined = head.blocks.at(-1)?.kind === 'list' ? JOINED.exec(head.value) : null;
    if (!joined || !this.#hasKeyBelow(offset, head.column)) return head;
    const length = joined[0].length;
    this.typos.push(typo(offset + head.column + length - 1, 1, NO_BLANK_BEHIND_COLON));
    return {
      blocks: [...head.blocks, { column: head.column, kind: 'map' }],
      column: head.column + length,
      value: head.value.slice(length),
    };
  }

  /** Whether the next line begins with a key in this column. */
  #hasKeyBelow(offset: number, column: number): boolean {
    const start = lineEnd(this.#text, offset) + 1;
    const below = this.#text.slice(start, Math.min(lineEnd(this.#text, start), start + LONGEST_LINE));
    return below.length - below.trimStart().length === column && KEY.test(below.trim());
  }

  /** `-item` in the column of a list; elsewhere it is ordinary text. */
  #isGluedItem({ indent, text }: Line): boolean {
    return /^-[^\s-]/.test(text) && this.#blocks.some((one) => one.column === indent && one.kind === 'list');
  }

  #value({ offset }: Line, { column, value }: Head): number {
    const at = offset + column;
    const inner = this.#blocks.at(-1)?.column ?? -1;
    this.#expects = value === '';
    this.#mayGoOn = false;
    if (/^[|>]/.test(value)) return this.#afterBlockText(at, inner);
    if (/^[{["']/.test(value)) return this.#closed(at, inner);
    this.#mayGoOn = value !== '' && !value.startsWith('*');
    if (/:(?: |$)/.test(value)) this.typos.push(typo(at, value.length, COLON_IN_TEXT));
    return at;
  }

  /** Reads a value that has its own end. */
  #closed(at: number, indent: number): number {
    this.#expects = false;
    this.#mayGoOn = false;
    const char = this.#text[at];
    // Quoted text that continues below is rare; an unclosed quote is not. So only its line is skipped.
    if (char === '"' || char === "'") return Math.min(afterQuoted(this.#text, at), lineEnd(this.#text, at));
    const { end, typos } = readFlow(this.#text, at, indent);
    this.typos.push(...typos);
    return end;
  }

  /** The lines of a block text are indented more than its key. */
  #afterBlockText(at: number, indent: number): number {
    let end = lineEnd(this.#text, at);
    while (end < this.#text.length) {
      const next = lineEnd(this.#text, end + 1);
      const line = this.#text.slice(end + 1, next);
      if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
      end = next;
    }
    return end;
  }

  /**
   * Goes to the block that a line belongs to.
   * @returns how much deeper the line was meant to begin
   */
  #enter(line: Line, kind: Kind): number {
    const { indent, number } = line;
    const slipped = this.#slipped;
    if (slipped && indent === slipped.from && this.#goTo(slipped.to, kind, number))
      return slipped.to - indent;
    if (slipped && indent < slipped.from) this.#slipped = undefined;
    const deepest = this.#blocks.at(-1)?.column ?? -1;
    // A list may be in the column of its own key.
    if (this.#expects && (indent > deepest || (indent === deepest && kind === 'list' && !this.#isList))) {
      this.#blocks.push({ column: indent, kind, line: number });
      return 0;
    }
    if (this.#goTo(indent, kind, number)) return 0;
    const to = this.#tellColumn(line, kind);
    return to === undefined ? 0 : to - indent;
  }

  get #isList(): boolean {
    return this.#blocks.at(-1)?.kind === 'list';
  }

  /** The intended column of a line: the nearest of its kind, and the deeper of two that are equally near. */
  #tellColumn({ indent, offset, number }: Line, kind: Kind): number | undefined {
    const distance = ({ column }: Block): number => Math.abs(column - indent);
    const [nearest, other] = this.#blocks
      .filter((block) => block.kind === kind)
      .reverse()
      .sort((a, b) => distance(a) - distance(b));
    if (!nearest) return undefined;
    const noun = kind === 'map' ? 'key' : 'item';
    this.typos.push(
      typo(offset + indent, 1, [
        `the indentation of this ${noun}, ${indent}, matches no ${noun} above it`,
        `${instead(nearest)}${other ? `; or ${where(other)}` : ''}`,
      ]),
    );
    this.#slipped = { from: indent, to: nearest.column };
    this.#goTo(nearest.column, kind, number);
    return nearest.column;
  }

  /** Closes the blocks above one that is open. */
  #goTo(column: number, kind: Kind, number: number): boolean {
    const index = this.#blocks.findLastIndex((block) => block.column === column && block.kind === kind);
    const block = this.#blocks[index];
    if (!block) return false;
    this.#blocks.length = index + 1;
    block.line = number;
    return true;
  }

  /** A line that is neither key nor item: a value, continued text, or a key or an item with something missing. */
  #bare(line: Line): number {
    const { number, offset, indent, text } = line;
    const at = offset + indent;
    const deepest = this.#blocks.at(-1)?.column ?? -1;
    if (this.#mayGoOn && indent > deepest) return at;
    if (/^[{["']/.test(text)) return this.#bareValue(line, at, deepest);
    const missing = missingIn(text);
    if (!missing) return at;
    const [from, length, words] = missing;
    this.typos.push(typo(at + from, length, words));
    if (this.#expects && indent > deepest) this.#blocks.push({ column: indent, kind: 'map', line: number });
    else this.#goTo(indent, 'map', number);
    this.#expects = /^[\w.-]+$/.test(text);
    this.#mayGoOn = !this.#expects;
    return at;
  }

  #bareValue({ indent }: Line, at: number, deepest: number): number {
    const list = this.#blocks.findLast(({ kind }) => kind === 'list');
    if (!this.#expects && list && /[{[]/.test(this.#text[at] ?? ''))
      this.typos.push(
        typo(at, 1, [
          'a dash is missing before this item',
          `write an item as "- item", with its dash indented ${where(list)}`,
        ]),
      );
    return this.#closed(at, Math.min(deepest, indent));
  }
}

/** The typos of a text that is written in the usual style of a topology. */
export function typosOf(text: string): readonly Typo[] {
  const scan = new Scan(text);
  let done = 0;
  let number = -1;
  for (let offset = 0; offset < text.length; offset = lineEnd(text, offset) + 1) {
    number++;
    if (offset < done) continue;
    const line = text.slice(offset, lineEnd(text, offset));
    const bare = line
      .slice(0, LONGEST_LINE)
      .replace(/(?:^|\s)#[^\n]*$/, '')
      .trimEnd();
    const indent = bare.length - bare.trimStart().length;
    if (bare.trim() === '' || /^(?:---|\.\.\.|%)/.test(line)) continue;
    // A tab is its own finding, and the columns of lines below it are meaningless.
    if (bare.slice(0, indent).includes('\t') || scan.isTooDeep) break;
    const odd = bare.slice(0, indent).search(/[^ ]/);
    if (odd >= 0) scan.typos.push(typo(offset + odd, 1, ODD_BLANK));
    done = scan.read({ number, offset, indent, text: bare.slice(indent) });
  }
  return scan.typos;
}
