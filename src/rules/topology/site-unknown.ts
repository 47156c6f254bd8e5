import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { nearest } from '../../compiler/text/suggest.ts';

function helpFor(word: string, names: readonly string[]): string {
  const near = nearest(word, names);
  return near ? `did you mean "${near}"?` : `the sites are ${names.join(', ')}`;
}

function* check(estate: Estate): Generator<Draft> {
  // A site without a name may be the one that is meant: its name is missed already.
  if (!estate.sitesKnown) return;
  const names = estate.sites.map((site) => site.name);
  const { text, at } = estate.primaryWord;
  if (text !== undefined && !names.includes(text))
    yield { message: `"primary" names no site: "${text}"`, at, help: helpFor(text, names) };
  for (const { name, follow } of estate.sites) {
    if (!follow) continue;
    if (!names.includes(follow.text))
      yield {
        message: `"follow" names no site: "${follow.text}"`,
        at: follow.at,
        help: helpFor(follow.text, names),
      };
    else if (follow.text === name)
      yield {
        message: `${name} cannot follow itself`,
        at: follow.at,
        help: `name another site, or leave follow out: ${name} then follows the primary`,
      };
  }
}

export const siteUnknown: Rule = {
  id: 'topology/site-unknown',
  severity: 'error',
  waivable: false,
  only: 'topologies',
  since: '0.1.0',
  summary: 'primary or follow names a site that is not in the topology',
  why: 'Without a primary nobody takes writes, and without an upstream a standby site has nothing to stream from: its first node would make a new, empty cluster.',
  references: ['patroni/global_config.py: is_standby_cluster'],
  afterPromotion: false,
  check,
};
