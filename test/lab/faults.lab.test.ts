import { expect, it } from 'vitest';
import { textAt } from '../../src/compiler/text/json.ts';
import { bringUp } from './bring-up.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  type Row,
  startWriter,
  storedRows,
  untilComplete,
  untilRows,
  untilWriting,
  type Writer,
} from './client.ts';
import { etcdctl, etcdLeader, leaderOf, quorum, slots, streaming } from './cluster.ts';
import { cut, heal, loseEtcd, loseSite, replaceMachine, returnSite, silence } from './faults.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { isTagged, untilAllFollow, untilSlotActive, untilStreaming } from './states.ts';
import { untilWell } from './verified.ts';

/** Rows that only the lost primary has. */
const ROWS_UNSENT = 20;

/** State of a scenario in this file. */
interface Play {
  readonly lab: Lab;
  readonly report: Report;
  readonly writer: Writer;
  /** Acknowledged rows that are known to be lost with the only primary that had them. */
  readonly lost: Set<number>;
}

/** Acknowledged rows that are not lost. */
const kept = ({ writer, lost }: Play): Row[] => writer.acknowledged.filter(({ id }) => !lost.has(id));

/** Waits until every site has every row that is acknowledged by now and not lost. */
async function untilAllComplete(play: Play): Promise<void> {
  const rows = kept(play);
  for (const site of play.lab.sites) await untilComplete(play.lab, await leaderOf(site, '/leader'), rows);
}

/**
 * The members that keep the slot of the standby site: since Patroni 3.2 every member that may lead, so that none of its
 * WAL is lost with the primary; before, only the primary.
 */
async function slotKept({ lab, report }: Play, primary: LabNode): Promise<void> {
  const { members } = lab.primary;
  const eligible = members.filter((node) => !isTagged(node, 'nofailover')).map(({ name }) => name);
  const expected = lab.suite === 'bookworm' ? [primary.name] : eligible;
  const slot = lab.heir.slot;
  const keepers = await lab.until(`${expected.join(', ')} keep slot ${slot}`, 60, async () => {
    const all = await Promise.all(members.map(async (node) => ({ node, slots: await slots(node) })));
    const names = all
      .filter((one) => one.slots.some(({ name }) => name === slot))
      .map(({ node }) => node.name);
    expect(names).toEqual(expected);
    return names;
  });
  report.note(`members that keep slot ${slot}`, `${keepers.length} of ${members.length}`);
}

/** The primary is lost with rows that nobody else has; another member takes over, and the old primary comes back by a rewind. */
async function primaryLost(play: Play, first: LabNode): Promise<void> {
  const { lab, report, writer, lost } = play;
  await slotKept(play, first);
  const sent = writer.acknowledged.length;
  await silence(first);
  await untilRows(lab, writer, sent + ROWS_UNSENT);
  await first.crash();
  const second = await report.step('another primary after the loss of the primary', async () => {
    const leader = await lab.until('another node is primary', 120, () => leaderOf(lab.primary, '/primary'));
    await untilWriting(lab, writer);
    return leader;
  });
  const missing = lostRows([...writer.acknowledged], await storedRows(lab, second));
  for (const { id } of missing) lost.add(id);
  report.note('acknowledged rows that only the lost node had', String(lost.size));
  // A few more rows were acknowledged between the last check of the writer and the loss.
  expect(missing.every(({ id }) => id > (writer.acknowledged[sent - 1]?.id ?? 0))).toBe(true);
  expect(await quorum(lab.primary)).toBe(lab.primary.ring.length - 1);
  await report.step('each standby site streams from the new primary', async () => {
    await untilAllFollow(lab);
    await untilAllComplete(play);
  });
  expect(await first.journal('patroni', 5_000)).not.toContain('running pg_rewind');
  await first.boot();
  await report.step('the old primary follows by rewind', async () => {
    await untilStreaming(lab, lab.primary, '/primary');
    await untilComplete(lab, first, kept(play));
  });
  expect(await first.journal('patroni', 5_000)).toContain('running pg_rewind');
}

