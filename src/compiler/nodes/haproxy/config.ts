import type { Address } from '../../../pghba/address.ts';
import { parseAddress } from '../../../pghba/address.ts';
import type { HaproxyConfig, Line, Pool, Section, Server } from '../../estate/haproxy-config.ts';
import { linesOf, serverOptions } from '../../estate/haproxy-lines.ts';
import type { Software } from '../../facts/version.ts';
import type { Place } from '../../text/finding.ts';
import { keyOf, textsOf } from './places.ts';
import { poolName } from './pool-name.ts';
import type { HaproxyText, TextLine, TextSection } from './sections.ts';

/** One of the files that HAProxy was given, in their order. */
export interface HaproxyFile {
  /** The name of its document. */
  readonly document: string;
  readonly text: HaproxyText;
}

/** A section as it is written, and the document that it is in. */
interface Written {
  readonly document: string;
  readonly section: TextSection;
}

const placeOf = (document: string, { number }: TextLine): Place => ({
  document,
  pointer: [number, 0],
  part: 'value',
});

/** The place of what a section lacks: its first line is shown. */
const lackIn = ({ document, section: { head } }: Written, key: string): Place => ({
  ...placeOf(document, head),
  pointer: [head.number, key],
  derivedFrom: [head.number, 0],
});

/** Sections whose servers make a pool. */
const SERVING = ['backend', 'listen'];

/** A server of a pool is no line of it: it is told of by itself. */
const isServer = ({ words }: TextLine): boolean => words[0]?.text === 'server';

function sectionOf(kind: Section['kind'], name: string, written: Written): Section {
  const { document, section } = written;
  const lines = section.lines
    .filter((line) => !isServer(line) || !SERVING.includes(section.keyword))
    .map((line): Line => {
      const words = textsOf(line);
      return { key: keyOf(words), words, at: placeOf(document, line), isWritten: true };
    });
  const find = (wanted: readonly string[]): Line | undefined =>
    lines.findLast(({ words }) => wanted.every((word, index) => words[index] === word));
  return {
    kind,
    name,
    lines,
    at: (key) => find(key.split(' '))?.at ?? lackIn(written, key),
    removedAt: (key) => find(['no', ...key.split(' ')])?.at,
  };
}

/** A section with the lines that it has from another one, which its own win over. */
const over = (below: Section, section: Section): Section => ({
  ...section,
  lines: [...below.lines, ...section.lines],
  at(key) {
    const own = section.at(key);
    const other = below.at(key);
    return own.derivedFrom !== undefined && other.derivedFrom === undefined ? other : own;
  },
  removedAt: (key) => section.removedAt(key) ?? below.removedAt(key),
});

/** A section that is not written: what lacks in it is shown at the first section of the file. */
const nothing = (kind: Section['kind'], name: string, first: Written): Section => ({
  kind,
  name,
  lines: [],
  at: (key) => lackIn(first, key),
  removedAt: () => undefined,
});

/** `10.1.0.10:5432`, `[::1]:5432`, `name:5432`; undefined for sockets, and for what only HAProxy knows. */
export function serverAddress(
  text: string,
): { readonly address: Address; readonly port: number } | undefined {
  const found = /^(?:ipv[46]@)?(?:\[(.+)\]|([^:@]+)|([\da-f:]+)):(\d+)$/i.exec(text);
  const address = found && parseAddress(found[1] ?? found[2] ?? found[3] ?? '');
  return address ? { address, port: Number(found[4]) } : undefined;
}

/** The word behind a keyword of a server; the last one counts. */
function after(words: readonly string[], keyword: string): string | undefined {
  const index = words.lastIndexOf(keyword);
  return index === -1 ? undefined : words[index + 1];
}

function serversOf({ document, section }: Written, pool: Omit<Pool, 'servers' | 'name' | 'port'>): Server[] {
  const common = serverOptions({ ...pool, name: 'primary', port: 0, servers: [] });
  return section.lines.filter(isServer).flatMap((line): Server[] => {
    const [, name = '', where = '', ...options] = textsOf(line);
    const found = serverAddress(where);
    if (!found) return [];
    const checked = Number(after(options, 'port') ?? common.word('port') ?? found.port);
    return [
      {
        name,
        ...found,
        checkPort: checked,
        backup: options.includes('backup'),
        words: options,
        at: { document, pointer: [line.number, 2], part: 'value' },
      },
    ];
  });
}

