/**
 * A software version. Without its last number ("4.1") it may be any release of its series. Compiled files must be right for
 * the oldest release, for which missing numbers count as 0: {@link knows}. Rules also ask the newest release, {@link mayKnow},
 * because the running release is unknown, and report a problem only if both have it; a problem that voids a whole
 * configuration is reported for the oldest (placement/configuration-discarded).
 */
export interface Version {
  readonly text: string;
  readonly parts: readonly number[];
}

export const versionOf = (text: string): Version => ({ text, parts: text.split('.').map(Number) });

/** A version that nobody has said. {@link knows} takes it for the oldest release there is, {@link mayKnow} for the newest. */
export const UNKNOWN: Version = { text: 'of unknown version', parts: [] };

/** Parsed versions, cached because rules compare with the same few versions many times. */
const wantedParts = new Map<string, readonly number[]>();

/** Whether a version is at least this one. */
export function atLeast(version: Version, wanted: string): boolean {
  const other = wantedParts.get(wanted) ?? versionOf(wanted).parts;
  wantedParts.set(wanted, other);
  for (let index = 0; index < Math.max(version.parts.length, other.length); index++) {
    const difference = (version.parts[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The oldest of several versions. */
export const oldestVersion = (versions: readonly Version[]): Version | undefined =>
  versions.reduce<Version | undefined>(
    (oldest, one) => (oldest !== undefined && atLeast(one, oldest.text) ? oldest : one),
    undefined,
  );

/** Versions of the software on an estate's nodes. */
export interface Software {
  readonly patroni: Version;
  readonly postgresql: Version;
  readonly etcd: Version;
  readonly haproxy: Version;
}

/** Defaults of language version 1. They never change, so that an old topology compiles to the same files. */
export const DEFAULT_SOFTWARE = { patroni: '4.1', postgresql: '18', etcd: '3.5', haproxy: '3.2' } as const;

/** First and last version the compiler knows; the last is a series. */
export const SUPPORTED: Readonly<Record<keyof Software, readonly [first: string, last: string]>> = {
  patroni: ['3.0', '4.1'],
  postgresql: ['13', '18'],
  etcd: ['3.4', '3.6'],
  haproxy: ['2.4', '3.2'],
};

/** Whether the compiler knows a version, or may: one that nobody has said is none that it does not know. 4.1 as the last series includes 4.1.5, but not 4.2. */
export function isSupported(product: keyof Software, version: Version): boolean {
  if (version === UNKNOWN) return true;
  const [first, last] = SUPPORTED[product];
  const series = versionOf(last).parts;
  const next = [...series.slice(0, -1), (series.at(-1) ?? 0) + 1].join('.');
  return atLeast(version, first) && !atLeast(version, next);
}

interface Fact {
  readonly of: keyof Software;
  /** First version of each series that has it; an unnamed series between two entries has it from its start. */
  readonly since: readonly [first: string, ...backports: string[]];
  readonly source: string;
}

/** The one table of features by version. */
export const FACTS = {
  /** Slots of one kind of cluster only; before, a slot declared at a standby site is created there and hoards WAL. */
  'slots.cluster_type': { of: 'patroni', since: ['4.1.0'], source: 'Patroni release notes 4.1.0, PR#3229' },
  /** Slots that PostgreSQL 17 copies from the primary are let be; before, a standby removes them as unknown. */
  'slots.failover-left-alone': {
    of: 'patroni',
    since: ['4.1.0'],
    source:
      'Patroni release notes 4.1.0; patroni/postgresql/slots.py load_replication_slots, 4.0.10 and 4.1.0',
  },
  /** Permanent physical slots on all members that may lead; before, on the leader alone. */
  'slots.on-replicas': { of: 'patroni', since: ['3.2.0'], source: 'Patroni release notes 3.2.0, PR#2852' },
  /** patronictl promote-cluster and demote-cluster, and a demotion by a fast stop. */
  'patronictl.promote-cluster': {
    of: 'patroni',
    since: ['4.1.0'],
    source: 'Patroni release notes 4.1.0, PR#3405',
  },
  /** A standby leader may stream from a standby, by one host; before, a slot made it ask for a primary. */
  'standby_cluster.cascade': {
    of: 'patroni',
    since: ['3.3.0'],
    source: 'patroni/postgresql/config.py build_recovery_params, 3.2.2 and 3.3.0',
  },
  /** synchronous_mode is passed over in a standby cluster; before, it breaks switchover there. */
  'standby_cluster.sync-ignored': {
    of: 'patroni',
    since: ['3.2.0'],
    source: 'Patroni release notes 3.2.0, #2892',
  },
  /** synchronous_standby_names holds without synchronous_mode; before, Patroni takes it away. */
  'synchronous_standby_names.plain': {
    of: 'patroni',
    since: ['3.3.2'],
    source: 'Patroni release notes 3.3.2; ha.py disable_synchronous_replication',
  },
  /** wal_log_hints may be turned off; before, it is always on. */
  'wal_log_hints.settable': { of: 'patroni', since: ['4.0.0'], source: 'Patroni release notes 4.0.0' },
  /** The certificate that patronictl and members show is that of ctl; before, that of restapi if ctl has none. */
  'ctl.certificate-alone': {
    of: 'patroni',
    since: ['3.1.0'],
    source: 'patroni/request.py _apply_ssl_file_param, 3.0.2 and 3.1.0',
  },
  /** A member with this tag streams from nobody; before, it is a tag like any other. */
  'tags.nostream': { of: 'patroni', since: ['3.3.0'], source: 'Patroni release notes 3.3.0' },
  /** How a member is preferred as a synchronous standby; before, it is a tag like any other. */
  'tags.sync_priority': { of: 'patroni', since: ['4.1.0'], source: 'Patroni release notes 4.1.0' },
  /** bootstrap.pg_hba and bootstrap.initdb need not be there for --validate-config. */
  'bootstrap.optional': { of: 'patroni', since: ['3.0.3'], source: 'patroni validator.py, 3.0.3' },
  /** How many threads Patroni, and its REST API, work with. */
  'patroni.thread_pool_size': {
    of: 'patroni',
    since: ['3.3.9', '4.0.8', '4.1.1'],
    source: 'Patroni release notes 4.1.1; patroni/__main__.py, 3.3.9 and 4.0.8',
  },
  /** Log lines as text or as JSON. */
  'log.type': { of: 'patroni', since: ['3.3.0'], source: 'Patroni release notes 3.3.0' },
  /** The permissions of log files. */
  'log.mode': { of: 'patroni', since: ['4.0.0'], source: 'Patroni release notes 4.0.0' },
  /** Heartbeat lines that say the same as before may be left out of the log. */
  'log.deduplicate': { of: 'patroni', since: ['4.1.0'], source: 'patroni/log.py, 4.1.0' },
  /** patronictl logs in to the REST API as ctl says; before, as restapi says alone. */
  'ctl.authentication': { of: 'patroni', since: ['3.1.0'], source: 'patroni/request.py, 3.0.4 and 3.1.0' },
  /** How many connections to the REST API wait. */
  'restapi.request_queue_size': { of: 'patroni', since: ['3.0.3'], source: 'Patroni release notes 3.0.3' },
  /** What the REST API tells of its software in the header Server. */
  'restapi.server_tokens': { of: 'patroni', since: ['4.1.0'], source: 'Patroni release notes 4.1.0' },
  /** Programs of PostgreSQL by names of their own. */
  'postgresql.bin_name': { of: 'patroni', since: ['3.0.3'], source: 'Patroni release notes 3.0.3' },
  /** A script that runs before PostgreSQL is stopped. */
  'postgresql.before_stop': { of: 'patroni', since: ['3.0.3'], source: 'Patroni release notes 3.0.3' },
  /** How Patroni's users begin TLS is passed on; before, it is left out. */
  'authentication.sslnegotiation': {
    of: 'patroni',
    since: ['3.3.4', '4.0.3'],
    source: 'patroni/config.py _AUTH_ALLOWED_PARAMETERS, 3.3.4 and 4.0.3',
  },
  /** patronictl list shows a standby that streams as "streaming"; before, as "running" like one that does not. */
  'list.streaming': { of: 'patroni', since: ['3.0.4'], source: 'Patroni release notes 3.0.4, PR#2733' },
  /** How long the slot of a member that is gone is kept. */
  'dcs.member_slots_ttl': { of: 'patroni', since: ['4.0.0'], source: 'Patroni release notes 4.0.0' },
  /** Parameters, pg_hba and pg_ident of one role; and a wait before the leader race. */
  'roles.apart': { of: 'patroni', since: ['4.2.0'], source: 'patroni/config.py, branch release/v4.2.0' },
  /** bootstrap.users makes no roles any more. */
  'bootstrap.users-gone': { of: 'patroni', since: ['4.0.0'], source: 'Patroni release notes 4.0.0' },
  /** Values of the dynamic configuration are judged one by one; before, one that is no number makes all of it void. */
  'dcs.judged-singly': { of: 'patroni', since: ['3.0.3'], source: 'patroni/config.py, 3.0.2 and 3.0.3' },
  /** Every answer of an etcd without a leader is taken for its loss; before, "not a primary lessor" was another error. */
  'failsafe.etcd3': {
    of: 'patroni',
    since: ['3.3.10', '4.0.9', '4.1.3'],
    source:
      'patroni/dcs/etcd3.py _raise_for_data, 3.3.10, 4.0.9 and 4.1.3; release notes of these, "mislabeled Etcd error"',
  },
  /** What failsafe mode asks the other members is let in by the allowlist alone, not by allowlist_include_members. */
  'failsafe.allowlist-alone': {
    of: 'patroni',
    since: ['3.3.3', '4.0.0'],
    source: 'patroni/api.py do_POST_failsafe, check_access(allowlist_check_members=False), 3.3.2 and 3.3.3',
  },
  'restapi.replication_state': {
    of: 'patroni',
    since: ['3.0.4'],
    source: 'patroni/api.py get_postgresql_status, 3.0.4',
  },
  'metrics.streaming': { of: 'patroni', since: ['3.1.0'], source: 'patroni/api.py do_GET_metrics, 3.1.0' },
  /** /quorum and /read-only-quorum; before, the one is nothing and the other a kind of /read-only. */
  'restapi.quorum': { of: 'patroni', since: ['4.0.0'], source: 'patroni/api.py do_GET, 3.3.11 and 4.0.0' },
  /** synchronous_mode: quorum; before, the word is neither on nor off, which is off. */
  'synchronous_mode.quorum': { of: 'patroni', since: ['4.0.0'], source: 'Patroni release notes 4.0.0' },
  /** A member with the higher number wins the leader race where both have the same WAL; before, it is a tag like any other. */
  'tags.failover_priority': { of: 'patroni', since: ['3.2.0'], source: 'Patroni release notes 3.2.0' },
  /** Data checksums are initdb's default, and there is an option against them. */
  'initdb.checksums': {
    of: 'postgresql',
    since: ['18'],
    source: 'PostgreSQL 18 release notes; initdb --help of 17.9 and 18.3',
  },
  /** A standby keeps copies of the primary's logical slots, and these wait for physical ones. */
  'replication.slot-sync': {
    of: 'postgresql',
    since: ['17'],
    source:
      'PostgreSQL 17 release notes: sync_replication_slots, synchronized_standby_slots; postgres --describe-config of 16.13 and 17.9',
  },
  /** A locale provider of PostgreSQL's own, which needs nothing of the operating system. */
  'initdb.builtin': {
    of: 'postgresql',
    since: ['17'],
    source: 'PostgreSQL 17 release notes; initdb --help of 16.13 and 17.9, --locale-provider',
  },
  /** Passwords are stored for scram-sha-256; before, as MD5 hashes, which lines of that method refuse. */
  'password.scram': {
    of: 'postgresql',
    since: ['14'],
    source: 'PostgreSQL 14 release notes; postgres --describe-config of 13.23 and 14.22, password_encryption',
  },
  /** archive_command and archive_library exclude each other; before, the library wins. */
  'archive.one-way': {
    of: 'postgresql',
    since: ['16'],
    source:
      'PostgreSQL 16 release notes; postgres d627ce3b7, pgarch.c LoadArchiveLibrary; in no 15, up to 15.18',
  },
  /** A % in archive_command or restore_command that stands for nothing is an error; before, it is left as it is. */
  'archive.placeholders': {
    of: 'postgresql',
    since: ['16'],
    source: 'postgres src/common/percentrepl.c, in 16.13 and not in 15.18; seen with 15',
  },
  /** libpq takes a folder of revocation lists; before, it refuses the connection, or Patroni leaves the key out. */
  'libpq.sslcrldir': {
    of: 'postgresql',
    since: ['14'],
    source: 'libpq of 13.23 and 14.22; patroni/postgresql/config.py format_dsn, 3.3.5 and 4.0.4',
  },
  /** libpq can begin with TLS at once; before, it refuses the connection, or Patroni leaves the key out. */
  'libpq.sslnegotiation': {
    of: 'postgresql',
    since: ['17'],
    source: 'libpq of 16.13 and 17.9; patroni/postgresql/config.py format_dsn, 3.3.5 and 4.0.4',
  },
  /** The gRPC gateway that Patroni's etcd3 talks to is on although a configuration file is given. */
  'etcd.gateway-on': {
    of: 'etcd',
    since: ['3.5'],
    source: 'etcd CHANGELOG-3.5, PR#12297; embed/config.go NewConfig, 3.4.45 and 3.5.0; seen with 3.4.23',
  },
  /** The oldest TLS may be named. */
  'etcd.tls-min-version': {
    of: 'etcd',
    since: ['3.4.25', '3.5.8'],
    source:
      'etcd CHANGELOG-3.4, 3.4.25, PR#15486, and CHANGELOG-3.5, 3.5.8, PR#15483; embed/config.go of all tags to 3.6.14',
  },
  /** With users, members are told, and leases granted and kept, to those alone who log in. */
  'etcd.login-for-members': {
    of: 'etcd',
    since: ['3.4.42', '3.5.28', '3.6.9'],
    source:
      'etcd CHANGELOG-3.4 to 3.6, CVE-2026-33413; v3_server.go requireAuthInfo, checkLeaseRenew; Patroni release notes 4.1.1',
  },
  /** Members are told to any user who logs in; the releases that began to ask for it told them to the role root alone. */
  'etcd.members-for-users': {
    of: 'etcd',
    since: ['3.4.43', '3.5.29', '3.6.10'],
    source:
      'etcd PR#21551, PR#21550, PR#21549; MemberList: api/v3rpc/member.go, 3.4.42 and 3.4.43, server.go, 3.5.28, 3.5.29, 3.6.9 and 3.6.10',
  },
  /** Patroni logs in before it asks etcd for its members, and when it keeps its lease. */
  'etcd3.login-for-members': {
    of: 'patroni',
    since: ['3.3.9', '4.0.8', '4.1.1'],
    source:
      'Patroni release notes 3.3.9, 4.0.8 and 4.1.1, PR#3580; patroni/dcs/etcd3.py authenticate_on_start, handle_auth_errors',
  },
  /** zap is the only logger there is; 3.4 has to be told to use it. */
  'etcd.zap-only': {
    of: 'etcd',
    since: ['3.5'],
    source: 'etcd CHANGELOG-3.5; embed/config_logging.go setupLogging, 3.4.45 and 3.5.0',
  },
} satisfies Readonly<Record<string, Fact>>;

export type FactName = keyof typeof FACTS;

/** The first version with a feature: in the estate's own series if it was backported there. */
export function firstToKnow(software: Software, name: FactName): string {
  const { of, since }: Fact = FACTS[name];
  const series = software[of].parts.slice(0, 2).join('.');
  return since.find((point) => point.startsWith(`${series}.`)) ?? since.at(-1) ?? since[0];
}

/**
 * Whether a version has a feature, given the first version of each series that has it.
 * Example of a backport: 3.4.25 has it, 3.5.0 does not, 3.5.8 has it.
 */
export function has(version: Version, [first, ...later]: Fact['since']): boolean {
  if (!atLeast(version, first)) return false;
  return later.every((point) => {
    const series = point.split('.').slice(0, 2).join('.');
    return !atLeast(version, series) || atLeast(version, point);
  });
}

/** Whether the estate's software has a feature. */
export function knows(software: Software, name: FactName): boolean {
  const { of, since }: Fact = FACTS[name];
  return has(software[of], since);
}

/** The newest release that a version can mean: "3.5" is any of its series. Use it where a false alarm is the worse mistake. */
export const newest = ({ text, parts }: Version): Version =>
  parts.length < 3 ? { text, parts: [...parts, Number.POSITIVE_INFINITY] } : { text, parts };

/** Whether some release that the estate's version can mean has a feature. */
export function mayKnow(software: Software, name: FactName): boolean {
  const { of, since }: Fact = FACTS[name];
  return has(newest(software[of]), since);
}
