import type { Address } from '../../pghba/address.ts';
import { bracketed } from '../../pghba/address.ts';
import type { SectionKind } from '../facts/haproxy-keywords.ts';
import type { Place } from '../text/finding.ts';

/** One line of a section of haproxy.cfg. */
export interface Line {
  /** What it is called by: its keyword, or as much of it as a person wrote as a key (`timeout client`). */
  readonly key: string;
  /** The words as HAProxy reads them, its keyword first. */
  readonly words: readonly string[];
  readonly at: Place;
  /** Whether a person wrote it: it is not derived. */
  readonly isWritten: boolean;
}

/** A section of haproxy.cfg: its lines, in the order of the file. */
export interface Section {
  readonly kind: SectionKind;
  /** What messages call it: `global`, `defaults`, the name of a proxy. */
  readonly name: string;
  readonly lines: readonly Line[];
  /** The place to name for a line with this key, or for the lack of one. */
  at(key: string): Place;
  /** Where a person takes away the line that would be there; undefined where nobody does. */
  removedAt(key: string): Place | undefined;
}

/** One `server` line that the nodes of the estate give: a member of a site, judged by its Patroni. */
export interface Server {
  readonly name: string;
  readonly address: Address;
  readonly port: number;
  /** Port of its REST API. */
  readonly checkPort: number;
  /** Used only while no server of this site is up. */
  readonly backup: boolean;
  /** The words behind its address, where a person wrote them. */
  readonly words?: readonly string[];
  readonly at: Place;
}

/** Whom a pool sends its clients to. */
export type PoolName = 'primary' | 'replicas' | 'standby_leader';

/** Servers behind a port: a `listen`, or a `frontend` with its `backend`. */
export interface Pool {
  readonly name: PoolName;
  readonly port: number;
  /** The section that clients connect to. */
  readonly front: Section;
  /** The section that has the servers; of a `listen` it is the same one. */
  readonly back: Section;
  /** What both have where they do not say it. */
  readonly defaults: Section;
  readonly servers: readonly Server[];
}

/** haproxy.cfg of a node. */
export interface HaproxyConfig {
  /** All of it, in the order of the file. */
  readonly sections: readonly Section[];
  readonly global: Section;
  readonly defaults: Section;
  /** The statistics page. */
  readonly stats: Section;
  readonly pools: readonly Pool[];
  /** Whether some server has a host name, which HAProxy then looks up again while it runs. */
  readonly resolves: boolean;
}

/** Address and port as HAProxy writes them. */
export const serverAddress = ({ address, port }: Server): string => `${bracketed(address)}:${port}`;
