import type { Software } from '../facts/version.ts';
import { UNKNOWN, versionOf } from '../facts/version.ts';
import { textAt } from '../text/json.ts';
import { patroniTree } from './daemons.ts';
import type { SiteFiles } from './node-files.ts';
import type { SaidVersions } from './said-versions.ts';

const PRODUCTS: readonly (keyof Software)[] = ['patroni', 'postgresql', 'etcd', 'haproxy'];

/** PostgreSQL's major version in the paths of packages: Debian's, and those of PGDG for Red Hat. */
const IN_PATH = /\/(?:postgresql|pgsql)[-/](\d{2})(?:\/|$)/;

function majorInPaths(sites: readonly SiteFiles[]): string | undefined {
  for (const { nodes } of sites)
    for (const node of nodes) {
      const tree = patroniTree(node);
      for (const key of ['bin_dir', 'data_dir']) {
        const major = IN_PATH.exec(textAt(tree?.value, 'postgresql', key) ?? '')?.[1];
        if (major !== undefined) return major;
      }
    }
  return undefined;
}

/** The versions of an estate, and which of them nobody has said. */
export interface FoundVersions {
  readonly software: Software;
  readonly unknown: readonly (keyof Software)[];
}

/**
 * The versions that run: what somebody says, first one first; of PostgreSQL also what paths of packages say.
 * @param said surest first
 */
export function softwareOf(sites: readonly SiteFiles[], ...said: readonly SaidVersions[]): FoundVersions {
  const all = [...said, { postgresql: majorInPaths(sites) }];
  const found = (product: keyof Software): string | undefined =>
    all.map((one) => (one as SaidVersions)[product]).find((one) => one !== undefined);
  const software = Object.fromEntries(
    PRODUCTS.map((product) => {
      const text = found(product);
      return [product, text === undefined ? UNKNOWN : versionOf(text)];
    }),
  ) as unknown as Software;
  return { software, unknown: PRODUCTS.filter((product) => software[product] === UNKNOWN) };
}
