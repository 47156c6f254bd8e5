import type { Place } from '../../compiler/diagnostic.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import { textAt } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';

interface Named {
  readonly name: string;
  readonly at: Place;
}

/** File systems and people may not tell upper from lower case. */
function* repeated(what: string, all: Iterable<Named>): Generator<Draft> {
  const seen = new Map<string, Named>();
  for (const named of all) {
    const first = seen.get(named.name.toLowerCase());
    if (!first) seen.set(named.name.toLowerCase(), named);
    else
      yield {
        message: `two ${what} are called "${named.name}"`,
        at: named.at,
        related: [{ at: first.at, message: 'the first of them' }],
        help: 'give each its own, in more than upper and lower case',
      };
  }
}

function* check(estate: Estate): Generator<Draft> {
  yield* repeated('sites', estate.sites);
  for (const site of estate.sites) {
    // Two members of one name are a finding of identity/member-name-reused.
    const paired = new Set(members(site).map((node) => node.nameAt));
    const nodes = site.nodes.map((node) => ({ name: node.name, at: node.nameAt }));
    for (const draft of repeated(`machines of ${site.name}`, nodes))
      if (!paired.has(draft.at) || !draft.related?.every(({ at }) => paired.has(at))) yield draft;
    yield* repeated(
      `etcd members of ${site.name}`,
      ring(site)
        .filter((node) => textAt(node.etcd.value, 'name') !== node.name)
        .map((node) => ({ name: textAt(node.etcd.value, 'name') ?? node.name, at: node.etcd.at('name') })),
    );
  }
}

export const nameReused: Rule = {
  id: 'topology/name-reused',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'two sites, two machines of a site, or two etcd members of a ring have one name',
  why: 'Names are folders of the compiled tree and words in the configuration: of two that are the same, one would overwrite the other.',
  references: ['https://etcd.io/docs/v3.5/op-guide/clustering/'],
  bothWays: false,
  check,
};