/** The port of the first address that a section listens on. */
function portOf(section: Section): number {
  const [bind] = linesOf(section, 'bind');
  return Number(/:(\d+)/.exec(bind?.words[0] ?? '')?.[1] ?? Number.NaN);
}

/** Frontends with the backends that they send to, and the sections that are both. */
function pairs(all: readonly Written[]): (readonly [front: Written, back: Written])[] {
  const backends = new Map(
    all.filter(({ section }) => SERVING.includes(section.keyword)).map((one) => [one.section.name, one]),
  );
  return all.flatMap((one) => {
    const { keyword, lines } = one.section;
    if (keyword === 'listen') return [[one, one] as const];
    if (keyword !== 'frontend') return [];
    const names = lines.flatMap(({ words }) =>
      ['default_backend', 'use_backend'].includes(words[0]?.text ?? '') ? (words[1]?.text ?? []) : [],
    );
    return [...new Set(names)].flatMap((name) => {
      const back = backends.get(name);
      return back ? [[one, back] as const] : [];
    });
  });
}

/** Whether a server is a member's PostgreSQL, or what stands before it on the same machine (PgBouncer). */
export type IsMember = (server: Pick<Server, 'address' | 'port' | 'checkPort'>) => boolean;

/**
 * haproxy.cfg of a node as the model has it. What has nothing to do with the estate (other services, resolvers, users) is in
 * no pool.
 * @returns undefined where no section has a server
 */
export function haproxyConfig(
  files: readonly HaproxyFile[],
  software: Software,
  isMember: IsMember,
): HaproxyConfig | undefined {
  const all = files.flatMap(({ document, text }) =>
    text.sections.map((section): Written => ({ document, section })),
  );
  const [first] = all;
  // The file of a package has no server: it lies on machines too on which HAProxy never runs.
  if (!first || !all.some(({ section }) => section.lines.some(isServer))) return undefined;
  const made = new Map<Written, Section>();
  const proxy = (written: Written): Section => {
    const before = made.get(written);
    if (before) return before;
    const { keyword, name } = written.section;
    const section = sectionOf(keyword === 'global' ? 'global' : 'proxy', name ?? keyword, written);
    made.set(written, section);
    return section;
  };
  const none = nothing('proxy', 'defaults', first);
  /** The `defaults` that a section takes its settings from: the named one, else the last above it. */
  const above = (written: Written): Written | undefined => {
    const { from, keyword } = written.section;
    // One `defaults` section takes nothing from another that it does not name.
    if (from === undefined && keyword === 'defaults') return undefined;
    return all
      .slice(0, all.indexOf(written))
      .findLast(
        ({ section }) => section.keyword === 'defaults' && (from === undefined || section.name === from),
      );
  };
  const inherited = (found: Written): Section => {
    const further = above(found);
    return further ? over(inherited(further), proxy(found)) : proxy(found);
  };
  const defaultsOf = (written: Written): Section => {
    const found = above(written);
    return found ? inherited(found) : none;
  };
  const pools = pairs(all).flatMap(([front, back]): Pool[] => {
    const parts = { front: proxy(front), back: proxy(back), defaults: defaultsOf(back) };
    const servers = serversOf(back, parts);
    if (!servers.some(isMember)) return [];
    const pool = { ...parts, servers, port: portOf(parts.front) };
    const name = poolName(pool, software);
    return name ? [{ ...pool, name }] : [];
  });
  const proxies = all.filter(({ section }) =>
    ['global', 'defaults', 'listen', 'frontend', 'backend'].includes(section.keyword),
  );
  const ofStats = proxies.find(({ section }) =>
    section.lines.some(
      ({ words }) =>
        words[0]?.text === 'stats' && words[1]?.text !== 'socket' && section.keyword !== 'global',
    ),
  );
  const ofKeyword = (wanted: string): Written | undefined =>
    proxies.find(({ section }) => section.keyword === wanted);
  const [global, defaults] = [ofKeyword('global'), ofKeyword('defaults')];
  return {
    sections: proxies.map(proxy),
    global: global ? proxy(global) : nothing('global', 'global', first),
    defaults: defaults ? proxy(defaults) : none,
    stats: ofStats ? proxy(ofStats) : nothing('proxy', 'stats', first),
    pools,
    resolves: pools.some(({ servers }) => servers.some(({ address }) => address.kind === 'hostname')),
  };
}
