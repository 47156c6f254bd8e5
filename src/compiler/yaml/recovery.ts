import type { Document, YAMLError } from 'yaml';
import { visit } from 'yaml';
import type { Finding, Place } from '../text/finding.ts';
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

/** Whether a finding is outside the stretches that syntax errors damaged. */
export function readableIn(parsed: Parsed): (finding: Finding) => boolean {
  const { text } = parsed.source;
  const lost = parsed.damaged.map(({ start, end }) => [text.lastIndexOf('\n', start - 1) + 1, end] as const);
  const isLost = (place: Place): boolean => {
    const start = rangeAt(parsed, place)?.[0] ?? 0;
    return lost.some(([from, to]) => from <= start && start < to);
  };
  return ({ at, related = [] }) => !isLost(at) && !related.some((one) => isLost(one.at));
}

/** Rules that look up a name in the whole topology: the name may be in a lost part. */
const LOOKS_UP: readonly string[] = ['topology/site-unknown'];

/**
 * Whether a rule's finding can be trusted in a text with syntax errors. A finding with a single place may be about something
 * that is missing beside it (a site without etcd), so it is suppressed if the block around that place extends to an error.
 * A finding with two places is about something that exists.
 */
export function trustedIn(parsed: Parsed): (finding: Finding) => boolean {
  const readable = readableIn(parsed);
  const { text } = parsed.source;
  const breaks = parsed.damaged.filter(({ structural }) => structural);
  const isWhole = ({ pointer, near }: Place): boolean => {
    const range = rangeAt(parsed, { pointer: (near ?? pointer).slice(0, -1), part: 'value' });
    return range !== undefined && !breaks.some(({ start }) => reaches(range, start, text));
  };
  return (finding) => {
    if (finding.absent && parsed.diagnostics.length > 0) return false;
    if (breaks.length === 0) return readable(finding);
    if (LOOKS_UP.includes(finding.rule)) return false;
    return readable(finding) && ((finding.related ?? []).length > 0 || isWhole(finding.at));
  };
}
