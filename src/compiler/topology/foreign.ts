import type { Pointer } from '../text/finding.ts';
import { isInLanguage, mapsWith, patroniHome, TOP, whereIs } from './elsewhere.ts';
import { FOREIGN_WITHIN, FOREIGN_WORDS, normal } from './foreign-words.ts';

const byWord = new Map(
  FOREIGN_WORDS.flatMap((entry) => entry.words.split(' ').map((word) => [word, entry] as const)),
);

const last = (way: string): string => way.split('.').at(-1) ?? '';

/** Help for a Patroni key that the language lacks. */
function toOverrides(word: string): string | undefined {
  const home = patroniHome(word);
  return home && `Patroni's "${word}" goes into "overrides": patroni: { ${home} }`;
}

/** The path of a map without list items, starting at its site or node. */
function wayOf(pointer: Pointer): string {
  const names = pointer.filter((part) => typeof part === 'string');
  return names.slice(names[0] === 'sites' ? (names[1] === 'nodes' ? 2 : 1) : 0).join('.');
}

/** Help for a word in only this map. */
const within = (word: string, pointer: Pointer): string | undefined => {
  const words = FOREIGN_WITHIN[wayOf(pointer)];
  return words && Object.hasOwn(words, word) ? words[word] : undefined;
};

/** Says where a word of another tool goes; undefined for other words. */
export function foreignHelp(key: string, pointer: Pointer = []): string | undefined {
  const word = normal(key);
  const own = within(word, pointer);
  if (own !== undefined) return own;
  const entry = byWord.get(word);
  if (!entry) return undefined;
  const { to, note } = entry;
  const here =
    to !== undefined && isInLanguage(to) ? `"${key}" is "${last(to)}" here, ${whereIs(to)}` : undefined;
  // If the language has no such key, it is a key of Patroni.
  const there = to !== undefined && here === undefined ? toOverrides(last(to)) : undefined;
  return [here ?? there, note].filter((part) => part !== undefined).join('; ');
}

/** Says why a node cannot run a program; undefined for an unknown program. */
export function serviceHelp(name: string, pointer: Pointer): string | undefined {
  const own = within(normal(name), pointer);
  const entry = byWord.get(normal(name));
  return own ?? (entry?.to === undefined ? entry?.note : undefined);
}

/** Says where a key of another map, or of Patroni, goes; undefined if it is neither. */
export function elsewhereHelp(key: string): string | undefined {
  const [first, ...more] = mapsWith(key).slice(0, 3);
  if (first === undefined) return toOverrides(key);
  if (first !== TOP) return `"${key}" goes into ${[first, ...more].join(' or ')}`;
  return [`"${key}" goes to ${TOP}`, ...more].join(' or into ');
}