/** The leader of an etcd ring dies: Patroni continues with the other members, and no write waits for long. */
async function etcdLost({ lab, report, writer }: Play): Promise<void> {
  const member = await etcdLeader(lab.primary);
  const primary = await leaderOf(lab.primary, '/primary');
  const from = writer.acknowledged.length;
  await report.step(`the leader of the etcd ring of ${lab.primary.name} is lost`, async () => {
    await loseEtcd(member);
    expect(await quorum(lab.primary)).toBe(lab.primary.ring.length - 1);
    // Longer than the lifetime of the leader lock: it was renewed through the other members.
    await untilRows(lab, writer, from + 700);
  });
  expect(await leaderOf(lab.primary, '/primary')).toBe(primary);
  report.note('longest pause meanwhile', `${longestPause(writer.acknowledged.slice(from)).toFixed(2)} s`);
  await member.sh('systemctl start etcd');
  await lab.until('the ring is whole', 60, async () => {
    expect(await quorum(lab.primary)).toBe(lab.primary.ring.length);
  });
}

/** A machine is lost with all its data, and a new machine replaces it by the runbook. */
async function machineLost(play: Play): Promise<void> {
  const { lab, report } = play;
  const { primary: site } = lab;
  const primary = await leaderOf(site, '/primary');
  const node = site.members.find((one) => one !== primary && one.spec?.etcd);
  if (!node) return;
  await replaceMachine(node);
  // A ring with a majority is not reduced to a single node.
  await expect(lab.runbook.run(`replace-${site.name}.alone`)).rejects.toThrow(
    'the ring has a majority: nothing was changed',
  );
  await report.step(`${node.name} is lost with its disks, and replaced by the runbook`, async () => {
    await lab.runbook.run(`prepare.${site.name}`, node.name);
    await lab.runbook.run(`prepare.${site.name}.etcd`, node.name);
    for (const block of ['ring', 'join']) await lab.runbook.run(`replace-${site.name}.${block}`);
    await node.sh('systemctl enable --now patroni');
    await lab.runbook.run(`bring-up.${site.name}.quorum`);
    await lab.runbook.run(`bring-up.${site.name}.members`);
    await untilStreaming(lab, site, '/primary');
    await untilComplete(lab, node, kept(play));
  });
  expect((await etcdctl(node, 'member list')).trim().split('\n')).toHaveLength(site.ring.length);
}

/** A new machine joins a ring that was reduced to one node, by the runbook. */
async function joinRing(lab: Lab, site: LabSite, node: LabNode): Promise<void> {
  await replaceMachine(node);
  await lab.runbook.run(`prepare.${site.name}`, node.name);
  await lab.runbook.run(`prepare.${site.name}.etcd`, node.name);
  const etcdName = textAt(node.spec?.etcd?.value, 'name') ?? '';
  const typed = { instead: "replaced=''", text: `replaced=${etcdName}` };
  const [{ stdout = '' } = {}] = await lab.runbook.run(`replace-${site.name}.ring`, undefined, typed);
  // The last line is the ring that the new machine must use; the operator replaces the compiled line with it.
  const ring = stdout.trimEnd().split('\n').at(-1) ?? '';
  expect(ring).toMatch(/^initial-cluster: /);
  await node.sh(`sed -i 's|^initial-cluster: .*|${ring}|' /etc/etcd/etcd.conf.yml`);
  // Several machines of the site are new or missing, so name this one.
  const join = lab.runbook.blocks.find(({ id }) => id === `replace-${site.name}.join`)?.text ?? 'false';
  await node.sh(join, { timeout: 300 });
  await node.sh('systemctl enable --now patroni');
}

/** More than half of a ring is lost permanently: the remaining node continues alone, and new machines join, by the runbook. */
async function ringLost(play: Play, site: LabSite): Promise<void> {
  const { lab, report } = play;
  const survivor = site.ring.at(-1);
  const lost = site.ring.filter((node) => node !== survivor);
  if (!survivor?.spec?.patroni || lost.length < 2) return;
  await Promise.all(lost.map((node) => node.crash()));
  await report.step(
    `of the ring of ${site.name} one node is left, and is made a ring of its own`,
    async () => {
      await lab.runbook.run(`replace-${site.name}.alone`);
      await lab.until(`${survivor.name} leads`, 120, async () => {
        expect(await leaderOf(site, '/standby-leader')).toBe(survivor);
      });
      await untilAllFollow(lab);
    },
  );
  await report.step('new machines join it by the runbook', async () => {
    for (const node of lost) await joinRing(lab, site, node);
    await lab.runbook.run(`bring-up.${site.name}.quorum`);
    await lab.runbook.run(`bring-up.${site.name}.members`);
    await untilStreaming(lab, site, '/standby-leader');
    await untilAllComplete(play);
  });
  expect((await etcdctl(survivor, 'member list')).trim().split('\n')).toHaveLength(site.ring.length);
}

