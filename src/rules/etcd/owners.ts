import type { Estate, EtcdMember, Member } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import { PORTS } from '../../compiler/facts/ports.ts';
import { get, numericAt, textAt, wordOf } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { boundBy, type Listener, listenersOf } from '../common/listeners.ts';

/** Which etcd member is behind a host and a port, of all sites. */
export type Owners = ReadonlyMap<string, EtcdMember>;

export const keyOf = ({ host, port }: Listener): string => `${parseAddress(host)?.key ?? host} ${port}`;

/** Who is told to be at which host and port, by the key that says it. */
export function ownersOf(estate: Estate, urls: string): Owners {
  return new Map(
    estate.sites.flatMap(ring).flatMap((node) => {
      const told = boundBy(textAt(node.etcd.derived, urls) ?? '');
      const wan = told.map((place) => ({ ...place, host: node.wan?.text ?? place.host }));
      return [...told, ...wan].map((place) => [keyOf(place), node] as const);
    }),
  );
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
