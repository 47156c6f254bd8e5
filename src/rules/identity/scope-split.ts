import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';

/** The key of a cluster in the DCS: Patroni squeezes repeated slashes (patroni/dcs/__init__.py). */
const KEYS = ['scope', 'namespace'] as const;

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const [first, ...others] = members(site);
    if (!first) continue;
    for (const key of KEYS) {
      const wanted = textAt(first.patroni.value, key);
      const odd = others.find((member) => textAt(member.patroni.value, key) !== wanted);
      if (!odd) continue;
      yield {
        message: `${first.name} and ${odd.name} of ${site.name} have different values of ${key}`,
        at: odd.patroni.at(key),
        related: [{ at: first.patroni.at(key), message: `${key} of ${first.name}` }],
        help: `write ${key} once, under the site`,
      };
    }
  }
}

export const scopeSplit: Rule = {
  id: 'identity/scope-split',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'nodes of one site differ in scope or namespace',
  why: 'Nodes that look under different keys of the DCS elect leaders of their own: one site, two primaries.',
  references: ['https://github.com/patroni/patroni/issues/484'],
  bothWays: false,
  check,
};
