import type { Software } from './version.ts';
import { atLeast, has, newest } from './version.ts';

/** Kind of value that etcd accepts for a key: `integer` may be negative, and includes durations in nanoseconds. */
export type Kind = 'text' | 'flag' | 'count' | 'integer' | 'list' | 'map' | 'any';

/** Kind, first version of each series that has the key (default: the first supported version), and the first version without it. */
type Key = readonly [kind: Kind, since?: string, gone?: string];

/**
 * Every key of etcd.conf.yml that some supported etcd reads: the fields of Config, configJSON (configYAML before 3.5)
 * and, for proxies, configProxy in server/embed/config.go and server/etcdmain/config.go, of all tags v3.4.0 to v3.6.14.
 * Flags that have no field, such as --raft-read-timeout, cannot be in a file.
 */
const KEYS: Readonly<Record<string, Key>> = {
  'advertise-client-urls': ['text'],
  'auth-token': ['text'],
  'auth-token-ttl': ['count', '3.4.10'],
  'auto-compaction-mode': ['text'],
  'auto-compaction-retention': ['text'],
  'backend-batch-interval': ['integer'],
  'backend-batch-limit': ['integer'],
  'backend-bbolt-freelist-type': ['text', '3.5'],
  'bcrypt-cost': ['count'],
  'bootstrap-defrag-threshold-megabytes': ['count', '3.6'],
  'cipher-suites': ['list'],
  'client-transport-security': ['map'],
  'compact-hash-check-time': ['integer', '3.6'],
  'compaction-batch-limit': ['integer', '3.6'],
  'compaction-sleep-interval': ['integer', '3.6'],
  'corrupt-check-time': ['integer', '3.6'],
  cors: ['text'],
  'data-dir': ['text'],
  debug: ['flag', '3.4', '3.5'],
  discovery: ['text'],
  'discovery-config': ['map', '3.6'],
  'discovery-fallback': ['text', '3.4', '3.6'],
  'discovery-proxy': ['text'],
  'discovery-srv': ['text'],
  'discovery-srv-name': ['text'],
  'distributed-tracing-address': ['text', '3.6'],
  'distributed-tracing-instance-id': ['text', '3.6'],
  'distributed-tracing-sampling-rate': ['integer', '3.6'],
  'distributed-tracing-service-name': ['text', '3.6'],
  'downgrade-check-time': ['integer', '3.6'],
  'election-timeout': ['count'],
  'enable-distributed-tracing': ['flag', '3.6'],
  'enable-grpc-gateway': ['flag'],
  'enable-log-rotation': ['flag', '3.5'],
  'enable-pprof': ['flag'],
  'enable-v2': ['flag', '3.4', '3.6'],
  'experimental-backend-bbolt-freelist-type': ['text', '3.4', '3.5'],
  'experimental-bootstrap-defrag-threshold-megabytes': ['count', '3.5'],
  'experimental-compact-hash-check-enabled': ['flag', '3.5.5'],
  'experimental-compact-hash-check-time': ['integer', '3.5.5'],
  'experimental-compaction-batch-limit': ['integer'],
  'experimental-compaction-sleep-interval': ['integer', '3.5.16'],
  'experimental-corrupt-check-time': ['integer'],
  'experimental-distributed-tracing-address': ['text', '3.5'],
  'experimental-distributed-tracing-instance-id': ['text', '3.5'],
  'experimental-distributed-tracing-sampling-rate': ['integer', '3.5.11'],
  'experimental-distributed-tracing-service-name': ['text', '3.5'],
  'experimental-downgrade-check-time': ['integer', '3.5'],
  'experimental-enable-distributed-tracing': ['flag', '3.5'],
  'experimental-enable-lease-checkpoint': ['flag'],
  'experimental-enable-lease-checkpoint-persist': ['flag', '3.4.20 3.5.2'],
  'experimental-enable-v2v3': ['text', '3.4', '3.6'],
  'experimental-initial-corrupt-check': ['flag'],
  'experimental-memory-mlock': ['flag', '3.5'],
  'experimental-peer-skip-client-san-verification': ['flag', '3.6'],
  'experimental-snapshot-catch-up-entries': ['count', '3.5.14'],
  'experimental-stop-grpc-service-on-defrag': ['flag', '3.5.14'],
  'experimental-txn-mode-write-with-shared-buffer': ['flag', '3.5'],
  'experimental-warning-apply-duration': ['integer', '3.4.16'],
  'experimental-warning-unary-request-duration': ['integer', '3.6'],
  'experimental-watch-progress-notify-interval': ['integer', '3.4.11'],
  'feature-gates': ['text', '3.6'],
  'force-new-cluster': ['flag'],
  'grpc-keepalive-interval': ['integer'],
  'grpc-keepalive-min-time': ['integer'],
  'grpc-keepalive-timeout': ['integer'],
  'heartbeat-interval': ['count'],
  'host-whitelist': ['text'],
  'initial-advertise-peer-urls': ['text'],
  'initial-cluster': ['text'],
  'initial-cluster-state': ['text'],
  'initial-cluster-token': ['text'],
  'initial-election-tick-advance': ['flag'],
  'listen-client-http-urls': ['text', '3.4.25 3.5.8'],
  'listen-client-urls': ['text'],
  'listen-metrics-urls': ['text'],
  'listen-peer-urls': ['text'],
  'log-format': ['text', '3.6'],
  'log-level': ['text'],
  'log-output': ['list', '3.4', '3.5'],
  'log-outputs': ['list'],
  'log-package-levels': ['text', '3.4', '3.5'],
  'log-rotation-config-json': ['text', '3.5'],
  logger: ['text'],
  'max-concurrent-streams': ['count', '3.4.20 3.5.5'],
  'max-learners': ['integer', '3.6'],
  'max-request-bytes': ['count'],
  'max-snapshots': ['count'],
  'max-txn-ops': ['count'],
  'max-wals': ['count'],
  'memory-mlock': ['flag', '3.6'],
  metrics: ['text'],
  name: ['text'],
  'next-cluster-version-compatible': ['flag', '3.4.31', '3.5'],
  'peer-transport-security': ['map'],
  'pre-vote': ['flag'],
  proxy: ['text', '3.4', '3.6'],
  'proxy-dial-timeout': ['count', '3.4', '3.6'],
  'proxy-failure-wait': ['count', '3.4', '3.6'],
  'proxy-read-timeout': ['count', '3.4', '3.6'],
  'proxy-refresh-interval': ['count', '3.4', '3.6'],
  'proxy-write-timeout': ['count', '3.4', '3.6'],
  'quota-backend-bytes': ['integer'],
  'self-signed-cert-validity': ['count', '3.5.1'],
  'snapshot-catchup-entries': ['count', '3.6'],
  'snapshot-count': ['count'],
  'socket-options': ['map', '3.5.10'],
  'strict-reconfig-check': ['flag'],
  'tls-max-version': ['text', '3.4.25 3.5.8'],
  'tls-min-version': ['text', '3.4.25 3.5.8'],
  'unsafe-no-fsync': ['flag', '3.4.10'],
  'v2-deprecation': ['text', '3.5'],
  'wal-dir': ['text'],
  'warning-apply-duration': ['integer', '3.6'],
  'warning-unary-request-duration': ['integer', '3.6'],
  'watch-progress-notify-interval': ['integer', '3.6'],
};

