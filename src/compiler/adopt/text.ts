import type { Json, JsonMap } from '../text/json.ts';
import { isMap } from '../text/json.ts';
import { flow, isPlain } from '../yaml/write/flow.ts';
import { yamlScalar } from '../yaml/write/yaml.ts';
import type { Draft } from './draft.ts';

/** What is written above a key or an item, by its path: `["sites", 0, "standby"]`. */
export type Notes = ReadonlyMap<string, readonly string[]>;

type Path = readonly (string | number)[];
type Scalar = string | number | boolean | null;

export const noteAt = (...path: Path): string => JSON.stringify(path);

const TOP = [
  'version',
  'name',
  'software',
  'primary',
  'timing',
  'sites',
  'clients',
  'credentials',
  'postgresql',
  'bootstrap',
  'patroni',
  'etcd',
  'haproxy',
  'tls',
  'monitoring',
  'overrides',
];
const SITE = ['name', 'scope', 'namespace', 'etcd', 'standby', 'endpoint', 'slots', ...TOP.slice(8), 'nodes'];
const NODE = ['name', 'address', 'wan_address', 'runs', 'tags', ...TOP.slice(8)];

/** Maps and lists that have a line for each of their parts, however short they are. */
const ALWAYS_LINES: ReadonlySet<string> = new Set([
  'software',
  'sites',
  'nodes',
  'clients',
  'parameters',
  'pg_hba',
]);

const WIDTH = 110;

/** Numbers beyond 2^53 are rounded already when they are read: as text they are at least seen. */
const isExact = (value: Scalar): boolean =>
  typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value);

const scalar = (value: Scalar): string =>
  typeof value === 'string' && isPlain(value) ? value : yamlScalar(isExact(value) ? value : String(value));

const isBranch = (value: Json): value is JsonMap | readonly Json[] => isMap(value) || Array.isArray(value);

const hasAlways = (value: Json): boolean =>
  isMap(value) &&
  Object.entries(value).some(([key, one]) => ALWAYS_LINES.has(key) || (one !== undefined && hasAlways(one)));

/** The keys of a map in the order in which people expect them. */
function inOrder(value: JsonMap, order: readonly string[]): [string, Json][] {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(value)
    .flatMap(([key, one]): [string, Json][] => (one === undefined ? [] : [[key, one]]))
    .toSorted(([a], [b]) => rank(a) - rank(b));
}

function orderAt(path: Path): readonly string[] {
  if (path.length === 0) return TOP;
  if (path[0] !== 'sites') return [];
  return path.length === 2 ? SITE : path.length === 4 && path[2] === 'nodes' ? NODE : [];
}

/** Writes a topology, line by line. */
class Writer {
  readonly lines: string[] = [];
  readonly #notes: Notes;

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  #note(path: Path, indent: string): void {
    for (const line of this.#notes.get(noteAt(...path)) ?? []) this.lines.push(`${indent}# ${line}`);
  }

  /** Whether there is a note below a path: what stands on one line has no room for it. */
  #hasNoteBelow(path: Path): boolean {
    const start = noteAt(...path).slice(0, -1);
    return [...this.#notes.keys()].some((key) => key.startsWith(`${start},`));
  }

  #fits(value: Json, key: string, start: string, path: Path): boolean {
    if (!isBranch(value)) return true;
    if (ALWAYS_LINES.has(key) || hasAlways(value) || this.#hasNoteBelow(path)) return false;
    return start.length + flow(value).length <= WIDTH;
  }

  #entry(key: string, value: Json, start: string, indent: string, path: Path): void {
    const head = `${start}${yamlScalar(key)}:`;
    if (this.#fits(value, key, `${head} `, path))
      this.lines.push(`${head} ${isBranch(value) ? flow(value) : scalar(value as Scalar)}`);
    else {
      this.lines.push(head);
      this.#branch(value, `${indent}  `, path);
    }
  }

  #branch(value: Json, indent: string, path: Path): void {
    if (Array.isArray(value)) {
      (value as readonly Json[]).forEach((item, index) => {
        this.#item(item, indent, [...path, index]);
      });
      return;
    }
    if (isMap(value))
      for (const [key, one] of inOrder(value, orderAt(path))) {
        this.#note([...path, key], indent);
        this.#entry(key, one, indent, indent, [...path, key]);
      }
  }

  #item(item: Json, indent: string, path: Path): void {
    this.#note(path, indent);
    const order = orderAt(path);
    const whole = isMap(item) ? Object.fromEntries(inOrder(item, order)) : item;
    const isSite = path.length === 2 && path[0] === 'sites';
    if (!isMap(whole) || (!isSite && this.#fits(whole, '', `${indent}- `, path))) {
      this.lines.push(`${indent}- ${isBranch(whole) ? flow(whole) : scalar(whole as Scalar)}`);
      return;
    }
    inOrder(whole, order).forEach(([key, one], index) => {
      const start = index === 0 ? `${indent}- ` : `${indent}  `;
      if (index > 0) this.#note([...path, key], `${indent}  `);
      this.#entry(key, one, start, `${indent}  `, [...path, key]);
    });
  }

  /** The whole topology: its long parts apart from each other. */
  topology(value: JsonMap): void {
    for (const [key, one] of inOrder(value, TOP)) {
      // `version` and `name` belong together.
      if (key !== 'name' && key !== 'version') this.lines.push('');
      this.#note([key], '');
      this.#entry(key, one, '', '', [key]);
    }
  }
}

/**
 * The text of a topology.
 * @param head lines above it, without `#`
 */
export function topologyText({ top, sites }: Draft, head: readonly string[], notes: Notes): string {
  const writer = new Writer(notes);
  writer.topology({ ...top, sites: sites.map(({ own, nodes }) => ({ ...own, nodes: [...nodes] })) });
  return `${head.map((line) => `# ${line}`.trimEnd()).join('\n')}\n${writer.lines.join('\n')}\n`;
}
