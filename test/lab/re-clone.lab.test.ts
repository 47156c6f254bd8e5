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
import { leaderOf, patroniStatus, sql } from './cluster.ts';
import { loseSite, returnSite } from './faults.ts';
import { compileWithPrimary, deployWithPrimary, type Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import {
  untilAllFollow,
  untilServing,
  untilSlotActive,
  untilSlotsAreKept,
  untilStreaming,
} from './states.ts';
import { untilFound, untilWell } from './verified.ts';

/** The first row that the second primary writes. */
const SECOND = 2_000_000;

/** The message of a block that refused. */
const refusalOf = (error: Error): string =>
  error.message.split('\n').find((line) => /timeline/.test(line)) ?? error.message;

/** The lost site comes back with its guard overruled: there are two primaries, and both take writes. */
async function secondPrimary(lab: Lab, report: Report): Promise<void> {
  const { primary: lost, heir } = lab;
  await report.step('its guard overruled, the lost site is back as a second primary', async () => {
    await returnSite(lab, lost.name);
    for (const node of lost.members)
      await lab.until(`the guard of ${node.name} has refused`, 60, async () =>
        expect(await node.journal('patroni', 12)).toContain('this site would be a second one'),
      );
    await lab.runbook.follow(`overrule-${lost.name}.`);
    await lab.until('there are two primaries', 120, async () => {
      await leaderOf(lost, '/primary');
      await leaderOf(heir, '/primary');
    });
  });
  await report.step('verify sees both', () => untilFound(lab, ['live/two-primaries', 'live/role-differs']));
  const second = await startWriter(lab, lost, { first: SECOND });
  await untilRows(lab, second, 20);
  await second.stop();
  report.note('rows acknowledged by the second primary', String(second.acknowledged.length));
}

/**
 * Fences the second primary, and asks the runbook whether it can be rewound: not if a member was promoted there, whose timeline
 * may have the number of the other site's.
 * @param last the timeline on which the site was lost
 */
async function mayItBeRewound(lab: Lab, report: Report, last: number | undefined): Promise<void> {
  const { primary: lost } = lab;
  const { timeline } = await patroniStatus(await leaderOf(lost, '/primary'));
  await lab.runbook.follow(`fence-${lost.name}${lab.behind}.`);
  const check = lab.runbook.run(`rewind-${lost.name}${lab.behind}.check`);
  const answer = await check.then(() => 'yes', refusalOf);
  report.note('can it be rewound?', answer);
  expect(answer === 'yes').toBe(timeline === last);
}

/** Copies the lost site anew, by section 8 of the old estate's runbook; its first step is the operator's own. */
async function copyAnew(lab: Lab, report: Report, promoted: LabNode): Promise<LabNode> {
  const { primary: lost, heir } = lab;
  await deployWithPrimary(lab, heir.name);
  const [dead] = lost.members;
  await dead?.crash();
  await report.step(`${lost.name} is copied anew by the runbook, without its first machine`, async () => {
    const said = await lab.runbook.follow(`reclone-${lost.name}.`);
    expect(said.map(({ stdout }) => stdout).join('')).toContain(
      `stays away, and the others go on without it: ${dead?.name}\n`,
    );
    await untilStreaming(lab, lost, '/standby-leader');
  });
  const copied = await report.step(`${dead?.name} is back later, and copies its leader`, async () => {
    await dead?.boot();
    await lab.runbook.run(`reclone-${lost.name}.wipe`, dead?.name);
    await dead?.sh('systemctl enable --now patroni');
    await lab.runbook.run(`reclone-${lost.name}.wait`);
    return untilStreaming(lab, lost, '/standby-leader');
  });
  await untilSlotActive(lab, promoted, lost.slot);
  await untilSlotsAreKept(await compileWithPrimary(lab, heir.name));
  await untilServing(lab, lost, false);
  return copied;
}

/** The runbook sees that the copies are on the timeline of the promoted site: both have the same WAL of it. */
async function sameTimeline(lab: Lab, promoted: LabNode): Promise<void> {
  const { primary: lost } = lab;
  await sql(
    promoted,
    'create table filler as select generate_series(1, 100000); select pg_switch_wal(); checkpoint',
  );
  const end = await sql(promoted, 'select pg_current_wal_lsn()');
  for (const node of lost.members) {
    await lab.until(`${node.name} has replayed ${end}`, 60, async () =>
      expect(await sql(node, `select pg_last_wal_replay_lsn() >= '${end}'`)).toBe('t'),
    );
    // What a member surely has is in its control file.
    await sql(node, 'checkpoint');
  }
  const said = await lab.runbook.run(`rewind-${lost.name}${lab.behind}.check`);
  for (const { stdout } of said) expect(stdout).toContain(`this member can follow ${lab.heir.name}`);
}

/** How many times each member of a site has run pg_rewind. */
const rewindsOf = ({ members }: LabSite): Promise<number[]> =>
  Promise.all(
    members.map(async (node) => (await node.journal('patroni', 100_000)).split('running pg_rewind').length),
  );

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary: lost, heir } = lab;
  const { primary } = await bringUp(lab, report);
  await untilAllFollow(lab);
  await createApplication(lab, primary);
  // On the live primary nothing is stopped, removed or emptied.
  for (const step of ['stop', 'remove', 'wipe'])
    await expect(lab.runbook.run(`reclone-${lost.name}.${step}`)).rejects.toThrow('nothing was touched');
  const { timeline } = await patroniStatus(await leaderOf(lost, '/primary'));
  const before = await startWriter(lab, lost, { rate: 50 });
  await untilRows(lab, before, 200);
  await loseSite(lab, lost.name);
  await before.stop();
  const promoted = await report.step(`${heir.name} is promoted by the runbook`, async () => {
    await lab.runbook.follow(`promote-${heir.name}.`);
    return untilStreaming(lab, heir, '/primary');
  });
  const after = await startWriter(lab, heir, { first: 1_000_000 });
  await untilWriting(lab, after);

  await secondPrimary(lab, report);
  await mayItBeRewound(lab, report, timeline);
  // While the site was a second primary, a member may have been rewound to another member that was promoted there.
  const rewound = await rewindsOf(lost);
  const copied = await copyAnew(lab, report, promoted);

  await after.stop();
  await untilComplete(lab, copied, after.acknowledged);
  const rows = await storedRows(lab, copied);
  expect([...rows].filter((id) => id >= SECOND)).toEqual([]);
  const identifiers = await Promise.all([promoted, copied].map(patroniStatus));
  expect(new Set(identifiers.map((one) => one.database_system_identifier)).size).toBe(1);
  report.note('rows acknowledged since the promotion', String(after.acknowledged.length));
  report.note('of them lost', String(lostRows(after.acknowledged, rows).length));
  expect(await rewindsOf(lost)).toEqual(rewound);
  await sameTimeline(lab, promoted);
  const changed = await compileWithPrimary(lab, heir.name);
  await report.step('both sites are well', () => untilWell(changed));
}

labDescribe('failback by a new copy', () => {
  it('copies a lost site anew by the runbook, which then follows', { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario('re-clone', play),
  );
});
