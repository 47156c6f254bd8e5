import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import type { Claims } from '../estate/claim.ts';
import type { Endpoint, Estate, Node } from '../estate/estate.ts';
import type { Unplaced } from '../estate/promote.ts';
import { placed } from '../estate/promote.ts';
import type { Tree } from '../estate/tree.ts';
import { PORTS } from '../facts/ports.ts';
import type { Software } from '../facts/version.ts';
import { mayKnow } from '../facts/version.ts';
import type { Place } from '../text/finding.ts';
import { mapAt, textAt } from '../text/json.ts';
import { etcdTree, patroniTree, usesOldApi, withOldApiAsNew } from './daemons.ts';
import { haproxyConfig } from './haproxy/config.ts';
import { dynamicTree } from './in-force.ts';
import type { NodeFiles, SiteFiles } from './node-files.ts';
import { ofKind } from './node-files.ts';
import type { Dynamic, Dynamics } from './positions.ts';
import { dcsIn } from './positions.ts';
import { missingFromRing } from './ring-files.ts';
import { versionAt } from './versions.ts';

/** A machine whose daemons have been read, before HAProxy: that wants to know all members. */
interface Machine {
  readonly files: NodeFiles;
  readonly patroni: Tree | undefined;
  readonly etcd: Tree | undefined;
  readonly address: Address | undefined;
  readonly addressAt: Place;
  readonly port: number;
}

/** The host of `host:port`, without brackets. */
const hostOf = (text: string | undefined): string | undefined =>
  text
    ?.split(',')[0]
    ?.trim()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');

