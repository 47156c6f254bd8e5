import { expect, it } from 'vitest';
import { effectOf } from '../../src/compiler/plan/effects.ts';
import type { Program } from '../../src/compiler/plan/taken.ts';
import type { Json } from '../../src/compiler/text/json.ts';
import { bringUp } from './bring-up.ts';
import { leaderOf, patronictl, rest, sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilStreaming } from './states.ts';

/** What only a restart of a program changes. */
interface Lives {
  readonly postgresql: string;
  readonly patroni: string;
  readonly etcd: string;
}

async function livesOf(node: LabNode): Promise<Lives> {
  const [patroni = '', etcd = ''] = (
    await node.sh('pgrep -o -u postgres -f bin/patroni; pgrep -o -x etcd')
  ).split('\n');
  return { postgresql: await sql(node, 'select pg_postmaster_start_time()'), patroni, etcd };
}

/** The class of effect that the table says. */
const said = (
  program: Program,
  path: readonly string[],
  software: Lab['estate']['software'],
  to: Json = 'x',
): string => effectOf(program, path, { from: undefined, to, software }).kind;

/** Values of parameters that are neither the compiled ones nor PostgreSQL's own. */
const PARAMETERS: Readonly<Record<string, string>> = {
  // postmaster
  shared_buffers: '160MB',
  wal_buffers: '6MB',
  max_files_per_process: '900',
  track_activity_query_size: '2kB',
  superuser_reserved_connections: '4',
  max_logical_replication_workers: '3',
  autovacuum_freeze_max_age: '190000000',
  autovacuum_multixact_freeze_max_age: '390000000',
  max_pred_locks_per_transaction: '70',
  data_sync_retry: 'on',
  huge_pages: 'off',
  track_commit_timestamp: 'on',
  max_replication_slots: '12',
  max_worker_processes: '9',
  max_locks_per_transaction: '70',
  max_prepared_transactions: '5',
  max_connections: '210',
  // sighup
  checkpoint_timeout: '7min',
  checkpoint_completion_target: '0.8',
  max_wal_size: '1536MB',
  min_wal_size: '96MB',
  wal_keep_size: '160MB',
  autovacuum_naptime: '50s',
  autovacuum_vacuum_cost_limit: '300',
  bgwriter_delay: '150ms',
  log_autovacuum_min_duration: '5s',
  log_checkpoints: 'off',
  wal_writer_delay: '150ms',
  authentication_timeout: '50s',
  max_standby_streaming_delay: '40s',
  hot_standby_feedback: 'on',
  wal_receiver_status_interval: '5s',
  archive_timeout: '10min',
  full_page_writes: 'on',
  // superuser and user
  work_mem: '5MB',
  maintenance_work_mem: '70MB',
  statement_timeout: '1h',
  lock_timeout: '30min',
  idle_in_transaction_session_timeout: '2h',
  random_page_cost: '1.5',
  effective_cache_size: '3GB',
  default_statistics_target: '120',
  log_min_duration_statement: '3s',
  log_statement: 'ddl',
  temp_file_limit: '10GB',
  track_functions: 'pl',
  deadlock_timeout: '2s',
  vacuum_cost_limit: '250',
  // superuser-backend
  log_connections: 'on',
  log_disconnections: 'on',
};

const SETTINGS = `select name, context, pending_restart, current_setting(name) as value from pg_settings
  where name in (${Object.keys(PARAMETERS)
    .map((name) => `'${name}'`)
    .join(', ')})`;

interface Setting {
  readonly name: string;
  readonly context: string;
  readonly pending_restart: boolean;
  readonly value: string;
}

const settingsOf = async (node: LabNode): Promise<Map<string, Setting>> => {
  const rows: Setting[] = JSON.parse(await sql(node, `select json_agg(t) from (${SETTINGS}) t`));
  return new Map(rows.map((row) => [row.name, row]));
};

