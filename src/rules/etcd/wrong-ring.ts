import type { Estate, EtcdMember, Site } from '../../compiler/estate/estate.ts';
import { members, ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { boundBy, type Listener } from '../common/listeners.ts';
import { declare, leaveOut, surelyLeaveOut } from '../common/remedies.ts';
import { hostsKey, hostsOf, type OwnerAt, ownersOf, ownHosts } from './owners.ts';

/** A host that is known, and no part of this site's ring; a name that nobody has may be anything. */
function foreignHost(
  site: Site,
  ownerAt: OwnerAt,
  places: readonly Listener[],
): [string, string] | undefined {
  for (const place of places) {
    const owner = ownerAt(place);
    const shown = `${place.host}:${place.port}`;
    if (owner && owner.site !== site.name) return [shown, `${owner.name} of ${owner.site}`];
    // A member whose files nobody has given may be there.
    if (!owner && site.nodesKnown && ['ipv4', 'ipv6'].includes(parseAddress(place.host)?.kind ?? ''))
      return [shown, `not a member of the ring of ${site.name}`];
  }
  return undefined;
}

function* patroniOf(site: Site, ownerAt: OwnerAt): Generator<Draft> {
  for (const member of members(site)) {
    const key = hostsKey(member);
    if (!member.patroni.isWritten('etcd3', key)) continue;
    const found = foreignHost(site, ownerAt, hostsOf(member));
    if (!found) continue;
    const [shown, whom] = found;
    yield {
      message: `Patroni of ${member.name} connects to the etcd at ${shown}, which is ${whom}`,
      at: member.patroni.at('etcd3', key),
      remedy: leaveOut(member.patroni.at('etcd3', key), 'etcd3.hosts', {
        ...ownHosts(site),
        sure: key !== 'host',
      }),
    };
  }
}

interface Entry {
  readonly name: string;
  readonly scheme: string;
  readonly place: Listener;
}

const schemeOf = (url: string): string => /^\s*(\w+):/.exec(url)?.[1] ?? '';

/** `name=url,name=url`, as etcd reads it. */
const entriesOf = (cluster: string): Entry[] =>
  cluster.split(',').flatMap((part) => {
    const [, name = '', url = ''] = /^\s*([^=]*)=(.*)$/.exec(part) ?? [];
    return boundBy(url).map((place) => ({ name, scheme: schemeOf(url), place }));
  });

const nameOf = ({ etcd }: EtcdMember): string | undefined => textAt(etcd.value, 'name');

/** What is wrong with a member's initial-cluster, in the words of a message. */
function mistakeIn(site: Site, node: EtcdMember, list: string, ownerAt: OwnerAt): string | undefined {
  // A folded text, for one: the second name and all after it begin with a blank (client/pkg/types/urlsmap.go).
  if (/\s/.test(list))
    return 'contains a blank or a line break, which etcd takes for part of a name or a URL';
  const entries = entriesOf(list);
  const found = foreignHost(
    site,
    ownerAt,
    entries.map(({ place }) => place),
  );
  if (found) return `names ${found[0]}, which is ${found[1]}`;
  const scheme = schemeOf(textAt(node.etcd.value, 'initial-advertise-peer-urls') ?? '');
  const odd = entries.find((entry) => entry.scheme !== scheme);
  if (odd) return `uses ${odd.scheme} for ${odd.name}, but the ring speaks ${scheme}`;
  const named = new Set(entries.map(({ name }) => name));
  const missing = [node, ...ring(site)].map(nameOf).find((name) => name !== undefined && !named.has(name));
  return missing && `does not name ${missing}`;
}

function* etcdOf(site: Site, ownerAt: OwnerAt): Generator<Draft> {
  for (const node of ring(site)) {
    const { etcd } = node;
    const list = textAt(etcd.value, 'initial-cluster');
    const name = nameOf(node);
    // placement/key-removed tells of what is gone.
    if (list === undefined || name === undefined) continue;
    if (etcd.isWritten('initial-cluster')) {
      const mistake = mistakeIn(site, node, list, ownerAt);
      if (mistake)
        yield {
          message: `initial-cluster of ${node.name} ${mistake}`,
          at: etcd.at('initial-cluster'),
          remedy: surelyLeaveOut(etcd.at('initial-cluster'), 'initial-cluster', {
            from: `the nodes of ${site.name} that run etcd`,
          }),
        };
    } else if (etcd.isWritten('name') && !entriesOf(list).some((entry) => entry.name === name))
      yield {
        message: `etcd of ${node.name} is named "${name}", but the initial-cluster lists of its ring do not have that name`,
        at: etcd.at('name'),
        remedy: declare('etcd name', {}),
      };
  }
}

function* all(estate: Estate): Generator<Draft> {
  const clients = ownersOf(estate, 'advertise-client-urls');
  const peers = ownersOf(estate, 'initial-advertise-peer-urls');
  for (const site of estate.sites) {
    yield* patroniOf(site, clients(site));
    yield* etcdOf(site, peers(site));
  }
}

export const wrongRing: Rule = {
  id: 'etcd/wrong-ring',
  severity: 'error',
  waivable: false,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'Patroni or an etcd member is pointed away from the ring of its site',
  why: 'Each site has its own etcd ring, and that ring alone decides who leads the site. A Patroni that connects to another ring takes part in the elections of that site, or finds no leader lock at all. An etcd member does not start if its list lacks the member itself or names members of another ring.',
  references: [
    'https://etcd.io/docs/v3.5/op-guide/clustering/',
    'https://patroni.readthedocs.io/en/latest/ha_multi_dc.html',
    'etcd server/embed/config.go: initial-cluster',
  ],
  afterPromotion: false,
  check: all,
};
