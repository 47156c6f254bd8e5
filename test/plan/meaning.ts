import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { EffectKind } from '../../src/compiler/facts/effects/effect.ts';
import { MEANINGS } from '../../src/compiler/facts/effects/language.ts';
import type { LanguageKey } from '../../src/compiler/generated/language-keys.ts';
import { changeOf, SAMPLE } from './planned.ts';

type Block = { [key: string]: unknown };

/** Sets a value at a path with dots; numbers are items of lists. */
function put(topology: Block, path: string, value: unknown): Block {
  const copy = structuredClone(topology);
  const keys = path.split('.');
  let node = copy as Record<string, Record<string, never>>;
  for (const key of keys.slice(0, -1)) {
    (node as Block)[key] ??= {};
    node = node[key] as never;
  }
  const last = keys.at(-1) ?? '';
  if (value === undefined) delete (node as Block)[last];
  else (node as Block)[last] = value;
  return copy;
}

const NODE = 'sites.1.nodes.1';

/** A change of each key: where it is written, and a value that the sample does not have. */
const CHANGES: Partial<Record<LanguageKey, readonly (readonly [path: string, value: unknown])[]>> = {
  name: [['name', 'other']],
  primary: [['primary', 'busan']],
  'software.patroni': [['software.patroni', '4.0']],
  'software.postgresql': [['software.postgresql', 17]],
  'software.etcd': [['software.etcd', '3.6']],
  'software.haproxy': [['software.haproxy', '3.0']],
  timing: [['timing', 'safe']],
  'timing.preset': [['timing', { preset: 'safe' }]],
  'timing.ttl': [['timing', { preset: 'norm', ttl: 40 }]],
  'timing.loop_wait': [['timing', { preset: 'norm', loop_wait: 4 }]],
  'timing.retry_timeout': [['timing', { preset: 'norm', retry_timeout: 9 }]],
  'timing.primary_start_timeout': [['timing', { preset: 'norm', primary_start_timeout: 30 }]],
  'timing.safety_margin': [['timing', { preset: 'norm', safety_margin: 6 }]],
  'timing.inter': [['timing', { preset: 'norm', inter: '1500ms' }]],
  'timing.fastinter': [['timing', { preset: 'norm', fastinter: '500ms' }]],
  'timing.downinter': [['timing', { preset: 'norm', downinter: '3s' }]],
  'timing.rise': [['timing', { preset: 'norm', rise: 2 }]],
  'timing.fall': [['timing', { preset: 'norm', fall: 2 }]],
  'site.name': [['sites.1.name', 'daegu']],
  'site.scope': [['sites.1.scope', 'pg-other']],
  'site.namespace': [['sites.1.namespace', '/other/']],
  'site.etcd.token': [['sites.1.etcd.token', 'another-token']],
  'site.standby.slot': [['sites.1.standby.slot', 'dr']],
  'site.standby.restore_command': [['sites.1.standby.restore_command', 'cp /archive/%f %p']],
  'site.standby.archive_cleanup_command': [['sites.1.standby.archive_cleanup_command', 'true']],
  'site.standby.recovery_min_apply_delay': [['sites.1.standby.recovery_min_apply_delay', '1h']],
  'site.endpoint': [['sites.0.endpoint', '10.1.0.100']],
  'site.slots': [['sites.0.slots', ['standby_cluster_busan', 'backup']]],
  'node.name': [[`${NODE}.name`, 'pg-busan-9']],
  'node.address': [[`${NODE}.address`, '10.2.0.99']],
  'node.wan_address': [[`${NODE}.wan_address`, '172.16.0.9']],
  'node.runs': [
    [`${NODE}.runs`, ['etcd']],
    ['sites.1.nodes.3.runs', ['haproxy', 'etcd']],
  ],
  'node.tags.nofailover': [[`${NODE}.tags`, { nofailover: true }]],
  'node.tags.failover_priority': [[`${NODE}.tags`, { failover_priority: 2 }]],
  'node.tags.noloadbalance': [[`${NODE}.tags`, { noloadbalance: true }]],
  'node.tags.nosync': [[`${NODE}.tags`, { nosync: true }]],
  'node.tags.clonefrom': [[`${NODE}.tags`, { clonefrom: true }]],
  'node.tags.nostream': [[`${NODE}.tags`, { nostream: true }]],
  'node.tags.replicatefrom': [[`${NODE}.tags`, { replicatefrom: 'pg-busan-3' }]],
  'node.etcd.name': [[`${NODE}.etcd.name`, 'etcd-other']],
  'etcd.client_port': [['etcd.client_port', 2479]],
  'etcd.peer_port': [['etcd.peer_port', 2480]],
  'etcd.data_dir': [['etcd.data_dir', '/srv/etcd']],
  clients: [['clients', []]],
  'clients.*.user': [['clients.0.user', 'other_app']],
  'clients.*.database': [['clients.0.database', 'other']],
  'clients.*.from': [['clients.1.from', ['10.8.0.0/16']]],
  'credentials.superuser.username': [['credentials.superuser.username', 'dba']],
  'credentials.replication.username': [['credentials.replication.username', 'repl']],
  'credentials.rewind.username': [['credentials.rewind.username', 'rewinder']],
  'credentials.restapi.username': [['credentials.restapi.username', 'api']],
  'postgresql.port': [['postgresql.port', 5433]],
  'postgresql.data_dir': [['postgresql.data_dir', '/srv/pg/main']],
  'postgresql.bin_dir': [['postgresql.bin_dir', '/opt/pg/bin']],
  'postgresql.config_dir': [['postgresql.config_dir', '/etc/pg']],
  'postgresql.pgpass': [['postgresql.pgpass', '/var/lib/postgresql/pgpass0']],
  'postgresql.data_checksums': [['postgresql.data_checksums', false]],
  'postgresql.initdb': [['postgresql.initdb', { encoding: 'UTF8', locale: 'C.UTF-8' }]],
  'postgresql.parameters': [
    ['postgresql.parameters.work_mem', '8MB'],
    ['postgresql.parameters.max_connections', 300],
    [`${NODE}.postgresql.parameters`, { work_mem: '8MB' }],
  ],
  'postgresql.pg_hba': [['postgresql.pg_hba', ['host all dba 10.9.9.9/32 scram-sha-256']]],
  'postgresql.create_replica_methods': [['postgresql.create_replica_methods', ['basebackup']]],
  'patroni.failsafe_mode': [['patroni.failsafe_mode', true]],
  'patroni.guard': [['patroni.guard', 'lenient']],
  'patroni.maximum_lag_on_failover': [['patroni.maximum_lag_on_failover', 2097152]],
  'patroni.maximum_lag_on_syncnode': [['patroni.maximum_lag_on_syncnode', 2097152]],
  'patroni.restapi.port': [['patroni.restapi.port', 8009]],
  'patroni.synchronous_mode': [['patroni.synchronous_mode', true]],
  'patroni.synchronous_mode_strict': [['patroni', { synchronous_mode: true, synchronous_mode_strict: true }]],
  'patroni.synchronous_node_count': [['patroni', { synchronous_mode: true, synchronous_node_count: 2 }]],
  'patroni.watchdog.mode': [['patroni.watchdog.mode', 'off']],
  'patroni.watchdog.device': [['patroni.watchdog.device', '/dev/watchdog1']],
  'haproxy.ports.primary': [['haproxy.ports.primary', 5010]],
  'haproxy.ports.replicas': [['haproxy.ports.replicas', 5011]],
  'haproxy.ports.standby_leader': [['haproxy.ports.standby_leader', 5012]],
  'haproxy.ports.stats': [['haproxy.ports.stats', 7001]],
  'haproxy.writes': [['haproxy.writes', 'all']],
  'tls.etcd': [['tls.etcd', false]],
  'tls.restapi': [['tls.restapi', false]],
  'tls.postgresql': [['tls.postgresql', false]],
  'tls.etcd.ca': [['tls.etcd.ca', '/etc/etcd/ssl/new-ca.pem']],
  'tls.etcd.cert': [['tls.etcd.cert', '/etc/etcd/ssl/new-{member}.pem']],
  'tls.etcd.key': [['tls.etcd.key', '/etc/etcd/ssl/new-{member}-key.pem']],
  'tls.restapi.ca': [['tls.restapi.ca', '/etc/patroni/ssl/new-ca.pem']],
  'tls.restapi.cert': [['tls.restapi.cert', '/etc/patroni/ssl/new.pem']],
  'tls.restapi.key': [['tls.restapi.key', '/etc/patroni/ssl/new-key.pem']],
  'tls.postgresql.ca': [['tls.postgresql.ca', '/etc/postgresql/ssl/new-ca.pem']],
  'tls.postgresql.cert': [['tls.postgresql.cert', '/etc/postgresql/ssl/new.pem']],
  'tls.postgresql.key': [['tls.postgresql.key', '/etc/postgresql/ssl/new-key.pem']],
  'tls.haproxy.ca': [['tls.haproxy.ca', '/etc/haproxy/ssl/new-ca.pem']],
  'overrides.patroni': [['overrides.patroni', { log: { level: 'DEBUG' } }]],
  'overrides.etcd': [['overrides.etcd', { 'snapshot-count': 20000 }]],
  'overrides.haproxy.*': [['overrides.haproxy', { defaults: { 'timeout queue': '6s' } }]],
  'monitoring.prometheus': [['monitoring', { prometheus: true }]],
  'monitoring.jobs.patroni': [['monitoring', { jobs: { patroni: 'pg' } }]],
  'monitoring.jobs.postgresql': [['monitoring', { jobs: { postgresql: 'pg' } }]],
  'monitoring.jobs.etcd': [['monitoring', { jobs: { etcd: 'ring' } }]],
  'monitoring.jobs.blackbox': [['monitoring', { jobs: { blackbox: 'probe' } }]],
  'monitoring.ports.postgres_exporter': [['monitoring', { ports: { postgres_exporter: 9188 } }]],
  'monitoring.interval': [['monitoring', { interval: '30s' }]],
  'monitoring.lag': [['monitoring', { lag: '1GB' }]],
  'monitoring.delay': [['monitoring', { delay: '10min' }]],
  'monitoring.tls.ca': [['monitoring', { tls: { ca: '/etc/prometheus/ca.pem' } }]],
  'monitoring.tls.cert': [['monitoring', { tls: { cert: '/etc/prometheus/me.pem' } }]],
  'monitoring.tls.key': [['monitoring', { tls: { key: '/etc/prometheus/me-key.pem' } }]],
  'monitoring.runbook': [['monitoring', { runbook: 'https://git.example.com/RUNBOOK.md' }]],
  'lint.rules': [['lint', { rules: { 'slots/wal-unbounded': 'info' } }]],
};

