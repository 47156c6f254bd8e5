import { expect } from 'vitest';
import { etcdctl, leaderOf, slots, sql, streaming } from './cluster.ts';
import type { Lab, LabSite } from './lab.ts';
import type { LabNode } from './node.ts';
import { pools } from './proxy.ts';
import type { Report } from './report.ts';

/** Runs the runbook's blocks whose ids begin so, in their order, verbatim, but for one. Throws when it has none. */
export async function follow(lab: Lab, prefix: string, without?: string): Promise<void> {
  const ids = lab.runbook.blocks.map(({ id }) => id).filter((id) => id.startsWith(prefix) && id !== without);
  if (ids.length === 0) throw new Error(`the runbook has no ${prefix}…`);
  for (const id of ids) await lab.runbook.run(id);
}

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

/** A standby tries the hosts of its upstream one by one, and gives up one that is dead when the kernel does: 127 s. */
const RECONNECT_SECONDS = 180;

/** Waits until the slot of a standby site is active on the primary. */
export async function untilSlotActive(lab: Lab, primary: LabNode, slot: string): Promise<void> {
  await lab.until(`slot ${slot} is active on ${primary.name}`, RECONNECT_SECONDS, async () => {
    expect(await slots(primary)).toContainEqual(expect.objectContaining({ name: slot, active: true }));
  });
}

/** Waits until a node keeps these slots for other sites, and no others of their kind. */
export async function untilSlotsFor(lab: Lab, node: LabNode, consumers: readonly LabSite[]): Promise<void> {
  const all = lab.sites.map(({ slot }) => slot);
  await lab.until(`${node.name} keeps a slot for each of ${consumers.length} sites`, 60, async () => {
    const kept = (await slots(node)).filter(({ name }) => all.includes(name));
    expect(kept.map(({ name }) => name)).toEqual(consumers.map(({ slot }) => slot).sort());
  });
}

/** Waits until a HAProxy has in its pools what a site that takes writes, or one that follows, must have there. */
export async function untilServing(
  lab: Lab,
  site: LabSite,
  proxy: LabNode,
  takesWrites: boolean,
): Promise<void> {
  const others = site.members.length - 1;
  await lab.until(`${proxy.name} serves as ${takesWrites ? 'primary' : 'standby'}`, 60, async () => {
    const { primary, replicas, standby_leader } = await pools(proxy);
    expect({
      primary: primary?.up.length,
      replicas: replicas?.up.length,
      standby_leader: standby_leader?.up.length,
    }).toEqual({ primary: takesWrites ? 1 : 0, replicas: others, standby_leader: takesWrites ? 0 : 1 });
  });
}

/** What a site must be once the runbook's blocks for it have run. Returns its leader. */
async function untilUp(lab: Lab, site: LabSite): Promise<LabNode> {
  const takesWrites = site === lab.primary;
  for (const node of site.ring)
    await lab.until(`etcd answers on ${node.name}`, 60, () => etcdctl(node, 'get any'));
  const leader = await untilStreaming(lab, site, takesWrites ? '/primary' : '/standby-leader');
  if (!takesWrites)
    await lab.until(`${leader.name} streams from the site that ${site.name} follows`, 120, async () => {
      expect(await sql(leader, 'select status from pg_stat_wal_receiver')).toBe('streaming');
    });
  for (const proxy of site.proxies) await untilServing(lab, site, proxy, takesWrites);
  return leader;
}

/**
 * The whole estate up by its runbook: section 1 on all nodes, section 2 site by site, the primary first. Each site is
 * as the topology says when this returns.
 */
export async function bringUp(lab: Lab, report: Report): Promise<{ primary: LabNode; standbys: LabNode[] }> {
  await follow(lab, 'prepare.');
  const up = (site: LabSite): Promise<LabNode> =>
    report.step(`${site.name} is up by the runbook`, async () => {
      await follow(lab, `bring-up.${site.name}.`);
      return untilUp(lab, site);
    });
  const primary = await up(lab.primary);
  const standbys: LabNode[] = [];
  for (const site of lab.standbys) standbys.push(await up(site));
  return { primary, standbys };
}
