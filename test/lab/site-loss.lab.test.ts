import { expect, it } from 'vitest';
import { bringUp, follow, untilServing, untilSlotActive, untilSlotsFor, untilStreaming } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  startWriter,
  storedRows,
  untilRows,
  untilWriting,
} from './client.ts';
import { cut, heal, loseSite, returnSite } from './faults.ts';
import type { Lab, LabSite } from './lab.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

const ROWS_BEFORE = 500;
/** Rows that only the lost site has: its link goes a moment before its power. */
const ROWS_UNSENT = 50;
/** Rows acknowledged while the link is being cut, on one node after the other. */
const IN_FLIGHT = 50;

/** Waits until the guard of every member has refused the start for this reason, and Patroni is not running. */
async function untilRefused(lab: Lab, site: LabSite, reason: string): Promise<void> {
  for (const node of site.members)
    await lab.until(`the guard of ${node.name} has refused`, 120, async () => {
      expect(await node.journal('patroni', 12)).toContain(reason);
      expect((await node.exec('pgrep -u postgres -f bin/patroni')).stdout).toBe('');
    });
}

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
        const before = await startWriter(lab, lost, { rate: 50 });
        await untilRows(lab, before, ROWS_BEFORE);

        await cut(lab, lost.name, heir.name);
        const sent = before.acknowledged.length;
        await untilRows(lab, before, sent + ROWS_UNSENT);
        const lostAt = Date.now();
        await loseSite(lab, lost.name);
        // Who asks it from now on gets no answer, rather than one from the near end of a link that is cut.
        await heal(lab, lost.name, heir.name);
        await before.stop();
        const promoted = await report.step(`${heir.name} is promoted by the runbook`, async () => {
          await follow(lab, `promote-${heir.name}.`);
          return untilStreaming(lab, heir, '/primary');
        });
        const after = await startWriter(lab, heir, { first: 1_000_000 });
        await untilWriting(lab, after);
        const [firstRow] = after.acknowledged;
        report.note(
          'RTO: from the loss to the first row there',
          `${(((firstRow?.at ?? 0) - lostAt) / 1000).toFixed(1)} s`,
        );
        const rows = await storedRows(lab, promoted);
        report.note('acknowledged rows before the loss', String(before.acknowledged.length));
        report.note('of them after the link was gone', String(before.acknowledged.length - sent));
        const missing = lostRows(before.acknowledged, rows).length;
        report.note('RPO: acknowledged rows lost', String(missing));
        expect(missing).toBeLessThanOrEqual(before.acknowledged.length - sent + IN_FLIGHT);

        await cut(lab, lost.name, heir.name);
        await report.step(
          'the lost site is back without a link: its guard knows nothing, and refuses',
          async () => {
            await returnSite(lab, lost.name);
            await untilRefused(lab, lost, 'no other site answers, so nobody knows');
          },
        );
        await heal(lab, lost.name, heir.name);
        await report.step('the link is back: its guard sees the new primary, and refuses', () =>
          untilRefused(lab, lost, `${heir.name} is the primary, and this site would be a second one`),
        );

        await report.step(`${lost.name} is fenced by the runbook`, () => follow(lab, `fence-${lost.name}.`));
        const returned = await report.step(`${lost.name} follows by rewind`, async () => {
          await follow(lab, `rewind-${lost.name}.`);
          const leader = await untilStreaming(lab, lost, '/standby-leader');
          await untilSlotActive(lab, promoted, lost.slot);
          await lab.until('it has every row of the new timeline', 60, async () => {
            expect(lostRows(after.acknowledged.slice(0, 50), await storedRows(lab, leader))).toEqual([]);
          });
          return leader;
        });
        const logs = await Promise.all(lost.members.map((node) => node.journal('patroni', 2_000)));
        const rewound = logs.filter((log) => log.includes('running pg_rewind'));
        report.note('members rewound', `${rewound.length} of ${lost.members.length}`);
        expect(rewound).not.toEqual([]);
        await untilSlotsFor(lab, promoted, [lost]);
        await untilSlotsFor(lab, returned, []);
        for (const proxy of lost.proxies) await untilServing(lab, lost, proxy, false);
        for (const proxy of heir.proxies) await untilServing(lab, heir, proxy, true);
        await after.stop();
        const kept = await storedRows(lab, promoted);
        report.note('rows acknowledged after the promotion', String(after.acknowledged.length));
        report.note('of them lost', String(lostRows(after.acknowledged, kept).length));
        expect(lostRows(after.acknowledged, kept)).toEqual([]);
        report.note(
          'longest pause between two rows after the promotion',
          `${longestPause(after.acknowledged).toFixed(2)} s`,
        );
      }),
  );
});
