import type { Document, YAMLError } from 'yaml';
import { visit } from 'yaml';
import type { Place } from '../text/finding.ts';
import { rangeAt } from './locate.ts';
import type { Damage, Parsed } from './parsed.ts';

/** The opening character whose end the parser misses, by its message: a quote or a bracket. */
const openerIn = (message: string): RegExp | undefined => {
  if (message.includes('quote')) return /["']/;
  return message.startsWith('Flow ') ? /[[{]/ : undefined;
};

/**
 * Where a syntax error began. The parser notices an open quote or bracket only later or at the end of the text, but people
 * look for the place where it was opened.
 */
export function startOf({ pos: [noticed], message }: YAMLError, document: Document, text: string): number {
  const opener = openerIn(message);
  let start = noticed;
  if (opener)
    visit(document, {
      Node(_, { range }: { range?: readonly [number, number, number] | null }) {
        if (range && range[0] < noticed && range[1] >= noticed && opener.test(text.charAt(range[0])))
          start = range[0];
      },
    });
  return start;
}

/** Errors that do not affect any value. */
const HARMLESS: readonly string[] = ['BAD_DIRECTIVE', 'MULTIPLE_DOCS'];

/** Errors that affect only one value. */
const LOCAL: readonly string[] = [
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_DQ_ESCAPE',
  'BAD_PROP_ORDER',
  'BAD_SCALAR_START',
  'MULTILINE_IMPLICIT_KEY',
];

/** Where the parser recovers after an error: at the next line that begins in the first column with a word. */
export function resumesAt(text: string, damage: number): number {
  const next = /\n(?=[A-Za-z"'])/g;
  next.lastIndex = damage;
  const found = next.exec(text);
  return found ? found.index + 1 : text.length;
}

/** The stretch that a syntax error damages: the rest of its lines, or everything up to the recovery of the parser. */
export function damageOf({ code, pos }: YAMLError, start: number, text: string): Damage | undefined {
  if (HARMLESS.includes(code)) return undefined;
  // After a tab, the parser puts even lines that begin in the first column into some other block.
  if (code === 'TAB_AS_INDENT') return { start, end: text.length, structural: true };
  if (!LOCAL.includes(code)) return { start, end: resumesAt(text, start), structural: true };
  const lineEnd = text.indexOf('\n', Math.max(start, pos[1]));
  return { start, end: lineEnd === -1 ? text.length : lineEnd, structural: false };
}

/** Whether a value extends to an error, so that a part of it may be lost. */
function reaches([start, end]: readonly [number, number], damage: number, text: string): boolean {
  return start <= damage && (damage <= end || text.slice(end, damage).trim() === '');
}

/** What syntax errors left of a document, by its places. */
export interface Recovery {
  /** Whether a place is where a syntax error may have made anything of the text. */
  isLost(place: Place): boolean;
  /** Whether the block around a place ends before an error could have taken a part of it. */
  isWhole(place: Place): boolean;
}

export function recoveryOf(parsed: Parsed): Recovery {
  const { text } = parsed.source;
  const lost = parsed.damaged.map(({ start, end }) => [text.lastIndexOf('\n', start - 1) + 1, end] as const);
  const breaks = parsed.damaged.filter(({ structural }) => structural);
  return {
    isLost(place) {
      const start = rangeAt(parsed, place)?.[0] ?? 0;
      return lost.some(([from, to]) => from <= start && start < to);
    },
    isWhole({ pointer, derivedFrom: near }) {
      const range = rangeAt(parsed, { pointer: (near ?? pointer).slice(0, -1), part: 'value' });
      return range !== undefined && !breaks.some(({ start }) => reaches(range, start, text));
    },
  };
}
