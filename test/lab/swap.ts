import { expect } from 'vitest';
import { bringUp } from './bring-up.ts';
import {
  createApplication,
  lostRows,
  startWriter,
  storedRows,
  untilComplete,
  untilRows,
  untilWriting,
  type Writer,
} from './client.ts';
import { leaderOf } from './cluster.ts';
import { cut, heal } from './faults.ts';
import { hostLists } from './host-list.ts';
import { compileWithPrimary, deployWithPrimary, type Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import {
  untilAllFollow,
  untilServing,
  untilSlotActive,
  untilSlotsAreKept,
  untilStreaming,
} from './states.ts';
import { untilWell } from './verified.ts';

/** A block of a swap, and the block that gives the swap up from there. */
interface Step {
  readonly block: string;
  readonly back: string;
  /** Whether it notices that the other site lacks rows. */
  readonly looks: boolean;
}

/** The blocks that end writes at the primary site, in their order. Before Patroni 4.1, the block that stops it checks. */
function stepsOf({ runbook, heir: { name } }: Lab): Step[] {
  const has = (id: string): boolean => runbook.blocks.some((block) => block.id === id);
  const received = `swap-${name}.received`;
  return [
    { block: `swap-${name}.pause`, back: `abort-swap-${name}.resume`, looks: !has(received) },
    { block: `swap-${name}.demote`, back: `abort-swap-${name}.promote`, looks: false },
    { block: received, back: `abort-swap-${name}.promote`, looks: true },
  ].filter(({ block }) => has(block));
}

/** The blocks of a planned swap, in the order of the runbook. */
async function swap(lab: Lab): Promise<void> {
  const to = lab.heir.name;
  for (const { block } of stepsOf(lab)) await lab.runbook.run(block);
  for (const step of ['promote', 'wait']) await lab.runbook.run(`promote-${to}.${step}`);
  // Third sites that now follow another site, or follow differently, or keep other slots.
  const turned = lab.runbook.blocks.filter(({ id }) => /\.(redirect|slots)-/.test(id));
  for (const { id } of turned.filter((block) => block.id.startsWith(`promote-${to}.`)))
    await lab.runbook.run(id);
  await lab.runbook.run(`swap-${to}.wait`);
}

/** Gives up a swap that was begun, and checks that everything is as before. */
async function takeBack(lab: Lab, block: string, writer: Writer): Promise<void> {
  const { primary: from, heir: to } = lab;
  await lab.runbook.run(block);
  await lab.runbook.run(`abort-swap-${to.name}.wait`);
  const leader = await untilStreaming(lab, from, '/primary');
  await untilSlotActive(lab, leader, to.slot);
  await untilWriting(lab, writer);
}

/** The link breaks as a swap begins: the rows that were not sent would be lost by a promotion now. */
async function breakTheLink(lab: Lab, writer: Writer): Promise<void> {
  const { primary: from, heir: to } = lab;
  await cut(lab, from.name, to.name);
  await untilRows(lab, writer, writer.acknowledged.length + 50);
  const steps = stepsOf(lab);
  const at = steps.findIndex(({ looks }) => looks);
  const before = steps.slice(0, at);
  // A swap is not begun over a cut link: this simulates a link that breaks just after the check.
  const begun = steps[0]?.block ?? '';
  await expect(lab.runbook.run(begun)).rejects.toThrow(
    `no member of ${to.name} answers as its standby leader`,
  );
  const sure = `sure=swap-${to.name}\n`;
  for (const { block } of before) await lab.runbook.run(block, undefined, sure);
  // Later checks see how far each site is, not that nobody answers.
  if (before.length > 0) await heal(lab, from.name, to.name);
  const { block = '', back = '' } = steps[at] ?? {};
  const looked = lab.runbook.run(block, undefined, sure);
  await expect(looked).rejects.toThrow(/ has less than the members of | WAL is received/);
  if (before.length === 0) await heal(lab, from.name, to.name);
  await takeBack(lab, back, writer);
}

/**
 * Runs the block that stops the primary once more: the site has no leader then, so the runbook says to run it on the
 * former leader.
 */
async function stopAgain({ runbook }: Lab, id: string, leader: LabNode): Promise<void> {
  const { text = '', as = '' } = runbook.blocks.find((block) => block.id === id) ?? {};
  const { status, stdout } = await leader.run(['sh', '-c', text], { user: as });
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/ already\n.* has everything\n$/),
  });
}

