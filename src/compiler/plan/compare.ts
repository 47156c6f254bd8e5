import type { Estate, Node, Site } from '../estate/estate.ts';
import { servicesOf } from '../estate/estate.ts';
import type { Tree } from '../estate/tree.ts';
import type { Effect } from '../facts/effects/effect.ts';
import { ETCD_DROP_IN, GUARD_FILE, PATRONI_DROP_IN } from '../facts/files.ts';
import type { Software } from '../facts/version.ts';
import type { Place } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, wordOf } from '../text/json.ts';
import { differing } from './differing.ts';
import { effectOf, FILE_EFFECTS } from './effects.ts';
import { haproxyMap } from './haproxy-words.ts';
import type { Seen, SeenNode, SeenSite } from './observed.ts';
import type { NodePair, SitePair } from './pairs.ts';
import { pairsOf } from './pairs.ts';
import { inEffect } from './same.ts';
import type { Program } from './taken.ts';
import { isNoDifference } from './taken.ts';
import type { OtherFile, ValueChange } from './value-change.ts';

/** One side of a comparison: an estate, whichever front end read it. */
export interface Side {
  readonly estate: Estate;
  /** Its values, site by site. */
  readonly seen: Seen;
  /** The text of a file of its tree, by its path; undefined where there is none. */
  readonly textOf: (path: string) => string | undefined;
  /** The topology as it is written, where the estate comes from one. */
  readonly written: Json | undefined;
  /** The side that another topology would describe; undefined where the estate comes from no topology. */
  readonly rebuilt?: (written: Json) => Side;
  /** Whether that topology was made of a compiled tree: it may say the same in other words. */
  readonly isAdopted?: true;
  /** Sites of which no file says the dynamic configuration in force. */
  readonly assumed?: readonly string[];
}

/** Two estates, brought together. */
export interface EstateChange {
  readonly before: Side;
  readonly after: Side;
  readonly sites: readonly SitePair[];
  readonly values: readonly ValueChange[];
}

/** Where a change of a value is, and where it comes from. */
type Where = Pick<ValueChange, 'site' | 'node' | 'what'>;

/** What changes as a whole where one side has none of it: a slot, standby_cluster, a section of haproxy.cfg. */
function wholePath(
  path: readonly string[],
  before: JsonMap,
  after: JsonMap,
  depth: number,
): readonly string[] {
  for (let length = 1; length <= Math.min(depth, path.length); length += 1) {
    const short = path.slice(0, length);
    if (get(before, ...short) === undefined || get(after, ...short) === undefined) return short;
  }
  return path;
}

/** How many keys deep a map may come or go as a whole. */
const WHOLE: Readonly<Record<Program, number>> = { dynamic: 2, patroni: 1, etcd: 1, haproxy: 1 };

const once = (paths: readonly (readonly string[])[]): (readonly string[])[] => [
  ...new Map(paths.map((path) => [JSON.stringify(path), path])).values(),
];

/** The lines that only one of two lists has, each with its number there. */
function linesBeside(one: readonly Json[], other: readonly Json[]): { line: Json; index: number }[] {
  const left = other.map(wordOf);
  return one.flatMap((line, index) => {
    const at = left.indexOf(wordOf(line));
    if (at === -1) return [{ line, index }];
    left.splice(at, 1);
    return [];
  });
}

/** A list whose lines each have a cause of their own is compared line by line. */
const isLines = (path: readonly string[], from: Json | undefined, to: Json | undefined): boolean =>
  path.at(-1) === 'pg_hba' && Array.isArray(from) && Array.isArray(to);

/** What compares the values of one program, for one machine or one site. */
function compared(
  where: Where & { readonly what: Program },
  before: JsonMap,
  after: JsonMap,
  trees: { readonly was: Pick<Tree, 'at'> | undefined; readonly now: Pick<Tree, 'at'> | undefined },
  software: Software,
): ValueChange[] {
  const { what } = where;
  const paths = once(
    differing(after, before, { isSame: inEffect, isWhole: false }).map((path) =>
      wholePath(path, before, after, WHOLE[what]),
    ),
  );
  return paths.flatMap((path): ValueChange[] => {
    const [from, to] = [get(before, ...path), get(after, ...path)];
    // A member that joined a ring has "existing" there, and never reads it again.
    if (what === 'etcd' && path[0] === 'initial-cluster-state') return [];
    if (isNoDifference(what, path, from, to, software)) return [];
    const effect = effectOf(what, path, { from, to, software });
    const make = (
      one: Json | undefined,
      other: Json | undefined,
      at?: number,
      wasAt?: number,
    ): ValueChange => ({
      ...where,
      path,
      from: one,
      to: other,
      effect,
      at: trees.now?.at(...path, ...(at === undefined ? [] : [at])),
      wasAt: trees.was?.at(...path, ...(wasAt === undefined ? [] : [wasAt])),
    });
    if (!isLines(path, from, to)) return [make(from, to)];
    const [old, made] = [from as readonly Json[], to as readonly Json[]];
    const gone = linesBeside(old, made);
    const added = linesBeside(made, old);
    // The same lines in another order: PostgreSQL takes the first that fits.
    if (gone.length + added.length === 0) return [make(from, to)];
    return [
      ...added.map(({ line, index }) => make(undefined, line, index)),
      ...gone.map(({ line, index }) => make(line, undefined, undefined, index)),
    ];
  });
}

