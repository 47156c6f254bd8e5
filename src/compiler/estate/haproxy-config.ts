import type { Address } from '../../pghba/address.ts';
import { bracketed } from '../../pghba/address.ts';
import type { Place } from '../text/finding.ts';
import type { Tree } from './tree.ts';

/** One `server` line: a member of a site, checked through its Patroni. */
export interface Server {
  readonly name: string;
  readonly address: Address;
  readonly port: number;
  /** Port of its REST API. */
  readonly checkPort: number;
  /** Used only while no server of this site is up. */
  readonly backup: boolean;
  readonly at: Place;
}

export type PoolName = 'primary' | 'replicas' | 'standby_leader';

export interface Pool {
  readonly name: PoolName;
  readonly port: number;
  /** Keywords of the section and their arguments. */
  readonly settings: Tree;
  readonly servers: readonly Server[];
}

/** haproxy.cfg of a node. Sections are keywords and their arguments; `true` means no arguments. */
export interface HaproxyConfig {
  readonly global: Tree;
  readonly defaults: Tree;
  readonly stats: Tree;
  readonly pools: readonly Pool[];
  /** Whether some server has a host name, which HAProxy then looks up again while it runs. */
  readonly resolves: boolean;
}

/** Address and port as HAProxy writes them. */
export const serverAddress = ({ address, port }: Server): string => `${bracketed(address)}:${port}`;
