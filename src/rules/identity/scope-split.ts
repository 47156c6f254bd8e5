import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';

/** What makes up the key of a cluster in the DCS. A node without a scope is a finding of placement/key-removed. */
const READ = {
  scope: (member: Member) => textAt(member.patroni.value, 'scope'),
  // Patroni has this default, and squeezes repeated slashes (patroni/dcs/__init__.py, AbstractDCS).
  namespace: (member: Member) =>
    (textAt(member.patroni.value, 'namespace') ?? 'service').split('/').filter(Boolean).join('/'),
} as const;

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    for (const key of ['scope', 'namespace'] as const) {
      const read = READ[key];
      const [first, ...others] = members(site).filter((member) => read(member) !== undefined);
      const odd = first && others.find((member) => read(member) !== read(first));
      if (!first || !odd) continue;
      yield {
        message: `${first.name} and ${odd.name} of ${site.name} have different values of ${key}`,
        at: odd.patroni.at(key),
        related: [{ at: first.patroni.at(key), message: `${key} of ${first.name}` }],
        remedy: { do: 'write once', key, for: 'site' },
      };
    }
  }
}

export const scopeSplit: Rule = {
  id: 'identity/scope-split',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'nodes of one site differ in scope or namespace',
  why: 'Nodes that use different keys in the DCS elect separate leaders: one site has two primaries.',
  references: ['https://github.com/patroni/patroni/issues/484'],
  afterPromotion: false,
  check,
};
