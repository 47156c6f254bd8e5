import type { Estate, EtcdMember, Member, Site } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import { PORTS } from '../../compiler/facts/ports.ts';
import { get, numericAt, textAt, wordOf } from '../../compiler/text/json.ts';
import type { LeaveOut } from '../../compiler/text/remedy.ts';
import { parseAddress } from '../../pghba/address.ts';
import { boundBy, type Listener, listenersOf } from '../common/listeners.ts';

const listenerKey = ({ host, port }: Listener): string => `${parseAddress(host)?.key ?? host} ${port}`;

/** Tells which etcd member is at a host and a port, as a site sees it. */
export type OwnerAt = (place: Listener) => EtcdMember | undefined;

/**
 * Who is told to be at which host and port, by the key that says it. A site reaches its own members by their addresses
 * and those of others by their wan addresses: behind NAT the sites may use the same private addresses.
 */
export function ownersOf(estate: Estate, urls: string): (site: Site) => OwnerAt {
  const own = new Map<Site, Map<string, EtcdMember>>();
  const abroad = new Map<string, EtcdMember>();
  for (const site of estate.sites) {
    const inSite = new Map<string, EtcdMember>();
    own.set(site, inSite);
    for (const node of ring(site))
      for (const place of boundBy(textAt(node.etcd.derived, urls) ?? '')) {
        inSite.set(listenerKey(place), node);
        abroad.set(listenerKey({ ...place, host: node.wan?.text ?? place.host }), node);
      }
  }
  return (site) => (place) => own.get(site)?.get(listenerKey(place)) ?? abroad.get(listenerKey(place));
}

/** The key by which Patroni finds etcd: a URL wins over a list, a list over one host (patroni/dcs/etcd.py, get_etcd_client). */
export function hostsKey({ patroni }: Member): 'proxy' | 'url' | 'hosts' | 'host' {
  const url = (['proxy', 'url'] as const).find((key) => textAt(patroni.value, 'etcd3', key));
  if (url) return url;
  const isSingle =
    get(patroni.value, 'etcd3', 'hosts') === undefined &&
    textAt(patroni.value, 'etcd3', 'host') !== undefined;
  return isSingle ? 'host' : 'hosts';
}

/** The port of a host that is written without one. */
const portOf = ({ patroni }: Member): number => {
  const port = numericAt(patroni.value, 'etcd3', 'port');
  return Number.isNaN(port) ? PORTS.etcdClient : port;
};

/** Hosts of etcd as Patroni takes them: a list, or words with commas between. */
export function hostsOf(member: Member): Listener[] {
  const hosts = get(member.patroni.value, 'etcd3', hostsKey(member));
  const list = Array.isArray(hosts) ? hosts : wordOf(hosts ?? '').split(',');
  return list.flatMap((host) =>
    listenersOf(
      wordOf(host)
        .trim()
        .replace(/^\w+:\/\//, '')
        .replace(/\/$/, ''),
    ).map((place) => (place.port === 0 ? { ...place, port: portOf(member) } : place)),
  );
}

/** What is right for Patroni of every member of a site: all of its ring, and nobody else. */
export const ownHosts = (site: Site): Pick<LeaveOut, 'from' | 'value'> => {
  const places = ring(site).flatMap(({ etcd }) =>
    boundBy(textAt(etcd.derived, 'advertise-client-urls') ?? ''),
  );
  const from = `the nodes of ${site.name} that run etcd`;
  if (places.length < ring(site).length || places.length === 0) return { from };
  return {
    from,
    value: places.map(({ host, port }) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)),
  };
};
