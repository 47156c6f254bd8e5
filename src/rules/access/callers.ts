import type { Estate, Member, Node, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { textAt } from '../../compiler/text/json.ts';
import type { Address } from '../../pghba/address.ts';
import { isLoopback } from '../../pghba/address.ts';
import type { Attempt } from '../../pghba/match.ts';
import type { Demand } from './attempt.ts';
import { attemptOf } from './attempt.ts';
import { straysIn } from './credentials.ts';

/** A member that connects, as the servers of its own site or those of others see it. */
export interface Caller {
  readonly member: Member;
  readonly address: Address;
  readonly attempt: Attempt;
  readonly at: Place;
  /** The HAProxy node behind the endpoint of a site whose address its members see in place of the caller's. */
  readonly via?: string;
}

/** The HAProxy nodes through which a site streams: those behind the endpoint of the other, where that is what it is told of. */
function proxiesBetween(from: Site, to: Site): readonly Node[] {
  const { endpoint } = to;
  const host = textAt(from.dcs.value, 'standby_cluster', 'host');
  if (from.nodes === to.nodes || !endpoint?.address || host !== endpoint.address.text) return [];
  return to.nodes.filter(({ name }) => endpoint.proxies.includes(name));
}

/** Callers as members behind HAProxy see them: by the addresses of its nodes. */
const through = (proxies: readonly Node[], callers: readonly Caller[]): Caller[] =>
  proxies.flatMap(({ name, address, addressAt }) =>
    address
      ? callers.map((caller) => ({
          ...caller,
          address,
          attempt: { ...caller.attempt, address },
          at: addressAt,
          via: name,
        }))
      : [],
  );

/** The members of a site that make a kind of connection. */
export function callersOf(estate: Estate, site: Site, home: boolean, demand: Demand): Caller[] {
  const strays = straysIn(estate).get(demand.role);
  return members(site).flatMap((member) => {
    const address = home ? member.address : member.wan;
    // Nobody comes to another machine from there: see topology/address-invalid.
    if (!address || isLoopback(address)) return [];
    if (strays?.has(member) || !demand.wants(site, member)) return [];
    const attempt = attemptOf(member, demand, address, false);
    return attempt ? [{ member, address, attempt, at: home ? member.addressAt : member.wanAt }] : [];
  });
}

/**
 * Callers as the members of the site that they come to see them. Who is told of an endpoint with HAProxy behind it replicates
 * through that alone; everybody else connects to members as well, as the start guard and the runbook do.
 */
export function asSeenBy(to: Site, from: Site, demand: Demand, direct: readonly Caller[]): readonly Caller[] {
  const proxies = proxiesBetween(from, to);
  if (proxies.length === 0) return direct;
  return [...(demand.database === 'replication' ? [] : direct), ...through(proxies, direct)];
}
