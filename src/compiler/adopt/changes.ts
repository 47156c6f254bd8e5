import type { Estate, Node } from '../estate/estate.ts';
import type { Effect } from '../facts/effects/effect.ts';
import { ETCD_FILE, HAPROXY_FILE, PATRONI_FILE } from '../facts/files.ts';
import type { Software } from '../facts/version.ts';
import { isInForce } from '../nodes/in-force.ts';
import type { ReadFile } from '../nodes/read.ts';
import { differing } from '../plan/differing.ts';
import { effectOf } from '../plan/effects.ts';
import { firstPools, haproxyMap } from '../plan/haproxy-words.ts';
import type { SeenNode } from '../plan/observed.ts';
import { seenIn } from '../plan/observed.ts';
import { exactly, inEffect } from '../plan/same.ts';
import type { Program } from '../plan/taken.ts';
import { isNoDifference } from '../plan/taken.ts';
import { render } from '../render/render.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get } from '../text/json.ts';
import type { Adopted } from './adopt.ts';
import { isOfNewMember } from './new-member.ts';

/** One value that compiling changes. */
export interface Change {
  readonly path: readonly string[];
  /** Undefined where it is not there yet. */
  readonly from: Json | undefined;
  /** Undefined where it is taken away. */
  readonly to: Json | undefined;
  /** What the change takes on the running node. */
  readonly effect: Effect;
}

/** What compiling a topology makes of one file of a node, or of the dynamic configuration of a site. */
export interface FileChange {
  readonly program: 'Patroni' | 'etcd' | 'HAProxy' | 'dynamic configuration';
  /** `same` byte for byte; `equivalent`: every value is the same to the program that reads it; `new`: nothing to compare with. */
  readonly kind: 'same' | 'equivalent' | 'changed' | 'new';
  readonly changes: readonly Change[];
  /** Where the values are now on the node, if those are other files than the one that is compiled. */
  readonly was?: readonly string[];
}

/** A node, or a site as a whole, with what compiling makes of it. */
export interface NodeChange {
  readonly site: string;
  /** Undefined for what all nodes of the site share. */
  readonly node: string | undefined;
  readonly files: readonly FileChange[];
}

const PROGRAMS = {
  dynamic: 'dynamic configuration',
  patroni: 'Patroni',
  etcd: 'etcd',
  haproxy: 'HAProxy',
} as const;

/** A section of haproxy.cfg that only one file has is one change. */
const inSections = (
  paths: readonly (readonly string[])[],
  before: JsonMap,
  after: JsonMap,
): (readonly string[])[] => [
  ...new Map(
    paths.map((path) => {
      const [section = ''] = path;
      const short = before[section] === undefined || after[section] === undefined ? [section] : path;
      return [short.join(), short] as const;
    }),
  ).values(),
];

function compared(
  program: Program,
  seen: JsonMap | undefined,
  made: JsonMap | undefined,
  isSame: boolean,
  software: Software,
): FileChange[] {
  if (!seen && !made) return [];
  const name = PROGRAMS[program];
  if (!seen) return [{ program: name, kind: 'new', changes: [] }];
  if (isSame) return [{ program: name, kind: 'same', changes: [] }];
  const [before, after] = [seen, made ?? {}];
  const paths = differing(after, before, { isSame: inEffect, isWhole: false });
  const changes = (program === 'haproxy' ? inSections(paths, before, after) : paths)
    .map((path): Change => {
      const [from, to] = [get(before, ...path), get(after, ...path)];
      return { path, from, to, effect: effectOf(program, path, { from, to, software }) };
    })
    .filter(({ path: [first = ''] }) => program !== 'etcd' || !isOfNewMember(first))
    .filter(({ path, from, to }) => !isNoDifference(program, path, from, to, software));
  return [{ program: name, kind: changes.length === 0 ? 'equivalent' : 'changed', changes }];
}

/** Pools that get another name. */
const renamed = ({ haproxy }: Node): Change[] =>
  (haproxy ? firstPools(haproxy) : []).flatMap(({ name, front }) =>
    front.name === name
      ? []
      : [
          {
            path: [front.name],
            from: front.name,
            to: name,
            effect: { kind: 'reload', source: 'docs/changes.md' },
          },
        ],
  );

