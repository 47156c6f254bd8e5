import { expect, it } from 'vitest';
import { bringUp, follow, untilServing, untilSlotActive, untilStreaming } from './bring-up.ts';
import { createApplication, lostRows, startWriter, storedRows, untilRows, untilWriting } from './client.ts';
import { loseSite, returnSite } from './faults.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

/** Estates of other shapes than the one that the other scenarios play with. */
const ESTATES = [
  // Its third site streams from the second, which Patroni 3.0 of bookworm cannot: replication/cascade-unsupported.
  ...(process.env.PGDR_LAB_SUITE === 'bookworm'
    ? []
    : [{ shape: 'three-sites', file: 'fixtures/three-sites/topology.yaml' }]),
  {
    // And a superuser whom no `peer` line lets in: every block has to bring the password along.
    shape: 'ipv6-superuser',
    file: 'fixtures/ipv6/topology.yaml',
    edit: (text: string) => `${text}\ncredentials:\n  superuser: { username: dba }\n`,
  },
];

/** Waits until a node has all these rows. */
async function untilComplete(lab: Lab, node: LabNode, rows: Parameters<typeof lostRows>[0]): Promise<void> {
  await lab.until(`${node.name} has every row`, 60, async () => {
    expect(lostRows(rows, await storedRows(lab, node))).toEqual([]);
  });
}

labDescribe('boot, promotion and the way back', () => {
  it.each(ESTATES)(
    'of the estate $shape, by its runbook',
    { timeout: SCENARIO_TIMEOUT_MS },
    ({ shape, file, edit }) =>
      scenario(
        `promotion-${shape}`,
        async (lab, report) => {
          const { primary: lost } = lab;
          const [heir] = lab.standbys;
          if (!heir) throw new Error('the estate has no standby site');
          const { primary } = await bringUp(lab, report);
          for (const site of lab.standbys.filter(({ spec }) => spec.upstream?.name === lost.name))
            await untilSlotActive(lab, primary, site.slot);
          await follow(lab, 'verify.');
          await follow(lab, 'trouble.');
          await createApplication(lab, primary);
          const before = await startWriter(lab, lost);
          await untilRows(lab, before, 100);
          await loseSite(lab, lost.name);
          await before.stop();
          const promoted = await report.step(`${heir.name} is promoted by the runbook`, async () => {
            await follow(lab, `promote-${heir.name}.`);
            return untilStreaming(lab, heir, '/primary');
          });
          const after = await startWriter(lab, heir, { first: 1_000_000 });
          await untilWriting(lab, after);
          for (const proxy of heir.proxies) await untilServing(lab, heir, proxy, true);
          for (const site of lab.standbys.filter((one) => one !== heir))
            await report.step(`${site.name} follows ${heir.name}`, async () => {
              await untilSlotActive(lab, promoted, site.slot);
              const leader = await untilStreaming(lab, site, '/standby-leader');
              await untilComplete(lab, leader, [...after.acknowledged]);
            });
          const lostCount = lostRows(before.acknowledged, await storedRows(lab, promoted)).length;
          report.note('acknowledged rows before the loss', String(before.acknowledged.length));
          report.note('of them lost', String(lostCount));

          const behind = lab.standbys.length > 1 ? `-behind-${heir.name}` : '';
          await returnSite(lab, lost.name);
          await report.step(`${lost.name} is back, is fenced and follows by rewind`, async () => {
            await follow(lab, `fence-${lost.name}${behind}.`);
            await follow(lab, `rewind-${lost.name}${behind}.`);
            const leader = await untilStreaming(lab, lost, '/standby-leader');
            await untilSlotActive(lab, promoted, lost.slot);
            await untilComplete(lab, leader, [...after.acknowledged]);
          });
          await after.stop();
        },
        { file, ...(edit && { edit }) },
      ),
  );
});