/** Keys of client-transport-security and peer-transport-security (securityConfig). */
const SECURITY: Readonly<Record<string, Key>> = {
  // A text in the first releases that have them, a list in later ones.
  'allowed-cn': ['any', '3.5.14'],
  'allowed-hostname': ['any', '3.5.14'],
  'auto-tls': ['flag'],
  'cert-file': ['text'],
  'client-cert-auth': ['flag'],
  'client-cert-file': ['text', '3.5'],
  'client-key-file': ['text', '3.5'],
  'key-file': ['text'],
  'skip-client-san-verification': ['flag', '3.6'],
  'trusted-ca-file': ['text'],
};

export const SECTIONS: readonly string[] = ['client-transport-security', 'peer-transport-security'];

/** Go ignores the case of JSON keys. */
const entry = (section: string | undefined, name: string): Key | undefined => {
  const keys = section === undefined ? KEYS : SECURITY;
  return Object.hasOwn(keys, name.toLowerCase()) ? keys[name.toLowerCase()] : undefined;
};

/** Why etcd ignores a key: it is unknown, belongs to a later version, or was removed. */
export type Unread =
  | { readonly because: 'unknown' }
  | { readonly because: 'later' | 'gone'; readonly version: string };

/** Where a key is allowed: at the top, or in one of the {@link SECTIONS}. */
export function unread(software: Software, section: string | undefined, name: string): Unread | undefined {
  const found = entry(section, name);
  if (!found) return { because: 'unknown' };
  const [, since = '3.4', gone] = found;
  const [first = since, ...backports] = since.split(' ');
  if (gone !== undefined && atLeast(software.etcd, gone)) return { because: 'gone', version: gone };
  // A version without its last number may be any release of its series.
  return has(newest(software.etcd), [first, ...backports])
    ? undefined
    : { because: 'later', version: [first, ...backports].join(' and ') };
}

/** Kind of value of a key; undefined for an unknown key. */
export const kindOf = (section: string | undefined, name: string): Kind | undefined =>
  entry(section, name)?.[0];

/** Every key that is read, at the top or in a section. */
export const keysRead = (software: Software, section?: string): string[] =>
  Object.keys(section === undefined ? KEYS : SECURITY).filter((name) => !unread(software, section, name));
