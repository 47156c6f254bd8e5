import { bracketed } from '../../pghba/address.ts';
import { memberName } from '../estate/effective.ts';
import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import { restPortOf, restUrl } from '../render/reach.ts';
import type { JsonMap } from '../text/json.ts';
import { isMap, textAt } from '../text/json.ts';
import type { Knock, Reply } from './answer.ts';
import { readJson } from './answer.ts';
import type { Listing } from './listing.ts';
import { listingOf } from './listing.ts';
import type { Answered, LiveMember, LiveProxy, LiveSite, Silent, Stranger } from './live.ts';
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
  deadline: number,
  isPlain = false,
): Promise<Reached> {
  const url = `${base}/patroni`;
  const reply = await asker.get(url, deadline, MOST);
  if (reply.kind === 'silence') {
    if (reply.why !== 'no-tls') return silent(url, reply);
    // Whoever speaks no TLS may speak plain HTTP: that is worth knowing.
    const plain = await askAt(asker, member, base.replace(/^https:/, 'http:'), deadline, true);
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
  const [cluster, config] = await Promise.all([more('/cluster'), more('/config')]);
  const listing = cluster === undefined ? undefined : listingOf(cluster);
  const other = otherName(member, status, listing);
  if (other !== undefined) return { kind: 'stranger', url, status: { ...status, name: other }, certificate };
  return {
    kind: 'answered',
    url,
    status,
    listing,
    config: isMap(config) ? (config as JsonMap) : undefined,
    clock,
    certificate,
    isPlain,
  };
}

/** Which of several outcomes of one member tells most. */
const RANK: Readonly<Record<Reached['kind'], number>> = { answered: 2, stranger: 1, silent: 0 };

/** Asks a member at each of its addresses: where we stand, only one of them may lead to it. */
async function askMember(asker: Asker, member: Member, deadline: number): Promise<LiveMember> {
  const bases = [...new Set([restUrl(member, false), restUrl(member, true)])].filter(
    (url) => !/\/\/:/.test(url),
  );
  const outcomes = await Promise.all(bases.map((base) => askAt(asker, member, base, deadline)));
  const [best] = outcomes.toSorted((one, other) => RANK[other.kind] - RANK[one.kind]);
  const none: Silent = {
    kind: 'silent',
    url: `port ${restPortOf(member)}`,
    why: 'name',
    detail: 'the topology has no address of it',
    certificate: undefined,
  };
  return { node: member, name: memberName(member), reached: best ?? none };
}

/** The port that takes writes, where a node has such a pool. */
const writePortOf = ({ haproxy }: Node): number | undefined =>
  haproxy?.pools.find(({ name }) => name === 'primary')?.port;

async function knockAt(asker: Asker, node: Node, deadline: number): Promise<LiveProxy[]> {
  const port = writePortOf(node);
  const hosts = [...new Set([node.address?.text, node.wan?.text])].filter((one) => one !== undefined);
  if (port === undefined || hosts.length === 0) return [];
  const rank = (knock: Knock): number => ['silence', 'closed', 'answer'].indexOf(knock.kind);
  const outcomes = await Promise.all(
    hosts.map(async (host) => ({ host, knock: await asker.knock(host, port, deadline) })),
  );
  const [best] = outcomes.toSorted((one, other) => rank(other.knock) - rank(one.knock));
  const address = [node.address, node.wan].find((one) => one?.text === best?.host);
  return best && address ? [{ node, port, url: `${bracketed(address)}:${port}`, knock: best.knock }] : [];
}

async function askSite(asker: Asker, site: Site, deadline: number): Promise<LiveSite> {
  const [found, proxies] = await Promise.all([
    Promise.all(members(site).map((member) => askMember(asker, member, deadline))),
    Promise.all(site.nodes.map((node) => knockAt(asker, node, deadline))),
  ]);
  return { site, members: found, proxies: proxies.flat() };
}

/**
 * Asks every member and every proxy of some sites, all at once.
 * @param deadline when to give up, in milliseconds since 1970
 */
export const askEstate = (
  asker: Asker,
  { sites }: Pick<Estate, 'sites'>,
  deadline: number,
): Promise<LiveSite[]> => Promise.all(sites.map((site) => askSite(asker, site, deadline)));

export type { Answered, Stranger };
