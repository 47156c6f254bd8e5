import { soleHostKey } from './range.ts';
import type { HbaRecord } from './record.ts';
import type { Source } from './record-match.ts';

/** A line that can decide about a connection. Without a record, its meaning is unknown. */
export interface Entry {
  /** Index into the list of lines, from 0. */
  readonly line: number;
  readonly record?: HbaRecord;
  /** Why there is no record. */
  readonly why?: string;
}

/**
 * The lines of a pg_hba list, grouped by what they can match, so that a connection is compared with few of them.
 * Each list is in line order.
 */
export interface Candidates {
  readonly local: Entry[];
  /** Lines for one IP address, by the key of the address, and all of them. */
  readonly byHost: Map<string, Entry[]>;
  readonly hosts: Entry[];
  /** Lines for one host name, by the name, by each shorter beginning of it that ends at a dot, and all of them. */
  readonly byName: Map<string, Entry[]>;
  readonly byBeginning: Map<string, Entry[]>;
  readonly names: Entry[];
  /** Ranges, `all`, suffixes, `samenet` and lines with unknown meaning. */
  readonly rest: Entry[];
}

export function emptyCandidates(): Candidates {
  return {
    local: [],
    byHost: new Map(),
    hosts: [],
    byName: new Map(),
    byBeginning: new Map(),
    names: [],
    rest: [],
  };
}

/** Adds a line; call it in line order. */
export function addCandidate(candidates: Candidates, entry: Entry): void {
  const { local, byHost, hosts, byName, byBeginning, names, rest } = candidates;
  if (entry.record === undefined || entry.record.type === 'local') local.push(entry);
  if (entry.record?.type === 'local') return;
  const address = entry.record?.address;
  const key = address?.kind === 'range' ? soleHostKey(address.range) : undefined;
  if (key !== undefined) {
    hosts.push(entry);
    append(byHost, key, entry);
  } else if (address?.kind === 'hostname') {
    names.push(entry);
    const name = address.name.toLowerCase();
    append(byName, name, entry);
    for (const start of beginnings(name)) append(byBeginning, start, entry);
  } else {
    rest.push(entry);
  }
}

/** The lines that can match a TCP connection from an address, in line order. */
export function candidatesFor(candidates: Candidates, address: Source | undefined): Iterable<Entry> {
  const { byHost, hosts, byName, byBeginning, names, rest } = candidates;
  if (address === undefined || address.kind === 'network') return inLineOrder([hosts, names, rest]);
  // An address may resolve to any name, and a name to any address, so these lines cannot be left out.
  if (address.kind !== 'hostname') return inLineOrder([byHost.get(address.key) ?? [], names, rest]);
  const longer = byBeginning.get(address.key) ?? [];
  const shorter = beginnings(address.key).map((start) => byName.get(start) ?? []);
  return inLineOrder([hosts, byName.get(address.key) ?? [], longer, ...shorter, rest]);
}

/** `a.b.c` → `a`, `a.b`. */
function beginnings(name: string): readonly string[] {
  const labels = name.split('.').slice(0, -1);
  return labels.map((_, index) => labels.slice(0, index + 1).join('.'));
}

function append(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

/** Merges a few sorted lists lazily: the first match usually ends the search early. */
function* inLineOrder(lists: readonly (readonly Entry[])[]): Generator<Entry> {
  const positions = lists.map(() => 0);
  for (;;) {
    let from = -1;
    let best: Entry | undefined;
    for (const [index, list] of lists.entries()) {
      const entry = list[positions[index] ?? 0];
      if (entry !== undefined && (best === undefined || entry.line < best.line)) {
        best = entry;
        from = index;
      }
    }
    if (best === undefined) return;
    positions[from] = (positions[from] ?? 0) + 1;
    yield best;
  }
}
