import fc from 'fast-check';

/** How the machines of an estate are known. */
export type Family = 'ipv4' | 'ipv6' | 'names';

/** Addresses of an estate: the same machine of the same site always has the same ones. */
export interface Network {
  readonly family: Family;
  /** What a site's own nodes reach a machine by; both are counted from 0. */
  address(site: number, machine: number): string;
  /** What the other sites see of it; undefined where that is the same. */
  wan(site: number, machine: number): string | undefined;
  /** A network that clients come from. */
  readonly clients: string;
}

const OCTETS = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }));

const ipv4 = OCTETS.chain(([net, wide]) =>
  fc.constantFrom<'none' | 'all' | 'one'>('none', 'all', 'one').map(
    (nat): Network => ({
      family: 'ipv4',
      // Behind NAT all sites may use the same addresses.
      address: (site, machine) => `10.${nat === 'all' ? net : net + site}.${wide}.${machine + 10}`,
      wan: (site, machine) =>
        nat === 'all' || (nat === 'one' && site === 0) ? `203.0.${wide + site}.${machine + 10}` : undefined,
      clients: `172.16.${wide}.0/24`,
    }),
  ),
);

const ipv6 = OCTETS.chain(([net, wide]) =>
  fc.boolean().map(
    (nat): Network => ({
      family: 'ipv6',
      address: (site, machine) => `fd00:${net + 1}:${site + 1}::${(machine + 16).toString(16)}`,
      wan: (site, machine) =>
        nat ? `2001:db8:${wide + 1}:${site + 1}::${(machine + 16).toString(16)}` : undefined,
      clients: `fd00:ffff:${wide}::/64`,
    }),
  ),
);

const names = fc.boolean().map(
  (nat): Network => ({
    family: 'names',
    address: (site, machine) => `m${machine}.s${site}.example.com`,
    wan: (site, machine) => (nat ? `m${machine}-s${site}.wan.example.net` : undefined),
    clients: '10.9.0.0/16',
  }),
);

export const network: fc.Arbitrary<Network> = fc.oneof(ipv4, ipv6, names);
