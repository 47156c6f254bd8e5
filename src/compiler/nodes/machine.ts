import type { Address } from '../../pghba/address.ts';
import { parseAddress } from '../../pghba/address.ts';
import type { Tree } from '../estate/tree.ts';
import type { Place } from '../text/finding.ts';
import type { NodeFiles, SiteFiles } from './node-files.ts';

/** A machine whose daemons have been read, before HAProxy: that wants to know all members. */
export interface Machine {
  readonly files: NodeFiles;
  readonly patroni: Tree | undefined;
  readonly etcd: Tree | undefined;
  readonly address: Address | undefined;
  readonly addressAt: Place;
  readonly port: number;
}

/** A site whose machines have been read, and its dynamic configuration. */
export interface SiteRead {
  readonly files: SiteFiles;
  readonly machines: readonly Machine[];
  readonly dcs: Tree | undefined;
}

/** The number of the site whose members these hosts name; undefined where they name none. */
export function siteBehind(hosts: string | undefined, sites: readonly SiteRead[]): number | undefined {
  const keys = (hosts ?? '').split(',').flatMap((host) => parseAddress(host.trim())?.key ?? []);
  const found = sites.findIndex(({ machines }) =>
    machines.some(({ address }) => address !== undefined && keys.includes(address.key)),
  );
  return found === -1 ? undefined : found;
}
