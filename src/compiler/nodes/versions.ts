import type { Software } from '../facts/version.ts';
import { oldestVersion, UNKNOWN, versionOf } from '../facts/version.ts';
import type { Place } from '../text/finding.ts';
import { textAt } from '../text/json.ts';
import { patroniTree } from './daemons.ts';
import type { SiteFiles } from './node-files.ts';
import { ofKind } from './node-files.ts';
import type { ReadFile } from './read.ts';
import type { SaidVersions } from './said-versions.ts';

export const PRODUCTS: readonly (keyof Software)[] = ['patroni', 'postgresql', 'etcd', 'haproxy'];

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

/** A version as a file of a node says it. */
export interface SaidVersion {
  readonly text: string;
  readonly at: Place;
  readonly node: string;
}

/** The line that says a version. */
function placeIn({ given }: ReadFile, product: keyof Software): Place {
  const line = given.text.split('\n').findIndex((one) => one.trim().startsWith(`${product} `));
  return { document: given.file, pointer: [line + 1], part: 'value' };
}

const saidBy = (sites: readonly SiteFiles[], product: keyof Software): SaidVersion[] =>
  sites
    .flatMap(({ nodes, shared }) => [...shared, ...nodes.flatMap(({ files }) => files)])
    .flatMap((file) => {
      const [one] = ofKind([file], 'versions');
      const text = one?.said[product];
      return text === undefined
        ? []
        : [{ text, at: placeIn(file, product), node: file.belonging.node ?? '' }];
    });

/** What says the oldest of several versions. */
function oldestOf(said: readonly SaidVersion[]): SaidVersion | undefined {
  const oldest = oldestVersion(said.map(({ text }) => versionOf(text)));
  return said.find(({ text }) => text === oldest?.text);
}

/** Where a version is said; undefined if no file says it. */
export const versionAt = (sites: readonly SiteFiles[], product: keyof Software): Place | undefined =>
  oldestOf(saidBy(sites, product))?.at;

/** The versions of an estate. */
export interface FoundVersions {
  readonly software: Software;
  /** Products whose version nobody has said. */
  readonly unknown: readonly (keyof Software)[];
  /** What nodes say where they do not agree; the oldest counts. */
  readonly mixed: readonly { readonly product: keyof Software; readonly said: readonly SaidVersion[] }[];
}

/**
 * The versions that run: what somebody says; else what files of the nodes say; of PostgreSQL also what paths of packages
 * say.
 */
export function versionsOf(sites: readonly SiteFiles[], said: SaidVersions): FoundVersions {
  const collected = new Map(PRODUCTS.map((product) => [product, saidBy(sites, product)]));
  const known = new Map(
    PRODUCTS.flatMap((product) => {
      const text =
        said[product] ??
        oldestOf(collected.get(product) ?? [])?.text ??
        (product === 'postgresql' ? majorInPaths(sites) : undefined);
      return text === undefined ? [] : [[product, versionOf(text)] as const];
    }),
  );
  const of = (product: keyof Software) => known.get(product) ?? UNKNOWN;
  return {
    software: {
      patroni: of('patroni'),
      postgresql: of('postgresql'),
      etcd: of('etcd'),
      haproxy: of('haproxy'),
    },
    unknown: PRODUCTS.filter((product) => !known.has(product)),
    mixed: PRODUCTS.flatMap((product) => {
      const all = said[product] === undefined ? (collected.get(product) ?? []) : [];
      return new Set(all.map(({ text }) => text)).size > 1 ? [{ product, said: all }] : [];
    }),
  };
}
