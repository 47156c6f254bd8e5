import type { Place } from '../text/finding.ts';
import type { OncePer } from '../text/once.ts';
import { oncePer } from '../text/once.ts';
import type { Line, Pool, Section } from './haproxy-config.ts';

/** A line that was asked for by its keyword: the words behind that. */
export interface Found {
  readonly words: readonly string[];
  readonly at: Place;
}

/** Rules ask the same sections for the same keywords again and again: the answers of a section, by keyword. */
const answersOf: OncePer<Section, Map<string, readonly Found[]>> = oncePer(() => new Map());

const beginsWith = ({ words }: Line, keyword: readonly string[]): boolean =>
  keyword.every((word, index) => words[index] === word);

/** The lines of a section that begin with a keyword of one or more words, in their order. */
export function linesOf(section: Section, keyword: string): readonly Found[] {
  const answers = answersOf(section);
  const before = answers.get(keyword);
  if (before) return before;
  const asked = keyword.split(' ');
  const found = section.lines
    .filter((line) => beginsWith(line, asked))
    .map(({ words, at }): Found => ({ words: words.slice(asked.length), at }));
  answers.set(keyword, found);
  return found;
}

/** The sections that a pool is made of. */
export const sectionsOf = ({ front, back }: Pool): readonly Section[] =>
  front === back ? [back] : [front, back];

/** The lines of a pool itself that begin with a keyword. */
export const linesIn = (pool: Pool, keyword: string): readonly Found[] =>
  sectionsOf(pool).flatMap((section) => linesOf(section, keyword));

/** The last line of a keyword: the pool's, or the one it has from `defaults`. */
export const lastLine = (pool: Pool, keyword: string): Found | undefined =>
  linesIn(pool, keyword).at(-1) ?? linesOf(pool.defaults, keyword).at(-1);

/** What a section listens on: the words behind its `bind` lines, as one list with commas. */
export const bindOf = (section: Section): string | undefined => {
  const lines = linesOf(section, 'bind').map(({ words }) => words.join(' '));
  return lines.length === 0 ? undefined : lines.join(',');
};

/** What a pool has its servers do, `default-server` of its section and of `defaults` taken together. */
export interface ServerOptions {
  has(flag: string): boolean;
  /** The word behind a keyword; the last one counts. */
  word(keyword: string): string | undefined;
  /** Where they are written, or would be. */
  readonly at: Place;
}

export function serverOptions({ defaults, back }: Pool): ServerOptions {
  const words = [defaults, back].flatMap((section) =>
    linesOf(section, 'default-server').flatMap((line) => line.words),
  );
  return {
    has: (flag) => words.lastIndexOf(flag) > words.lastIndexOf(`no-${flag}`),
    word: (keyword) => {
      const index = words.lastIndexOf(keyword);
      return index === -1 ? undefined : words[index + 1];
    },
    at: back.at('default-server'),
  };
}
