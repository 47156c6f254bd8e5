import { isIP } from 'node:net';

/** The host of an address: of `10.1.0.10:2379`, `[fd00::10]:2379`, `etcd-1.example.com:2379`, or of a bare one. */
export function hostOf(address: string): string {
  if (isIP(address)) return address;
  return address.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
}

/** Gives every host name among the hosts an address, from the range for benchmarks (RFC 2544). */
export function addressesFor(hosts: readonly string[]): Map<string, string> {
  const names = new Set(hosts.filter((host) => isHostName(host) && host !== 'localhost'));
  return new Map([...names].map((name, i) => [name, `198.18.${i >> 8}.${(i & 255) + 1}`]));
}

const isHostName = (host: string): boolean => isIP(host) === 0 && /^[A-Za-z0-9][\w.-]*$/.test(host);

/** An address that other machines can reach: no loopback, no wildcard. */
export const isReachable = (host: string): boolean =>
  isIP(host) !== 0 && !/^(?:127\.|0\.0\.0\.0$|::1?$)/.test(host);
