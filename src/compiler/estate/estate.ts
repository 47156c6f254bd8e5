import type { Address } from '../../pghba/address.ts';
import type { Software } from '../facts/version.ts';
import type { Place } from '../text/finding.ts';
import type { JsonMap } from '../text/json.ts';
import type { Claims } from './claim.ts';
import type { HaproxyConfig } from './haproxy-config.ts';
import type { Tree } from './tree.ts';

/**
 * The one model that rules and templates see: the configuration of every program on every node, as typed data, each value
 * with its place in the source. A front end makes it; nothing here depends on which.
 */
export interface Estate {
  readonly name: string;
  readonly software: Software;
  /** Where the software's versions are written, by product. */
  softwareAt(product: keyof Software): Place;
  readonly sites: readonly Site[];
  /** Whether these are all sites: a site without a name is not among them. */
  readonly sitesKnown: boolean;
  /** The site that takes writes; undefined if the topology names none of its sites. */
  readonly primary: Site | undefined;
  /** The word that says which site is primary. */
  readonly primaryWord: { readonly text: string | undefined; readonly at: Place };
  /** Whether there are overrides. Without them, every file is as derived, except PostgreSQL parameters and pg_hba. */
  readonly overridden: boolean;
  /** Overrides that reach no file. */
  readonly ignored: readonly Ignored[];
  /** Clients and their databases, as written; clients without a role or a database are not among them. */
  readonly clients: readonly Client[];
  /** What Prometheus is told; undefined where nothing is written for it. */
  readonly monitoring?: Monitoring | undefined;
  /** Claims of the estates that were linted earlier in the same run. */
  readonly claimed: Claims;
  /** The site whose promotion this estate is the result of; undefined for the estate as written. */
  readonly promoted: string | undefined;
}

/** An override that reaches no file. */
export interface Ignored {
  readonly at: Place;
  readonly because: 'nobody-runs-it' | 'no-map';
  /** The service that would have to run. */
  readonly service?: Service;
  /** Name of the node or the site that contains it. */
  readonly where: string;
}

/** What Prometheus is told of the estate. */
export interface Monitoring {
  /** The block as it is written: no file of a node has it. */
  readonly written: JsonMap;
  /** Names of jobs; what has none is not scraped, and has no alerts. */
  readonly jobs: {
    readonly patroni: string;
    readonly postgresql: string | undefined;
    readonly etcd: string | undefined;
    readonly blackbox: string | undefined;
  };
  readonly exporterPort: number;
  /** Seconds from one scrape to the next. */
  readonly interval: number;
  /** Bytes of WAL, and seconds, that a standby may be behind. */
  readonly lag: number;
  readonly delay: number;
  /** Files on the machine of Prometheus. */
  readonly tls: { readonly ca: string; readonly cert: string; readonly key: string };
  /** Where RUNBOOK.md is found. */
  readonly runbook: string;
}

/** One kind of client. */
export interface Client {
  /** A role, `+group`, or `all`. */
  readonly user: string;
  /** A database, `all`, or `replication`. */
  readonly database: string;
  /** Where they come from: `haproxy`, addresses, networks, host names. */
  readonly from: readonly { readonly text: string; readonly at: Place }[];
}

export type Role = 'primary' | 'standby';

/** The place of a site among the others; sites are told by their number in the estate, for names may be written twice. */
export interface Position {
  /** Undefined while nobody knows which site is the primary. */
  readonly role: Role | undefined;
  /** The site that it streams from. */
  readonly upstream: number | undefined;
  /** The role of that upstream. */
  readonly upstreamRole: Role | undefined;
  /** The sites that stream from it. */
  readonly followers: readonly number[];
}

export interface Site {
  readonly name: string;
  readonly at: Place;
  /** Undefined if the primary is unknown. */
  readonly role: Role | undefined;
  /** The site from which this site streams; undefined for the primary, and if the upstream does not exist. */
  readonly upstream: Site | undefined;
  /** The site in `follow`, as written. */
  readonly follow: { readonly text: string; readonly at: Place } | undefined;
  /** Dynamic configuration: bootstrap.dcs and dcs.yml. */
  readonly dcs: Tree;
  /** What it is where the site has another place among the others. */
  readonly dcsAs: (position: Position) => Tree;
  /** What always leads to its leader; undefined where nothing does. */
  readonly endpoint: Endpoint | undefined;
  readonly nodes: readonly Node[];
  /** Whether these are all nodes and all their services: nodes without a name and refused services are not among them. */
  readonly nodesKnown: boolean;
}

export type Service = 'postgresql' | 'etcd' | 'haproxy';

/** The services of a machine. */
export const servicesOf = ({ patroni, etcd, haproxy }: Node): Service[] => [
  ...(patroni ? (['postgresql'] as const) : []),
  ...(etcd ? (['etcd'] as const) : []),
  ...(haproxy ? (['haproxy'] as const) : []),
];

/** One machine and what runs on it. */
export interface Node {
  readonly name: string;
  readonly site: string;
  readonly nameAt: Place;
  /** Undefined if no valid address is written. */
  readonly address: Address | undefined;
  /** The address and the wan_address as written. */
  readonly written: { readonly address: string | undefined; readonly wan: string | undefined };
  readonly addressAt: Place;
  /** The address at which other sites see and reach it. */
  readonly wan: Address | undefined;
  readonly wanAt: Place;
  /** patroni.yml, where PostgreSQL runs. bootstrap.dcs is not in it: see {@link Site.dcs}. */
  readonly patroni: Tree | undefined;
  /** etcd.conf.yml, where etcd runs. */
  readonly etcd: Tree | undefined;
  /** What the start guard does if no other site answers. */
  readonly guard: 'strict' | 'lenient';
  /** haproxy.cfg, where HAProxy runs. */
  readonly haproxy: HaproxyConfig | undefined;
  /** Settings under this node that cannot apply to one node: the dynamic configuration belongs to the site. */
  readonly misplaced: readonly Place[];
}

/** A virtual address, or a name, that follows the leader of a site. */
export interface Endpoint {
  /** As written; undefined if the schema refused it. */
  readonly text: string | undefined;
  /** Undefined if the text is not an address. */
  readonly address: Address | undefined;
  readonly port: number;
  readonly at: Place;
  /** Names of the site's HAProxy nodes behind it; none if it leads to PostgreSQL itself. */
  readonly proxies: readonly string[];
}

/** A node that runs PostgreSQL under Patroni. */
export type Member = Node & { readonly patroni: Tree };

export const members = (site: Site): Member[] =>
  site.nodes.filter((node): node is Member => node.patroni !== undefined);

/** A node that runs a member of the site's etcd ring. */
export type EtcdMember = Node & { readonly etcd: Tree };

export const ring = (site: Site): EtcdMember[] =>
  site.nodes.filter((node): node is EtcdMember => node.etcd !== undefined);