/** All parameters are changed together; each is then looked at by itself. */
async function parameters(lab: Lab, leader: LabNode): Promise<void> {
  const scope = 'pg-seoul-cluster';
  const before = await livesOf(leader);
  const were = await settingsOf(leader);
  const sets = Object.entries(PARAMETERS).map(([name, value]) => `-p ${name}='${value}'`);
  await patronictl(leader, `edit-config ${scope} --force ${sets.join(' ')}`);
  const { software } = lab.estate;
  const wants = (name: string): string => said('dynamic', ['postgresql', 'parameters', name], software);
  await lab.until('the reload has come', 60, async () => {
    expect((await settingsOf(leader)).get('work_mem')?.value).toBe('5MB');
  });
  const are = await settingsOf(leader);
  const seen: Record<string, string> = {};
  for (const [name, now] of are) {
    const was = were.get(name);
    seen[name] = now.pending_restart
      ? 'restart-postgresql'
      : now.value === was?.value
        ? 'nothing'
        : 'dynamic';
  }
  for (const name of Object.keys(PARAMETERS)) {
    // What has the value already, or does not exist in this version, shows nothing.
    if (seen[name] === undefined || seen[name] === 'nothing') continue;
    expect(`${name}: ${seen[name]}`).toBe(`${name}: ${wants(name)}`);
  }
  expect(Object.values(seen).filter((one) => one !== 'nothing').length).toBeGreaterThan(40);
  expect(await livesOf(leader)).toEqual(before);
  // A restart takes all of them.
  await patronictl(leader, `restart ${scope} ${leader.name} --force`, 120);
  await untilStreaming(lab, lab.primary, '/primary');
  const after = await settingsOf(leader);
  expect([...after.values()].filter(({ pending_restart }) => pending_restart)).toEqual([]);
  expect((await livesOf(leader)).postgresql).not.toBe(before.postgresql);
  for (const [name, setting] of are)
    if (setting.pending_restart)
      expect(`${name} ${after.get(name)?.value}`).not.toBe(`${name} ${were.get(name)?.value}`);
}

/** A key of patroni.yml: how it is changed, and how it shows that Patroni has taken it. */
interface Local {
  readonly path: readonly string[];
  readonly to: Json;
  /** Python that changes `c`, the configuration. */
  readonly set: string;
  readonly isTaken: (node: LabNode, lab: Lab) => Promise<boolean>;
}

const logHas =
  (text: string) =>
  async (node: LabNode): Promise<boolean> =>
    (await node.journal('patroni', 400)).includes(text);

const LOCAL: readonly Local[] = [
  {
    path: ['tags', 'noloadbalance'],
    to: true,
    set: "c['tags']['noloadbalance'] = True",
    isTaken: async (node) => (await rest(node, '/patroni')).body.includes('"noloadbalance": true'),
  },
  {
    path: ['tags', 'clonefrom'],
    to: true,
    set: "c['tags']['clonefrom'] = True",
    isTaken: async (node) => (await rest(node, '/patroni')).body.includes('"clonefrom": true'),
  },
  {
    path: ['postgresql', 'pg_hba'],
    to: [],
    set: "c['postgresql']['pg_hba'].append('host all nobody 10.99.0.1/32 reject')",
    isTaken: async (node) =>
      (await sql(node, "select count(*) from pg_hba_file_rules where 'nobody' = any(user_name)")) === '1',
  },
  {
    path: ['postgresql', 'pg_ident'],
    to: [],
    set: "c['postgresql']['pg_ident'] = ['lab root postgres']",
    isTaken: async (node) =>
      (
        await node.exec(
          "grep -q '^lab root postgres' \"$(sed -n 's/^  data_dir: //p' /etc/patroni/patroni.yml)/pg_ident.conf\"",
        )
      ).status === 0,
  },
  {
    path: ['postgresql', 'parameters', 'work_mem'],
    to: '9MB',
    set: "c['postgresql']['parameters']['work_mem'] = '9MB'",
    isTaken: async (node) => (await sql(node, 'show work_mem')) === '9MB',
  },
  {
    path: ['postgresql', 'connect_address'],
    to: 'x',
    set: "c['postgresql']['connect_address'] = '127.0.0.1:5432'",
    isTaken: async (node) => (await patronictl(node, `dsn -m ${node.name}`)).includes('host=127.0.0.1'),
  },
  {
    path: ['log', 'level'],
    to: 'DEBUG',
    set: "c['log'] = {'level': 'DEBUG'}",
    isTaken: logHas('DEBUG'),
  },
  {
    path: ['restapi', 'authentication', 'username'],
    to: 'other',
    set: "c['restapi']['authentication']['username'] = 'other'",
    isTaken: async (node) =>
      (
        await node.exec(
          'curl -sk -o /dev/null -w "%{http_code}" -u other:restapi -X POST -d "{}" https://127.0.0.1:8008/switchover',
        )
      ).stdout !== '401',
  },
  {
    path: ['watchdog', 'mode'],
    to: 'off',
    set: "c['watchdog']['mode'] = 'off'",
    isTaken: logHas('atchdog'),
  },
  {
    path: ['etcd3', 'hosts'],
    to: ['10.1.0.10:2379'],
    set: "c['etcd3']['hosts'] = c['etcd3']['hosts'][:1]",
    isTaken: async () => false,
  },
  {
    path: ['postgresql', 'pgpass'],
    to: 'x',
    set: "c['postgresql']['pgpass'] = '/var/lib/postgresql/lab.pgpass'",
    isTaken: async (node) => (await sql(node, 'show primary_conninfo')).includes('lab.pgpass'),
  },
  {
    path: ['bootstrap', 'initdb'],
    to: 'x',
    set: "c['bootstrap']['initdb'] = [{'encoding': 'LATIN1'}]",
    isTaken: async (node) => (await sql(node, 'show server_encoding')) !== 'UTF8',
  },
  {
    path: ['postgresql', 'listen'],
    to: '0.0.0.0:5442',
    set: "c['postgresql']['listen'] = '0.0.0.0:5442'",
    isTaken: async (node) => (await node.exec('pg_isready -q -h 127.0.0.1 -p 5442')).status === 0,
  },
];

