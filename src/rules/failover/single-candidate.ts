import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { barredBy, candidates, isWordForOff } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const [only, second] = candidates(site);
    const barred = members(site).flatMap((member) => {
      const tag = barredBy(member);
      return tag ? [{ member, at: member.patroni.at('tags', tag) }] : [];
    });
    const [first, ...others] = barred;
    // A site of one member was not meant to fail over.
    if (!only || second || !first || !site.nodesKnown) continue;
    // A tag that was to be off is told of by failover/tag-not-boolean.
    if (barred.some(({ member }) => isWordForOff(get(member.patroni.value, 'tags', 'nofailover')))) continue;
    yield {
      message: `only ${only.name} may lead ${site.name}: a tag keeps ${barred.length === 1 ? first.member.name : 'the other members'} from leading`,
      at: first.at,
      related: [
        ...others.map(({ member, at }) => ({ at, message: `${member.name}, too` })),
        { at: only.nameAt, message: 'no member takes over from this one' },
      ],
      help: 'let a second member lead',
    };
  }
}

export const singleCandidate: Rule = {
  id: 'failover/single-candidate',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'only one of several members of a site may lead',
  why: 'If that member dies, no member takes over: a primary site stops, and a standby site no longer streams, although other members could.',
  references: [
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#tags',
    'patroni/ha.py: is_healthiest_node',
  ],
  afterPromotion: false,
  check,
};
