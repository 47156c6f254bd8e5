import type { Address } from '../../pghba/address.ts';
import { isLoopback, isLoopbackName, parseAddress, parseNumeric } from '../../pghba/address.ts';
import { containsAddress, parseCidr } from '../../pghba/range.ts';
import { patroniBool } from '../facts/boolean.ts';
import type { Place } from '../text/finding.ts';
import { get, listAt, textAt } from '../text/json.ts';
import type { Machine, SiteRead } from './machine.ts';
import { siteBehind } from './machine.ts';
import type { Dynamic } from './positions.ts';

/** Where other sites reach a machine. */
export interface OuterAddress {
  readonly address: Address;
  readonly at: Place;
}

/** Whoever never leads need not be named to those that follow. */
const mayLead = ({ patroni }: Machine): boolean => !patroniBool(get(patroni?.value, 'tags', 'nofailover'));

/** Addresses that a site behind NAT is followed by: `standby_cluster.host` names none of its machines, but as many. */
function followedBy(
  all: readonly SiteRead[],
  dynamics: readonly Dynamic[],
  found: Map<Machine, OuterAddress>,
): void {
  for (const { tree, follows } of dynamics) {
    const hosts = textAt(tree.value, 'standby_cluster', 'host');
    const machines = (follows === undefined ? [] : (all[follows]?.machines ?? [])).filter(
      (one) => one.patroni,
    );
    if (hosts === undefined || siteBehind(hosts, all) !== undefined) continue;
    const addresses = hosts.split(',').flatMap((host) => parseAddress(host.trim()) ?? []);
    const named = [machines, machines.filter(mayLead)].find(({ length }) => length === addresses.length);
    for (const [index, machine] of (named ?? []).entries())
      found.set(machine, { address: addresses[index] as Address, at: tree.at('standby_cluster', 'host') });
  }
}

const keyOf = ({ address }: Machine): string => address?.key ?? '';

/** The part of an address that tells networks apart: a typing mistake is rarely made there. */
const networkOf = ({ kind, text }: Address): string =>
  kind === 'ipv4'
    ? text.split('.').slice(0, 2).join('.')
    : kind === 'ipv6'
      ? text.split(':').slice(0, 2).join(':')
      : text.split('.').slice(-2).join('.');

/** An address in a line that lets somebody replicate, and where the line is. */
interface LetIn {
  readonly text: string;
  readonly at: Place;
}

/** Whom pg_hba of a site lets replicate from other machines. */
function replicatingAt(site: SiteRead): LetIn[] {
  const [machine] = site.machines.filter(({ patroni }) => patroni);
  const tree = [machine?.patroni, site.dcs].find(
    (one) => listAt(one?.value, 'postgresql', 'pg_hba').length > 0,
  );
  if (!tree) return [];
  return listAt(tree.value, 'postgresql', 'pg_hba').flatMap((line, index) => {
    const [type = '', databases = '', , where = ''] = (typeof line === 'string' ? line : '')
      .trim()
      .split(/\s+/);
    return type.startsWith('host') && databases.split(',').includes('replication')
      ? [{ text: where, at: tree.at('postgresql', 'pg_hba', index) }]
      : [];
  });
}

/** Whether a site lets a machine replicate from its own address: then no other address stands for it. */
function isLetIn(site: SiteRead, { address }: Machine): boolean {
  const numeric = parseNumeric(address?.key ?? '');
  return replicatingAt(site).some(({ text }) => {
    if (address && parseAddress(text)?.key === address.key) return true;
    const range = parseCidr(text);
    return numeric !== undefined && range !== undefined && containsAddress(range, numeric);
  });
}

/** Single addresses that pg_hba of a site lets replicate, and that no machine has. */
function strangersAt(site: SiteRead, known: ReadonlySet<string>): OuterAddress[] {
  const found = new Map<string, OuterAddress>();
  for (const { text, at } of replicatingAt(site)) {
    const address = parseAddress(text.replace(/\/(?:32|128)$/, ''));
    if (!address || known.has(address.key) || isLoopback(address) || isLoopbackName(address.text)) continue;
    // A suffix of names is a network.
    if (!address.text.startsWith('.')) found.set(address.key, { address, at });
  }
  return [...found.values()];
}

/**
 * A site that nobody follows is known by its outer addresses in pg_hba of the others alone: as many as it has members, in
 * another network, and its own addresses are not there.
 */
function letInAs(all: readonly SiteRead[], found: Map<Machine, OuterAddress>): void {
  const known = new Set([
    ...all.flatMap(({ machines }) => machines.map(keyOf)),
    ...[...found.values()].map(({ address }) => address.key),
  ]);
  for (const site of all) {
    const own = site.machines.filter(({ patroni, address }) => patroni && address);
    if (own.length === 0 || own.some((machine) => found.has(machine))) continue;
    const networks = new Set(own.flatMap(({ address }) => (address ? [networkOf(address)] : [])));
    for (const other of all.filter((one) => one !== site)) {
      // Where two sites use the same addresses, those in a list are of the site itself.
      if (!haveOneNetwork([site, other]) && own.every((machine) => isLetIn(other, machine))) {
        for (const machine of own)
          if (machine.address) found.set(machine, { address: machine.address, at: machine.addressAt });
        break;
      }
      const strangers = strangersAt(other, known).filter(({ address }) => !networks.has(networkOf(address)));
      if (strangers.length !== own.length) continue;
      for (const [index, machine] of own.entries()) found.set(machine, strangers[index] as OuterAddress);
      for (const { address } of strangers) known.add(address.key);
      break;
    }
  }
}

/**
 * Whether two sites use the same private addresses, so that each is behind NAT. One address that occurs twice is more likely
 * a copy that nobody has corrected.
 */
function haveOneNetwork(sites: readonly SiteRead[]): boolean {
  const keys = sites.map(({ machines }) => machines.flatMap(({ address }) => address?.key ?? []));
  return keys.some((own, index) =>
    keys.slice(index + 1).some((others) => own.filter((key) => others.includes(key)).length > 1),
  );
}

/** What is known of addresses by which sites reach each other's machines. */
export interface OuterAddresses {
  /** Whether some site is behind NAT: then a machine may have an outer address that nobody has written. */
  readonly isNat: boolean;
  readonly found: ReadonlyMap<Machine, OuterAddress>;
}

/** The addresses by which other sites reach the machines of an estate. */
export function outerAddresses(all: readonly SiteRead[], dynamics: readonly Dynamic[]): OuterAddresses {
  const found = new Map<Machine, OuterAddress>();
  followedBy(all, dynamics, found);
  letInAs(all, found);
  const isOther = [...found].some(([{ address }, outer]) => outer.address.key !== address?.key);
  return { isNat: isOther || haveOneNetwork(all), found };
}

/** A site as others reach it: behind NAT by outer addresses, or by the names of nodes whose outer addresses nobody has written. */
export function reachedFromOutside(
  dynamic: Dynamic,
  machines: readonly Machine[],
  { isNat, found }: OuterAddresses,
): Dynamic {
  if (!isNat) return dynamic;
  const reached = machines.filter(({ patroni, address }) => patroni && address);
  const host = reached.map((machine) => found.get(machine)?.address.text ?? machine.files.name).join(',');
  return { ...dynamic, entrance: { ...dynamic.entrance, host } };
}
