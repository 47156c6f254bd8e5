import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import {
  createApplication,
  lostRows,
  startWriter,
  storedRows,
  untilComplete,
  untilRows,
  untilWriting,
} from './client.ts';
import { leaderOf, list, slots, sql } from './cluster.ts';
import { loseSite } from './faults.ts';
import { compileWithPrimary, type Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import { ENVIRONMENT_FILE } from './provision.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilServing, untilSlotActive, untilStreaming } from './states.ts';
import { untilOthersWell, untilWell } from './verified.ts';

const ARCHIVE = '/usr/local/bin/wal-archive';

/** The fixture with the lab's own archive, its first cluster made by initdb, no delay, and no member that never streams. */
const withArchive = (topology: string): string =>
  topology
    .replace(/ {4}bootstrap:\n(?: {6}.*\n)+/, '')
    .replaceAll('pgbackrest --stanza=orders archive-get', `${ARCHIVE} get`)
    .replaceAll('pgbackrest --stanza=orders archive-push', `${ARCHIVE} push`)
    .replaceAll('pgbackrest --stanza=orders --delta restore', `${ARCHIVE} restore`)
    .replace(/ {6}recovery_min_apply_delay: .*\n/, '')
    .replace(', nostream: true', '');

/** An archive on a machine outside the estate, and the commands on the estate's nodes. */
async function startArchive(lab: Lab): Promise<void> {
  const text = await readFile(new URL('node/archive.py', import.meta.url), 'utf8');
  const program = { path: ARCHIVE, text: `#!/usr/bin/python3\n${text}`, mode: '755' };
  await Promise.all(lab.nodes.map((node) => node.install([program])));
  await lab.client.sh(`setsid ${ARCHIVE} serve > /tmp/archive.log 2>&1 < /dev/null &`);
}

/** A backup without WAL: all WAL comes from the archive. */
async function backUp(lab: Lab, primary: LabNode): Promise<void> {
  await primary.sh(
    `set -e; set -a; . ${ENVIRONMENT_FILE}; PGPASSWORD="$PATRONI_REPLICATION_PASSWORD" pg_basebackup -w -h 127.0.0.1 -U replicator -D - -Ft -X none -c fast | ${ARCHIVE} backup`,
    { user: 'postgres', timeout: 180 },
  );
  expect((await lab.client.sh('ls -s /srv/archive/backup')).trim()).toMatch(/^[1-9]\d{3,} /);
}

/** Waits until every member of a site applies WAL, and none of them from another site. Returns its leader. */
function untilFromArchive(lab: Lab, site: LabSite): Promise<LabNode> {
  return lab.until(`${site.name} applies WAL from the archive`, 180, async () => {
    const leader = await leaderOf(site, '/standby-leader');
    const members = await list(leader);
    expect(members.map(({ Member }) => Member).sort()).toEqual(site.members.map(({ name }) => name).sort());
    expect(await sql(leader, 'select count(*) from pg_stat_wal_receiver')).toBe('0');
    return leader;
  });
}

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary: home } = lab;
  const tokyo = lab.site('tokyo');
  const busan = lab.site('busan');
  await startArchive(lab);
  await lab.runbook.follow('prepare.');
  const primary = await report.step(`${home.name} is up by the runbook`, async () => {
    for (const step of ['etcd', 'quorum', 'first']) await lab.runbook.run(`bring-up.${home.name}.${step}`);
    return leaderOf(home, '/primary');
  });
  await report.step('a backup is in the archive', () => backUp(lab, primary));
  await report.step(`the other members of ${home.name} are made from the backup`, async () => {
    for (const step of ['rest', 'members', 'haproxy']) await lab.runbook.run(`bring-up.${home.name}.${step}`);
    await untilStreaming(lab, home, '/primary');
  });
  await createApplication(lab, primary);
  for (const site of [busan, tokyo])
    await report.step(`${site.name} is up by the runbook, from the backup`, async () => {
      await lab.runbook.follow(`bring-up.${site.name}.`);
    });
  await untilSlotActive(lab, primary, busan.slot);
  const copies = [...home.members, ...busan.members, ...tokyo.members].filter((node) => node !== primary);
  const restored = await Promise.all(copies.map((node) => node.journal('patroni', 5_000)));
  expect(restored.filter((log) => log.includes('pgbackrest')).length).toBeGreaterThanOrEqual(
    copies.length - 2,
  );
  const writer = await startWriter(lab, home, { rate: 50 });
  await untilRows(lab, writer, 200);
  await report.step(`${tokyo.name} has every row, from the archive alone`, async () => {
    const leader = await untilFromArchive(lab, tokyo);
    const rows = [...writer.acknowledged];
    await sql(primary, 'select pg_switch_wal()');
    await untilComplete(lab, leader, rows);
    await untilServing(lab, tokyo, false);
  });
  await report.step('all sites are well', () => untilWell(lab));
  // No site streams to tokyo, and no site keeps a slot for it.
  expect((await slots(primary)).map(({ name }) => name)).not.toContain(tokyo.slot);

  await report.step(`${tokyo.name} is copied anew by the runbook, from the backup`, async () => {
    await lab.runbook.follow(`reclone-${tokyo.name}.`);
    const leader = await untilFromArchive(lab, tokyo);
    const rows = [...writer.acknowledged];
    await sql(primary, 'select pg_switch_wal()');
    await untilComplete(lab, leader, rows);
  });

  await writer.stop();
  await sql(primary, 'select pg_switch_wal()');
  await untilComplete(lab, await untilFromArchive(lab, tokyo), writer.acknowledged);
  await loseSite(lab, home.name);
  const promoted = await report.step(`${tokyo.name} is promoted by the runbook`, async () => {
    await lab.runbook.follow(`promote-${tokyo.name}.`);
    return untilStreaming(lab, tokyo, '/primary');
  });
  expect(lostRows(writer.acknowledged, await storedRows(lab, promoted))).toEqual([]);
  const after = await startWriter(lab, tokyo, { first: 1_000_000 });
  await untilWriting(lab, after);
  await report.step(`${busan.name} follows ${tokyo.name}`, async () => {
    await untilSlotActive(lab, promoted, busan.slot);
    await untilComplete(lab, await untilStreaming(lab, busan, '/standby-leader'), [...after.acknowledged]);
  });
  await after.stop();
  const changed = await compileWithPrimary(lab, tokyo.name);
  await report.step('the sites that are left are well', () => untilOthersWell(changed, home.name));
}

labDescribe('a site that takes WAL from the archive alone', () => {
  it('is made, copied anew and promoted by the runbook', { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario('archive', play, { file: 'fixtures/archive/topology.yaml', edit: withArchive }),
  );
});
