import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { barredBy, isWordForOff } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const all = members(site);
    const [first, ...others] = all.flatMap((member) => {
      const tag = barredBy(member);
      return tag ? [{ member, at: member.patroni.at('tags', tag) }] : [];
    });
    if (!first || !site.nodesKnown || others.length + 1 < all.length) continue;
    // A tag that was to be off is told of by failover/tag-not-boolean.
    if (all.some(({ patroni }) => isWordForOff(get(patroni.value, 'tags', 'nofailover')))) continue;
    yield {
      message: `no member of ${site.name} may lead: each has a tag that forbids it`,
      at: first.at,
      related: others.map(({ member, at }) => ({ at, message: `${member.name}, too` })),
      help: 'let at least one member lead, preferably two',
    };
  }
}

export const noCandidate: Rule = {
  id: 'failover/no-candidate',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'no member of a site may become its leader',
  why: 'No member bootstraps the cluster ("waiting for leader to bootstrap"), no member takes over from a leader that dies, and a standby site has no standby leader: nothing streams.',
  references: [
    'https://github.com/patroni/patroni/issues/1754',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#tags',
    'patroni/ha.py: bootstrap',
  ],
  afterPromotion: false,
  check,
};
