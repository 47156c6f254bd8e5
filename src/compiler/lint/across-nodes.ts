import { grouped } from '../text/grouped.ts';
import { allTogether } from '../text/together.ts';
import type { Located } from './resolve.ts';

/** The name of a node, of its member, or of its site, where it is a word of its own. */
function patternOf(names: readonly string[]): RegExp | undefined {
  const words = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  if (words.length === 0) return undefined;
  const quoted = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`(?<![\\w.-])(?:${quoted.join('|')})(?![\\w-])`, 'g');
}

/** A port of a node, as `bind` and `listen` have it. */
const portOf = (address: string | undefined): RegExp =>
  address === undefined ? /$^/ : new RegExp(`${address.replace(/\W/g, '\\$&')}(?=:\\d)`);

/** The nodes of an estate, by the words that findings have for them. */
export interface NodeWords {
  /** Names of nodes and sites. */
  readonly names: readonly string[];
  /** The node that a file is of. */
  nodeOf(file: string): string | undefined;
  /** The address of a node: a message may name it beside the node. */
  addressOf(node: string): string | undefined;
}

/**
 * Every node has its own copy of most settings, so a mistake is made once and written many times. Findings of one rule that
 * say the same of several nodes are told once, of the first, with the names of the others.
 */
export function oncePerMistake(
  located: readonly Located[],
  { names, nodeOf, addressOf }: NodeWords,
): readonly Located[] {
  const pattern = patternOf(names);
  if (!pattern) return located;
  const fileOf = ({ document }: Located): string => document.parsed.source.file;
  const subjectOf = (one: Located): string | undefined =>
    one.diagnostic.message.match(pattern)?.[0] ?? nodeOf(fileOf(one));
  const groups = grouped(located, (one) => {
    const { rule, route, span, message, help } = one.diagnostic;
    const subject = subjectOf(one) ?? '';
    // What follows from the names of others, such as who refuses whom, is another mistake.
    const said = message.replace(subject, '*').replace(portOf(addressOf(subject)), '*');
    return JSON.stringify([rule, route ?? span?.start.line, said, help]);
  });
  return [...groups.values()].flatMap(([first, ...others]): Located[] => {
    if (!first) return [];
    const more = [...new Set(others.flatMap((one) => subjectOf(one) ?? []))].filter(
      (name) => name !== subjectOf(first),
    );
    if (more.length === 0) return [first, ...others];
    const message = `${first.diagnostic.message}; the same holds for ${allTogether(more)}`;
    return [{ ...first, diagnostic: { ...first.diagnostic, message } }];
  });
}
