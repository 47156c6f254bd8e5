import type { Estate } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { tokenOf } from './token.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const [first, ...others] = ring(site);
    const odd = first && others.find((node) => tokenOf(node) !== tokenOf(first));
    if (!first || !odd) continue;
    yield {
      message: `the etcd members ${first.name} and ${odd.name} of ${site.name} have different tokens`,
      at: odd.etcd.at('initial-cluster-token'),
      related: [{ at: first.etcd.at('initial-cluster-token'), message: `the token of ${first.name}` }],
      remedy: { do: 'write once', key: 'initial-cluster-token', for: 'site' },
    };
  }
}

export const tokenSplit: Rule = {
  id: 'etcd/token-split',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'members of one etcd ring have different values of initial-cluster-token',
  why: 'The token is part of the ids of a ring and its members. A member with another token rejects the messages of the others ("cluster ID mismatch"), and the ring has one member less from the start.',
  references: ['https://etcd.io/docs/v3.5/op-guide/clustering/', 'https://etcd.io/docs/v3.5/faq/'],
  afterPromotion: false,
  check,
};
