import type { Estate, Member, Node, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Pool } from '../../compiler/estate/haproxy-config.ts';
import { bindOf } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';
import type { Remedy } from '../../compiler/text/remedy.ts';
import { parseAddress } from '../../pghba/address.ts';
import { boundBy } from '../common/listeners.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';
import { addressKey, byKey, type Members } from './members-by-address.ts';

/** Those of the hosts a site is told of that are no member of its upstream, by key. */
function notMembers(upstream: Site, hosts: string, port: string | undefined): string[] {
  const wanted = byKey(members(upstream), ({ wan }) => wan);
  return hosts.split(',').flatMap((host) => {
    const address = parseAddress(host);
    const key = address && addressKey(address, port);
    return key === undefined || wanted.has(key) ? [] : [key];
  });
}

/** Whom a site streams from follows from its upstream. */
const remedyOf = (site: Site, upstream: Site): Remedy =>
  oneOf(
    leaveOut(site.dcs.at('standby_cluster', 'host'), 'standby_cluster.host'),
    `name the members of its upstream ${upstream.name}`,
  );

function draft(site: Site, upstream: Site, [first, ...more]: readonly Member[]): Draft[] {
  if (!first) return [];
  const placeOf = (member: Member): Place => (member.site === site.name ? member.addressAt : member.wanAt);
  const whom = first.site === site.name ? 'itself' : `${first.site}, which is not its upstream`;
  return [
    {
      message: `${site.name} is told to stream from ${whom}`,
      at: site.dcs.at('standby_cluster', 'host'),
      topic: 'members',
      related: [first, ...more].map((member) => ({
        at: placeOf(member),
        message: `the address of ${member.name}`,
      })),
      remedy: remedyOf(site, upstream),
    },
  ];
}

/** Pools of the HAProxy of a site itself, by where they are reached. */
function ownPools(site: Site): ReadonlyMap<string, { readonly node: Node; readonly pool: Pool }> {
  return new Map(
    site.nodes.flatMap((node) =>
      (node.haproxy?.pools ?? []).flatMap((pool) =>
        boundBy(bindOf(pool.front) ?? '').flatMap(({ port }) =>
          node.address ? [[addressKey(node.address, String(port)), { node, pool }] as const] : [],
        ),
      ),
    ),
  );
}

/** A site that streams through its own HAProxy: with servers of other sites in it that works, and leads to the primary. */
function throughOwn(site: Site, upstream: Site, odd: readonly string[]): Draft[] {
  const pools = ownPools(site);
  const found = odd.map((key) => pools.get(key)).find((one) => one !== undefined);
  if (!found || found.pool.servers.some(({ backup }) => backup)) return [];
  const { node, pool } = found;
  const leads =
    pool.name === 'primary' ? `has no member of ${upstream.name}` : `leads back to members of ${site.name}`;
  return [
    {
      message: `${site.name} is told to stream through its own ${node.name}, whose ${pool.name} pool ${leads}`,
      at: site.dcs.at('standby_cluster', 'host'),
      related: [{ at: node.addressAt, message: `the address of ${node.name}` }],
      remedy: remedyOf(site, upstream),
    },
  ];
}

function* check(estate: Estate): Generator<Draft> {
  // Sites of one upstream are mostly told the same of it.
  const known = new Map<string, string[]>();
  let outside: Members | undefined;
  for (const site of estate.sites) {
    const { upstream, dcs } = site;
    const hosts = textAt(dcs.value, 'standby_cluster', 'host');
    if (!upstream || hosts === undefined) continue;
    const port = textAt(dcs.value, 'standby_cluster', 'port');
    const told = JSON.stringify([upstream.name, hosts, port]);
    const odd = known.get(told) ?? notMembers(upstream, hosts, port);
    known.set(told, odd);
    if (odd.length === 0) continue;
    yield* throughOwn(site, upstream, odd);
    const inside = byKey(members(site), ({ address }) => address);
    outside ??= byKey(estate.sites.flatMap(members), ({ wan }) => wan);
    const all = outside;
    // A name or an address that no member has may follow the primary: a VIP, a load balancer.
    yield* draft(
      site,
      upstream,
      odd.flatMap((key) => inside.get(key) ?? all.get(key) ?? []),
    );
  }
}

export const wrongSource: Rule = {
  id: 'replication/wrong-source',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a standby site is told to stream from itself, or from a site that is not its upstream',
  why: 'A site that streams from itself gets nothing from the primary. A site that streams from the wrong site loses its source when that site is lost. Its upstream keeps a slot that nobody reads, and the slot holds WAL until the disk is full.',
  references: ['https://patroni.readthedocs.io/en/latest/standby_cluster.html'],
  afterPromotion: true,
  check,
};