/** How clusters are made is of no matter to those that run; the dynamic configuration is compared for itself. */
const ofRunning = (value: JsonMap | undefined): JsonMap | undefined => {
  if (!value) return undefined;
  const { bootstrap: _, ...rest } = value;
  return rest;
};

/** The values of each program of a node. */
const read: Readonly<Record<keyof typeof PATHS, (node: Node) => JsonMap | undefined>> = {
  etcd: ({ etcd }) => etcd?.value,
  patroni: ({ patroni }) => ofRunning(patroni?.value),
  haproxy: ({ haproxy }) => haproxy && haproxyMap(haproxy),
};

const PATHS = {
  etcd: ETCD_FILE,
  patroni: PATRONI_FILE,
  haproxy: HAPROXY_FILE,
} as const;

/** The other files in which a program of a node has values now: nobody reads them once the compiled one is there. */
function otherFiles(files: readonly ReadFile[], kind: keyof typeof PATHS): readonly string[] {
  const paths = files.flatMap((file) => (file.kind === kind ? [file.belonging.onNode] : []));
  const variables = files.flatMap((file) =>
    file.kind === 'environment' && file.belonging.onNode.includes(kind) ? [file.belonging.onNode] : [],
  );
  const all = paths.length > 0 ? paths : variables;
  return all.filter((path) => path.startsWith('/') && path !== PATHS[kind]);
}

const OLD_API: Change = {
  path: ['etcd'],
  from: 'the API of etcd 2',
  to: 'etcd3',
  effect: { kind: 'dangerous', source: 'docs/changes.md' },
};

/** What compiling changes beside the values: names of pools, and the API by which Patroni keeps its state. */
function beside(program: keyof typeof PATHS, node: SeenNode): readonly Change[] {
  if (program === 'patroni') return node.usesOldApi ? [OLD_API] : [];
  return program === 'haproxy' ? renamed(node) : [];
}

function ofProgram(
  program: keyof typeof PATHS,
  node: SeenNode,
  after: Node | undefined,
  files: readonly ReadFile[],
  text: string | undefined,
  software: Software,
): FileChange[] {
  const isSame = files.some(
    ({ belonging, given }) => belonging.onNode === PATHS[program] && given.text === text,
  );
  const all = compared(program, read[program](node), after && read[program](after), isSame, software);
  return all.map((file) => {
    const changes = [...beside(program, node), ...file.changes];
    const kind = file.kind === 'equivalent' && changes.length > 0 ? 'changed' : file.kind;
    return { ...file, kind, changes, was: otherFiles(files, program) };
  });
}

/** The compiled files by their paths; none where a value cannot be written, which the schema then refuses. */
function textsOf(estate: Estate): ReadonlyMap<string, string> {
  try {
    return new Map(Array.from(render(estate), ({ path, text }) => [path, text] as const));
  } catch (error) {
    if (error instanceof RangeError) return new Map();
    throw error;
  }
}

/** What compiling the topology changes, site by site and node by node. */
export function changesOf({ estate, sites }: Pick<Adopted, 'estate' | 'sites'>): NodeChange[] {
  const { software } = estate;
  const made = seenIn(estate);
  const texts = textsOf(estate);
  return sites.flatMap((site): NodeChange[] => {
    const now = made.find(({ name }) => name === site.name);
    const isCollected = isInForce(site.files);
    const dynamic = compared(
      'dynamic',
      site.dcs,
      now?.dcs,
      isCollected && exactly(site.dcs, now?.dcs),
      software,
    );
    const shared: NodeChange = {
      site: site.name,
      node: undefined,
      files: isCollected ? dynamic : dynamic.map((file) => ({ ...file, was: ['bootstrap.dcs'] })),
    };
    const nodes = site.nodes.map((node): NodeChange => {
      const after = now?.nodes.find(({ name }) => name === node.name);
      const files = site.filesOf.get(node.name)?.files ?? [];
      return {
        site: site.name,
        node: node.name,
        files: (['etcd', 'patroni', 'haproxy'] as const).flatMap((program) =>
          ofProgram(
            program,
            node,
            after,
            files,
            texts.get(`${site.name}/${node.name}${PATHS[program]}`),
            software,
          ),
        ),
      };
    });
    return [shared, ...nodes];
  });
}
