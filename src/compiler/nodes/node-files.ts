import { grouped } from '../text/grouped.ts';
import type { Json } from '../text/json.ts';
import { textAt } from '../text/json.ts';
import { hostOf } from './host-port.ts';
import type { Content, ReadFile } from './read.ts';

/** The files of one machine. */
export interface NodeFiles {
  readonly name: string;
  readonly files: readonly ReadFile[];
}

/** The files of one site: those of its nodes, and those of the site as a whole. */
export interface SiteFiles {
  readonly name: string;
  readonly nodes: readonly NodeFiles[];
  readonly shared: readonly ReadFile[];
}

/** The files of a kind. */
export const ofKind = <K extends Content['kind']>(
  files: readonly ReadFile[],
  kind: K,
): (ReadFile & Extract<Content, { readonly kind: K }>)[] =>
  files.filter((one): one is ReadFile & Extract<Content, { readonly kind: K }> => one.kind === kind);

const valueOfFile = (file: ReadFile): Json | undefined =>
  file.kind === 'patroni' || file.kind === 'dcs' || file.kind === 'etcd'
    ? (file.parsed.value as Json | undefined)
    : undefined;

/** The scope that a file of Patroni, or of its variables, names. */
function scopeOf(file: ReadFile): string | undefined {
  if (file.kind === 'environment')
    return file.assignments.findLast(({ name }) => name === 'PATRONI_SCOPE')?.value;
  return file.kind === 'patroni' ? textAt(valueOfFile(file), 'scope') : undefined;
}

/** The scope of the members that HAProxy sends to; undefined where it sends to none. */
function scopeBehind(file: ReadFile, scopeAt: ReadonlyMap<string, string>): string | undefined {
  if (file.kind !== 'haproxy') return undefined;
  const servers = file.sections.sections.flatMap(({ lines }) => lines.map(({ words }) => words));
  return servers.flatMap(([first, , third]) =>
    first?.text === 'server' && third ? (scopeAt.get(hostOf(third.text) ?? '') ?? []) : [],
  )[0];
}

/** The name of the machine, where a file lies beside others: as its program calls it, else the name of the file. */
function machineOf(file: ReadFile): string {
  const { node, onNode } = file.belonging;
  if (node !== undefined) return node;
  const named = textAt(valueOfFile(file), 'name');
  return named ?? onNode.replace(/^.*\//, '').replace(/\.\w+$/, '');
}

const isShared = ({ kind, belonging }: ReadFile): boolean => kind === 'dcs' && belonging.node === undefined;

/** Versions of a whole estate, beside its sites. */
const isOfAll = ({ kind, belonging }: ReadFile): boolean =>
  kind === 'versions' && belonging.site === undefined && belonging.node === undefined;

/**
 * Files by site and node. Where no folder says the site, the scope does: of files that lie side by side, those with one
 * scope are of one site.
 */
export function sitesOf(files: readonly ReadFile[]): SiteFiles[] {
  const scopes = new Map(files.flatMap((file) => (scopeOf(file) ? [[machineOf(file), scopeOf(file)]] : [])));
  const [only] = new Set(scopes.values());
  const scopeAt = new Map(
    files.flatMap((file) => {
      const host = hostOf(textAt(valueOfFile(file), 'postgresql', 'connect_address'));
      const scope = scopeOf(file);
      return host !== undefined && scope !== undefined ? [[host, scope] as const] : [];
    }),
  );
  const siteOf = (file: ReadFile): string =>
    file.belonging.site ??
    scopeOf(file) ??
    scopes.get(machineOf(file)) ??
    scopeBehind(file, scopeAt) ??
    only ??
    'site';
  const [ofAll, ofSites] = [files.filter(isOfAll), files.filter((file) => !isOfAll(file))];
  const [everything, nobody] = ofSites.length > 0 ? [ofSites, ofAll] : [files, []];
  return [...grouped(everything, siteOf)].map(([name, all], index) => ({
    name,
    nodes: [
      ...grouped(
        all.filter((file) => !isShared(file)),
        machineOf,
      ),
    ].map(([node, own]) => ({
      name: node,
      files: own,
    })),
    // What is said of the estate as a whole is looked for in every site.
    shared: [...all.filter(isShared), ...(index === 0 ? nobody : [])],
  }));
}
