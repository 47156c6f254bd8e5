import type { Estate, EtcdMember, Site } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { settingAt } from '../../compiler/text/edits.ts';
import type { Fix } from '../../compiler/text/finding.ts';
import { tokenOf } from './token.ts';

/** The longest token that the language takes. */
const LONGEST = 255;

/** The site's name behind what was written, where that is no other ring's token. */
function distinct(node: EtcdMember, token: string, site: Site, estate: Estate): Fix | undefined {
  const at = node.etcd.at('initial-cluster-token');
  const own = `${token}-${site.name}`;
  const isTaken = estate.sites.flatMap(ring).some((other) => tokenOf(other) === own);
  // What says it for one member alone would split the ring, and what says it for several rings would rename all of them.
  const place = JSON.stringify(at);
  const isHere = (other: EtcdMember): boolean =>
    JSON.stringify(other.etcd.at('initial-cluster-token')) === place;
  const isOfRing = estate.sites.every((other) =>
    ring(other).every((one) => isHere(one) === (other === site)),
  );
  if (isTaken || own.length > LONGEST || !isOfRing) return undefined;
  return { title: `write "${own}"`, edits: [settingAt(at, own)] };
}

function* check(estate: Estate): Generator<Draft> {
  const seen = new Map<string, { site: Site; node: EtcdMember }>();
  for (const site of estate.sites) {
    const [node, ...others] = ring(site);
    if (!node) continue;
    const token = tokenOf(node);
    // A ring with several tokens is a finding of etcd/token-split.
    if (others.some((other) => tokenOf(other) !== token)) continue;
    const first = seen.get(token);
    if (!first) seen.set(token, { site, node });
    else
      yield {
        message: `the etcd rings of ${site.name} and ${first.site.name} share the token "${token}"`,
        at: node.etcd.at('initial-cluster-token'),
        related: [
          { at: first.node.etcd.at('initial-cluster-token'), message: `the token of ${first.site.name}` },
        ],
        help: 'give each ring its own token, and never reuse a token for a new ring',
        fix: distinct(node, token, site, estate),
      };
  }
}

export const tokenShared: Rule = {
  id: 'etcd/token-shared',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'the etcd rings of two sites have the same initial-cluster-token',
  why: 'The token is part of the ids of a ring and its members. With the same token, a ring accepts a member that was given a peer address of the other site, instead of turning it away: one site then reads keys of the other, including its leader lock.',
  references: [
    'https://etcd.io/docs/v3.5/op-guide/clustering/',
    'https://github.com/etcd-io/etcd/issues/3690',
    'https://github.com/etcd-io/etcd/issues/1437',
  ],
  afterPromotion: false,
  check,
};
