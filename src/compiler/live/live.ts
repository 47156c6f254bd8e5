import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import type { JsonMap } from '../text/json.ts';
import type { Certificate, Knock, Silence } from './answer.ts';
import type { Listing } from './listing.ts';
import type { Slots } from './slots.ts';
import type { Status } from './status.ts';
import { takesWrites } from './status.ts';

/** A member that answered. */
export interface Answered {
  readonly kind: 'answered';
  /** Where it was asked. */
  readonly url: string;
  readonly status: Status;
  /** Undefined where it could not be had. */
  readonly listing: Listing | undefined;
  /** The dynamic configuration in force; undefined where it could not be had. */
  readonly config: JsonMap | undefined;
  /** Seconds since 1970 by the clock of the member, when it answered. */
  readonly clock: number | undefined;
  readonly certificate: Certificate | undefined;
  /** Whether it answered without TLS, although the topology has TLS there. */
  readonly isPlain: boolean;
  /** Whether it was reached by the address that other sites use. */
  readonly isOutside: boolean;
}

/** A member that did not answer, or not as Patroni. */
export interface Silent {
  readonly kind: 'silent';
  readonly url: string;
  readonly why: Silence | 'status' | 'no-patroni';
  /** Words of the system, or the HTTP status. */
  readonly detail: string;
  readonly certificate: Certificate | undefined;
}

/** Another member than the one that was asked. */
export interface Stranger {
  readonly kind: 'stranger';
  readonly url: string;
  readonly status: Status;
  readonly certificate: Certificate | undefined;
}

export interface LiveMember {
  readonly node: Member;
  /** Patroni's name of it. */
  readonly name: string;
  readonly reached: Answered | Silent | Stranger;
}

/** A proxy whose port for writes was knocked at. */
export interface LiveProxy {
  readonly node: Node;
  readonly port: number;
  readonly url: string;
  readonly knock: Knock;
}

/** What the leader of a site said of its replication slots, if it was asked. */
export type SlotsAnswer =
  | (Slots & { readonly kind: 'answer'; readonly by: Speaking })
  | { readonly kind: 'silence'; readonly by: Speaking; readonly detail: string };

export interface LiveSite {
  readonly site: Site;
  readonly members: readonly LiveMember[];
  readonly proxies: readonly LiveProxy[];
  /** What its leaders said of their replication slots; undefined where nobody was asked. */
  readonly slots?: readonly SlotsAnswer[];
}

/** An estate as it answers, beside the estate as it is written. */
export interface Live {
  readonly estate: Estate;
  /** The sites that were asked. */
  readonly sites: readonly LiveSite[];
  /** Whether all sites were asked. */
  readonly isWhole: boolean;
  /** Seconds since 1970. */
  readonly now: number;
  /** Bytes of WAL that a standby may be behind. */
  readonly lag: number;
}

/** The members of all sites that were asked. */
export const everyMember = ({ sites }: Pick<Live, 'sites'>): LiveMember[] =>
  sites.flatMap(({ members }) => members);

/** A member with what it said. */
export type Speaking = LiveMember & { readonly reached: Answered };

export const speaks = (member: LiveMember): member is Speaking => member.reached.kind === 'answered';

/** The members of a site that answered. */
export const speaking = ({ members }: LiveSite): Speaking[] => members.filter(speaks);

/** The members that take writes, of all sites. */
export const writers = ({ sites }: Live): Speaking[] =>
  sites.flatMap(speaking).filter(({ reached }) => takesWrites(reached.status));

/** Members at machines of the estate that are none of the estate, and take writes: a scope or a name was changed there. */
export function writingStrangers(live: Live): (LiveMember & { readonly reached: Stranger })[] {
  const all = live.sites.flatMap(speaking);
  // Where two sites use the same addresses, the one that was reached may be a member of the other site.
  const isKnown = ({ scope, name }: Status): boolean =>
    all.some(
      ({ name: own, reached: { status } }) => status.scope === scope && (name === undefined || name === own),
    );
  // At a wrong address there may be a member of another estate, with a database of its own.
  const ours = new Set(all.map(({ reached }) => reached.status.systemIdentifier));
  const isOurs = ({ systemIdentifier: id }: Status): boolean =>
    id === undefined || ours.size === 0 || ours.has(id);
  return everyMember(live).filter(
    (member): member is LiveMember & { readonly reached: Stranger } =>
      member.reached.kind === 'stranger' &&
      takesWrites(member.reached.status) &&
      !isKnown(member.reached.status) &&
      isOurs(member.reached.status),
  );
}

/** The members of a site that lead it, by what they say of themselves. */
export const leaders = (site: LiveSite): Speaking[] =>
  speaking(site).filter(
    ({ reached: { status } }) =>
      takesWrites(status) || (status.role === 'standby_leader' && status.state === 'running'),
  );

/** Who speaks for a site: its leader, else any member that has what is asked for. */
const speakerOf = (site: LiveSite, has: (member: Speaking) => boolean): Speaking | undefined =>
  leaders(site).find(has) ?? speaking(site).find(has);

/** The dynamic configuration in force at a site, and who said so. */
export function configOf(site: LiveSite): { readonly config: JsonMap; readonly by: Speaking } | undefined {
  const by = speakerOf(site, ({ reached }) => reached.config !== undefined);
  return by?.reached.config && { config: by.reached.config, by };
}

/** What the store of a site knows, and who said so. */
export function listingAt(site: LiveSite): { readonly listing: Listing; readonly by: Speaking } | undefined {
  const by = speakerOf(site, ({ reached }) => reached.listing !== undefined);
  return by?.reached.listing && { listing: by.reached.listing, by };
}

/** Whether a site leads by the topology. */
export const isPrimary = ({ estate }: Live, { site }: LiveSite): boolean =>
  site.name === estate.primary?.name;

/** Bytes that a standby is behind the primary: of WAL received, and of WAL replayed. Undefined where nobody knows. */
export function lagOf(
  live: Live,
  { reached: { status } }: Speaking,
): { readonly received: number | undefined; readonly replayed: number | undefined } | undefined {
  const [primary, other] = writers(live);
  if (!primary || other || takesWrites(status)) return undefined;
  const written = primary.reached.status.written ?? 0;
  const behind = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : Math.max(0, written - at);
  return { received: behind(status.received), replayed: behind(status.replayed) };
}
