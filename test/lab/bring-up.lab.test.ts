import { expect, it } from 'vitest';
import { bringUp, follow, untilSlotActive } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  startWriter,
  storedRows,
  untilWriting,
} from './client.ts';
import { list, patroniStatus, sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { certificatesOn, untilServed } from './served.ts';

/** New certificates on every node, by the runbook, until every port serves the one that lies there. */
async function renew(lab: Lab): Promise<void> {
  const before = (await Promise.all(lab.nodes.map((node) => certificatesOn(lab, node)))).flat();
  await lab.renewCertificates();
  for (const site of lab.sites) await lab.runbook.run(`renew-${site.name}.reload`);
  await untilServed(lab);
  for (const node of lab.nodes)
    expect((await certificatesOn(lab, node)).filter((serial) => before.includes(serial))).toEqual([]);
}

labDescribe('bring-up', () => {
  it(
    'boots every site as the topology says, and rows written in one are in all',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('bring-up', async (lab, report) => {
        const { primary, standbys } = await bringUp(lab, report);
        for (const site of lab.standbys) await untilSlotActive(lab, primary, site.slot);

        // The questions that the runbook asks of a running estate, and of one that does not stream.
        await report.step('verification by the runbook', () => follow(lab, 'verify.'));
        await follow(lab, 'trouble.');

        await createApplication(lab, primary);
        const started = await sql(primary, 'select pg_postmaster_start_time()');
        const writer = await startWriter(lab, lab.primary);
        await report.step('100 rows acknowledged through HAProxy', () =>
          lab.until('100 rows are acknowledged', 60, async () => {
            expect(writer.acknowledged.length, writer.failed.at(-1)?.error).toBeGreaterThanOrEqual(100);
          }),
        );
        await report.step('certificates renewed by the runbook', () => renew(lab));
        expect(await sql(primary, 'select pg_postmaster_start_time()')).toBe(started);
        await untilWriting(lab, writer);
        await follow(lab, 'trouble.');
        await writer.stop();
        for (const standby of standbys)
          await lab.until(`${standby.name} has every row`, 30, async () => {
            expect(lostRows(writer.acknowledged, await storedRows(lab, standby))).toEqual([]);
          });
        report.note('rows acknowledged', String(writer.acknowledged.length));
        report.note('longest pause between two of them', `${longestPause(writer.acknowledged).toFixed(2)} s`);

        const members = [primary, ...standbys];
        const status = await Promise.all(members.map(patroniStatus));
        expect(new Set(status.map((one) => one.database_system_identifier)).size).toBe(1);
        const roles = await Promise.all(
          members.map(async (node) => (await list(node)).map(({ Role }) => Role)),
        );
        expect(roles.map((all) => all.filter((role) => role !== 'Replica'))).toEqual([
          ['Leader'],
          ...standbys.map(() => ['Standby Leader']),
        ]);
      }),
  );
});
