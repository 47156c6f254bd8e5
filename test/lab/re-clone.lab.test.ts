import { expect, it } from 'vitest';
import { bringUp, follow, untilServing, untilSlotActive, untilSlotsFor, untilStreaming } from './bring-up.ts';
import { createApplication, lostRows, startWriter, storedRows, untilRows, untilWriting } from './client.ts';
import { leaderOf, patroniStatus } from './cluster.ts';
import { loseSite, returnSite } from './faults.ts';
import { deployWithPrimary } from './lab.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

/** What a block said that refused. */
const refusalOf = (error: Error): string =>
  error.message.split('\n').find((line) => /timeline/.test(line)) ?? error.message;

labDescribe('failback by a new copy', () => {
  it('copies a lost site anew by the runbook, which then follows', { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario('re-clone', async (lab, report) => {
      const { primary: lost } = lab;
      const [heir] = lab.standbys;
      if (!heir) throw new Error('the estate has no standby site');
      const { primary } = await bringUp(lab, report);
      await untilSlotActive(lab, primary, heir.slot);
      await createApplication(lab, primary);
      const before = await startWriter(lab, lost, { rate: 50 });
      await untilRows(lab, before, 200);
      await loseSite(lab, lost.name);
      await before.stop();
      const promoted = await report.step(`${heir.name} is promoted by the runbook`, async () => {
        await follow(lab, `promote-${heir.name}.`);
        return untilStreaming(lab, heir, '/primary');
      });
      const after = await startWriter(lab, heir, { first: 1_000_000 });
      await untilWriting(lab, after);

      await report.step('its guard overruled, the lost site is back as a second primary', async () => {
        await returnSite(lab, lost.name);
        for (const node of lost.members)
          await lab.until(`the guard of ${node.name} has refused`, 60, async () =>
            expect(await node.journal('patroni', 12)).toContain('this site would be a second one'),
          );
        await follow(lab, `overrule-${lost.name}.`);
        await lab.until('there are two primaries', 120, async () => {
          await leaderOf(lost, '/primary');
          await leaderOf(heir, '/primary');
        });
      });
      const second = await startWriter(lab, lost, { first: 2_000_000 });
      await untilRows(lab, second, 20);
      await second.stop();
      report.note('rows acknowledged by the second primary', String(second.acknowledged.length));
      const leaders = await Promise.all([lost, heir].map((site) => leaderOf(site, '/primary')));
      const timelines = (await Promise.all(leaders.map(patroniStatus))).map(({ timeline }) => timeline);
      await follow(lab, `fence-${lost.name}.`);
      const check = lab.runbook.run(`rewind-${lost.name}.check`);
      const answer = await check.then(() => 'yes', refusalOf);
      report.note('can it be rewound?', answer);
      // Promoted on both sides, from the same timeline: equal in number, and not one.
      expect(answer === 'yes').toBe(timelines[0] !== timelines[1]);
      // Section 7 is read in the runbook of the estate that was lost; its first step is the operator's own.
      await deployWithPrimary(lab, heir.name);
      const copied = await report.step(`${lost.name} is copied anew by the runbook`, async () => {
        await follow(lab, `reclone-${lost.name}.`);
        return untilStreaming(lab, lost, '/standby-leader');
      });
      await untilSlotActive(lab, promoted, lost.slot);
      await untilSlotsFor(lab, promoted, [lost]);
      await untilSlotsFor(lab, copied, []);
      for (const proxy of lost.proxies) await untilServing(lab, lost, proxy, false);
      await after.stop();
      await lab.until('it has every row', 60, async () => {
        expect(lostRows(after.acknowledged, await storedRows(lab, copied))).toEqual([]);
      });
      expect([...(await storedRows(lab, copied))].filter((id) => id >= 2_000_000)).toEqual([]);
      const identifiers = await Promise.all([promoted, copied].map(patroniStatus));
      expect(new Set(identifiers.map((one) => one.database_system_identifier)).size).toBe(1);
      report.note('rows acknowledged since the promotion', String(after.acknowledged.length));
      report.note('of them lost', '0');
      for (const node of lost.members)
        expect(await node.journal('patroni', 2_000)).not.toContain('running pg_rewind');
    }),
  );
});
