import { patroniBool } from '../facts/boolean.ts';
import { knows, versionOf } from '../facts/version.ts';
import { get, textAt } from '../text/json.ts';
import { allTogether } from '../text/together.ts';
import type { Live, LiveSite, Speaking } from './live.ts';
import { configOf, everyMember, leaders, speaking, speaks, writers } from './live.ts';
import type { Status } from './status.ts';
import { takesWrites } from './status.ts';

/** A member that does not stream as it should, in words. */
export interface StreamingFault {
  readonly member: Speaking;
  readonly words: string;
}

/** Whether Patroni of a member says by itself what PostgreSQL receives. */
const tells = ({ estate: { software } }: Live, { version }: Status): boolean =>
  version !== undefined && knows({ ...software, patroni: versionOf(version) }, 'restapi.replication_state');

/** The sites whose members a member may stream from: its own, and for a standby leader the site that it follows. */
function sourcesOf(live: Live, site: LiveSite, member: Speaking): readonly LiveSite[] {
  if (!leaders(site).includes(member)) return [site];
  const upstream = site.site.upstream?.name;
  // Nobody was asked who could know.
  if (upstream !== undefined && !live.sites.some((one) => one.site.name === upstream)) return [];
  const writing = writers(live).map(({ node }) => node.site);
  // A site that was promoted is followed as well.
  return live.sites.filter(({ site: { name } }) => name === upstream || writing.includes(name));
}

/** What is wrong with how a member streams; undefined where nothing is, or nobody can tell. */
function faultOf(live: Live, site: LiveSite, member: Speaking): string | undefined {
  const { name, node, reached } = member;
  const { status } = reached;
  if (status.state !== 'running' || takesWrites(status)) return undefined;
  // It lives from the archive on purpose.
  if (
    knows(live.estate.software, 'tags.nostream') &&
    patroniBool(get(node.patroni.value, 'tags', 'nostream')) === true
  )
    return undefined;
  const lead = leaders(site);
  const isLeader = lead.includes(member);
  // Where nobody leads, that is what is wrong.
  if (lead.length === 0) return undefined;
  const config = configOf(site)?.config ?? site.site.dcs.value;
  // A site that takes WAL from an archive alone streams from nobody.
  if (isLeader && textAt(config, 'standby_cluster', 'host') === undefined) return undefined;
  if (tells(live, status) && status.replicationState !== 'streaming')
    return `${name} does not stream: ${status.replicationState ?? 'it receives nothing'}`;
  const sources = sourcesOf(live, site, member);
  const all = everyMember({ sites: sources }).filter((one) => one !== member);
  const heard = all.filter(speaks);
  const senders = heard.flatMap(({ reached: { status: other } }) => other.senders);
  const own = senders.filter(({ application }) => application === name);
  if (own.some(({ state }) => state === 'streaming')) return undefined;
  const [other] = own;
  if (other) return `${name} does not stream: its upstream says ${other.state}`;
  // Who did not answer may be the one it streams from.
  if (heard.length < all.length || heard.length === 0) return undefined;
  return `${name} streams from nobody at ${allTogether(sources.map(({ site: { name: one } }) => one))}: none of ${allTogether(heard.map((one) => one.name))} sends to it`;
}

/** Members of a site that should stream, and do not. */
export const streamingFaults = (live: Live, site: LiveSite): StreamingFault[] =>
  speaking(site).flatMap((member) => {
    const words = faultOf(live, site, member);
    return words === undefined ? [] : [{ member, words }];
  });
