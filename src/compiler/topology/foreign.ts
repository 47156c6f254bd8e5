import type { Pointer } from '../text/finding.ts';
import { isInLanguage, mapsWith, patroniHome, TOP, whereIs } from './elsewhere.ts';
import { FOREIGN_WITHIN, FOREIGN_WORDS, normal } from './foreign-words.ts';

const byWord = new Map(
  FOREIGN_WORDS.flatMap((entry) => entry.words.split(' ').map((word) => [word, entry] as const)),
);

const last = (way: string): string => way.split('.').at(-1) ?? '';

/** What to do with a word of Patroni that the language has no key for. */
function toOverrides(word: string): string | undefined {
  const home = patroniHome(word);
  return home && `Patroni's "${word}" goes into "overrides": patroni: { ${home} }`;
}

/** The way to a map without the items of lists, and from the site or the node on that it is of. */
function wayOf(pointer: Pointer): string {
  const names = pointer.filter((part) => typeof part === 'string');
  return names.slice(names[0] === 'sites' ? (names[1] === 'nodes' ? 2 : 1) : 0).join('.');
}

/** What is said of a word in this map alone. */
const within = (word: string, pointer: Pointer): string | undefined => {
  const words = FOREIGN_WITHIN[wayOf(pointer)];
  return words && Object.hasOwn(words, word) ? words[word] : undefined;
};

/** Where a word goes that other tools have; undefined for a word of none. */
export function foreignHelp(key: string, pointer: Pointer = []): string | undefined {
  const word = normal(key);
  const own = within(word, pointer);
  if (own !== undefined) return own;
  const entry = byWord.get(word);
  if (!entry) return undefined;
  const { to, note } = entry;
  const here =
    to !== undefined && isInLanguage(to) ? `"${key}" is "${last(to)}" here, ${whereIs(to)}` : undefined;
  // What the language has no key for yet is one of Patroni's.
  const there = to !== undefined && here === undefined ? toOverrides(last(to)) : undefined;
  return [here ?? there, note].filter((part) => part !== undefined).join('; ');
}

/** Why a program is none of those that a node may run; undefined for one that nobody knows. */
export function serviceHelp(name: string, pointer: Pointer): string | undefined {
  const own = within(normal(name), pointer);
  const entry = byWord.get(normal(name));
  return own ?? (entry?.to === undefined ? entry?.note : undefined);
}

/** Where a key goes that is one of another map of the language, or one of Patroni's; undefined where it is neither. */
export function elsewhereHelp(key: string): string | undefined {
  const [first, ...more] = mapsWith(key).slice(0, 3);
  if (first === undefined) return toOverrides(key);
  if (first !== TOP) return `"${key}" goes into ${[first, ...more].join(' or ')}`;
  return [`"${key}" goes to ${TOP}`, ...more].join(' or into ');
}
