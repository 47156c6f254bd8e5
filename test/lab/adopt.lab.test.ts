import { expect, it } from 'vitest';
import { changesText } from '../../src/commands/adopt-report.ts';
import { changesText as planChanges } from '../../src/commands/plan-text.ts';
import { adopt } from '../../src/compiler/adopt/adopt.ts';
import { changesOf } from '../../src/compiler/adopt/changes.ts';
import { topologyText } from '../../src/compiler/adopt/text.ts';
import { planOf } from '../../src/compiler/plan/plan.ts';
import type { Artifact } from '../../src/index.ts';
import { compile } from '../../src/index.ts';
import { sideOfFiles } from '../../src/workspace/side-of-files.ts';
import { analyseNodes } from '../../src/workspace/workspace.ts';
import { byHand, COMPILED } from './by-hand.ts';
import { longestPause, lostRows, startWriter, storedRows, untilComplete, untilWriting } from './client.ts';
import { leaderOf, patronictl, quorum, sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import { collected, sideOf } from './planned.ts';
import { APPLICATION_PASSWORD, deployed, PASSWORDS } from './provision.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilSlotActive, untilStreaming } from './states.ts';
import { untilWell } from './verified.ts';

/** Takes away what is compiled, and puts what somebody wrote by hand. */
async function setUpByHand(lab: Lab, node: LabNode): Promise<void> {
  const { spec } = node;
  if (!spec) return;
  await node.sh(`rm -f ${COMPILED.join(' ')}; systemctl daemon-reload`);
  await node.install(byHand(lab.estate, lab.site(node.site).spec, spec, PASSWORDS));
}

/** Starts the ring, the cluster and HAProxy of a site, as the article does. */
async function start(lab: Lab, site: LabSite): Promise<LabNode> {
  await Promise.all(site.ring.map((node) => node.sh('systemctl enable --now etcd')));
  await lab.until(`the ring of ${site.name} has a quorum`, 60, async () => {
    expect(await quorum(site)).toBe(site.ring.length);
  });
  const [first, ...others] = site.members;
  await first?.sh('systemctl enable --now patroni');
  const path = site === lab.primary ? '/primary' : '/standby-leader';
  await lab.until(`${site.name} has a leader`, 180, () => leaderOf(site, path));
  await Promise.all(others.map((node) => node.sh('systemctl enable --now patroni')));
  await Promise.all(
    site.proxies.map((node) => node.sh('systemctl enable --now haproxy; systemctl restart haproxy')),
  );
  return untilStreaming(lab, site, path);
}

const APPLICATION = `create role orders_app login password '${APPLICATION_PASSWORD}'; create database orders owner orders_app`;
const TABLE =
  'create table lab_rows (id bigint primary key, written timestamptz default now()); alter table lab_rows owner to orders_app';

/** Puts the compiled files on a node, and starts what reads them: etcd first, while the others of its ring run. */
async function deploy(
  lab: Lab,
  site: LabSite,
  node: LabNode,
  artifacts: readonly Artifact[],
  leads: boolean,
): Promise<void> {
  await node.install(deployed(node, artifacts));
  await node.sh('systemctl daemon-reload');
  if (node.spec?.etcd) {
    await node.sh('systemctl restart etcd');
    await lab.until(`the ring of ${site.name} is whole`, 60, async () => {
      expect(await quorum(site)).toBe(site.ring.length);
    });
  }
  if (node.spec?.patroni) {
    const scope = `pg-${site.name}`;
    // While a cluster is paused, PostgreSQL goes on when its Patroni stops.
    if (leads) await patronictl(node, `pause ${scope} --wait`);
    await node.sh('systemctl restart patroni');
    const path = site === lab.primary ? '/primary' : '/standby-leader';
    const leader = await untilStreaming(lab, site, path);
    if (leads) {
      expect(leader).toBe(node);
      await patronictl(node, `resume ${scope} --wait`);
    }
  }
  if (node.spec?.haproxy) await node.sh('systemctl reload haproxy');
}

/** Makes the dynamic configuration of a site the compiled one, as the runbook does. */
async function applyDynamic(site: LabSite, leader: LabNode, artifacts: readonly Artifact[]): Promise<void> {
  const text = artifacts.find(({ path }) => path === `${site.name}/dcs.yml`)?.text ?? '';
  await leader.install([{ path: '/tmp/dcs.yml', text }]);
  await patronictl(leader, `edit-config --force --replace /tmp/dcs.yml pg-${site.name}`);
  await leader.sh('rm /tmp/dcs.yml');
}

const postmasterOf = (node: LabNode): Promise<string> => sql(node, 'select pg_postmaster_start_time()');

async function play(lab: Lab, report: Report): Promise<void> {
  await Promise.all(lab.nodes.map((node) => setUpByHand(lab, node)));
  const [heir] = lab.standbys;
  if (!heir) throw new Error('there is a second site');
  const primary = await report.step('seoul is set up by hand', () => start(lab, lab.primary));
  await sql(primary, APPLICATION);
  await sql(primary, TABLE, 'orders');
  const follower = await report.step('busan is set up by hand', () => start(lab, heir));
  await untilSlotActive(lab, primary, 'standby_cluster_busan');
  const writer = await startWriter(lab, lab.primary);
  await untilWriting(lab, writer);
  const files = await report.step('the files are collected while an application writes', () =>
    collected(lab.nodes.filter(({ spec }) => spec)),
  );
  const { files: judged } = await analyseNodes('by-hand', files);
  const errors = judged.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === 'error'),
  );
  expect(errors.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  const adopted = adopt('by-hand', files, {});
  if (!adopted) throw new Error('the files are those of nodes');
  const topology = topologyText(adopted.draft, ['By hand.'], adopted.notes);
  const changes = changesOf(adopted);
  console.log(topology, changesText(changes));
  // What counts to Patroni is there to compare, and no address had to be guessed.
  expect(topology).not.toContain('192.0.2.');
  const ofPatroni = changes.flatMap(({ files: all }) =>
    all.filter(({ program }) => program === 'Patroni' || program === 'dynamic configuration'),
  );
  expect(ofPatroni.map(({ kind }) => kind)).not.toContain('new');
  const compiled = await compile(Buffer.from(topology), 'adopted.yaml');
  expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [was, now] = [sideOfFiles('by-hand', files, {}), await sideOf(topology)];
  if (!was) throw new Error('the files are those of nodes');
  const plan = planOf(was, now);
  console.log(planChanges(plan));
  // As the plan says: PostgreSQL of no node restarts, and nothing is impossible or dangerous.
  expect(plan.unplanned).toEqual([]);
  expect(plan.change.values.map(({ effect }) => effect.kind)).not.toContain('restart-postgresql');
  const before = new Map<LabNode, string>();
  for (const node of [primary, follower]) before.set(node, await postmasterOf(node));
  await report.step('the compiled files are deployed, node by node, the leaders last', async () => {
    for (const site of [heir, lab.primary]) {
      const leader = site === heir ? follower : primary;
      const rest = site.nodes.filter((node) => node !== leader);
      for (const node of [...rest, leader])
        await deploy(lab, site, node, compiled.artifacts, node === leader);
      await applyDynamic(site, leader, compiled.artifacts);
    }
  });
  await untilSlotActive(lab, primary, 'standby_cluster_busan');
  await untilWriting(lab, writer);
  // PostgreSQL of the leaders has run through.
  for (const [node, started] of before) expect(await postmasterOf(node)).toBe(started);
  expect(await leaderOf(lab.primary, '/primary')).toBe(primary);
  expect(await leaderOf(heir, '/standby-leader')).toBe(follower);
  await writer.stop();
  report.note(
    'rows, and the longest pause',
    `${writer.acknowledged.length}, ${longestPause(writer.acknowledged)} s`,
  );
  expect(lostRows(writer.acknowledged, await storedRows(lab, primary))).toEqual([]);
  for (const node of heir.members) await untilComplete(lab, node, writer.acknowledged);
  await report.step('verify has nothing to say of the topology that was adopted', () =>
    untilWell(lab, [], topology),
  );
  await report.step('what is collected now is adopted as it is, and nothing changes any more', async () => {
    const again = adopt('by-hand', await collected(lab.nodes.filter(({ spec }) => spec)), {});
    if (!again) throw new Error('the files are those of nodes');
    expect(topologyText(again.draft, ['By hand.'], again.notes)).toBe(topology);
    const kinds = changesOf(again).flatMap(({ files: all }) => all.map(({ kind }) => kind));
    expect(kinds).not.toContain('changed');
  });
}

labDescribe('adopt', () => {
  it(
    'makes a topology of an estate that was set up by hand, and its files take the place of those by hand while an application writes',
    { timeout: SCENARIO_TIMEOUT_MS },
    () =>
      scenario('adopt', play, {
        edit: (text) => text.replace(/^tls:.*$/m, '').concat('\ntls: { postgresql: false }\n'),
      }),
  );
});
