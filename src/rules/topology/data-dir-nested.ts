import type { Estate, Node } from '../../compiler/estate/estate.ts';
import { isWithin } from '../../compiler/facts/path.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { emptied, type Given, isAbsolute, kept, ownerFor } from './directories.ts';

const isWritten = ({ at }: Given): boolean => at.derivedFrom === undefined;

/** Told at what is written of the two, the one inside first. */
function draftOf(message: string, inner: Given, outer: Given): Draft {
  const [at, other] = isWritten(inner) || !isWritten(outer) ? [inner, outer] : [outer, inner];
  return {
    message,
    at: at.at,
    related: isWritten(other) ? [{ at: other.at, message: `${other.key} of ${other.program}` }] : [],
    help: 'give each its own directory',
  };
}

/** Data directories of PostgreSQL and of etcd: neither may lie within the other. */
function* crossed(name: string, data: readonly Given[]): Generator<Draft> {
  const ring = data.filter(({ program }) => program === 'etcd');
  for (const own of data.filter(({ program }) => program === 'PostgreSQL'))
    for (const other of ring) {
      const inside = isWithin(other.path, own.path);
      const around = isWithin(own.path, other.path);
      if (!inside && !around) continue;
      const how = inside && around ? 'they are the same directory' : 'one is within the other';
      yield draftOf(
        `on ${name}, etcd keeps its data at ${other.path} and PostgreSQL at ${own.path}: ${how}`,
        other,
        own,
      );
    }
}

/** The configuration is kept in the data directory unless it is said where: written out, that is no mistake. */
const isDefault = (inner: Given, outer: Given): boolean =>
  inner.key === 'config_dir' && outer.key === 'data_dir';

function* lost(node: Node, data: readonly Given[]): Generator<Draft> {
  for (const inner of kept(node)) {
    // placement/pgpass-in-data-dir tells of that.
    if (!isAbsolute(inner.path) || inner.key === 'pgpass') continue;
    const outer = data.find((one) => isWithin(inner.path, one.path) && !isDefault(inner, one));
    if (outer)
      yield draftOf(
        `on ${node.name}, ${inner.key} is ${inner.path}, in the data directory of ${outer.program}`,
        inner,
        outer,
      );
  }
}

function* all(estate: Estate): Generator<Draft> {
  const seen = new Set<string>();
  for (const node of estate.sites.flatMap((site) => site.nodes)) {
    // What the system owns holds a lot: topology/system-directory tells of that.
    const data = emptied(node).filter((one) => isAbsolute(one.path) && !ownerFor(one));
    yield* crossed(node.name, data);
    for (const draft of lost(node, data)) {
      // Every node has a default of its own, all of them from one line.
      const place = JSON.stringify([draft.at.document, draft.at.pointer, draft.at.part]);
      if (!seen.has(place)) yield draft;
      seen.add(place);
    }
  }
}

export const dataDirNested: Rule = {
  id: 'topology/data-dir-nested',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'a data directory is inside another one, or holds files that must outlive it',
  why: 'Patroni removes its whole data directory before it copies a node anew, and moves it away when a bootstrap fails: an etcd member that keeps its data in there loses it, and Patroni loses its certificates. initdb refuses a directory that is not empty.',
  references: [
    'patroni/postgresql/__init__.py: remove_data_directory, move_data_directory',
    'https://etcd.io/docs/v3.5/op-guide/configuration/',
  ],
  afterPromotion: false,
  check: all,
};
