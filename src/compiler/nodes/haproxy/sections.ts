import type { BadLine, Word } from './words.ts';
import { wordsOf } from './words.ts';

/** A line with at least one word. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly words: readonly Word[];
}

/** A section as it is written. */
export interface TextSection {
  /** `global`, `defaults`, `listen`, … */
  readonly keyword: string;
  readonly name: string | undefined;
  /** The `defaults` that it names to take settings from. */
  readonly from: string | undefined;
  readonly head: TextLine;
  readonly lines: readonly TextLine[];
}

/** haproxy.cfg as sections and lines. */
export interface HaproxyText {
  readonly sections: readonly TextSection[];
  /** Lines above the first section, which HAProxy refuses. */
  readonly stray: readonly TextLine[];
  readonly bad: readonly (BadLine & { readonly number: number })[];
  /** Whether `.if` decides about some lines: which of them count is known to HAProxy alone. */
  readonly isConditional: boolean;
}

/** What begins a section, in any version (REGISTER_CONFIG_SECTION in src/, v2.4.0 to v3.5-dev5). */
const SECTIONS: ReadonlySet<string> = new Set([
  'acme',
  'backend',
  'cache',
  'crt-store',
  'defaults',
  'fcgi-app',
  'frontend',
  'global',
  'healthcheck',
  'http-errors',
  'listen',
  'log-forward',
  'log-profile',
  'mailers',
  'namespace_list',
  'peers',
  'program',
  'resolvers',
  'ring',
  'traces',
  'userlist',
]);

/** Conditions and messages to the person who starts HAProxy (src/cfgparse.c, parse_cfg). */
const DIRECTIVE = /^\.(?:if|elif|else|endif|notice|warning|alert|diag)$/;

function headOf({ words }: TextLine): Pick<TextSection, 'keyword' | 'name' | 'from'> {
  const [keyword = '', ...rest] = words.map(({ text }) => text);
  const index = rest.indexOf('from');
  // `defaults from other` has no name.
  const name = index === 0 && keyword === 'defaults' ? undefined : rest[0];
  return { keyword, name, from: index === -1 ? undefined : rest[index + 1] };
}

/** The lines of a text, from the offset of their first character to that behind their last one. */
function* linesIn(text: string): Generator<readonly [start: number, end: number]> {
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    yield [start, end];
    start = end + 1;
  }
}

/** Reads haproxy.cfg as HAProxy does, section by section. Lines of both ways of a condition are in it. */
export function sectionsOf(text: string): HaproxyText {
  const sections: (TextSection & { readonly lines: TextLine[] })[] = [];
  const stray: TextLine[] = [];
  const bad: (BadLine & { number: number })[] = [];
  let isConditional = false;
  let number = 0;
  for (const [start, end] of linesIn(text)) {
    number += 1;
    const read = wordsOf(text, start, end);
    if (read.bad) bad.push({ ...read.bad, number });
    const [first] = read.words;
    if (!first) continue;
    const line: TextLine = { number, words: read.words };
    if (DIRECTIVE.test(first.text)) isConditional ||= first.text === '.if';
    else if (SECTIONS.has(first.text)) sections.push({ ...headOf(line), head: line, lines: [] });
    else (sections.at(-1)?.lines ?? stray).push(line);
  }
  return { sections, stray, bad, isConditional };
}
