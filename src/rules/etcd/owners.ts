import type { Estate, EtcdMember, Member } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import { get, textAt, wordOf } from '../../compiler/estate/tree.ts';
import { parseAddress } from '../../pghba/address.ts';
import { boundBy, type Listener, listenersOf } from '../listener.ts';

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

/** The key by which Patroni finds etcd: a URL wins over a list (patroni/dcs/etcd.py, get_etcd_client). */
export const hostsKey = ({ patroni }: Member): 'proxy' | 'url' | 'hosts' =>
  (['proxy', 'url'] as const).find((key) => textAt(patroni.value, 'etcd3', key)) ?? 'hosts';

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
    ),
  );
}