/** Keys whose change cannot be shown by one value of the sample, and why. */
const UNTRIED: readonly LanguageKey[] = [
  // There is one version.
  'version',
  // Sites and nodes come and go in test/plan/steps.test.ts.
  'sites',
  'site.nodes',
  // They need a third site, an archive, or one another.
  'site.standby.follow',
  'site.standby.from',
  'site.endpoint.address',
  'site.endpoint.port',
  'credentials.rewind',
  'bootstrap.command',
  'bootstrap.keep_existing_recovery_conf',
  'bootstrap.method',
  'bootstrap.no_params',
  'bootstrap.recovery_conf',
  'postgresql.replica_methods.*.command',
  'postgresql.replica_methods.*.keep_data',
  'postgresql.replica_methods.*.no_leader',
  'postgresql.replica_methods.*.no_params',
];

/** What may follow from any change: files that count later, certificates with other names, and what only a new ring reads. */
const ANYWHERE: readonly EffectKind[] = ['next-start', 'certificate', 'bootstrap'];

/** The tests of the table of the language. */
export function languageMeaning(): void {
  describe('the meaning of a key of the language', () => {
    const sample = parse(SAMPLE) as Block;

    it('is tried for every key, but for those that say why not', () => {
      const keys = Object.keys(MEANINGS) as LanguageKey[];
      expect(keys.filter((key) => CHANGES[key] === undefined && !UNTRIED.includes(key))).toEqual([]);
    });

    it.each(
      Object.entries(CHANGES).flatMap(([key, all]) =>
        all.map(([path, value]) => [key, path, value] as const),
      ),
    )('%s (%s)', async (key, path, value) => {
      const { values } = await changeOf(sample, put(sample, path, value));
      const found = [...new Set(values.map(({ effect }) => effect.kind))];
      const said = MEANINGS[key as LanguageKey].effects;
      expect(found.filter((kind) => !said.includes(kind) && !ANYWHERE.includes(kind))).toEqual([]);
      // What it says happens, if it says that anything does.
      if (!said.includes('none')) expect(said.some((kind) => found.includes(kind))).toBe(true);
    });
  });
}
