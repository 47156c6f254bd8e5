import { expect, it } from 'vitest';
import { bringUp } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  startWriter,
  storedRows,
  untilComplete,
  untilRows,
  untilWriting,
  type Writer,
} from './client.ts';
import { leaderOf, list, sql } from './cluster.ts';
import { cut, heal, loseSite, returnSite } from './faults.ts';
import { hostLists, letClientIn } from './host-list.ts';
import { compileWithPrimary, type Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import {
  untilAllFollow,
  untilRefused,
  untilServing,
  untilSlotActive,
  untilSlotsAreKept,
  untilStreaming,
} from './states.ts';
import { untilOthersWell, untilWell } from './verified.ts';

const ROWS_BEFORE = 500;
/** Rows that only the lost site has: its link fails a moment before its power. */
const ROWS_UNSENT = 500;
/** Also megabytes of WAL, as on a busy site: more than `maximum_lag_on_failover`. */
const UNSENT_BULK = 'create table unsent as select generate_series(1, 300000)';
/** Acknowledged rows that were still on their way when the link was cut. */
const IN_FLIGHT = 50;

/** No Patroni of the site answers any more, and its PostgreSQL takes writes: the checklist says so, and nobody is promoted. */
async function outlived(lab: Lab): Promise<void> {
  const { primary: site, heir } = lab;
  const signal = (name: string): Promise<unknown> =>
    Promise.all(site.members.map((node) => node.sh(`pkill -${name} -u postgres -f bin/patroni`)));
  await signal('STOP');
  const answers = [
    lab.runbook.run(`promote-${heir.name}.is-primary-gone`),
    lab.runbook.run(`promote-${heir.name}.promote`),
  ];
  for (const { reason } of (await Promise.allSettled(answers)) as PromiseRejectedResult[]) {
    expect(String(reason)).toContain('PostgreSQL takes writes');
    expect(String(reason)).not.toContain('this is the primary');
  }
  await signal('CONT');
  await lab.until(
    `${site.name} has its primary again`,
    120,
    async () => void (await leaderOf(site, '/primary')),
  );
}

/** The site that takes writes is lost, with rows that were acknowledged and never sent. Returns how many, and when. */
async function lose(lab: Lab, before: Writer): Promise<{ unsent: number; at: number }> {
  const { primary: site, heir } = lab;
  // The checklist says that the site is alive, as long as it is.
  for (const question of ['is-primary-gone', 'is-lock-gone', 'is-proxy-gone'])
    await expect(lab.runbook.run(`promote-${heir.name}.${question}`)).rejects.toThrow('do not promote');
  await expect(lab.runbook.run(`promote-${heir.name}.promote`)).rejects.toThrow('nothing was changed');
  await outlived(lab);
  // Counted before: nodes lose the link one after the other, and a busy machine takes seconds for it.
  const sent = before.acknowledged.length;
  await cut(lab, site.name, heir.name);
  await sql(await leaderOf(site, '/primary'), UNSENT_BULK);
  await untilRows(lab, before, sent + ROWS_UNSENT);
  const at = Date.now();
  await loseSite(lab, site.name);
  // From now on, a query to the site gets no answer instead of an error from the near end of the cut link.
  await heal(lab, site.name, heir.name);
  await before.stop();
  return { unsent: before.acknowledged.length - sent, at };
}

/** The standby site is promoted by the runbook, and writes resume there. Returns its leader and the writer. */
async function promote(
  lab: Lab,
  report: Report,
  before: Writer,
  loss: { unsent: number; at: number },
): Promise<{ promoted: LabNode; after: Writer }> {
  const { heir } = lab;
  const promoted = await report.step(`${heir.name} is promoted by the runbook`, async () => {
    await lab.runbook.follow(`promote-${heir.name}.`);
    return untilStreaming(lab, heir, '/primary');
  });
  const after = await startWriter(lab, heir, { first: 1_000_000 });
  await untilWriting(lab, after);
  const recovery = ((after.acknowledged[0]?.at ?? 0) - loss.at) / 1000;
  report.note('RTO: from the loss to the first row there', `${recovery.toFixed(1)} s`);
  const missing = lostRows(before.acknowledged, await storedRows(lab, promoted)).length;
  report.note('acknowledged rows before the loss', String(before.acknowledged.length));
  report.note('of them after the link was gone', String(loss.unsent));
  report.note('RPO: acknowledged rows lost', String(missing));
  expect(missing).toBeLessThanOrEqual(loss.unsent + IN_FLIGHT);
  return { promoted, after };
}

/** The lost site has power again: its guard keeps it down, whether it sees the other site or not. */
async function comeBack(lab: Lab, report: Report): Promise<void> {
  const { primary: site, heir } = lab;
  // A reachable site was redirected to an unreachable one; a site that follows it by design says nothing.
  const turned = lab.standbys.find((one) => one !== heir && one.spec.upstream?.name === site.name);
  const unknown = turned
    ? `${turned.name} follows another site, which does not answer`
    : 'no other site tells, so nobody knows';
  await cut(lab, site.name, heir.name);
  await report.step(
    'the lost site is back without a link: its guard knows nothing, and refuses',
    async () => {
      await returnSite(lab, site.name);
      await untilRefused(lab, site.members, unknown);
    },
  );
  await heal(lab, site.name, heir.name);
  // An operator needs more time than the dead leader's lock lasts in a restarted ring.
  await lab.until(`nobody has the lock of ${site.name}`, 120, async () => {
    const [member] = site.members;
    expect(member ? (await list(member)).filter(({ Role }) => Role.endsWith('Leader')) : []).toEqual([]);
  });
  await report.step('the link is back: its guard sees the new primary, and refuses', () =>
    untilRefused(lab, site.members, `${heir.name} is the primary, and this site would be a second one`),
  );
}

/** The first machine of the lost site stays dead: the other members are fenced and rewound without it, and it follows later. */
async function failBackWithoutFirst(lab: Lab, report: Report): Promise<void> {
  const { primary: site } = lab;
  const [dead] = site.members;
  await dead?.crash();
  await report.step(`${site.name} is fenced by the runbook, without its first machine`, () =>
    lab.runbook.follow(`fence-${site.name}${lab.behind}.`),
  );
  await report.step(`${site.name} follows by rewind, without its first machine`, async () => {
    const said = await lab.runbook.follow(`rewind-${site.name}${lab.behind}.`);
    expect(said.map(({ stdout }) => stdout).join('')).toContain(
      `stays away, and the others go on without it: ${dead?.name}\n`,
    );
    await untilStreaming(lab, site, '/standby-leader');
  });
  await report.step(`${dead?.name} is back later, and follows`, async () => {
    await dead?.boot();
    await lab.runbook.run(`fence-${site.name}${lab.behind}.stop`, dead?.name);
    for (const block of ['check', 'rest', 'forget'])
      await lab.runbook.run(`rewind-${site.name}${lab.behind}.${block}`, dead?.name);
  });
}

/** The lost site is fenced and follows after a rewind, with the slot and the HAProxy pools of its new role. */
async function failBack(lab: Lab, report: Report, promoted: LabNode, after: Writer): Promise<LabNode> {
  const { primary: site, heir } = lab;
  await failBackWithoutFirst(lab, report);
  const returned = await report.step(`${site.name} has every row`, async () => {
    const leader = await untilStreaming(lab, site, '/standby-leader');
    await untilSlotActive(lab, promoted, site.slot);
    await untilComplete(lab, leader, [...after.acknowledged]);
    return leader;
  });
  const logs = await Promise.all(site.members.map((node) => node.journal('patroni', 2_000)));
  const rewound = logs.filter((log) => log.includes('running pg_rewind'));
  report.note('members rewound', `${rewound.length} of ${site.members.length}`);
  expect(rewound).not.toEqual([]);
  await untilSlotsAreKept(await compileWithPrimary(lab, heir.name));
  await untilServing(lab, site, false);
  await untilServing(lab, heir, true);
  return returned;
}

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary } = await bringUp(lab, report);
  await untilAllFollow(lab);
  await createApplication(lab, primary);
  const before = await startWriter(lab, lab.primary, { rate: 50 });
  await untilRows(lab, before, ROWS_BEFORE);

  const loss = await lose(lab, before);
  const { promoted, after } = await promote(lab, report, before, loss);
  await report.step('applications with a list of hosts, the first without power', () =>
    hostLists(lab, lab.primary, lab.heir, true),
  );
  const changed = await compileWithPrimary(lab, lab.heir.name);
  await report.step('the site that is left is well', () => untilOthersWell(changed, lab.primary.name));
  await comeBack(lab, report);
  const returned = await failBack(lab, report, promoted, after);
  await report.step('applications with a list of hosts, the first a standby', () =>
    hostLists(lab, lab.primary, lab.heir, false),
  );

  await report.step('both sites are well', () => untilWell(changed));
  await after.stop();
  const rows = after.acknowledged;
  const lost = lostRows(rows, await storedRows(lab, promoted));
  report.note('rows acknowledged after the promotion', String(rows.length));
  report.note('of them lost', String(lost.length));
  expect(lost).toEqual([]);
  await untilComplete(lab, returned, rows);
  report.note('longest pause between two rows after the promotion', `${longestPause(rows).toFixed(2)} s`);
}

labDescribe('site loss', () => {
  it(
    'promotes the standby site by the runbook, and has the lost one follow it',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('site-loss', play, { edit: letClientIn }),
  );
});
