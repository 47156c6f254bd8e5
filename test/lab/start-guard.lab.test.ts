import { expect, it } from 'vitest';
import { textAt } from '../../src/compiler/text/json.ts';
import { bringUp } from './bring-up.ts';
import { createApplication, startWriter, untilRows, untilWriting } from './client.ts';
import { leaderOf, patronictl, rest, sql } from './cluster.ts';
import { throughout } from './conditions.ts';
import { cut, heal, loseSite, returnSite } from './faults.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilAllFollow, untilRefused, untilSlotActive, untilStreaming } from './states.ts';

/** A slot named like the section `standby_cluster`. */
const MISLEADING = (text: string): string =>
  text
    .replace(/^( *)scope: pg-seoul$/m, '$1scope: pg-seoul\n$1slots: [standby_cluster]')
    .replace(/^( *)scope: pg-busan$/m, '$1scope: pg-busan\n$1standby: { slot: standby_cluster }');

/** One member at seoul; the ring keeps its three. */
const ONE_MEMBER = (text: string): string =>
  text.replace(/^( *- \{ name: pg-seoul-[23], address: [\d.]+) \}$/gm, '$1, runs: [etcd] }');

/** Members of a site whose PostgreSQL is not in recovery, whatever Patroni says. */
async function writersOf(site: LabSite): Promise<string[]> {
  const asked = site.members.map(async (node) => {
    const answer = await sql(node, 'select pg_is_in_recovery()').catch(() => '');
    return answer === 'f' ? [node.name] : [];
  });
  return (await Promise.all(asked)).flat();
}

const patroniOf = async (node: LabNode): Promise<string> =>
  (await node.exec('pgrep -u postgres -f bin/patroni')).stdout.trim();

/** The leader's Patroni dies while its PostgreSQL continues, and the link to the other site is cut. */
async function killPatroni(lab: Lab, report: Report): Promise<void> {
  const { primary: site, heir } = lab;
  const leader = await leaderOf(site, '/primary');
  const postmaster = await postmasterOf(leader);
  await cut(lab, site.name, heir.name);
  const writer = await startWriter(lab, site);
  await untilRows(lab, writer, 20);
  const killed = Date.now();
  await leader.sh(`kill -KILL ${(await patroniOf(leader)).split('\n').join(' ')}`);
  const several: string[][] = [];
  await report.step(`Patroni of ${leader.name} is back, and PostgreSQL has not been stopped`, () =>
    lab.until(`${leader.name} leads again`, 60, async () => {
      const writers = await writersOf(site);
      if (writers.length > 1) several.push(writers);
      expect((await rest(leader, '/primary')).status).toBe(200);
    }),
  );
  report.note('Patroni was away', `${((Date.now() - killed) / 1000).toFixed(0)} s`);
  await throughout(5, async () => {
    expect(await writersOf(site)).toEqual([leader.name]);
  });
  expect(several).toEqual([]);
  expect(await postmasterOf(leader)).toBe(postmaster);
  await untilWriting(lab, writer);
  await writer.stop();
  await heal(lab, site.name, heir.name);
}

const postmasterOf = (node: LabNode): Promise<string> =>
  node.sh(`head -n 1 ${textAt(node.spec?.patroni?.value, 'postgresql', 'data_dir')}/postmaster.pid`);

/** Power fails at all sites at the same moment and returns: no operator is needed. */
async function powerCut(lab: Lab, report: Report): Promise<void> {
  await Promise.all(lab.sites.map(({ name }) => loseSite(lab, name)));
  await report.step('power is back at all sites: they come up by themselves', async () => {
    await Promise.all(lab.sites.map(({ name }) => returnSite(lab, name)));
    const leader = await untilStreaming(lab, lab.primary, '/primary');
    for (const site of lab.standbys) {
      await untilStreaming(lab, site, '/standby-leader');
      await untilSlotActive(lab, leader, site.slot);
    }
  });
}

