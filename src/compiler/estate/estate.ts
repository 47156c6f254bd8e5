import type { Address } from '../../pghba/address.ts';
import type { Software } from '../facts/version.ts';
import type { Place } from '../text/finding.ts';
import type { Claims } from './claim.ts';
import type { HaproxyConfig } from './haproxy-config.ts';
import type { Tree } from './tree.ts';

/**
 * The one model that rules and templates see: what every program of every node will read, as typed data, each value
 * with the place a person wrote it. A front end makes it from a topology; nothing here knows which.
 */
export interface Estate {
  readonly name: string;
  readonly software: Software;
  /** Where the software's versions are written, by product. */
  softwareAt(product: keyof Software): Place;
  readonly sites: readonly Site[];
  /** Whether that is all of them: a site that was written without a name is not among them. */
  readonly sitesKnown: boolean;
  /** The site that takes writes; undefined when the topology names none of its sites. */
  readonly primary: Site | undefined;
  /** The word that says which site is primary. */
  readonly primaryWord: { readonly text: string | undefined; readonly at: Place };
  /** Whether anything stands under overrides; without, every file but its PostgreSQL parameters and pg_hba is as derived. */
  readonly overridden: boolean;
  /** Overrides that reach no file. */
  readonly ignored: readonly Ignored[];
  /** Who connects to which database, as written; what has no role or no database is not among them. */
  readonly clients: readonly Client[];
  /** What the estates claim that were judged before this one in the same run. */
  readonly claimed: Claims;
  /** The site whose promotion this estate is the result of; undefined for the estate as written. */
  readonly promoted: string | undefined;
}

/** An override that reaches no file. */
export interface Ignored {
  readonly at: Place;
  readonly because: 'nobody-runs-it' | 'no-map';
  /** What would have to run. */
  readonly service?: Service;
  /** Name of the node or the site it stands under. */
  readonly where: string;
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
  /** Undefined when the primary is unknown. */
  readonly role: Role | undefined;
  /** The site this one streams from; undefined for the primary, and when its upstream does not exist. */
  readonly upstream: Site | undefined;
  /** The site it is told to follow, as written. */
  readonly follow: { readonly text: string; readonly at: Place } | undefined;
  /** Dynamic configuration: bootstrap.dcs and dcs.yml. */
  readonly dcs: Tree;
  /** What it is where the site has another place among the others. */
  readonly dcsAs: (position: Position) => Tree;
  /** What always leads to its leader; undefined where nothing does. */
  readonly endpoint: Endpoint | undefined;
  readonly nodes: readonly Node[];
  /** Whether that is all of them and what they run: a node without a name is not among them, nor a word that was refused. */
  readonly nodesKnown: boolean;
}

export type Service = 'postgresql' | 'etcd' | 'haproxy';

/** What runs on a machine. */
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
  /** Undefined when what is written is no address, or nothing is. */
  readonly address: Address | undefined;
  /** The address and the wan_address as written. */
  readonly written: { readonly address: string | undefined; readonly wan: string | undefined };
  readonly addressAt: Place;
  /** What the other sites see and reach it by. */
  readonly wan: Address | undefined;
  readonly wanAt: Place;
  /** patroni.yml, where PostgreSQL runs. bootstrap.dcs is not in it: see {@link Site.dcs}. */
  readonly patroni: Tree | undefined;
  /** etcd.conf.yml, where etcd runs. */
  readonly etcd: Tree | undefined;
  /** What the start guard does when no other site answers. */
  readonly guard: 'strict' | 'lenient';
  /** haproxy.cfg, where HAProxy runs. */
  readonly haproxy: HaproxyConfig | undefined;
  /** What is written under this node and cannot hold for it alone: the dynamic configuration is a site's. */
  readonly misplaced: readonly Place[];
}

/** A virtual address, or a name, that follows the leader of a site. */
export interface Endpoint {
  /** As written; undefined where the schema refused it. */
  readonly text: string | undefined;
  /** Undefined when what is written is no address. */
  readonly address: Address | undefined;
  readonly port: number;
  readonly at: Place;
  /** Names of the HAProxy nodes of the site that stand behind it; none where it leads to PostgreSQL itself. */
  readonly proxies: readonly string[];
}

/** A node that runs PostgreSQL under Patroni. */
export type Member = Node & { readonly patroni: Tree };

export const members = (site: Site): Member[] =>
  site.nodes.filter((node): node is Member => node.patroni !== undefined);

/** The node's members of the site's etcd ring. */
export type EtcdMember = Node & { readonly etcd: Tree };

export const ring = (site: Site): EtcdMember[] =>
  site.nodes.filter((node): node is EtcdMember => node.etcd !== undefined);