/** The link to a standby site is cut until the primary has noticed, and heals. */
async function linkLost(play: Play, site: LabSite): Promise<void> {
  const { lab, report, writer } = play;
  const primary = await leaderOf(lab.primary, '/primary');
  await cut(lab, lab.primary.name, site.name);
  await report.step(`the primary has noticed that ${site.name} is gone`, () =>
    lab.until('the walsender is gone', 120, async () => {
      const addresses = (await streaming(primary)).map(({ address }) => address);
      const theirs = site.nodes.flatMap((node) => node.addresses);
      expect(addresses.filter((ip) => theirs.includes(ip))).toEqual([]);
    }),
  );
  await untilWriting(lab, writer);
  await heal(lab, lab.primary.name, site.name);
  await report.step(`${site.name} has caught up`, async () => {
    await untilAllFollow(lab);
    await untilAllComplete(play);
  });
}

/** A standby site is lost for a long time: its slot is dropped and made again, and the site is copied anew, by the runbook. */
async function followerLost(play: Play, site: LabSite): Promise<void> {
  const { lab, report, writer } = play;
  const upstream = await leaderOf(lab.site(site.spec.upstream?.name ?? ''), '/leader');
  // A site that still streams is not lost.
  await expect(lab.runbook.run(`lost-${site.name}.drop-slot`)).rejects.toThrow('nothing was touched');
  await loseSite(lab, site.name);
  await report.step(`${site.name} is lost: its slot is looked at and dropped by the runbook`, async () => {
    await lab.runbook.run(`lost-${site.name}.slot`);
    await lab.until(`nobody streams from ${site.slot}`, 120, async () => {
      expect(await slots(upstream)).toContainEqual(
        expect.objectContaining({ name: site.slot, active: false }),
      );
    });
    await lab.runbook.run(`lost-${site.name}.drop-slot`);
    expect((await slots(upstream)).map(({ name }) => name)).not.toContain(site.slot);
  });
  await untilWriting(lab, writer);
  await returnSite(lab, site.name);
  await report.step(`${site.name} is copied anew by the runbook`, async () => {
    await lab.runbook.run(`lost-${site.name}.keep-slot`);
    await lab.runbook.follow(`reclone-${site.name}.`);
    await untilStreaming(lab, site, '/standby-leader');
    await untilSlotActive(lab, upstream, site.slot);
    await untilAllComplete(play);
  });
}

/** All machines lose power at the same moment, and get it back. */
async function allLost(play: Play): Promise<void> {
  const { lab, report, writer } = play;
  await writer.stop();
  await Promise.all(lab.nodes.map((node) => node.crash()));
  await Promise.all(lab.nodes.map((node) => node.boot()));
  await report.step('everything is back after a loss of power everywhere', async () => {
    await untilStreaming(lab, lab.primary, '/primary');
    for (const site of lab.standbys) await untilStreaming(lab, site, '/standby-leader');
    await untilAllFollow(lab);
    await untilAllComplete(play);
  });
}

labDescribe('faults', () => {
  it(
    'loses a node, a ring member, a machine, the link between sites and all power, and recovers from each',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('faults', async (lab, report) => {
        const { primary } = await bringUp(lab, report);
        await createApplication(lab, primary);
        const writer = await startWriter(lab, lab.primary);
        await untilWriting(lab, writer);
        const play: Play = { lab, report, writer, lost: new Set() };
        await primaryLost(play, primary);
        await untilWell(lab);
        await etcdLost(play);
        await machineLost(play);
        await untilWell(lab);
        for (const site of lab.standbys) await linkLost(play, site);
        await untilWell(lab);
        await ringLost(play, lab.heir);
        await followerLost(play, lab.heir);
        await untilWell(lab);
        await allLost(play);
        await untilWell(lab);
        report.note('rows acknowledged', String(writer.acknowledged.length));
        report.note('longest pause between two of them', `${longestPause(writer.acknowledged).toFixed(2)} s`);
        report.note('rows whose fate the writer was not told', String(writer.failed.length));
      }),
  );
});
