/** Conditions of a site for which the scenarios wait. */
import { expect } from 'vitest';
import { cascadeSource, forwardsWrites } from '../../src/compiler/render/reach.ts';
import { get } from '../../src/compiler/text/json.ts';
import { leaderOf, slots, streaming } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import { pools } from './proxy.ts';

/** Waits until a site has a leader of this kind and all its other members stream from it. Returns the leader. */
export async function untilStreaming(
  lab: Lab,
  site: LabSite,
  path: '/primary' | '/standby-leader',
): Promise<LabNode> {
  return lab.until(`${site.name} has a ${path.slice(1)} from which all others stream`, 180, async () => {
    const leader = await leaderOf(site, path);
    const others = site.members.filter((node) => node !== leader && node.isUp()).map(({ name }) => name);
    const standbys = await streaming(leader);
    const names = standbys.filter(({ state }) => state === 'streaming').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(others));
    return leader;
  });
}

/** Waits until the guard of these members has refused the start for this reason, and Patroni is not running. */
export async function untilRefused(lab: Lab, members: readonly LabNode[], reason: string): Promise<void> {
  for (const node of members)
    await lab.until(`the guard of ${node.name} has refused: ${reason}`, 120, async () => {
      expect(await node.journal('patroni', 12)).toContain(reason);
      expect((await node.exec('pgrep -u postgres -f bin/patroni')).stdout).toBe('');
    });
}

/** A standby tries the hosts of its upstream one by one, and gives up a dead host when the kernel does: after 127 s. */
const RECONNECT_SECONDS = 180;

/** Waits until the slot of a standby site is active on the primary. */
export async function untilSlotActive(lab: Lab, primary: LabNode, slot: string): Promise<void> {
  await lab.until(`slot ${slot} is active on ${primary.name}`, RECONNECT_SECONDS, async () => {
    expect(await slots(primary)).toContainEqual(expect.objectContaining({ name: slot, active: true }));
  });
}

/**
 * Waits until every standby site streams through its slot at its upstream: from the leader there, or, if the upstream is a
 * standby site, from the one configured member, whichever member leads.
 */
export async function untilAllFollow(lab: Lab): Promise<void> {
  for (const site of lab.standbys) {
    const upstream = lab.site(site.spec.upstream?.name ?? '');
    const named = cascadeSource(site.spec)?.name;
    const source =
      upstream.members.find(({ name }) => name === named) ?? (await leaderOf(upstream, '/leader'));
    await untilSlotActive(lab, source, site.slot);
  }
}

/** Waits until a node keeps these slots for other sites, and no others of their kind. */
export async function untilSlotsFor(lab: Lab, node: LabNode, consumers: readonly LabSite[]): Promise<void> {
  const all = lab.sites.map(({ slot }) => slot);
  await lab.until(`${node.name} keeps a slot for each of ${consumers.length} sites`, 60, async () => {
    const kept = (await slots(node)).filter(({ name }) => all.includes(name));
    expect(kept.map(({ name }) => name)).toEqual(consumers.map(({ slot }) => slot).sort());
  });
}

/** Waits until every site keeps a slot for each site that follows it, and for no other. */
export async function untilSlotsAreKept(lab: Lab): Promise<void> {
  for (const site of lab.sites) {
    const followers = lab.standbys.filter(({ spec }) => spec.upstream?.name === site.name);
    await untilSlotsFor(lab, await leaderOf(site, '/leader'), followers);
  }
}

/**
 * Waits until every HAProxy of a site has the right servers in its pools: the replicas, and the primary or the standby
 * leader.
 */
export async function untilServing(lab: Lab, site: LabSite, takesWrites: boolean): Promise<void> {
  // With `writes: all` the primary of another site will do.
  const writes = takesWrites || forwardsWrites(site.spec);
  for (const proxy of site.proxies)
    await lab.until(`${proxy.name} serves as ${takesWrites ? 'primary' : 'standby'}`, 60, async () => {
      const leader = await leaderOf(site, '/leader');
      const readable = site.members.filter((node) => node !== leader && !isTagged(node, 'noloadbalance'));
      const { primary, replicas, standby_leader } = await pools(proxy);
      expect({
        primary: primary?.up.length,
        replicas: replicas?.up.length,
        standby_leader: standby_leader?.up.length,
      }).toEqual({
        primary: writes ? 1 : 0,
        replicas: readable.length,
        standby_leader: takesWrites ? 0 : 1,
      });
    });
}

/** Whether this tag limits a member's part in elections and pools. */
export const isTagged = (node: LabNode, tag: 'nofailover' | 'noloadbalance'): boolean =>
  get(node.spec?.patroni?.value, 'tags', tag) === true;