const portOf = (text: string | undefined): number | undefined => {
  const found = /:(\d+)$/.exec(text?.trim() ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
};

/** Words of Patroni and etcd that name the machine, the surest first. */
const PATRONI_ADDRESSES = [
  ['postgresql', 'connect_address'],
  ['restapi', 'connect_address'],
] as const;
const ETCD_ADDRESSES = ['initial-advertise-peer-urls', 'advertise-client-urls'] as const;

/** Where others reach a machine, as its own files say it. */
function addressOf(
  patroni: Tree | undefined,
  etcd: Tree | undefined,
  home: Place,
): { readonly address: Address | undefined; readonly at: Place } {
  for (const path of PATRONI_ADDRESSES) {
    const address = parseAddress(hostOf(textAt(patroni?.value, ...path)) ?? '');
    if (patroni && address) return { address, at: patroni.at(...path) };
  }
  for (const key of ETCD_ADDRESSES) {
    const url = textAt(etcd?.value, key)
      ?.replace(/^https?:\/\//, '')
      .replace(/\/.*$/, '');
    const address = parseAddress(hostOf(url) ?? '');
    if (etcd && address) return { address, at: etcd.at(key) };
  }
  return { address: undefined, at: home };
}

/** Where all members of a site use the API of etcd 2, rules judge its section as they judge etcd3. */
function withOneApi(machines: readonly Machine[]): readonly Machine[] {
  const trees = machines.flatMap(({ patroni }) => patroni ?? []);
  if (!trees.every(usesOldApi)) return machines;
  return machines.map((one) => (one.patroni ? { ...one, patroni: withOldApiAsNew(one.patroni) } : one));
}

/** A file of a node, to show where there is nothing better. */
const homeOf = ({ files }: NodeFiles): Place => ({
  document: files[0]?.given.file ?? '',
  pointer: [],
  part: 'value',
});

function machineOf(files: NodeFiles, dcs: Tree | undefined): Machine {
  const patroni = patroniTree(files, dcs?.value);
  const etcd = etcdTree(files);
  const { address, at } = addressOf(patroni, etcd, homeOf(files));
  const port = portOf(textAt(patroni?.value, 'postgresql', 'connect_address')) ?? PORTS.postgresql;
  return { files, patroni, etcd, address, addressAt: at, port };
}

const EMPTY = (home: Place): Tree => ({
  value: {},
  derived: {},
  isWritten: () => false,
  at: () => home,
  removedAt: () => undefined,
});

interface SiteRead {
  readonly files: SiteFiles;
  readonly machines: readonly Machine[];
  readonly dcs: Tree | undefined;
}

const isStandby = ({ dcs }: SiteRead): boolean => {
  const standby = mapAt(dcs?.value, 'standby_cluster');
  return ['host', 'port', 'restore_command'].some((key) => standby[key] !== undefined);
};

/** Whether a site keeps slots for the day when it leads: Patroni is told so since 4.1. */
const waitsForPromotion = (dcs: Tree | undefined): boolean =>
  Object.values(mapAt(dcs?.value, 'slots')).some((slot) => textAt(slot, 'cluster_type') !== undefined);

/** The number of the site whose members these hosts name; undefined where they name none. */
function siteBehind(hosts: string | undefined, sites: readonly SiteRead[]): number | undefined {
  const keys = (hosts ?? '').split(',').flatMap((host) => parseAddress(host.trim())?.key ?? []);
  const found = sites.findIndex(({ machines }) =>
    machines.some(({ address }) => address !== undefined && keys.includes(address.key)),
  );
  return found === -1 ? undefined : found;
}

const unknownPlace: Place = { pointer: [], part: 'value' };

function dynamicOf(
  site: SiteRead,
  index: number,
  all: readonly SiteRead[],
  primary: number | undefined,
): Dynamic {
  const { machines, dcs, files } = site;
  const patroni = machines.flatMap((one) => one.patroni ?? []);
  const [machine] = machines;
  const at = patroni[0]?.at('scope') ?? (machine ? homeOf(machine.files) : unknownPlace);
  const reached = machines.filter(({ patroni: tree, address }) => tree && address);
  const others = all.map((one, number) => (number === index ? { ...one, machines: [] } : one));
  const hosts = textAt(dcs?.value, 'standby_cluster', 'host');
  return {
    tree: dcs ?? EMPTY(at),
    follows: isStandby(site) ? (siteBehind(hosts, others) ?? keeperOf(site, others) ?? primary) : undefined,
    at,
    name: files.name,
    entrance: {
      host: reached.map(({ address }) => address?.text ?? '').join(','),
      port: reached[0]?.port,
      members: patroni.flatMap((tree) => textAt(tree.value, 'name') ?? []),
    },
  };
}

/**
 * Addresses by which other sites reach members, where `standby_cluster.host` names none of theirs, but as many as there are:
 * they are behind NAT.
 */
function outerAddresses(
  all: readonly SiteRead[],
  dynamics: readonly Dynamic[],
): Map<Machine, { readonly address: Address; readonly at: Place }> {
  const found = new Map<Machine, { readonly address: Address; readonly at: Place }>();
  for (const { tree, follows } of dynamics) {
    const hosts = textAt(tree.value, 'standby_cluster', 'host');
    const machines = (follows === undefined ? [] : (all[follows]?.machines ?? [])).filter(
      (one) => one.patroni,
    );
    if (hosts === undefined || siteBehind(hosts, all) !== undefined) continue;
    const addresses = hosts.split(',').flatMap((host) => parseAddress(host.trim()) ?? []);
    if (addresses.length !== machines.length) continue;
    for (const [index, machine] of machines.entries())
      found.set(machine, { address: addresses[index] as Address, at: tree.at('standby_cluster', 'host') });
  }
  return found;
}

/** The only other site that keeps the slot of this one; undefined where none does, or several do. */
function keeperOf({ dcs }: SiteRead, others: readonly SiteRead[]): number | undefined {
  const slot = textAt(dcs?.value, 'standby_cluster', 'primary_slot_name');
  const keepers = others.flatMap((other, index) =>
    slot !== undefined && other.dcs !== dcs && Object.hasOwn(mapAt(other.dcs?.value, 'slots'), slot)
      ? [index]
      : [],
  );
  return keepers.length === 1 ? keepers[0] : undefined;
}

/** An address that is none of a site's machines, and by which others follow it: it always leads to its leader. */
function endpointOf(
  index: number,
  all: readonly SiteRead[],
  dynamics: readonly Dynamic[],
): Endpoint | undefined {
  for (const { tree, follows } of dynamics) {
    const host = textAt(tree.value, 'standby_cluster', 'host');
    if (follows !== index || host === undefined || host.includes(',') || siteBehind(host, all) !== undefined)
      continue;
    const port = Number(textAt(tree.value, 'standby_cluster', 'port') ?? PORTS.postgresql);
    const at = tree.at('standby_cluster', 'host');
    return { text: host, address: parseAddress(host), port, at, proxies: [] };
  }
  return undefined;
}

function nodeOf(
  site: string,
  machine: Machine,
  software: Software,
  members: ReadonlySet<string>,
  outer: { readonly address: Address; readonly at: Place } | undefined,
): Node {
  const { files, patroni, etcd, address, addressAt } = machine;
  const proxies = ofKind(files.files, 'haproxy')
    .sort((a, b) => (a.given.path < b.given.path ? -1 : 1))
    .map(({ given, sections }) => ({ document: given.file, text: sections }));
  return {
    name: files.name,
    site,
    nameAt: patroni?.at('name') ?? homeOf(files),
    address,
    written: { address: address?.text, wan: outer?.address.text },
    addressAt,
    wan: outer?.address ?? address,
    wanAt: outer?.at ?? addressAt,
    patroni,
    etcd,
    haproxy: haproxyConfig(proxies, software, (host, port) => members.has(`${host.key} ${port}`)),
    guard: 'strict',
    misplaced: [],
  };
}

/**
 * The estate that files of running clusters describe.
 * @param sites at least one
 * @param claimed claims of earlier estates in the same run
 */
export function nodesEstate(
  name: string,
  sites: readonly SiteFiles[],
  software: Software,
  claimed: Claims = new Map(),
): Estate {
  const read = sites.map((files): SiteRead => {
    const dcs = dynamicTree(files);
    return { files, machines: withOneApi(files.nodes.map((node) => machineOf(node, dcs))), dcs };
  });
  const members = new Set(
    read.flatMap(({ machines }) =>
      machines.flatMap(({ patroni, address, port }) =>
        patroni && address ? [`${address.key} ${port}`] : [],
      ),
    ),
  );
  const leaders = read.flatMap((site, index) => (isStandby(site) ? [] : [index]));
  // Of two sites without `standby_cluster` nobody knows which one takes the writes.
  const primary = leaders.length === 1 ? leaders[0] : undefined;
  const dynamics = read.map((site, index) => dynamicOf(site, index, read, primary));
  const all: Dynamics = {
    sites: dynamics,
    hasClusterType: mayKnow(software, 'slots.cluster_type') && read.some(({ dcs }) => waitsForPromotion(dcs)),
  };
  const outer = outerAddresses(read, dynamics);
  const unplaced = read.map(({ files, machines }, index): Unplaced => {
    const dynamic = dynamics[index] as Dynamic;
    const upstream = dynamic.follows === undefined ? undefined : read[dynamic.follows];
    return {
      name: files.name,
      at: dynamic.at,
      // What follows the primary site is turned to the next one; a cascade stays behind its own.
      follow:
        upstream && dynamic.follows !== primary
          ? { text: upstream.files.name, at: dynamic.tree.at('standby_cluster', 'host') }
          : undefined,
      dcsAs: (position) => dcsIn(dynamic, position, all),
      endpoint: endpointOf(index, read, dynamics),
      nodes: machines.map((machine) => nodeOf(files.name, machine, software, members, outer.get(machine))),
      nodesKnown: missingFromRing(files).length === 0,
    };
  });
  const made = placed(unplaced, primary);
  const nowhere: Place = dynamics[0]?.at ?? { pointer: [], part: 'value' };
  return {
    name,
    software,
    softwareAt: (product) => versionAt(sites, product) ?? nowhere,
    sites: made,
    sitesKnown: true,
    primary: primary === undefined ? undefined : made[primary],
    primaryWord: { text: primary === undefined ? undefined : read[primary]?.files.name, at: nowhere },
    // Everything is written by somebody.
    overridden: true,
    ignored: [],
    clients: [],
    claimed,
    promoted: undefined,
  };
}
