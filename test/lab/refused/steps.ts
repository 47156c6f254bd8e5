import { expect } from 'vitest';
import { bringUp } from '../bring-up.ts';
import { leaderOf, sql, streaming } from '../cluster.ts';
import { throughout } from '../conditions.ts';
import { cut, heal, loseSite, returnSite } from '../faults.ts';
import type { Lab } from '../lab.ts';
import type { LabNode } from '../node.ts';
import type { Report } from '../report.ts';
import { untilSlotActive } from '../states.ts';

/** Waits until the journal of a node's Patroni, where PostgreSQL writes too, has a line of this kind. Returns it. */
export async function untilLogged(
  lab: Lab,
  node: LabNode,
  pattern: RegExp,
  unit = 'patroni',
): Promise<string> {
  return lab.until(`${node.name} logs ${pattern}`, 120, async () => {
    const line = (await node.journal(unit, 3_000)).split('\n').find((one) => pattern.test(one));
    if (line === undefined) throw new Error('not logged');
    // etcd logs JSON.
    const text: string = line.startsWith('{') ? JSON.parse(line).msg : line;
    return text.replaceAll('|', '\\|');
  });
}

/** The first half of a bring-up, for a site that cannot start. */
export async function startSite(lab: Lab, name: string): Promise<void> {
  await lab.runbook.run(`bring-up.${name}.etcd`);
  await lab.runbook.run(`bring-up.${name}.quorum`);
  await startPatroni(lab, name);
}

/** The steps of the runbook's blocks before they would wait in vain. */
async function startPatroni(lab: Lab, name: string): Promise<void> {
  const start = 'systemctl daemon-reload; systemctl enable --now patroni';
  await Promise.all(lab.site(name).members.map((node) => node.exec(start)));
}

/** Long enough for four runs of Patroni's loop. */
export const HOLD_SECONDS = 20;

export async function nothingStreams(lab: Lab, upstream: LabNode, from: string): Promise<void> {
  const addresses = lab.site(from).nodes.flatMap((node) => node.addresses);
  await throughout(HOLD_SECONDS, async () => {
    const found = (await streaming(upstream)).filter(
      ({ address, state }) => addresses.includes(address) && state === 'streaming',
    );
    expect(found).toEqual([]);
  });
}

/**
 * Seoul is lost with a row that busan never got; busan is promoted; seoul is back, fenced, and started.
 */
export async function failBack(lab: Lab, report: Report): Promise<{ lost: LabNode; promoted: LabNode }> {
  const { primary: lost } = await bringUp(lab, report);
  await untilSlotActive(lab, lost, lab.site('busan').slot);
  await sql(lost, 'create table kept (id int); insert into kept values (1)');
  await cut(lab, 'seoul', 'busan');
  await sql(lost, 'insert into kept select generate_series(2, 1000); checkpoint');
  await loseSite(lab, 'seoul');
  await heal(lab, 'seoul', 'busan');
  await lab.runbook.follow('promote-busan.');
  const promoted = await leaderOf(lab.site('busan'), '/primary');
  await sql(promoted, 'insert into kept values (0)');
  await returnSite(lab, 'seoul');
  await lab.runbook.follow('fence-seoul.');
  await startPatroni(lab, 'seoul');
  return { lost, promoted };
}

/** The mistake that tokens protect against: busan's file with the members of seoul, and the peer address of one of them. */
export async function impersonate(lab: Lab): Promise<void> {
  const file = '/etc/etcd/etcd.conf.yml';
  const line = (await lab.node('pg-seoul-3').sh(`grep ^initial-cluster: ${file}`)).trim();
  const name = (await lab.node('pg-seoul-3').sh(`grep ^name: ${file}`)).trim();
  await lab
    .node('pg-busan-1')
    .sh(
      `sed -i -e 's|^initial-cluster: .*|${line}|' -e 's|^name: .*|${name}|' -e 's|^initial-advertise-peer-urls: .*|initial-advertise-peer-urls: https://10.1.0.12:2380|' ${file}`,
    );
}