const ofRunning = (value: JsonMap): JsonMap => {
  const { bootstrap, ...rest } = value;
  // The dynamic configuration is compared for itself.
  if (!isMap(bootstrap)) return rest;
  const { dcs: _, ...others } = bootstrap;
  return Object.keys(others).length === 0 ? rest : { ...rest, bootstrap: others };
};

const HAPROXY_TREE = (node: Node): Pick<Tree, 'at'> | undefined => {
  const { haproxy } = node;
  if (!haproxy) return undefined;
  return {
    at(...[name = '', key]): Place {
      const pool = haproxy.pools.find((one) => one.name === name);
      const section =
        pool?.back ??
        (name === 'stats' ? haproxy.stats : name === 'defaults' ? haproxy.defaults : undefined) ??
        haproxy.sections.find((one) => one.name === name) ??
        haproxy.global;
      const server = pool?.servers.find((one) => `server ${one.name}` === key);
      return server?.at ?? section.at(String(key ?? ''));
    },
  };
};

/** The values of a program of a machine, and the places that they come from. */
const VALUES: Readonly<
  Record<
    Exclude<Program, 'dynamic'>,
    (node: Node) => readonly [JsonMap, Pick<Tree, 'at'> | undefined] | undefined
  >
> = {
  etcd: ({ etcd }) => etcd && [etcd.value, etcd],
  patroni: ({ patroni }) => patroni && [ofRunning(patroni.value), patroni],
  haproxy: (node) => (node.haproxy ? [haproxyMap(node.haproxy, true), HAPROXY_TREE(node)] : undefined),
};

const OTHER_FILES: readonly (readonly [OtherFile, string, 'patroni' | 'etcd'])[] = [
  ['guard', GUARD_FILE, 'patroni'],
  ['patroni-unit', PATRONI_DROP_IN, 'patroni'],
  ['etcd-unit', ETCD_DROP_IN, 'etcd'],
];

