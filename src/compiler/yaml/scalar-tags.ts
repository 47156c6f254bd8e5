import type { Tags } from 'yaml';

/**
 * Text that YAML 1.2's core schema certainly reads as text: it begins with a letter, `_` or `/` and is not a word for null or
 * a boolean; or it is a number with a second dot, like an address.
 */
const TEXT = /^(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)$)[A-Za-z_/]|^[0-9]+\.[0-9]+\./;

/**
 * The core schema's tags for plain scalars, with the tags of nearly all scalars of a topology first. Otherwise each of the
 * library's eight patterns would have to be compiled, which takes longer than all the parsing.
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
