import { expect } from 'vitest';
import { leaderOf, quorum, slots, streaming } from './cluster.ts';
import type { Lab, LabSite } from './lab.ts';
import type { LabNode } from './node.ts';
import { pools } from './proxy.ts';
import type { Report } from './report.ts';

/** Enables and starts a unit on nodes all at once: etcd says it is ready only when its ring has a quorum. */
async function startUnit(unit: string, nodes: readonly LabNode[]): Promise<void> {
  await Promise.all(
    nodes.map((node) =>
      node.sh(`systemctl daemon-reload && systemctl enable --now ${unit}`, { timeout: 120 }),
    ),
  );
}

/** Starts the etcd rings of all sites; each has all its members then. */
export async function startRings(lab: Lab): Promise<void> {
  await startUnit(
    'etcd',
    lab.sites.flatMap((site) => site.ring),
  );
  for (const site of lab.sites)
    await lab.until(`every etcd member of ${site.name} answers`, 60, async () => {
      expect(await quorum(site)).toBe(site.ring.length);
    });
}

/** Starts the cluster that takes writes, and returns its primary once every other member streams from it. */
export async function startPrimary(lab: Lab): Promise<LabNode> {
  await startUnit('patroni', lab.primary.members);
  return untilStreaming(lab, lab.primary, '/primary');
}

/** Starts a standby cluster, and returns its leader once it streams over its slot and its replicas from it. */
export async function startStandby(lab: Lab, site: LabSite): Promise<LabNode> {
  await startUnit('patroni', site.members);
  return untilStreaming(lab, site, '/standby-leader');
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

/** Waits until the slot of a standby site is active on the primary. */
export async function untilSlotActive(lab: Lab, primary: LabNode, slot: string): Promise<void> {
  await lab.until(`slot ${slot} is active on ${primary.name}`, 60, async () => {
    expect(await slots(primary)).toContainEqual(expect.objectContaining({ name: slot, active: true }));
  });
}

/** Starts HAProxy everywhere; its pools are as each site's part demands. */
export async function startProxies(lab: Lab): Promise<void> {
  await startUnit(
    'haproxy',
    lab.sites.flatMap((site) => site.proxies),
  );
  for (const site of lab.sites)
    for (const proxy of site.proxies) await untilServing(lab, site, proxy, site === lab.primary);
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

/** The whole estate up: rings, primary site, standby sites, HAProxies. */
export async function bringUp(lab: Lab, report: Report): Promise<{ primary: LabNode; standbys: LabNode[] }> {
  await report.step('etcd rings have all their members', () => startRings(lab));
  const primary = await report.step(`primary cluster of ${lab.primary.name} streams`, () =>
    startPrimary(lab),
  );
  const standbys: LabNode[] = [];
  for (const site of lab.standbys)
    standbys.push(
      await report.step(`standby cluster of ${site.name} streams`, () => startStandby(lab, site)),
    );
  await report.step('HAProxy pools are right in all sites', () => startProxies(lab));
  return { primary, standbys };
}
