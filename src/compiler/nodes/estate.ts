import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import type { Claims } from '../estate/claim.ts';
import type { Endpoint, Estate, Node } from '../estate/estate.ts';
import { followsAnother } from '../estate/follows.ts';
import type { Unplaced } from '../estate/promote.ts';
import { placed } from '../estate/promote.ts';
import type { Tree } from '../estate/tree.ts';
import { PORTS } from '../facts/ports.ts';
import type { Software } from '../facts/version.ts';
import { knows, mayKnow } from '../facts/version.ts';
import type { Place } from '../text/finding.ts';
import { mapAt, textAt } from '../text/json.ts';
import { etcdTree, patroniTree, usesOldApi, withOldApiAsNew } from './daemons.ts';
import type { IsMember } from './haproxy/config.ts';
import { haproxyConfig } from './haproxy/config.ts';
import { hostOf, portOf } from './host-port.ts';
import { dynamicTree } from './in-force.ts';
import type { Machine, SiteRead } from './machine.ts';
import { siteBehind } from './machine.ts';
import type { OuterAddress, OuterAddresses } from './nat.ts';
import { outerAddresses, reachedFromOutside } from './nat.ts';
import type { NodeFiles, SiteFiles } from './node-files.ts';
import { ofKind } from './node-files.ts';
import type { Dynamic, Dynamics } from './positions.ts';
import { dcsIn } from './positions.ts';
import { missingFromRing } from './ring-files.ts';
import { versionAt } from './versions.ts';

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

const isStandby = ({ dcs }: SiteRead): boolean => followsAnother(dcs?.value);

/** Whether a site keeps slots for the day when it leads: Patroni is told so since 4.1. */
const waitsForPromotion = (dcs: Tree | undefined): boolean =>
  Object.values(mapAt(dcs?.value, 'slots')).some((slot) => textAt(slot, 'cluster_type') !== undefined);

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

/** The only other site that keeps the slot of this one now; undefined where none does, or several do. */
function keeperOf({ dcs }: SiteRead, others: readonly SiteRead[]): number | undefined {
  const slot = textAt(dcs?.value, 'standby_cluster', 'primary_slot_name');
  if (slot === undefined) return undefined;
  const keepers = others.flatMap((other, index) => {
    const kept = other.dcs === dcs ? undefined : mapAt(other.dcs?.value, 'slots')[slot];
    // A standby site keeps it for another day, if it is for a primary alone.
    const waits = isStandby(other) && textAt(kept, 'cluster_type') === 'primary';
    return kept === undefined || waits ? [] : [index];
  });
  return keepers.length === 1 ? keepers[0] : undefined;
}

/** An address that is none of a site's machines, and by which others follow it: it always leads to its leader. */
function endpointOf(
  index: number,
  all: readonly SiteRead[],
  dynamics: readonly Dynamic[],
  { found }: OuterAddresses,
): Endpoint | undefined {
  const outer = new Set([...found.values()].map(({ address }) => address.key));
  for (const { tree, follows } of dynamics) {
    const host = textAt(tree.value, 'standby_cluster', 'host');
    if (follows !== index || host === undefined || host.includes(',') || siteBehind(host, all) !== undefined)
      continue;
    if (outer.has(parseAddress(host)?.key ?? '')) continue;
    const port = Number(textAt(tree.value, 'standby_cluster', 'port') ?? PORTS.postgresql);
    const at = tree.at('standby_cluster', 'host');
    return { text: host, address: parseAddress(host), port, at, proxies: [] };
  }
  return undefined;
}

/** HAProxy is given haproxy.cfg first, and then the directory with the other files (`-f a.cfg -f conf.d`), by name. */
function inOrder(one: string, other: string): number {
  const depth = (path: string): number => path.split('/').length;
  return depth(one) - depth(other) || (one < other ? -1 : 1);
}

function nodeOf(
  site: string,
  machine: Machine,
  software: Software,
  isMember: IsMember,
  outer: OuterAddress | 'unknown' | undefined,
): Node {
  const { files, patroni, etcd, address, addressAt } = machine;
  const proxies = ofKind(files.files, 'haproxy')
    .sort((a, b) => inOrder(a.given.path, b.given.path))
    .map(({ given, sections }) => ({ document: given.file, text: sections }));
  return {
    name: files.name,
    site,
    nameAt: patroni?.at('name') ?? homeOf(files),
    address,
    written: { address: address?.text, wan: outer === 'unknown' ? undefined : outer?.address.text },
    addressAt,
    wan: outer === 'unknown' ? undefined : (outer?.address ?? address),
    // Another place than the address's: the machine has two addresses, though nobody says the second.
    wanAt: outer === 'unknown' ? { ...addressAt } : (outer?.at ?? addressAt),
    patroni,
    etcd,
    haproxy: haproxyConfig(proxies, software, isMember),
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
  const members = new Map(
    read.flatMap(({ machines }) =>
      machines.flatMap(({ patroni, address, port }) => {
        const restapi = portOf(textAt(patroni?.value, 'restapi', 'connect_address')) ?? PORTS.restapi;
        return patroni && address ? [[address.key, { port, restapi }] as const] : [];
      }),
    ),
  );
  const isMember: IsMember = ({ address, port, checkPort }) => {
    const member = members.get(address.key);
    if (!member) return false;
    // A pool of connections has another port, and nobody but Patroni says who leads.
    return port === member.port || (checkPort === member.restapi && port !== member.restapi);
  };
  const leaders = read.flatMap((site, index) => (isStandby(site) ? [] : [index]));
  // Of two sites without `standby_cluster` nobody knows which one takes the writes.
  const primary = leaders.length === 1 ? leaders[0] : undefined;
  const found = read.map((site, index) => dynamicOf(site, index, read, primary));
  const outer = outerAddresses(read, found);
  const dynamics = found.map((one, index) => reachedFromOutside(one, read[index]?.machines ?? [], outer));
  const all: Dynamics = {
    sites: dynamics,
    keepsSlots:
      read.length === 2 &&
      mayKnow(software, 'slots.cluster_type') &&
      read.some(({ dcs }) => waitsForPromotion(dcs)) &&
      // With an archive, a site may come back that needs no slot.
      read.every(({ dcs }) => textAt(dcs?.value, 'standby_cluster', 'restore_command') === undefined),
    movesSync: !knows(software, 'standby_cluster.sync-ignored'),
  };
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
      endpoint: endpointOf(index, read, dynamics, outer),
      nodes: machines.map((machine) =>
        // Behind NAT, the outer addresses of a site that nobody follows are written nowhere.
        nodeOf(
          files.name,
          machine,
          software,
          isMember,
          outer.found.get(machine) ?? (outer.isNat ? 'unknown' : undefined),
        ),
      ),
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
