import { parseAddress } from '../../pghba/address.ts';

/** A port that a service listens on, at one address of its machine. */
export interface Listener {
  readonly host: string;
  readonly port: number;
}

const bare = (host: string): string => host.trim().replace(/^\[|\]$/g, '');

/** What `listen` in patroni.yml means: `host1,host2:port`, where the last colon begins the port. */
export function listenersOf(listen: string): Listener[] {
  const [, hosts = listen, port = '0'] = /^(.*):(\d+)$/.exec(listen) ?? [];
  return hosts.split(',').map((host) => ({ host: bare(host), port: Number(port) }));
}

/** What a list of URLs (etcd) or the words behind `bind` (HAProxy) mean: each item has a port of its own. */
export function boundBy(text: string): Listener[] {
  const [items = ''] = text.replaceAll(/,\s+/g, ',').split(/\s/);
  return items.split(',').flatMap((item) => {
    const [, host, port] = /^(?:\w+:\/\/|\w+@)?(.*):(\d+)\/?$/.exec(item) ?? [];
    return host === undefined ? [] : [{ host: bare(host), port: Number(port) }];
  });
}

const EVERYWHERE: readonly string[] = ['', '*', '0.0.0.0', '::'];

const hostKey = (host: string): string =>
  host === 'localhost' ? '127.0.0.1' : (parseAddress(host)?.key ?? host);

/** Whether two services cannot both have what they ask for: one port, of one address or of all of them. */
export const collide = (a: Listener, b: Listener): boolean =>
  a.port === b.port &&
  (EVERYWHERE.includes(a.host) || EVERYWHERE.includes(b.host) || hostKey(a.host) === hostKey(b.host));

/** Whether a service that listens like this is found at a place that others were told; a name may be any address. */
export const listensAt = (listener: Listener, place: Listener): boolean =>
  collide(listener, place) ||
  (listener.port === place.port &&
    [listener, place].some(({ host }) => host !== 'localhost' && parseAddress(host)?.kind === 'hostname'));

/** Whether a value is a port: a number, or digits in quotes. */
export const isPort = (value: unknown): boolean =>
  typeof value !== 'object' &&
  /^\d{1,5}$/.test(String(value)) &&
  Number(value) >= 1 &&
  Number(value) <= 65535;
