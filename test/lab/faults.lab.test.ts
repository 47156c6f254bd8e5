import { expect, it } from 'vitest';
import { bringUp, follow, untilSlotActive, untilStreaming } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  startWriter,
  storedRows,
  untilWriting,
  type Writer,
} from './client.ts';
import { leaderOf, quorum, slots, streaming } from './cluster.ts';
import { until } from './conditions.ts';
import { cut, heal, loseSite, returnSite } from './faults.ts';
import type { Lab, LabSite } from './lab.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

/** Waits until a node has every row that was acknowledged until now. */
async function untilComplete(lab: Lab, writer: Writer, node: LabNode): Promise<void> {
  const rows = [...writer.acknowledged];
  await lab.until(`${node.name} has every row`, 60, async () => {
    expect(lostRows(rows, await storedRows(lab, node))).toEqual([]);
  });
}

/** A standby site is lost for long: its slot is dropped, asked for again, and the site copied anew, by the runbook. */
async function followerLost(
  lab: Lab,
  report: Report,
  writer: Writer,
  primary: LabNode,
  site: LabSite,
): Promise<void> {
  await loseSite(lab, site.name);
  await report.step(`${site.name} is lost: its slot is looked at and dropped by the runbook`, async () => {
    await lab.runbook.run(`lost-${site.name}.slot`);
    await lab.runbook.run(`lost-${site.name}.drop-slot`);
    expect((await slots(primary)).map(({ name }) => name)).not.toContain(site.slot);
  });
  await untilWriting(lab, writer);
  await returnSite(lab, site.name);
  await report.step(`${site.name} is copied anew by the runbook`, async () => {
    await lab.runbook.run(`lost-${site.name}.keep-slot`);
    await follow(lab, `reclone-${site.name}.`);
    const leader = await untilStreaming(lab, site, '/standby-leader');
    await untilSlotActive(lab, primary, site.slot);
    await untilComplete(lab, writer, leader);
  });
}

labDescribe('faults', () => {
  it(
    'loses a node, a ring member and the link between sites, and recovers from each',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('faults', async (lab, report) => {
        const { primary: first, standbys } = await bringUp(lab, report);
        await createApplication(lab, first);
        const writer = await startWriter(lab, lab.primary);
        await untilWriting(lab, writer);

        await first.crash();
        const second = await report.step('another primary after the loss of the primary', async () => {
          const leader = await lab.until('another node is primary', 120, () =>
            leaderOf(lab.primary, '/primary'),
          );
          await untilWriting(lab, writer);
          return leader;
        });
        for (const site of lab.standbys)
          await report.step(`${site.name} streams from the new primary`, async () => {
            await untilSlotActive(lab, second, site.slot);
            for (const standby of standbys) await untilComplete(lab, writer, standby);
          });
        expect(await quorum(lab.primary)).toBe(lab.primary.ring.length - 1);
        await first.boot();
        await report.step('the old primary follows', async () => {
          await untilStreaming(lab, lab.primary, '/primary');
          await untilComplete(lab, writer, first);
        });

        for (const site of lab.standbys) {
          await cut(lab, lab.primary.name, site.name);
          await report.step(`the primary has noticed that ${site.name} is gone`, () =>
            until('the walsender is gone', 120, async () => {
              const addresses = (await streaming(second)).map(({ address }) => address);
              expect(
                addresses.filter((ip) => site.nodes.some((node) => node.addresses.includes(ip))),
              ).toEqual([]);
            }),
          );
          await untilWriting(lab, writer);
          await heal(lab, lab.primary.name, site.name);
          await report.step(`${site.name} has caught up`, async () => {
            await untilSlotActive(lab, second, site.slot);
            for (const standby of standbys) await untilComplete(lab, writer, standby);
          });
        }

        const [site] = lab.standbys;
        if (site) await followerLost(lab, report, writer, second, site);

        await writer.stop();
        await Promise.all(lab.nodes.map((node) => node.crash()));
        await Promise.all(lab.nodes.map((node) => node.boot()));
        await report.step('everything is back after a loss of power everywhere', async () => {
          const leader = await untilStreaming(lab, lab.primary, '/primary');
          await untilComplete(lab, writer, leader);
          for (const site of lab.standbys) {
            await untilStreaming(lab, site, '/standby-leader');
            await untilSlotActive(lab, leader, site.slot);
          }
        });
        report.note('rows acknowledged', String(writer.acknowledged.length));
        report.note('longest pause between two of them', `${longestPause(writer.acknowledged).toFixed(2)} s`);
        report.note('rows whose fate the writer was not told', String(writer.failed.length));
      }),
  );
});