/** The lines of a file that say something. */
const saying = (text: string): string =>
  text
    .split('\n')
    // The estate's name is in the subject of certificates: nobody checks it.
    .filter((line) => !/^\s*(?:#(?!!).*)?$|^O = /.test(line))
    .join('\n');

/** Whether a side has every file of its tree: what was collected from machines lacks requests of certificates. */
const isWhole = ({ written, isAdopted, textOf }: Side): boolean =>
  written !== undefined && (!isAdopted || textOf('manifest.json') !== undefined);

function otherFiles(
  site: string,
  was: SeenNode,
  wasSite: string,
  now: Node,
  { before, after }: Pick<EstateChange, 'before' | 'after'>,
): ValueChange[] {
  const make = (what: OtherFile, path: string, from: string | undefined): ValueChange => ({
    site,
    node: now.name,
    what,
    path: [path],
    from: from === undefined ? undefined : 'as it was',
    to: 'another text',
    effect: FILE_EFFECTS[what],
    at: now.nameAt,
    wasAt: undefined,
  });
  const own = OTHER_FILES.flatMap(([what, path, program]): ValueChange[] => {
    if (!was[program] || !now[program]) return [];
    const from = before.textOf(`${wasSite}/${was.name}${path}`);
    const to = after.textOf(`${site}/${now.name}${path}`);
    if (to === undefined || (from !== undefined && saying(from) === saying(to))) return [];
    return [make(what, path, from)];
  });
  const requests = ['etcd', 'restapi', 'postgresql'].flatMap((kind): ValueChange[] => {
    const from = before.textOf(`certificates/${wasSite}/${was.name}/${kind}.cnf`);
    const to = after.textOf(`certificates/${site}/${now.name}/${kind}.cnf`);
    // Nobody can tell what is in the certificates of machines whose files were collected.
    if (to === undefined || (from === undefined && !isWhole(before))) return [];
    if (from !== undefined && saying(from) === saying(to)) return [];
    return [make('certificate', kind, from)];
  });
  return [...own, ...requests];
}

const whole = (
  what: 'machine' | 'site',
  site: string,
  node: string | undefined,
  kind: 'comes' | 'goes',
  at: Place | undefined,
  note: string,
): ValueChange => {
  const effect: Effect = { kind: 'machine', source: 'docs/changes.md', note };
  return {
    site,
    node,
    what,
    path: [],
    from: kind === 'goes' ? (node ?? site) : undefined,
    to: kind === 'comes' ? (node ?? site) : undefined,
    effect,
    at: kind === 'comes' ? at : undefined,
    wasAt: kind === 'goes' ? at : undefined,
  };
};

const runsWords = (node: Node): string => servicesOf(node).join(' and ') || 'nothing';

/** Whether a machine is another one now, although it has the name of the old one. */
export const isReplaced = ({ was, now }: NodePair): boolean =>
  was?.address !== undefined && now?.address !== undefined && was.address.key !== now.address.key;

function ofNodePair(
  pair: NodePair,
  site: string,
  wasSite: string,
  sides: Pick<EstateChange, 'before' | 'after'>,
): ValueChange[] {
  const { was, now } = pair;
  const { software } = sides.after.estate;
  if (!was && now)
    return [
      whole('machine', site, now.name, 'comes', now.nameAt, `a new machine, which runs ${runsWords(now)}`),
    ];
  if (was && !now)
    return [
      whole('machine', site, was.name, 'goes', was.nameAt, `the machine ran ${runsWords(was)}, and goes`),
    ];
  if (!was || !now) return [];
  if (isReplaced(pair))
    return [
      whole('machine', site, was.name, 'goes', was.nameAt, `the machine at ${was.address?.text} goes`),
      whole(
        'machine',
        site,
        now.name,
        'comes',
        now.addressAt,
        `the machine at ${now.address?.text} comes in its place${now.patroni ? ', and copies the data' : ''}`,
      ),
    ];
  const programs = (['etcd', 'patroni', 'haproxy'] as const).flatMap((what): ValueChange[] => {
    const [old, made] = [VALUES[what](was), VALUES[what](now)];
    if (!old && !made) return [];
    if (!old || !made)
      return [
        whole(
          'machine',
          site,
          now.name,
          made ? 'comes' : 'goes',
          made ? now.nameAt : was.nameAt,
          `${what === 'patroni' ? 'PostgreSQL' : what === 'etcd' ? 'a member of the etcd ring' : 'HAProxy'} ${made ? 'comes to' : 'leaves'} this machine`,
        ),
      ];
    return compared({ site, node: now.name, what }, old[0], made[0], { was: old[1], now: made[1] }, software);
  });
  return [...programs, ...otherFiles(site, was, wasSite, now, sides)];
}

const dcsTree = (side: Side, name: string): Pick<Tree, 'at'> | undefined =>
  side.estate.sites.find((site) => site.name === name)?.dcs;

function ofSitePair(
  { was, now, nodes }: SitePair,
  sides: Pick<EstateChange, 'before' | 'after'>,
): ValueChange[] {
  if (!was && now)
    return [whole('site', now.name, undefined, 'comes', now.at, 'a new site, which copies the cluster')];
  if (was && !now) {
    const at = sides.before.estate.sites.find(({ name }) => name === was.name)?.at;
    return [
      whole('site', was.name, undefined, 'goes', at, 'the site is stopped, and forgotten by the others'),
    ];
  }
  if (!was || !now) return [];
  const dynamic = compared(
    { site: now.name, node: undefined, what: 'dynamic' },
    was.dcs,
    now.dcs.value,
    { was: dcsTree(sides.before, was.name), now: now.dcs },
    sides.after.estate.software,
  );
  return [...dynamic, ...nodes.flatMap((pair) => ofNodePair(pair, now.name, was.name, sides))];
}

const PRODUCTS = {
  patroni: { kind: 'restart-patroni', note: 'in maintenance mode, the standby site first' },
  postgresql: {
    kind: 'impossible',
    note: 'a new major version is a new cluster: pg_upgrade at the primary site, and every standby site copied anew',
  },
  etcd: { kind: 'restart-etcd', note: 'one minor version at a time, one member after the other' },
  haproxy: { kind: 'restart-haproxy', note: 'one proxy of a site after the other' },
} as const;

/** Versions that change; one that says more of the same (`4.1` and `4.1.4`) is no change. */
function ofSoftware({ before, after }: Pick<EstateChange, 'before' | 'after'>): ValueChange[] {
  return (Object.keys(PRODUCTS) as (keyof typeof PRODUCTS)[]).flatMap((product): ValueChange[] => {
    const [was, now] = [before.estate.software[product], after.estate.software[product]];
    if (
      was.parts.length === 0 ||
      was.parts.every((part, at) => now.parts[at] === undefined || now.parts[at] === part)
    )
      return [];
    const { kind, note } = PRODUCTS[product];
    return [
      {
        site: '',
        node: undefined,
        what: 'software',
        path: [product],
        from: was.text,
        to: now.text,
        effect: { kind, note, source: 'docs/changes.md' },
        at: after.estate.softwareAt(product),
        wasAt: before.estate.softwareAt(product),
      },
    ];
  });
}

/** Everything in which two estates differ, site by site and machine by machine. */
export function compare(before: Side, after: Side): EstateChange {
  const sites = pairsOf(before.seen, after.estate);
  const sides = { before, after };
  const values = [...ofSoftware(sides), ...sites.flatMap((pair) => ofSitePair(pair, sides))];
  return { before, after, sites, values };
}

export type { Seen, SeenSite, Site };
