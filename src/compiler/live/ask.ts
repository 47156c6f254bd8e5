import { bracketed } from '../../pghba/address.ts';
import { memberName } from '../estate/effective.ts';
import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import { restPortOf, restUrl, writePortOf } from '../render/reach.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { isMap, textAt } from '../text/json.ts';
import type { Knock, Reply } from './answer.ts';
import { readJson } from './answer.ts';
import type { Listing } from './listing.ts';
import { listingOf } from './listing.ts';
import type { LiveMember, LiveProxy, LiveSite, Silent } from './live.ts';
import type { Status } from './status.ts';
import { statusOf } from './status.ts';

/** What asks: see `src/cli/network.ts`. */
export interface Asker {
  get(url: string, deadline: number, most: number): Promise<Reply>;
  knock(host: string, port: number, deadline: number): Promise<Knock>;
}

/** Bytes of an answer: a cluster of a hundred members takes some 40,000. */
const MOST = 1_048_576;

type Reached = LiveMember['reached'];

/** More keys than any dynamic configuration has. */
const MOST_KEYS = 1000;

/** Whether a configuration has a number of keys that a person could have written. */
function isSmall(value: JsonMap): boolean {
  let keys = 0;
  const count = (one: Json | undefined): void => {
    if (keys > MOST_KEYS || typeof one !== 'object' || one === null) return;
    const below = Object.values(one);
    keys += below.length;
    for (const next of below) count(next as Json);
  };
  count(value);
  return keys <= MOST_KEYS;
}

const silent = (url: string, reply: Reply & { kind: 'silence' }): Silent => ({
  kind: 'silent',
  url,
  why: reply.why,
  detail: reply.detail,
  certificate: reply.certificate,
});

/** Whether a status is that of the member that was asked for. Before Patroni 3.2, a member does not say its name. */
const isOf = (member: Member, { scope, name }: Status): boolean =>
  (scope === undefined || scope === textAt(member.patroni.value, 'scope')) &&
  (name === undefined || name === memberName(member));

/** The name by which a cluster knows a machine, if it is another one: before Patroni 3.2, a member does not say its name. */
function otherName(member: Member, { name }: Status, listing: Listing | undefined): string | undefined {
  if (name !== undefined || !listing) return undefined;
  const here = listing.members.filter(
    ({ host }) => host !== undefined && [member.address?.key, member.address?.text].includes(host),
  );
  const own = memberName(member);
  return here.some((one) => one.name === own) ? undefined : here[0]?.name;
}

async function askAt(
  asker: Asker,
  member: Member,
  base: string,
  isOutside: boolean,
  deadline: number,
  isPlain = false,
): Promise<Reached> {
  const url = `${base}/patroni`;
  const reply = await asker.get(url, deadline, MOST);
  if (reply.kind === 'silence') {
    if (reply.why !== 'no-tls') return silent(url, reply);
    // Whoever speaks no TLS may speak plain HTTP: that is worth knowing.
    const plain = await askAt(asker, member, base.replace(/^https:/, 'http:'), isOutside, deadline, true);
    return plain.kind === 'silent' ? silent(url, reply) : plain;
  }
  const { certificate, clock } = reply;
  // Patroni answers 200, and 503 for checks of roles: anything else is somebody in between.
  if (reply.status !== 200)
    return { kind: 'silent', url, why: 'status', detail: String(reply.status), certificate };
  const status = statusOf(readJson(reply.body) ?? null);
  if (!status) return { kind: 'silent', url, why: 'no-patroni', detail: '', certificate };
  if (!isOf(member, status)) return { kind: 'stranger', url, status, certificate };
  const more = async (path: string) => {
    const one = await asker.get(`${base}${path}`, deadline, MOST);
    return one.kind === 'answer' && one.status === 200 ? readJson(one.body) : undefined;
  };
  // Whoever answers without TLS may be anybody: only what every answer shows is believed.
  const [cluster, config] = isPlain ? [] : await Promise.all([more('/cluster'), more('/config')]);
  const listing = cluster === undefined ? undefined : listingOf(cluster);
  const other = otherName(member, status, listing);
  if (other !== undefined) return { kind: 'stranger', url, status: { ...status, name: other }, certificate };
  return {
    kind: 'answered',
    url,
    status,
    listing,
    config: isMap(config) && isSmall(config) ? config : undefined,
    clock,
    certificate,
    isPlain,
    isOutside,
  };
}