/** A wrong scope in the file of one replica: its Patroni would make a cluster of its own. */
async function wrongScope(lab: Lab, report: Report): Promise<void> {
  const { primary: site } = lab;
  const leader = await leaderOf(site, '/primary');
  const replica = site.members.find((node) => node !== leader);
  if (!replica) return;
  const file = '/etc/patroni/patroni.yml';
  await replica.sh(`cp -p ${file} /root/patroni.yml && sed -i 's/^scope: .*/scope: pg-seul/' ${file}`);
  await report.step(`${replica.name} restarts with another scope, and is refused`, async () => {
    await replica.exec('systemctl restart patroni');
    await untilRefused(lab, [replica], 'runs in another cluster than the scope and namespace');
    expect(await writersOf(site)).toEqual([leader.name]);
  });
  await replica.sh(`cp -p /root/patroni.yml ${file}`);
  await report.step('with its own scope it joins by itself', () => untilStreaming(lab, site, '/primary'));
}

/** Busan is promoted while seoul is alive behind a cut link; then Patroni of seoul's members dies, but PostgreSQL does not. */
async function replaced(lab: Lab, report: Report): Promise<void> {
  const { primary: site, heir } = lab;
  await cut(lab, site.name, heir.name);
  await patronictl(await leaderOf(heir, '/standby-leader'), 'edit-config --force --set standby_cluster=null');
  await untilStreaming(lab, heir, '/primary');
  await heal(lab, site.name, heir.name);
  await report.step(
    `Patroni of ${site.name} dies: PostgreSQL there is stopped before the refusal`,
    async () => {
      await Promise.all(site.members.map((node) => node.exec('pkill -KILL -u postgres -f bin/patroni')));
      await untilRefused(lab, site.members, 'this site would be a second one');
      for (const node of site.members)
        expect(await node.journal('patroni', 60)).toContain('stopping PostgreSQL here');
      expect(await writersOf(site)).toEqual([]);
      expect(await writersOf(heir)).toHaveLength(1);
    },
  );
  const overrule = lab.runbook.blocks.filter(({ id }) => id === `guard-${site.name}.ask`);
  expect(overrule).toHaveLength(1);
  for (const { stdout } of await lab.runbook.run(`guard-${site.name}.ask`)) {
    expect(stdout).toContain(`found: primary ${heir.name}`);
    expect(stdout).toContain('the guard would refuse');
  }
}

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary } = await bringUp(lab, report);
  await untilAllFollow(lab);
  await createApplication(lab, primary);
  await killPatroni(lab, report);
  await powerCut(lab, report);
  await wrongScope(lab, report);
  await replaced(lab, report);
}

async function playOneMember(lab: Lab, report: Report): Promise<void> {
  const { primary } = await bringUp(lab, report);
  await createApplication(lab, primary);
  await killPatroni(lab, report);
  await replaced(lab, report);
  // Overruled once, and undone.
  const { primary: site } = lab;
  await report.step('the guard is overruled once, and it is undone', async () => {
    await lab.runbook.follow(`overrule-${site.name}.`);
    await lab.until(`${site.name} is a second primary`, 60, async () => {
      await leaderOf(site, '/primary');
    });
    await lab.runbook.follow(`undo-overrule-${site.name}.`);
    expect(await writersOf(site)).toEqual([]);
    // The override applies to one start.
    await Promise.all(site.members.map((node) => node.exec('systemctl start patroni')));
    await untilRefused(lab, site.members, 'this site would be a second one');
  });
}

labDescribe('the start guard', () => {
  it(
    'with three members: Patroni that dies, power that is cut at both sites, a wrong scope, a promotion elsewhere',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('start-guard', play, { edit: MISLEADING }),
  );
  it('with one member', { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario('start-guard-one-member', playOneMember, {
      file: 'fixtures/minimal/topology.yaml',
      edit: ONE_MEMBER,
    }),
  );
});
