import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import type { Service } from '../estate/estate.ts';
import { PORTS } from '../facts/ports.ts';
import { slotName } from '../facts/slot-name.ts';
import type { Software } from '../facts/version.ts';
import { DEFAULT_SOFTWARE, versionOf } from '../facts/version.ts';
import type { NodeBlock, SiteBlock, Topology } from '../generated/topology.ts';
import type { Place, Pointer } from '../text/finding.ts';
import { defaultAt, valueAt } from '../text/finding.ts';
import type { JsonMap } from '../text/json.ts';
import { Settings } from './settings.ts';
import type { Preset, TimingValues } from './timing.ts';
import { isPreset, PRESETS } from './timing.ts';
import type { Tls } from './tls.ts';
import { tlsOf } from './tls.ts';

/** A topology with possibly missing parts: parts that the schema refused are removed, and such list items are null. */
export type Partially<T> = T extends readonly (infer Item)[]
  ? readonly (Partially<Item> | null)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Partially<T[Key]> | undefined }
    : T;

export type PartialTopology = Partially<Topology>;

/** One node as written, with its inherited settings. */
export interface NodePart {
  readonly block: Partially<NodeBlock>;
  readonly pointer: Pointer;
  readonly name: string;
  readonly runs: readonly Service[];
  readonly address: Address | undefined;
  readonly wan: Address | undefined;
  readonly settings: Settings;
}

/** One site as written, with its inherited settings. */
export interface SitePart {
  readonly block: Partially<SiteBlock>;
  readonly pointer: Pointer;
  readonly name: string;
  readonly settings: Settings;
  readonly nodes: readonly NodePart[];
  /** The slot that it uses at its upstream, with the name that it has in PostgreSQL. */
  readonly slot: string;
  readonly slotAt: Place;
}

/** Everything that does not depend on which site is primary. */
export interface Inherited {
  readonly topology: PartialTopology;
  readonly name: string;
  readonly software: Software;
  readonly timing: TimingValues;
  readonly tls: Tls;
  readonly settings: Settings;
  readonly sites: readonly SitePart[];
}

const asMap = (block: object | undefined | null): JsonMap => (block ?? {}) as JsonMap;

function timingOf(written: PartialTopology['timing']): TimingValues {
  if (typeof written === 'string') return isPreset(written) ? PRESETS[written] : PRESETS.norm;
  const { preset, ...values } = written ?? {};
  return { ...PRESETS[(preset ?? 'norm') as Preset], ...(values as Partial<TimingValues>) };
}

/** Where a value of `timing` comes from: its own key, a preset, or a default. */
export function timingAt({ topology }: Pick<Inherited, 'topology'>, near: Pointer, key: string): Place {
  const { timing } = topology;
  if (typeof timing === 'string') return valueAt('timing');
  if (Object.hasOwn(timing ?? {}, key)) return valueAt('timing', key);
  return timing?.preset === undefined ? defaultAt(near, 'timing', key) : valueAt('timing', 'preset');
}

function softwareOf(written: PartialTopology['software']): Software {
  const version = (product: keyof Software) =>
    versionOf(String(written?.[product] ?? DEFAULT_SOFTWARE[product]));
  return {
    patroni: version('patroni'),
    postgresql: version('postgresql'),
    etcd: version('etcd'),
    haproxy: version('haproxy'),
  };
}

const DEFAULT_SERVICES: readonly Service[] = ['postgresql', 'etcd'];

function nodePart(
  block: Partially<NodeBlock>,
  pointer: Pointer,
  inherited: readonly { value: JsonMap; pointer: Pointer }[],
): NodePart {
  const address = parseAddress(block.address ?? '');
  return {
    block,
    pointer,
    name: block.name ?? '',
    runs: block.runs?.filter((service) => service !== null) ?? DEFAULT_SERVICES,
    address,
    wan: block.wan_address === undefined ? address : parseAddress(block.wan_address),
    settings: new Settings([{ value: asMap(block), pointer }, ...inherited]),
  };
}

function sitePart(topology: PartialTopology, block: Partially<SiteBlock>, pointer: Pointer): SitePart {
  const layers = [
    { value: asMap(block), pointer },
    { value: asMap(topology), pointer: [] },
  ];
  const name = block.name ?? '';
  const slot = block.standby?.slot;
  return {
    block,
    pointer,
    name,
    settings: new Settings(layers),
    nodes: (block.nodes ?? []).flatMap((node, index) =>
      node?.name === undefined ? [] : [nodePart(node, [...pointer, 'nodes', index], layers)],
    ),
    slot: slotName(slot ?? `standby_cluster_${name}`),
    slotAt: defaultAt([...pointer, 'name'], ...pointer, 'standby', 'slot'),
  };
}

/** A topology with its defaults and inheritance made explicit. Parts without a name are left out. */
export function inherit(topology: PartialTopology): Inherited {
  return {
    topology,
    name: topology.name ?? '',
    software: softwareOf(topology.software),
    timing: timingOf(topology.timing),
    tls: tlsOf(topology.tls as Topology['tls']),
    settings: new Settings([{ value: asMap(topology), pointer: [] }]),
    sites: (topology.sites ?? []).flatMap((site, index) =>
      site?.name === undefined ? [] : [sitePart(topology, site, ['sites', index])],
    ),
  };
}

/** Members of a site: its nodes that run PostgreSQL. */
export const membersOf = (site: SitePart): NodePart[] =>
  site.nodes.filter((node) => node.runs.includes('postgresql'));

/** Whether an address is IPv4; an unknown or refused address counts as IPv4. */
export const isIPv4 = (address: Address | undefined): boolean => (address?.kind ?? 'ipv4') === 'ipv4';

/** The nodes of a site's etcd ring. */
export const ringOf = (site: SitePart): NodePart[] => site.nodes.filter((node) => node.runs.includes('etcd'));

export const etcdName = (node: NodePart): string => node.block.etcd?.name ?? node.name;

export const postgresPort = (node: NodePart): number =>
  node.settings.number(PORTS.postgresql, 'postgresql', 'port');

export const restPort = (node: NodePart): number =>
  node.settings.number(PORTS.restapi, 'patroni', 'restapi', 'port');

/** User names, with their defaults. */
export function usersOf(inherited: Inherited): {
  superuser: string;
  replication: string;
  /** Undefined if there is no such role: Patroni then rewinds as superuser (patroni/postgresql/config.py, rewind_credentials). */
  rewind: string | undefined;
  restapi: string;
} {
  const name = (role: string, fallback: string): string =>
    inherited.settings.text(fallback, 'credentials', role, 'username');
  return {
    superuser: name('superuser', 'postgres'),
    replication: name('replication', 'replicator'),
    rewind:
      inherited.settings.get('credentials', 'rewind')?.value === false
        ? undefined
        : name('rewind', 'rewind_user'),
    restapi: name('restapi', 'patroni'),
  };
}