/** Begins a swap, stops at each point at which it can be given up, and gives it up. */
async function abortUnderLoad(lab: Lab, report: Report): Promise<void> {
  const { primary: from, heir: to } = lab;
  const writer = await startWriter(lab, from, { first: 10_000_000, rate: 50 });
  await untilWriting(lab, writer);
  const steps = stepsOf(lab);
  for (const [at, { block, back }] of steps.entries())
    await report.step(`a swap given up after ${block}`, async () => {
      const leader = await leaderOf(from, '/primary');
      for (const { block: one } of steps.slice(0, at + 1)) await lab.runbook.run(one);
      if (block.endsWith('.pause')) await stopAgain(lab, block, leader);
      await takeBack(lab, back, writer);
    });
  await report.step(
    'a swap whose link breaks: the runbook sees that rows are missing, and it is given up',
    () => breakTheLink(lab, writer),
  );
  await writer.stop();
  const follower = await untilStreaming(lab, to, '/standby-leader');
  await untilComplete(lab, follower, writer.acknowledged);
  const lost = lostRows(writer.acknowledged, await storedRows(lab, follower));
  report.note('rows acknowledged around it', String(writer.acknowledged.length));
  report.note('of them lost', String(lost.length));
}

/** How many times members have run pg_rewind until now. */
async function rewinds(lab: Lab): Promise<number> {
  const members = lab.sites.flatMap((site) => site.members);
  const logs = await Promise.all(members.map((node) => node.journal('patroni', 50_000)));
  return logs.join('\n').split('running pg_rewind').length - 1;
}

/** Swaps the roles under load, and checks that nothing was lost. Returns the new estate. */
async function swapUnderLoad(lab: Lab, report: Report, firstRow: number): Promise<Lab> {
  const { primary: from, heir: to } = lab;
  const before = await startWriter(lab, from, { first: firstRow, rate: 50 });
  await untilRows(lab, before, 300);
  const leader = await report.step(`${from.name} hands over to ${to.name} by the runbook`, async () => {
    await swap(lab);
    return untilStreaming(lab, to, '/primary');
  });
  const after = await startWriter(lab, to, { first: firstRow + 500_000, rate: 50 });
  await untilWriting(lab, after);
  await before.stop();
  const pause = (after.acknowledged[0]?.at ?? 0) - (before.acknowledged.at(-1)?.at ?? 0);
  report.note(`no writes between ${from.name} and ${to.name}`, `${(pause / 1000).toFixed(1)} s`);
  const swapped = await compileWithPrimary(lab, to.name);
  await report.step(`${from.name} follows ${to.name}`, async () => {
    for (const site of swapped.standbys) {
      const follower = await untilStreaming(lab, site, '/standby-leader');
      await untilComplete(lab, follower, [...before.acknowledged, ...after.acknowledged]);
    }
    await untilAllFollow(swapped);
    await untilSlotsAreKept(swapped);
  });
  await after.stop();
  const rows = [...before.acknowledged, ...after.acknowledged];
  const lost = lostRows(rows, await storedRows(lab, leader));
  report.note(
    'rows acknowledged before and after',
    `${before.acknowledged.length}, ${after.acknowledged.length}`,
  );
  report.note('of them lost', String(lost.length));
  expect(lost).toEqual([]);
  await untilServing(lab, from, false);
  await untilServing(lab, to, true);
  await hostLists(lab, from, to, false);
  const changed = await deployWithPrimary(lab, to.name);
  await untilWell(changed);
  return changed;
}

/** A planned swap, given up at each point and then completed, there and back, under load. No row may be lost, and no member rewound. */
export async function playSwaps(lab: Lab, report: Report): Promise<void> {
  const { primary } = await bringUp(lab, report);
  await untilAllFollow(lab);
  await createApplication(lab, primary);
  await abortUnderLoad(lab, report);
  // After an abandoned swap, Patroni may run pg_rewind, which finds nothing to do.
  const before = await rewinds(lab);
  const swapped = await swapUnderLoad(lab, report, 1);
  await swapUnderLoad(swapped, report, 1_000_000);
  const count = (await rewinds(lab)) - before;
  report.note('runs of pg_rewind', String(count));
  expect(count).toBe(0);
}
