import { isInLanguage, mapsWith, patroniHome, whereIs } from './elsewhere.ts';
import { FOREIGN_WORDS, normal } from './foreign-words.ts';

const byWord = new Map(
  FOREIGN_WORDS.flatMap((entry) => entry.words.split(' ').map((word) => [word, entry] as const)),
);

const last = (way: string): string => way.split('.').at(-1) ?? '';

/** What to do with a word of Patroni that the language has no key for. */
function toOverrides(word: string): string | undefined {
  const home = patroniHome(word);
  return home && `Patroni's "${word}" goes into "overrides": patroni: { ${home} }`;
}

/** Where a word goes that other tools have; undefined for a word of none. */
export function foreignHelp(key: string): string | undefined {
  const entry = byWord.get(normal(key));
  if (!entry) return undefined;
  const { to, note } = entry;
  const here =
    to !== undefined && isInLanguage(to) ? `"${key}" is "${last(to)}" here, in ${whereIs(to)}` : undefined;
  // What the language has no key for yet is one of Patroni's.
  const there = to !== undefined && here === undefined ? toOverrides(last(to)) : undefined;
  return [here ?? there, note].filter((part) => part !== undefined).join('; ');
}

/** Where a key goes that is one of another map of the language, or one of Patroni's; undefined where it is neither. */
export function elsewhereHelp(key: string): string | undefined {
  const maps = mapsWith(key);
  return maps.length > 0 ? `"${key}" goes into ${maps.slice(0, 3).join(' or ')}` : toOverrides(key);
}
