import { type Estate, members, type Node, type Site } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Address } from '../../pghba/address.ts';
import { allOf, declare } from '../common/remedies.ts';

interface Owned {
  readonly node: Node;
  readonly address: Address | undefined;
  readonly at: Place;
}

function* repeated(all: readonly Owned[], concerns: (a: Node, b: Node) => boolean): Generator<Draft> {
  const seen = new Map<string, Owned>();
  for (const known of all) {
    if (!known.address) continue;
    const first = seen.get(known.address.key);
    if (!first) seen.set(known.address.key, known);
    else if (concerns(first.node, known.node))
      yield {
        message: `${first.node.name} and ${known.node.name} have the same address, ${known.address.text}`,
        at: known.at,
        related: [{ at: first.at, message: `address of ${first.node.name}` }],
        remedy:
          first.node.site === known.node.site
            ? 'give each machine its own address'
            : allOf(
                'give each machine its own address',
                declare('outer address', { when: 'where both sites use the same private network' }),
              ),
      };
  }
}

const hasWan = (node: Node): boolean => node.wanAt !== node.addressAt;

/** Whether nodes of other sites reach it, or are reached by it: what replicates does, and an HAProxy that sends writes there. */
const isSeenOutside = ({ patroni, haproxy }: Node): boolean =>
  patroni !== undefined ||
  (haproxy?.pools.some(({ servers }) => servers.some(({ backup }) => backup)) ?? false);

/** Sites in one network: where a member of either has no other address for the outside, its own is known everywhere. */
function shareNetwork(estate: Estate): (a: Node, b: Node) => boolean {
  const open = new Map(
    estate.sites.map((site) => [site.name, members(site).some((member) => !hasWan(member))] as const),
  );
  return (a, b) => open.get(a.site) === true || open.get(b.site) === true;
}

/** Machines of a site whose address its endpoint must not be: one leads to itself, whoever is the leader. */
const stayPut = (site: Site): Node[] =>
  members(site).length === 1
    ? site.nodes.filter(({ patroni, name }) => !patroni && !site.endpoint?.proxies.includes(name))
    : site.nodes.filter(({ name }) => !site.endpoint?.proxies.includes(name));

/** An endpoint that is the address of one machine, or of another site's leader too; a name may lead elsewhere in each site. */
function* endpoints(estate: Estate): Generator<Draft> {
  const seen = new Map<string, Site>();
  for (const site of estate.sites) {
    const { endpoint, name } = site;
    if (!endpoint?.address) continue;
    const { key, text, kind } = endpoint.address;
    const other = kind === 'hostname' ? undefined : seen.get(key);
    seen.set(key, site);
    const node =
      stayPut(site).find(({ address, wan }) => address?.key === key || wan?.key === key) ??
      estate.sites
        .filter((one) => one !== site)
        .flatMap(stayPut)
        .find(({ wan }) => wan?.key === key);
    if (node)
      yield {
        message: `the endpoint of ${name} and ${node.name} have the same address, ${text}`,
        at: endpoint.at,
        related: [
          { at: node.wan?.key === key ? node.wanAt : node.addressAt, message: `address of ${node.name}` },
        ],
        help: 'write the address that moves with the leader; behind HAProxy, with the port of its pool for the primary',
      };
    else if (other?.endpoint)
      yield {
        message: `the endpoints of ${other.name} and ${name} have the same address, ${text}`,
        at: endpoint.at,
        related: [{ at: other.endpoint.at, message: `endpoint of ${other.name}` }],
        help: 'give each site its own endpoint: it leads to the leader of that site, whichever site is the primary',
      };
  }
}

function* check(estate: Estate): Generator<Draft> {
  // Within a site by address, between sites by what the others see: two sites may use the same private network.
  for (const site of estate.sites)
    yield* repeated(
      site.nodes.map((node) => ({ node, address: node.address, at: node.addressAt })),
      () => true,
    );
  const seen = estate.sites.flatMap((site) => site.nodes).filter(isSeenOutside);
  yield* repeated(
    seen.map((node) => ({ node, address: node.wan, at: node.wanAt })),
    (a, b) => a.site !== b.site || hasWan(a) || hasWan(b),
  );
  // What runs on a machine does not matter: an etcd of one site may stand where the other has a member.
  const share = shareNetwork(estate);
  yield* repeated(
    estate.sites
      .flatMap((site) => site.nodes)
      .filter((node) => !hasWan(node))
      .map((node) => ({ node, address: node.address, at: node.addressAt })),
    (a, b) => a.site !== b.site && share(a, b) && !(isSeenOutside(a) && isSeenOutside(b)),
  );
  yield* endpoints(estate);
}

export const addressReused: Rule = {
  id: 'topology/address-reused',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'two machines have the same address',
  why: 'Everybody else sees two nodes with the same address as one machine: the ring lacks a member, a replica streams from itself, a switchover reaches the wrong node.',
  references: ['https://etcd.io/docs/v3.5/op-guide/clustering/'],
  afterPromotion: false,
  check,
};
