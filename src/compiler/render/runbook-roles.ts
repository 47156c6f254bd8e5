import type { Estate, Site } from '../estate/estate.ts';
import { promotionsOf } from '../estate/promote.ts';
import { knows } from '../facts/version.ts';
import type { Change } from './dcs-change.ts';
import { changesOf, settingOf } from './dcs-change.ts';
import { forwardsWrites, joined, loginOf, replicationConnection, streamersOf, streamOf } from './reach.ts';
import { siteContext } from './runbook-site.ts';

/** libpq's connection string with which a site's members reach the leader of the site that they will follow. */
function leaderConnection(site: Site, after: Site | undefined): string {
  return `${replicationConnection(site, streamOf(after))}${onlyThePrimary(after)}`;
}

/** The same leader, for SQL: as pg_rewind logs in. */
function leaderLogin(site: Site, after: Site | undefined): string {
  const { hosts, port } = streamOf(after);
  return `host=${hosts} port=${port} ${loginOf(site).login}${onlyThePrimary(after)}`;
}

/** A cascade follows one member of a site that is entirely read-only. */
const onlyThePrimary = (after: Site | undefined): string =>
  after?.upstream?.role === 'standby' ? '' : ' target_session_attrs=read-write';

const changed = (before: Site | undefined, after: Site | undefined): Change[] =>
  before && after ? changesOf(before.dcs.value, after.dcs.value) : [];

const isStream = ({ path }: Change): boolean => path[0] === 'standby_cluster';

/** Whether `patronictl promote-cluster` (4.1) is the whole change: it only removes standby_cluster. */
const isPromotionAlone = (estate: Estate, changes: readonly Change[]): boolean =>
  knows(estate.software, 'patronictl.promote-cluster') &&
  changes.length === 1 &&
  changes.every((change) => isStream(change) && change.value === undefined);

/** How to redirect a third site to follow the new primary site. */
function turned(estate: Estate, other: Site, after: Site, lost: Site) {
  const changes = changed(other, after);
  const upstream = after.upstream;
  return {
    ...siteContext(estate, other),
    changes: changes.map(settingOf),
    isRedirected: changes.some(isStream),
    leaderConnection: leaderConnection(other, after),
    before: other.upstream?.name ?? '',
    now: upstream?.name ?? '',
    isMoved: other.upstream?.name !== upstream?.name,
    // The start guard of a lost site starts it while another one follows it.
    leavesLost: other.upstream === lost && streamOf(other).hosts !== '',
    // Behind the lost site there is nothing to stream from until that is back; who reads the archive alone never streams.
    settles: upstream !== undefined && upstream.name !== lost.name && streamOf(after).hosts !== '',
  };
}

/**
 * The changes of a promotion for every site: the difference between its current dynamic configuration and the one that is
 * compiled for the new roles. The linter checked the second one, and the blocks leave exactly that in etcd.
 */
export function promotionContext(estate: Estate, site: Site, primary: Site) {
  const promoted = promotionsOf(estate).find((one) => one.promoted === site.name);
  const after = (other: Site): Site | undefined => promoted?.sites.find(({ name }) => name === other.name);
  const own = changed(site, after(site));
  const thirds = estate.sites.flatMap((other) => {
    const turnedTo = after(other);
    const isThird = other !== site && other !== primary && turnedTo !== undefined;
    return isThird && changed(other, turnedTo).length > 0 ? [turned(estate, other, turnedTo, primary)] : [];
  });
  const proxied = estate.sites.filter((one) => one.nodes.some(({ haproxy }) => haproxy));
  const forwarding = proxied.filter(forwardsWrites);
  const closed = proxied.filter((one) => one !== site && !forwardsWrites(one));
  const alive = (one: Site): boolean => one !== primary;
  const below = (promoted?.sites ?? []).filter(({ name }) => name !== site.name && name !== primary.name);
  // They stay behind the lost site, whose start guard starts it while a site follows it and no other one answers.
  const behind = below.filter((one) => one.upstream?.name === primary.name && streamOf(one).hosts !== '');
  return {
    stillBehind: joined(behind),
    oneStillBehind: behind.length === 1,
    // Who can tell the start guard that no other site was promoted.
    confirming: joined(streamersOf(site.name, below)),
    promotion: own.map(settingOf),
    isPromotionAlone: isPromotionAlone(estate, own),
    following: changed(primary, after(primary)).map(settingOf),
    // Before 4.1 the swap is made in maintenance mode, and the demotion ends it.
    demotion: [...changed(primary, after(primary)).map(settingOf), 'pause=null'],
    leading: changed(after(primary), primary).map(settingOf),
    leaderConnection: leaderConnection(primary, after(primary)),
    leaderLogin: leaderLogin(primary, after(primary)),
    connection: replicationConnection(site, streamOf(site)),
    thirds,
    forwarding: joined(forwarding.filter(alive)),
    closed: joined(closed.filter(alive)),
    swapForwarding: joined(forwarding),
    swapClosed: joined(closed),
  };
}
