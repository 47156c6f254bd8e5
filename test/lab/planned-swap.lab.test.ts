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
  type Writer,
} from './client.ts';
import { cut, heal } from './faults.ts';
import { deployWithPrimary, type Lab, type LabSite } from './lab.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilAllFollow, untilServing, untilSlotActive, untilSlotsFor, untilStreaming } from './states.ts';

const has = (lab: Lab, block: string): boolean => lab.runbook.blocks.some(({ id }) => id === block);

/** The blocks that take the writes from the primary site: before Patroni 4.1 they are two. */
const givingUp = (lab: Lab): string[] =>
  ['pause', 'demote'].map((step) => `swap-${lab.heir.name}.${step}`).filter((id) => has(lab, id));

/** The blocks that give them back, each from where one of {@link givingUp} has led. */
const takingBack = (lab: Lab): string[] =>
  ['resume', 'promote'].map((step) => `abort-swap-${lab.heir.name}.${step}`).filter((id) => has(lab, id));

/** The blocks of a planned swap, in the order in which the runbook has them run. */
async function swap(lab: Lab): Promise<void> {
  const to = lab.heir.name;
  for (const id of [...givingUp(lab), `swap-${to}.received`]) await lab.runbook.run(id);
  for (const step of ['promote', 'wait']) await lab.runbook.run(`promote-${to}.${step}`);
  await lab.runbook.run(`swap-${to}.wait`);
}

/** Takes the way back of a swap that was begun, and looks that it is as before. */
async function takeBack(lab: Lab, block: string, writer: Writer): Promise<void> {
  const { primary: from, heir: to } = lab;
  await lab.runbook.run(block);
  await lab.runbook.run(`abort-swap-${to.name}.wait`);
  const leader = await untilStreaming(lab, from, '/primary');
  await untilSlotActive(lab, leader, to.slot);
  await untilWriting(lab, writer);
}

/** Begins a swap, stops at each point from which there is a way back, and takes it. */
async function abortUnderLoad(lab: Lab, report: Report): Promise<void> {
  const { primary: from, heir: to } = lab;
  const writer = await startWriter(lab, from, { first: 10_000_000, rate: 50 });
  await untilWriting(lab, writer);
  const begin = givingUp(lab);
  const back = takingBack(lab);
  for (const [at, block] of back.entries())
    await report.step(`a swap given up after ${begin[at]}`, async () => {
      for (const id of begin.slice(0, at + 1)) await lab.runbook.run(id);
      await takeBack(lab, block, writer);
    });
  await report.step(
    'a swap whose link breaks: the runbook sees that rows are missing, and it is given up',
    async () => {
      await cut(lab, from.name, to.name);
      await untilRows(lab, writer, writer.acknowledged.length + 50);
      for (const id of begin) await lab.runbook.run(id);
      await heal(lab, from.name, to.name);
      await expect(lab.runbook.run(`swap-${to.name}.received`)).rejects.toThrow(
        `${to.name} has less than the members of ${from.name}`,
      );
      await takeBack(lab, back.at(-1) ?? '', writer);
    },
  );
  await writer.stop();
  const follower = await untilStreaming(lab, to, '/standby-leader');
  await untilComplete(lab, follower, writer.acknowledged);
  const lost = lostRows(writer.acknowledged, await storedRows(lab, follower));
  report.note('rows acknowledged around it', String(writer.acknowledged.length));
  report.note('of them lost', String(lost.length));
}

/** How many times each member of a site has run pg_rewind. */
async function rewinds(site: LabSite): Promise<number> {
  const logs = await Promise.all(site.members.map((node) => node.journal('patroni', 5_000)));
  return logs.join('\n').split('running pg_rewind').length - 1;
}

/** Swaps the roles under load, and looks that nothing was lost. Returns the estate as it is then. */
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
  await report.step(`${from.name} follows ${to.name}`, async () => {
    const follower = await untilStreaming(lab, from, '/standby-leader');
    await untilSlotActive(lab, leader, from.slot);
    await untilSlotsFor(lab, leader, [from]);
    await untilSlotsFor(lab, follower, []);
    await untilComplete(lab, follower, [...before.acknowledged, ...after.acknowledged]);
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
  return deployWithPrimary(lab, to.name);
}

labDescribe('planned swap', () => {
  it(
    'changes the roles of the sites without loss and without a rewind, and changes them back',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('planned-swap', async (lab, report) => {
        const { primary } = await bringUp(lab, report);
        await untilAllFollow(lab);
        await createApplication(lab, primary);
        await abortUnderLoad(lab, report);
        const swapped = await swapUnderLoad(lab, report, 1);
        await swapUnderLoad(swapped, report, 1_000_000);
        const count = (await Promise.all(lab.sites.map(rewinds))).reduce((sum, one) => sum + one, 0);
        report.note('runs of pg_rewind', String(count));
        expect(count).toBe(0);
      }),
  );
});
