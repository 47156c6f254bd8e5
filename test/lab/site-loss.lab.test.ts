import { expect, it } from 'vitest';
import { bringUp, follow, untilServing, untilSlotActive, untilStreaming } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  startWriter,
  storedRows,
  untilWriting,
} from './client.ts';
import { loseSite, returnSite } from './faults.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

labDescribe('site loss', () => {
  it(
    'promotes the standby site by the runbook, and has the lost one follow it',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('site-loss', async (lab, report) => {
        const { primary: lost } = lab;
        const [heir] = lab.standbys;
        if (!heir) throw new Error('the estate has no standby site');
        const { primary } = await bringUp(lab, report);
        await untilSlotActive(lab, primary, heir.slot);
        await createApplication(lab, primary);
        const before = await startWriter(lab, lost);
        await untilWriting(lab, before);

        const lostAt = Date.now();
        await loseSite(lab, lost.name);
        await before.stop();
        const promoted = await report.step(`${heir.name} is promoted by the runbook`, async () => {
          await follow(lab, `promote-${heir.name}.`);
          return untilStreaming(lab, heir, '/primary');
        });
        const after = await startWriter(lab, heir, { first: 1_000_000 });
        await untilWriting(lab, after);
        const [firstRow] = after.acknowledged;
        report.note(
          'from the loss to the first row there',
          `${(((firstRow?.at ?? 0) - lostAt) / 1000).toFixed(1)} s`,
        );
        const rows = await storedRows(lab, promoted);
        report.note('acknowledged rows lost', String(lostRows(before.acknowledged, rows).length));
        report.note('acknowledged rows before the loss', String(before.acknowledged.length));

        await report.step('the lost site is back, and its guard keeps it down', async () => {
          await returnSite(lab, lost.name);
          for (const node of lost.members)
            await lab.until(`the guard of ${node.name} has refused`, 120, async () => {
              expect(await node.journal('patroni', 30)).toContain('would be a second one');
            });
        });
        await report.step(`${lost.name} is fenced by the runbook`, () => follow(lab, `fence-${lost.name}.`));
        await report.step(`${lost.name} follows by rewind`, async () => {
          await follow(lab, `rewind-${lost.name}.`);
          const leader = await untilStreaming(lab, lost, '/standby-leader');
          await untilSlotActive(lab, promoted, lost.slot);
          await lab.until('it has every row of the new timeline', 60, async () => {
            expect(lostRows(after.acknowledged.slice(0, 50), await storedRows(lab, leader))).toEqual([]);
          });
        });
        for (const proxy of lost.proxies) await untilServing(lab, lost, proxy, false);
        for (const proxy of heir.proxies) await untilServing(lab, heir, proxy, true);
        await after.stop();
        expect(lostRows(after.acknowledged, await storedRows(lab, promoted))).toEqual([]);
        report.note(
          'longest pause between two rows after the promotion',
          `${longestPause(after.acknowledged).toFixed(2)} s`,
        );
      }),
  );
});
