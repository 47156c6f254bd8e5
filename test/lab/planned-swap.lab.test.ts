import { expect, it } from 'vitest';
import { bringUp, untilServing, untilSlotActive, untilSlotsFor, untilStreaming } from './bring-up.ts';
import { createApplication, lostRows, startWriter, storedRows, untilRows, untilWriting } from './client.ts';
import { deployWithPrimary, type Lab, type LabSite } from './lab.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';

const has = (lab: Lab, block: string): boolean => lab.runbook.blocks.some(({ id }) => id === block);

/** The blocks that take the writes from the primary site: before Patroni 4.1 they are two. */
const givingUp = (lab: Lab, to: LabSite): string[] =>
  ['pause', 'demote'].map((step) => `swap-${to.name}.${step}`).filter((id) => has(lab, id));

/** The blocks of a planned swap, in the order in which the runbook has them run. */
async function swap(lab: Lab, to: LabSite): Promise<void> {
  const promote = ['promote', 'wait'].map((step) => `promote-${to.name}.${step}`);
  for (const id of [...givingUp(lab, to), ...promote, `swap-${to.name}.wait`]) await lab.runbook.run(id);
}

/** Begins a swap, stops at each point from which there is a way back, and takes it. */
async function abortUnderLoad(lab: Lab, report: Report): Promise<void> {
  const from = lab.primary;
  const [to] = lab.standbys;
  if (!to) throw new Error('the estate has no standby site');
  const writer = await startWriter(lab, from, { first: 10_000_000, rate: 50 });
  await untilWriting(lab, writer);
  const begin = givingUp(lab, to);
  const back = ['resume', 'promote']
    .map((step) => `abort-swap-${to.name}.${step}`)
    .filter((id) => has(lab, id));
  for (const [at, block] of back.entries())
    await report.step(`a swap given up after ${begin[at]}`, async () => {
      for (const id of [...begin.slice(0, at + 1), block, `abort-swap-${to.name}.wait`])
        await lab.runbook.run(id);
      const leader = await untilStreaming(lab, from, '/primary');
      await untilSlotActive(lab, leader, to.slot);
      await untilWriting(lab, writer);
    });
  await writer.stop();
  const follower = await untilStreaming(lab, to, '/standby-leader');
  await lab.until('the standby site has every row', 60, async () => {
    expect(lostRows(writer.acknowledged, await storedRows(lab, follower))).toEqual([]);
  });
  report.note('rows acknowledged around it', String(writer.acknowledged.length));
  report.note('of them lost', '0');
}

/** How many times each member of a site has run pg_rewind. */
async function rewinds(site: LabSite): Promise<number> {
  const logs = await Promise.all(site.members.map((node) => node.journal('patroni', 5_000)));
  return logs.join('\n').split('running pg_rewind').length - 1;
}

/** Swaps the roles under load, and looks that nothing was lost. Returns the estate as it is then. */
async function swapUnderLoad(lab: Lab, report: Report, firstRow: number): Promise<Lab> {
  const from = lab.primary;
  const [to] = lab.standbys;
  if (!to) throw new Error('the estate has no standby site');
  const before = await startWriter(lab, from, { first: firstRow, rate: 50 });
  await untilRows(lab, before, 300);
  const leader = await report.step(`${from.name} hands over to ${to.name} by the runbook`, async () => {
    await swap(lab, to);
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
    const rows = [...before.acknowledged, ...after.acknowledged];
    await lab.until('it has every row', 60, async () => {
      expect(lostRows(rows, await storedRows(lab, follower))).toEqual([]);
    });
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
  for (const proxy of from.proxies) await untilServing(lab, from, proxy, false);
  for (const proxy of to.proxies) await untilServing(lab, to, proxy, true);
  return deployWithPrimary(lab, to.name);
}

labDescribe('planned swap', () => {
  it(
    'changes the roles of the sites without loss and without a rewind, and changes them back',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('planned-swap', async (lab, report) => {
        const { primary } = await bringUp(lab, report);
        const [to] = lab.standbys;
        await untilSlotActive(lab, primary, to?.slot ?? '');
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