const edit = (set: string): string => `python3 - <<'EOF'
import yaml
path = '/etc/patroni/patroni.yml'
c = yaml.safe_load(open(path))
${set}
yaml.safe_dump(c, open(path, 'w'))
EOF`;

/** One key of patroni.yml after the other, at a replica: reloaded, and looked at. */
async function localKeys(lab: Lab, node: LabNode): Promise<void> {
  const file = await node.sh('cat /etc/patroni/patroni.yml');
  const { software } = lab.estate;
  for (const { path, to, set, isTaken } of LOCAL) {
    const key = path.join('.');
    const kind = effectOf('patroni', path, { from: ['10.1.0.10:2379'], to, software }).kind;
    const before = await livesOf(node);
    await node.sh(edit(set));
    await node.sh('systemctl reload patroni');
    if (kind === 'reload')
      await lab.until(`${key} is taken by a reload`, 40, async () => {
        expect(await isTaken(node, lab)).toBe(true);
      });
    else {
      await new Promise((resolve) => setTimeout(resolve, 7000));
      expect(`${key} taken by a reload: ${await isTaken(node, lab)}`).toBe(`${key} taken by a reload: false`);
    }
    const pending = await sql(node, 'select count(*) from pg_settings where pending_restart');
    expect(`${key}: pending restarts ${pending === '0' ? 'none' : 'some'}`).toBe(
      `${key}: pending restarts ${kind === 'restart-postgresql' ? 'some' : 'none'}`,
    );
    expect(await livesOf(node)).toEqual(before);
    await node.install([{ path: '/etc/patroni/patroni.yml', text: file }]);
    await node.sh('systemctl reload patroni');
    await untilStreaming(lab, lab.primary, '/primary');
  }
}

/** Another data directory: a reload leaves it, and a restart of Patroni copies the data there. */
async function dataDirectory(lab: Lab, node: LabNode): Promise<void> {
  const other = '/var/lib/postgresql/lab-data';
  const path = ['postgresql', 'data_dir'];
  expect(said('patroni', path, lab.estate.software, other)).toBe('copy');
  const file = await node.sh('cat /etc/patroni/patroni.yml');
  const before = await livesOf(node);
  const old = await sql(node, 'show data_directory');
  await node.sh(edit(`c['postgresql']['data_dir'] = '${other}'`));
  await node.sh('systemctl reload patroni');
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  expect(await livesOf(node)).toEqual(before);
  expect(await sql(node, 'show data_directory')).toBe(old);
  expect((await node.exec(`test -e ${other}`)).status).not.toBe(0);
  await node.sh('systemctl restart patroni');
  await lab.until('the data is in the other directory', 120, async () => {
    expect(await sql(node, 'show data_directory')).toBe(other);
  });
  await untilStreaming(lab, lab.primary, '/primary');
  // The old copy is left where it was.
  expect((await node.exec(`test -e ${old}/PG_VERSION`)).status).toBe(0);
  await node.install([{ path: '/etc/patroni/patroni.yml', text: file }]);
  await node.sh('systemctl restart patroni');
  await untilStreaming(lab, lab.primary, '/primary');
  await node.sh(`rm -rf ${other}`);
}

