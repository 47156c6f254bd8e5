import type { Software } from '../facts/version.ts';
import { knows } from '../facts/version.ts';
import type { Json } from '../text/json.ts';
import { wordOf } from '../text/json.ts';
import { inEffect } from './same.ts';

/** What daemons take where nothing is written, by program and by path with dots. */
type Taken = Readonly<Record<string, Json>>;

/** Patroni's dynamic configuration (patroni/config.py, __DEFAULT_CONFIG; postgresql/config.py, CMDLINE_OPTIONS; global_config.py). */
const DYNAMIC: Taken = {
  ttl: 30,
  loop_wait: 10,
  retry_timeout: 10,
  primary_start_timeout: 300,
  maximum_lag_on_failover: 1048576,
  failsafe_mode: false,
  synchronous_mode: false,
  synchronous_mode_strict: false,
  synchronous_node_count: 1,
  'postgresql.use_slots': true,
  'postgresql.use_pg_rewind': false,
  'postgresql.parameters.wal_level': 'replica',
  'postgresql.parameters.wal_log_hints': 'on',
  'postgresql.parameters.max_connections': 100,
  'postgresql.parameters.max_wal_senders': 10,
  'postgresql.parameters.max_replication_slots': 10,
  'postgresql.parameters.wal_sender_timeout': '60s',
  'postgresql.parameters.wal_receiver_timeout': '60s',
  'standby_cluster.port': 5432,
  'standby_cluster.create_replica_methods': ['basebackup'],
};

/** patroni.yml (patroni/dcs/__init__.py, patroni/watchdog/base.py, patroni/tags.py, patroni/ctl.py). */
const PATRONI: Taken = {
  'etcd3.protocol': 'http',
  'watchdog.mode': 'automatic',
  'watchdog.device': '/dev/watchdog',
  'watchdog.safety_margin': 5,
  'tags.nofailover': false,
  'tags.noloadbalance': false,
  'tags.nosync': false,
  'tags.clonefrom': false,
  'ctl.insecure': false,
};

/** etcd.conf.yml (etcd embed/config.go, NewConfig, from 3.4 to 3.6). */
const ETCD: Taken = {
  'heartbeat-interval': 100,
  'election-timeout': 1000,
  'strict-reconfig-check': true,
  'quota-backend-bytes': 2147483648,
  'initial-cluster-state': 'new',
  'log-level': 'info',
  'auto-compaction-mode': 'periodic',
};

/** etcd's own defaults since 3.5. */
const ETCD_NEWER: Taken = { 'pre-vote': true, 'log-outputs': ['stderr'] };

export type Program = 'dynamic' | 'patroni' | 'etcd' | 'haproxy';

/** What a program takes where nothing is written at a path with dots; undefined where that is not known. */
export const takenFor = (program: 'dynamic' | 'patroni', path: string): Json | undefined =>
  (program === 'dynamic' ? DYNAMIC : PATRONI)[path];

/** Whether a daemon runs with this value where nothing is written. */
export function isTakenAnyway(
  program: Program,
  path: readonly string[],
  value: Json | undefined,
  software: Software,
): boolean {
  const key = path.join('.');
  // Patroni takes it without the slash at its end too (patroni/dcs/__init__.py).
  if (program === 'patroni' && key === 'namespace') return /^\/?service\/?$/.test(wordOf(value));
  if (program === 'dynamic' && key === 'postgresql.parameters.password_encryption')
    return inEffect(value, knows(software, 'password.scram') ? 'scram-sha-256' : 'md5');
  const tables: Readonly<Record<Program, Taken>> = {
    dynamic: DYNAMIC,
    patroni: PATRONI,
    etcd: knows(software, 'etcd.zap-only') ? { ...ETCD, ...ETCD_NEWER } : ETCD,
    haproxy: {},
  };
  const taken = tables[program];
  return Object.hasOwn(taken, key) && inEffect(value, taken[key]);
}

/** Whether a program runs alike with two values, because each is either not written or what it takes anyway. */
export function isNoDifference(
  program: Program,
  path: readonly string[],
  one: Json | undefined,
  other: Json | undefined,
  software: Software,
): boolean {
  const takes = (value: Json | undefined): boolean =>
    value === undefined || isTakenAnyway(program, path, value, software);
  return takes(one) && takes(other);
}
