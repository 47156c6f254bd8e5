import type { Place } from '../../text/finding.ts';
import type { HaproxyText, TextLine, TextSection } from './sections.ts';

/** Keywords that say nothing without the word behind them. */
const OF_TWO_WORDS: ReadonlySet<string> = new Set([
  'option',
  'timeout',
  'stats',
  'http-check',
  'tcp-check',
  'no',
  'default',
]);

export const textsOf = ({ words }: TextLine): string[] => words.map(({ text }) => text);

/** What a line is called by. */
export function keyOf([first = '', second, third]: readonly string[]): string {
  const negated = first === 'no' || first === 'default';
  if (negated && second !== undefined && OF_TWO_WORDS.has(second))
    return [first, second, third].filter(Boolean).join(' ');
  return OF_TWO_WORDS.has(first) && second !== undefined ? `${first} ${second}` : first;
}

/** How places in a file of HAProxy are found and told, for its document. */
export function haproxyPlaces({ sections, stray }: HaproxyText): {
  rangeOf(pointer: Place['pointer']): readonly [number, number] | undefined;
  route(pointer: Place['pointer']): string;
} {
  const lines = new Map<number, TextLine>();
  const sectionOfLine = new Map<number, TextSection>();
  for (const section of sections)
    for (const line of [section.head, ...section.lines]) {
      lines.set(line.number, line);
      sectionOfLine.set(line.number, section);
    }
  for (const line of stray) lines.set(line.number, line);
  return {
    rangeOf([number, word]) {
      const words = lines.get(Number(number))?.words;
      const [first, last] = [words?.[0], words?.at(-1)];
      if (!first || !last || typeof word === 'string') return undefined;
      const asked = words?.[Number(word ?? 0)];
      // The first word stands for the whole line.
      return !asked || asked === first ? [first.start, last.end] : [asked.start, asked.end];
    },
    route([number, word]) {
      const line = lines.get(Number(number));
      const section = sectionOfLine.get(Number(number));
      const home = [section?.keyword, section?.name].filter(Boolean).join(' ');
      if (typeof word === 'string' || line === section?.head)
        return `${home}/${typeof word === 'string' ? word : ''}`;
      return `${home}/${line ? keyOf(textsOf(line)) : ''}`;
    },
  };
}
