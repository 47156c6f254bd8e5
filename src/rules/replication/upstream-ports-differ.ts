import { portOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { JsonMap } from '../../compiler/text/json.ts';
import { textAt } from '../../compiler/text/json.ts';

/** Its port is where the language says; one that an override moved is told of by topology/endpoint-mismatch. */
const isInPlace = ({ patroni }: Member): boolean => {
  const path = ['postgresql', 'connect_address'];
  const port = (value: JsonMap): string | undefined => /:(\d+)$/.exec(textAt(value, ...path) ?? '')?.[1];
  return port(patroni.value) === port(patroni.derived);
};

function* check(estate: Estate): Generator<Draft> {
  for (const upstream of new Set(estate.sites.map((site) => site.upstream))) {
    const [first, ...others] = upstream
      ? members(upstream).filter((member) => portOf(member) && isInPlace(member))
      : [];
    const odd = first && others.find((member) => portOf(member) !== portOf(first));
    if (!upstream || !first || !odd) continue;
    yield {
      message: `${first.name} and ${odd.name} have different PostgreSQL ports, and other sites stream from ${upstream.name}`,
      at: odd.patroni.at('postgresql', 'connect_address'),
      related: [
        {
          at: first.patroni.at('postgresql', 'connect_address'),
          message: `${first.name}: port ${portOf(first) ?? 'none'}`,
        },
      ],
      remedy: { do: 'write once', key: 'the port of PostgreSQL', for: 'site' },
    };
  }
}

export const upstreamPortsDiffer: Rule = {
  id: 'replication/upstream-ports-differ',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'the nodes of an upstream site have different PostgreSQL ports',
  why: 'standby_cluster has one port for all hosts: after a failover to a node with another port, the standby site finds no server.',
  references: [
    'https://github.com/patroni/patroni/pull/3610',
    'patroni/validator.py: standby_cluster.port',
    'patroni/postgresql/config.py: _pgpass_content',
  ],
  afterPromotion: true,
  check,
};
