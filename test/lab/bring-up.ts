import { expect } from 'vitest';
import { etcdctl, sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { untilServing, untilStreaming } from './states.ts';
import { untilWell } from './verified.ts';

/** Checks a site after the runbook's blocks for it have run. Returns its leader. */
async function untilUp(lab: Lab, site: LabSite): Promise<LabNode> {
  const takesWrites = site === lab.primary;
  for (const node of site.ring)
    await lab.until(`etcd answers on ${node.name}`, 60, () => etcdctl(node, 'get any'));
  const leader = await untilStreaming(lab, site, takesWrites ? '/primary' : '/standby-leader');
  if (!takesWrites)
    await lab.until(`${leader.name} streams from the site that ${site.name} follows`, 120, async () => {
      expect(await sql(leader, 'select status from pg_stat_wal_receiver')).toBe('streaming');
    });
  await untilServing(lab, site, takesWrites);
  return leader;
}

/**
 * The whole estate up by its runbook: section 1 on all nodes, section 2 site by site, the primary first. Each site is
 * as the topology says when this returns.
 */
export async function bringUp(lab: Lab, report: Report): Promise<{ primary: LabNode; standbys: LabNode[] }> {
  await lab.runbook.follow('prepare.');
  const up = (site: LabSite): Promise<LabNode> =>
    report.step(`${site.name} is up by the runbook`, async () => {
      await lab.runbook.follow(`bring-up.${site.name}.`);
      return untilUp(lab, site);
    });
  const primary = await up(lab.primary);
  const standbys: LabNode[] = [];
  for (const site of lab.standbys) standbys.push(await up(site));
  await report.step('verify finds nothing', () => untilWell(lab));
  return { primary, standbys };
}