/** What all sites of an estate have: to know a member of another site, and addresses that are used twice. */
interface Whole {
  /** Whether somebody is a member of the estate. */
  readonly has: (status: Status) => boolean;
  /** Keys of addresses that nodes of several sites have. */
  readonly shared: ReadonlySet<string>;
}

function wholeOf({ sites }: Pick<Estate, 'sites'>): Whole {
  const all = sites.flatMap(members);
  const seen = new Map<string, string>();
  const shared = new Set<string>();
  for (const site of sites)
    for (const { address } of site.nodes) {
      if (!address) continue;
      if ((seen.get(address.key) ?? site.name) !== site.name) shared.add(address.key);
      seen.set(address.key, site.name);
    }
  return { has: (status) => all.some((member) => isOf(member, status)), shared };
}

/** Which silence tells most: somebody who is there tells more than a way that leads nowhere. */
const SILENCES: readonly Silent['why'][] = [
  'other',
  'name',
  'unreachable',
  'timeout',
  'closed',
  'refused',
  'too-long',
  'no-http',
  'no-tls',
  'no-patroni',
  'status',
  'client-certificate',
  'certificate',
];

/** How much an outcome tells of the member that was asked for. */
function worth(outcome: Reached, estate: Whole): number {
  if (outcome.kind === 'answered') return 200;
  if (outcome.kind === 'silent') return SILENCES.indexOf(outcome.why);
  // Where sites use the same addresses, it is a member of another site.
  return estate.has(outcome.status) ? -1 : 100;
}

/** Asks a member at each of its addresses: where we stand, only one of them may lead to it. */
async function askMember(asker: Asker, member: Member, estate: Whole, deadline: number): Promise<LiveMember> {
  const [inner, outer] = [restUrl(member, false), restUrl(member, true)];
  const bases = [inner, ...(outer === inner ? [] : [outer])].filter((url) => !/\/\/:/.test(url));
  const outcomes = await Promise.all(
    bases.map((base) => askAt(asker, member, base, base !== inner, deadline)),
  );
  const [best] = outcomes.toSorted((one, other) => worth(other, estate) - worth(one, estate));
  const none: Silent = {
    kind: 'silent',
    url: `port ${restPortOf(member)}`,
    why: 'name',
    detail: 'the topology has no address of it',
    certificate: undefined,
  };
  return { node: member, name: memberName(member), reached: best ?? none };
}

/** What a knock tells: who is behind a port, more than that somebody is there, and that more than nothing. */
const TELLS: Readonly<Record<Knock['kind'], number>> = { answer: 2, closed: 1, silence: 0 };

async function knockAt(asker: Asker, node: Node, estate: Whole, deadline: number): Promise<LiveProxy[]> {
  const port = Number(writePortOf(node.haproxy));
  const addresses = [node.address, node.wan].filter((one) => one !== undefined);
  // An address that several sites have may lead to a proxy of another one.
  const own = addresses.filter(({ key }) => !estate.shared.has(key));
  const asked = new Map((own.length > 0 ? own : addresses).map((address) => [address.key, address]));
  if (!port || asked.size === 0) return [];
  const outcomes = await Promise.all(
    [...asked.values()].map(async (address) => ({
      address,
      knock: await asker.knock(address.text, port, deadline),
    })),
  );
  const [best] = outcomes.toSorted((one, other) => TELLS[other.knock.kind] - TELLS[one.knock.kind]);
  return best ? [{ node, port, url: `${bracketed(best.address)}:${port}`, knock: best.knock }] : [];
}

async function askSite(asker: Asker, site: Site, estate: Whole, deadline: number): Promise<LiveSite> {
  const [found, proxies] = await Promise.all([
    Promise.all(members(site).map((member) => askMember(asker, member, estate, deadline))),
    Promise.all(site.nodes.map((node) => knockAt(asker, node, estate, deadline))),
  ]);
  return { site, members: found, proxies: proxies.flat() };
}

/**
 * Asks every member and every proxy of some sites, all at once.
 * @param estate all sites, also those that are not asked
 * @param deadline when to give up, in milliseconds since 1970
 */
export function askEstate(
  asker: Asker,
  estate: Pick<Estate, 'sites'>,
  sites: readonly Site[],
  deadline: number,
): Promise<LiveSite[]> {
  const whole = wholeOf(estate);
  return Promise.all(sites.map((site) => askSite(asker, site, whole, deadline)));
}
