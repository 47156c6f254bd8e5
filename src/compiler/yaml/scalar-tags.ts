import type { Tags } from 'yaml';

/**
 * Text that YAML 1.2's core schema reads as text, whatever else it holds: it begins with a letter, `_` or `/` and is none
 * of the words for nothing and for a truth value; or it is a number with a second dot, as addresses are.
 */
const TEXT = /^(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)$)[A-Za-z_/]|^[0-9]+\.[0-9]+\./;

/**
 * The core schema's ways to read plain scalars, with what nearly all of a topology is asked for first. Each of the eight
 * patterns that the library asks one after the other would have to be compiled, which takes longer than all the reading.
 */
export function usualFirst(tags: Tags): Tags {
  const isInteger = (tag: Tags[number]): boolean =>
    typeof tag === 'object' && 'test' in tag && tag.test?.source === '^[-+]?[0-9]+$';
  return [
    { tag: 'tag:yaml.org,2002:str', default: true, test: TEXT, resolve: (text) => text },
    ...tags.filter(isInteger),
    ...tags.filter((tag) => !isInteger(tag)),
  ];
}
