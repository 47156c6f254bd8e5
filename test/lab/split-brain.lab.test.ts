import { expect, it } from 'vitest';
import { bringUp } from './bring-up.ts';
import {
  createApplication,
  lostRows,
  startWriter,
  storedRows,
  untilComplete,
  untilRows,
  untilWriting,
} from './client.ts';
import { leaderOf, sql } from './cluster.ts';
import { cutSilently, healSilently } from './faults.ts';
import { compileWithPrimary, type Lab } from './lab.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilAllFollow, untilServing, untilSlotActive, untilSlotsFor, untilStreaming } from './states.ts';
import { untilFound, untilWell } from './verified.ts';

/** The first row that is written at the wrong site. */
const MISTAKEN = 1_000_000;

/** The link is cut, and an operator believes that the first site is lost: the other site is promoted while the first is alive. */
async function promoteByMistake(lab: Lab, report: Report): Promise<void> {
  const { primary: site, heir } = lab;
  await cutSilently(lab, site.name, heir.name);
  await report.step(`${heir.name} is promoted while ${site.name} lives`, async () => {
    await lab.runbook.follow(`promote-${heir.name}.`);
    await untilStreaming(lab, heir, '/primary');
    await leaderOf(site, '/primary');
  });
  await report.step('verify sees both', () => untilFound(lab, ['live/two-primaries', 'live/role-differs']));
  const mistaken = await startWriter(lab, heir, { first: MISTAKEN });
  await untilRows(lab, mistaken, 50);
  await mistaken.stop();
  report.note(`rows acknowledged by ${heir.name}, to be given up`, String(mistaken.acknowledged.length));
  await healSilently(lab, site.name, heir.name);
}

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary: site, heir } = lab;
  const { primary } = await bringUp(lab, report);
  await untilAllFollow(lab);
  await createApplication(lab, primary);
  const writer = await startWriter(lab, site);
  await untilRows(lab, writer, 100);

  await promoteByMistake(lab, report);
  await untilWriting(lab, writer);
  // The losing site is a standby site in the topology: its sections are in the runbook of the topology with swapped roles.
  const { runbook, behind } = await compileWithPrimary(lab, heir.name);
  const returned = await report.step(`${heir.name} follows again by the runbook turned round`, async () => {
    await runbook.follow(`fence-${heir.name}${behind}.`);
    await runbook.follow(`rewind-${heir.name}${behind}.`);
    const leader = await untilStreaming(lab, heir, '/standby-leader');
    await untilSlotActive(lab, primary, heir.slot);
    return leader;
  });
  await untilSlotsFor(lab, primary, [heir]);
  await untilSlotsFor(lab, returned, []);
  await untilServing(lab, site, true);
  await untilServing(lab, heir, false);

  await writer.stop();
  await report.step('both sites are well', () => untilWell(lab));
  await untilComplete(lab, returned, writer.acknowledged);
  const rows = await storedRows(lab, returned);
  expect([...rows].filter((id) => id >= MISTAKEN)).toEqual([]);
  report.note(`rows acknowledged by ${site.name}`, String(writer.acknowledged.length));
  report.note('of them lost', String(lostRows(writer.acknowledged, rows).length));
}

/** The site that was cut off took far more writes than `maximum_lag_on_failover`, which the promoted site lacks. */
const BULK = 'create table given_up as select generate_series(1, 300000)';

/** The same, but the promotion stays: the first site is stopped in good order, and follows. */
async function playFirstLoses(lab: Lab, report: Report): Promise<void> {
  const { primary: site, heir } = lab;
  const { primary } = await bringUp(lab, report);
  await untilAllFollow(lab);
  await createApplication(lab, primary);
  await cutSilently(lab, site.name, heir.name);
  const promoted = await report.step(`${heir.name} is promoted while ${site.name} lives`, async () => {
    await lab.runbook.follow(`promote-${heir.name}.`);
    return untilStreaming(lab, heir, '/primary');
  });
  const given = await startWriter(lab, site, { first: MISTAKEN });
  await sql(primary, BULK);
  // Patroni writes its WAL position to etcd in every run of its loop.
  await untilRows(lab, given, 300);
  await given.stop();
  await healSilently(lab, site.name, heir.name);
  const writer = await startWriter(lab, heir);
  await report.step(`${site.name} is fenced, and follows by rewind`, async () => {
    await lab.runbook.follow(`fence-${site.name}${lab.behind}.`);
    await lab.runbook.follow(`rewind-${site.name}${lab.behind}.`);
    const leader = await untilStreaming(lab, site, '/standby-leader');
    await untilSlotActive(lab, promoted, site.slot);
    await untilComplete(lab, leader, [...writer.acknowledged]);
  });
  await writer.stop();
  const changed = await compileWithPrimary(lab, heir.name);
  await report.step('both sites are well', () => untilWell(changed));
}

labDescribe('two primaries', () => {
  it(
    'has the site that was promoted by mistake follow again, and the first loses nothing',
    {
      timeout: SCENARIO_TIMEOUT_MS,
    },
    () => scenario('split-brain', play),
  );

  it(
    'has the first follow the one that was promoted',
    {
      timeout: SCENARIO_TIMEOUT_MS,
    },
    () => scenario('split-brain-first-loses', playFirstLoses),
  );
});
