import { expect, it } from 'vitest';
import { bringUp, follow, untilServing, untilSlotActive, untilStreaming } from './bring-up.ts';
import { createApplication, lostRows, startWriter, storedRows, untilRows, untilWriting } from './client.ts';
import { loseSite } from './faults.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

/** Estates of other shapes than the one that the other scenarios play with. */
const ESTATES = ['three-sites', 'ipv6'];

labDescribe('boot and promotion', () => {
  it.skipIf(process.env.PGDR_LAB_SUITE === 'bookworm').each(ESTATES)(
    'of the estate %s, by its runbook',
    { timeout: SCENARIO_TIMEOUT_MS },
    (estate) =>
      scenario(
        `promotion-${estate}`,
        async (lab, report) => {
          const { primary: lost } = lab;
          const [heir] = lab.standbys;
          if (!heir) throw new Error('the estate has no standby site');
          const { primary } = await bringUp(lab, report);
          for (const site of lab.standbys.filter(({ spec }) => spec.upstream?.name === lost.name))
            await untilSlotActive(lab, primary, site.slot);
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
              const rows = [...after.acknowledged];
              await lab.until(`${leader.name} has every row`, 60, async () => {
                expect(lostRows(rows, await storedRows(lab, leader))).toEqual([]);
              });
            });
          await after.stop();
          const lostCount = lostRows(before.acknowledged, await storedRows(lab, promoted)).length;
          report.note('acknowledged rows before the loss', String(before.acknowledged.length));
          report.note('of them lost', String(lostCount));
        },
        { file: `fixtures/${estate}/topology.yaml` },
      ),
  );
});
