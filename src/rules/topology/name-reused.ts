import type { Estate, EtcdMember, Node } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';

interface Named {
  readonly name: string;
  readonly at: Place;
}

/** File systems and people may not tell upper from lower case. */
function* repeated<Item extends Named>(
  what: string,
  all: Iterable<Item>,
  told: (a: Item, b: Item) => boolean = () => false,
): Generator<Draft> {
  const seen = new Map<string, Item>();
  for (const named of all) {
    const first = seen.get(named.name.toLowerCase());
    if (!first) seen.set(named.name.toLowerCase(), named);
    else if (!told(first, named))
      yield {
        message: `two ${what} are called "${named.name}"`,
        at: named.at,
        topic: 'repeated',
        related: [{ at: first.at, message: 'the first of them' }],
        help: 'give each its own name; upper and lower case make no difference',
      };
  }
}

const isMember = (node: Node): boolean => node.patroni !== undefined;

const etcdName = (node: EtcdMember): string => textAt(node.etcd.value, 'name') ?? node.name;

/** Names that stand for something else in the compiled tree. */
function* reserved(estate: Estate): Generator<Draft> {
  const draft = ({ name, at }: Named, what: string): Draft => ({
    message: `the name "${name}" is reserved: ${what}`,
    at,
    help: 'give it another name',
  });
  for (const site of estate.sites) {
    if (site.name.toLowerCase() === 'certificates')
      yield draft(site, 'the compiled tree keeps certificate requests in a folder of that name');
    for (const node of site.nodes)
      if (node.name.toLowerCase() === 'dcs.yml')
        yield draft({ name: node.name, at: node.nameAt }, 'it is the file with the dynamic configuration');
  }
}

function* check(estate: Estate): Generator<Draft> {
  yield* reserved(estate);
  yield* repeated('sites', estate.sites);
  for (const site of estate.sites) {
    // Two members of one name are a finding of identity/member-name-reused.
    const machines = site.nodes.map((node) => ({ name: node.name, at: node.nameAt, node }));
    yield* repeated(`machines of ${site.name}`, machines, (a, b) => isMember(a.node) && isMember(b.node));
    // And two etcd members that are called like their machines are told as those.
    const etcd = ring(site).map((node) => ({ name: etcdName(node), at: node.etcd.at('name'), node }));
    const isOwn = ({ name, node }: (typeof etcd)[number]): boolean => name === node.name;
    yield* repeated(`etcd members of ${site.name}`, etcd, (a, b) => isOwn(a) && isOwn(b));
  }
}

export const nameReused: Rule = {
  id: 'topology/name-reused',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary:
    'two sites, two machines of a site, or two etcd members of a ring have the same name, or a name is reserved',
  why: 'Names become folders of the compiled tree and words in the configuration: if two are the same, one overwrites the other.',
  references: ['https://etcd.io/docs/v3.5/op-guide/clustering/'],
  afterPromotion: false,
  check,
};