/** etcd reads its file when it starts; a token not even then. HAProxy goes on when it is reloaded. */
async function otherPrograms(lab: Lab): Promise<void> {
  const { software } = lab.estate;
  const [member] = lab.heir.ring;
  const [proxy] = lab.heir.proxies;
  if (!member || !proxy) throw new Error('the second site has a ring and a proxy');
  const text = await member.sh('cat /etc/etcd/etcd.conf.yml');
  const changed = text
    .replace(/^initial-cluster-token: .*$/m, 'initial-cluster-token: another-token')
    .concat('\nsnapshot-count: 12345\n');
  await member.install([{ path: '/etc/etcd/etcd.conf.yml', text: changed }]);
  const before = await livesOf(member);
  await member.exec('systemctl reload etcd');
  expect((await livesOf(member)).etcd).toBe(before.etcd);
  expect(said('etcd', ['snapshot-count'], software)).toBe('restart-etcd');
  expect(said('etcd', ['initial-cluster-token'], software)).toBe('bootstrap');
  const listed = async (): Promise<string> =>
    member.sh(
      '. /dev/null; set -a; value() { sed -nE "s/^ *$1: \\"?([^\\"]*)\\"?$/\\\\1/p" /etc/etcd/etcd.conf.yml | head -n 1; }; ETCDCTL_API=3 etcdctl --endpoints "$(value advertise-client-urls)" --cacert "$(value trusted-ca-file)" --cert "$(value cert-file)" --key "$(value key-file)" member list',
    );
  const ring = await listed();
  await member.sh('systemctl restart etcd');
  await lab.until('the member is back', 60, async () => {
    expect(await listed()).toBe(ring);
  });
  expect((await livesOf(member)).etcd).not.toBe(before.etcd);
  // The old token in the file, or the new one: the member is the same, for it does not read it again.
  await member.install([{ path: '/etc/etcd/etcd.conf.yml', text }]);
  const config = await proxy.sh('cat /etc/haproxy/haproxy.cfg');
  const master = await proxy.sh('pgrep -o -x haproxy');
  await proxy.install([
    { path: '/etc/haproxy/haproxy.cfg', text: config.replace('bind *:5001', 'bind *:5099') },
  ]);
  await proxy.sh('systemctl reload haproxy');
  await lab.until('HAProxy listens on the new port', 20, async () => {
    expect((await proxy.exec('ss -Hltn sport = :5099')).stdout).not.toBe('');
  });
  expect(await proxy.sh('pgrep -o -x haproxy')).toBe(master);
  expect((await proxy.exec('ss -Hltn sport = :5001')).stdout).toBe('');
  expect(said('haproxy', ['replicas', 'bind'], software)).toBe('reload');
}

async function play(lab: Lab, report: Report): Promise<void> {
  await bringUp(lab, report);
  const leader = await leaderOf(lab.primary, '/primary');
  const replica = lab.primary.members.find((node) => node !== leader);
  if (!replica) throw new Error('the first site has a replica');
  await report.step('keys of patroni.yml, one after the other', () => localKeys(lab, replica));
  await report.step('another data directory', () => dataDirectory(lab, replica));
  await report.step('parameters of PostgreSQL of every context', () => parameters(lab, leader));
  // Standbys that had less than the primary were stopped, and are started with what it has.
  await lab.until('the second site streams', 120, async () => {
    for (const node of lab.heir.members)
      expect(await sql(node, 'select status from pg_stat_wal_receiver')).toBe('streaming');
  });
  await report.step('etcd and HAProxy', () => otherPrograms(lab));
}

labDescribe('effects', () => {
  it('shows that each key does what the table says', { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario('effects', play),
  );
});
