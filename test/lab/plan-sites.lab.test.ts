import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { sideOfFiles } from '../../src/workspace/side-of-files.ts';
import {
  createApplication,
  longestPause,
  lostRows,
  startWriter,
  storedRows,
  untilComplete,
  untilWriting,
} from './client.ts';
import { withSoftware } from './estate.ts';
import type { Lab } from './lab.ts';
import { Changing, collected } from './planned.ts';
import { deployed } from './provision.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilSlotActive, untilStreaming } from './states.ts';

/** What a site has while there is no other one: no line of pg_hba for it, no slot, nothing that asks it. */
const alone = (text: string): string =>
  text
    .replace(/^# (?:Made by|Node ).*\n/gm, '')
    .replace(/^ *- "?hostssl .* 10\.2\..*\n/gm, '')
    .replace(/^ {4}slots:\n {6}standby_cluster_busan:\n {8}.*\n {8}.*\n/m, '');

/** A site that runs alone gets a second one, by the plan from its own files to the topology of both. */
async function play(lab: Lab, report: Report): Promise<void> {
  for (const node of lab.primary.nodes) {
    const files = deployed(node, lab.artifacts).map((file) => ({
      ...file,
      text: file.path.endsWith('pgdr-start-guard') ? '#!/bin/sh\nexit 0\n' : alone(file.text),
    }));
    await node.install(files);
  }
  for (const node of lab.heir.nodes)
    await node.sh('rm -f /etc/patroni/patroni.yml /etc/etcd/etcd.conf.yml /etc/haproxy/haproxy.cfg');
  const leader = await report.step('one site runs', async () => {
    await lab.runbook.follow(`prepare.${lab.primary.name}`);
    await lab.runbook.follow(`bring-up.${lab.primary.name}.`);
    return untilStreaming(lab, lab.primary, '/primary');
  });
  await createApplication(lab, leader);
  const writer = await startWriter(lab, lab.primary);
  await untilWriting(lab, writer);
  const from = sideOfFiles('orders', await collected(lab.primary.nodes), {});
  if (!from) throw new Error('the files are those of nodes');
  expect(from.seen.map(({ name }) => name)).toEqual([lab.primary.name]);
  const text = withSoftware(await readFile(lab.file, 'utf8'), lab.suite);
  const estate = new Changing(lab, text, lab.nodes, from);
  await report.step('a second site comes by the plan', () =>
    estate.make({ name: 'a second site', edit: (same) => same }),
  );
  await untilSlotActive(lab, leader, 'standby_cluster_busan');
  await untilWriting(lab, writer);
  await writer.stop();
  const pause = longestPause(writer.acknowledged);
  report.note('rows, and the longest pause', `${writer.acknowledged.length}, ${pause} s`);
  expect(pause).toBeLessThan(2);
  expect(lostRows(writer.acknowledged, await storedRows(lab, leader))).toEqual([]);
  for (const node of lab.heir.members) await untilComplete(lab, node, writer.acknowledged);
}

labDescribe('plan-sites', () => {
  it(
    'gives a site that runs alone a second one, while an application writes',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('plan-sites', play),
  );
});
