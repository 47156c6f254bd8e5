import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spawnProgram } from '../real/programs.ts';
import { bringUp } from './bring-up.ts';
import { CA_FILE } from './certificates.ts';
import { createApplication, startWriter, untilWriting } from './client.ts';
import { patronictl, sql } from './cluster.ts';
import { must, runProgram } from './exec.ts';
import { loseSite, returnSite } from './faults.ts';
import { letClientIn } from './host-list.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import { ENVIRONMENT_FILE } from './provision.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilAllFollow, untilStreaming } from './states.ts';
import { onNetworkOf, untilFound, WITH_SLOTS } from './verified.ts';

const PORT = 9090;
const PATH = { PATH: process.env.PATH ?? '' };

/** A Prometheus with the compiled files, on the network of the client. */
interface Prometheus {
  /** Names of the alerts that fire, each once, sorted. */
  firing(): Promise<string[]>;
  stop(): Promise<void>;
}

async function startPrometheus(lab: Lab, folder: string): Promise<Prometheus> {
  const text = (path: string): string => lab.artifacts.find((one) => one.path === path)?.text ?? '';
  const [config, rules] = [join(folder, 'prometheus.yml'), join(folder, 'rules.yml')];
  writeFileSync(join(folder, 'ca.pem'), await lab.client.sh(`cat ${CA_FILE}`));
  writeFileSync(rules, text('monitoring/patroni.rules.yml'));
  writeFileSync(
    config,
    `global: { scrape_interval: 5s, evaluation_interval: 5s }\nrule_files: [${rules}]\n${text('monitoring/scrape.yml')}`,
  );
  const data = join(folder, 'data');
  mkdirSync(data);
  const words = [
    'prometheus',
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    `--web.listen-address=127.0.0.1:${PORT}`,
    '--log.level=error',
  ];
  const child = spawnProgram(onNetworkOf(lab, words), PATH);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  const closed = once(child, 'close');
  return {
    async firing() {
      const url = `http://127.0.0.1:${PORT}/api/v1/alerts`;
      const run = await runProgram(onNetworkOf(lab, ['curl', '-sf', '-m', '5', url]), PATH, '');
      const { data: answer } = JSON.parse(must(run, `Prometheus answers: ${said}`));
      const alerts: readonly { state: string; labels: { alertname: string } }[] = answer.alerts;
      return [
        ...new Set(alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname)),
      ].sort();
    },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await closed;
      clearTimeout(late);
    },
  };
}

/** Starts postgres_exporter on every member that runs; bookworm has one that is too old. Whether there is one. */
async function startExporters(lab: Lab): Promise<boolean> {
  const program = 'prometheus-postgres-exporter';
  if ((await lab.client.exec(`command -v ${program}`)).status !== 0) return false;
  for (const node of lab.sites.flatMap(({ members }) => members))
    await node.sh(
      `set -a; . ${ENVIRONMENT_FILE}
      export DATA_SOURCE_NAME="host=/var/run/postgresql user=postgres dbname=postgres password=$PATRONI_SUPERUSER_PASSWORD"
      setsid ${program} > /tmp/exporter.log 2>&1 < /dev/null &`,
      { user: 'postgres' },
    );
  return true;
}

/** Writes WAL until a query about the slot says yes. Checkpoints are when a slot is found to keep too much. */
async function writeUntil(lab: Lab, primary: LabNode, condition: string): Promise<void> {
  const rows = "insert into filler select repeat('x', 1000) from generate_series(1, 15000)";
  const slot = `from pg_replication_slots where slot_name = '${lab.heir.slot}'`;
  // Vacuum would write pages of the table to the WAL again, at its own time.
  await sql(primary, 'create table if not exists filler (x text) with (autovacuum_enabled = off)');
  // Some 16 MB each time; the slot may keep 256 MB.
  for (let at = 0; at < 40; at += 1) {
    if ((await sql(primary, `select ${condition} ${slot}`)) === 't') return;
    await sql(primary, `${rows}; checkpoint`);
  }
  throw new Error(`the slot is not like this: ${condition}`);
}

