import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import type { Node } from '../estate/estate.ts';
import { hostOf } from '../nodes/host-port.ts';
import type { SeenNode, SeenSite } from '../plan/observed.ts';
import type { Json } from '../text/json.ts';
import { get, wordOf } from '../text/json.ts';

/** The machines whose etcd Patroni of a site asks. */
function hostsOf({ nodes }: SeenSite): Address[] {
  const found = new Map<string, Address>();
  for (const { patroni } of nodes) {
    const hosts = get(patroni?.value, 'etcd3', 'hosts') ?? get(patroni?.value, 'etcd3', 'host');
    const list = Array.isArray(hosts)
      ? hosts.map((one) => wordOf(one as Json))
      : wordOf(hosts ?? '').split(',');
    for (const text of list) {
      const address = parseAddress(hostOf(text.trim()) ?? '');
      if (address && !/^(?:127\.|::1$|localhost$)/.test(address.key)) found.set(address.key, address);
    }
  }
  return [...found.values()];
}

const NOWHERE = { pointer: [], part: 'value' } as const;

/** A machine that runs etcd, of which only the address is known. */
const witness = (name: string, site: string, address: Address): SeenNode => {
  const node: Node = {
    name,
    site,
    nameAt: NOWHERE,
    address,
    written: { address: address.text, wan: undefined },
    addressAt: NOWHERE,
    wan: address,
    wanAt: NOWHERE,
    patroni: undefined,
    etcd: undefined,
    haproxy: undefined,
    guard: 'strict',
    misplaced: [],
  };
  return { ...node, assumed: ['etcd'] };
};

/** Sites with the members of their rings whose files are not there: Patroni knows where they are. */
export function withRings<T extends SeenSite>(sites: readonly T[]): T[] {
  const owners = new Map(
    sites.flatMap(({ name, nodes }) =>
      nodes.flatMap(({ address }) => (address ? [[address.key, name] as const] : [])),
    ),
  );
  return sites.map((site) => {
    const missing = hostsOf(site).filter(
      ({ key }) => !site.nodes.some(({ etcd, address }) => etcd && address?.key === key),
    );
    const keys = new Set(missing.map(({ key }) => key));
    const known = site.nodes.map(
      (node): SeenNode =>
        !node.etcd && node.address && keys.has(node.address.key) ? { ...node, assumed: ['etcd'] } : node,
    );
    // What belongs to another site is a mistake that the rules tell.
    const strangers = missing.filter(({ key }) => !owners.has(key));
    const added = strangers.map((address, index) =>
      witness(`etcd-${site.name}-${index + 1}`, site.name, address),
    );
    return { ...site, nodes: [...known, ...added] };
  });
}