/** The standby site is away, and the primary site goes on writing until its slot is lost. */
async function fillSlot(lab: Lab, report: Report, prometheus: Prometheus): Promise<void> {
  const primary = await untilStreaming(lab, lab.primary, '/primary');
  const fires = (name: string): Promise<void> =>
    lab.until(`${name} fires`, 240, async () => {
      const [firing, slots] = await Promise.all([
        prometheus.firing(),
        primary.exec('curl -sm 5 http://127.0.0.1:9187/metrics | grep ^pg_replication_slot_'),
      ]);
      expect(firing, `${firing.join(', ')}\n${slots.stdout}`).toContain(name);
    });
  await report.step('its slot keeps WAL, and this is told', () => fires('PostgreSQLSlotInactive'));
  await report.step('its slot keeps most of what it may keep', async () => {
    await writeUntil(lab, primary, 'safe_wal_size < 50 * 1048576');
    await fires('PostgreSQLSlotNearlyLost');
  });
  // Patroni 4.0.10 and 4.1.4 drop a lost slot and make it anew in the next loop: nobody sees it lost for long.
  await report.step('verify says so, too', () => untilFound(lab, ['live/slot-nearly-lost'], WITH_SLOTS));
}

/** Waits until exactly these alerts fire. */
const untilFiring = (lab: Lab, prometheus: Prometheus, names: readonly string[]): Promise<void> =>
  lab.until(`these fire: ${names.join(', ') || 'none'}`, 180, async () => {
    expect(await prometheus.firing()).toEqual(names);
  });

async function play(lab: Lab, report: Report, folder: string): Promise<void> {
  const { primary } = await bringUp(lab, report);
  await createApplication(lab, primary);
  const writer = await startWriter(lab, lab.primary);
  await untilWriting(lab, writer);
  const hasExporters = await startExporters(lab);
  const prometheus = await startPrometheus(lab, folder);
  try {
    await report.step('nothing fires for a minute', async () => {
      await untilFiring(lab, prometheus, []);
      for (let at = 0; at < 12; at += 1) {
        await new Promise((resolve) => setTimeout(resolve, 5000));
        expect(await prometheus.firing()).toEqual([]);
      }
    });
    await report.step('the standby site is lost', async () => {
      await loseSite(lab, lab.heir.name);
      const slot = hasExporters ? ['PostgreSQLSlotInactive'] : [];
      await untilFiring(lab, prometheus, ['PatroniSiteSilent', ...slot]);
    });
    await report.step('it comes back', async () => {
      await returnSite(lab, lab.heir.name);
      await untilAllFollow(lab);
      await untilFiring(lab, prometheus, []);
    });
    await report.step('a member is lost', async () => {
      const leader = await untilStreaming(lab, lab.primary, '/primary');
      const replica = lab.primary.members.find((node) => node !== leader);
      await replica?.sh('systemctl stop patroni');
      await untilFiring(lab, prometheus, ['PatroniMemberMissing']);
      await replica?.sh('systemctl start patroni');
      await untilFiring(lab, prometheus, []);
    });
    await report.step('two sites take writes', async () => {
      const follower = await untilStreaming(lab, lab.heir, '/standby-leader');
      await patronictl(follower, "edit-config pg-busan-standby --force --set 'standby_cluster=null'");
      await lab.until('this is told', 120, async () => {
        expect(await prometheus.firing()).toContain('PatroniTwoSitesPrimary');
      });
    });
    if (!hasExporters) {
      report.note(
        'alerts about slots',
        'not tried: this suite has no postgres_exporter that knows the metrics',
      );
      return;
    }
    await loseSite(lab, lab.heir.name);
    await fillSlot(lab, report, prometheus);
  } finally {
    await prometheus.stop();
  }
  await writer.stop();
}

labDescribe('monitoring', () => {
  it('has alerts that fire on a running estate, and are silent for the rest', {
    timeout: SCENARIO_TIMEOUT_MS,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgdr-prometheus-'));
    try {
      await scenario('monitoring', (lab, report) => play(lab, report, folder), {
        edit: (text) =>
          `${letClientIn(text).trimEnd().replace('max_slot_wal_keep_size: 64GB', 'max_slot_wal_keep_size: 256MB\n    max_wal_size: 128MB')}\n\nmonitoring:\n  prometheus: true\n  jobs: { postgresql: postgres }\n  tls: { ca: ${join(folder, 'ca.pem')} }\n`,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
