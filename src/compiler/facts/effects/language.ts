import type { LanguageKey } from '../../generated/language-keys.ts';
import type { EffectKind } from './effect.ts';

/** What a change of a key of the language takes on a running estate. */
export interface Meaning {
  /** The effects that a change can have, the strongest last. The values that follow from the key say which of them it has. */
  readonly effects: readonly EffectKind[];
  /** What a person has to know. */
  readonly note: string;
}

const meaning = (effects: string, note: string): Meaning => ({
  effects: effects.split(' ') as EffectKind[],
  note,
});

const BOOTSTRAP = meaning(
  'bootstrap',
  'Read once, when the cluster is made. A running cluster does not change: dump and restore, or copy it logically, to change it.',
);

const TIMING_OF_DCS = meaning(
  'dynamic reload',
  'Patroni takes it within the old loop_wait; the checks of HAProxy follow by a reload.',
);

const TIMING_OF_HAPROXY = meaning(
  'reload',
  'HAProxy takes it when it is reloaded, one proxy after the other.',
);

const CERTIFICATE_PATH = 'The file must be there, readable by the program, before the program is told of it.';

const SWITCH = (what: string): string =>
  `Turning ${what} on or off in one step cuts off whoever does not speak it yet. Members, proxies and clients change one after the other.`;

/** No node reads what Prometheus reads. */
const MONITORING = 'No node has it: give Prometheus the new files of monitoring/, and reload it.';

/** The one table of what each key means when it changes. `npm run typecheck` refuses a key of the schema that is not here. */
export const MEANINGS: Readonly<Record<LanguageKey, Meaning>> = {
  version: meaning('none', 'The version of the language: there is one.'),
  name: meaning('none', 'The name is in the first line of every file, and in nothing that a program reads.'),
  primary: meaning(
    'role-change',
    'The word records a promotion, and does not make one: RUNBOOK.md promotes a site, and this word is changed afterwards.',
  ),
  'software.patroni': meaning(
    'dynamic restart-patroni',
    'The package is upgraded with the site in maintenance mode, the standby site first. Keys that only the new version knows come afterwards.',
  ),
  'software.postgresql': meaning(
    'reload restart-patroni copy impossible',
    'A new major version is a new cluster: pg_upgrade at the primary site, and every standby site copied anew.',
  ),
  'software.etcd': meaning('restart-etcd', 'One minor version at a time, one member after the other.'),
  'software.haproxy': meaning(
    'reload restart-haproxy',
    'The package restarts HAProxy: one proxy of a site after the other.',
  ),
  timing: meaning('dynamic reload', 'A preset stands for all values of timing.'),
  'timing.preset': meaning('dynamic reload', 'A preset stands for all values of timing.'),
  'timing.ttl': TIMING_OF_DCS,
  'timing.loop_wait': TIMING_OF_DCS,
  'timing.retry_timeout': TIMING_OF_DCS,
  'timing.primary_start_timeout': TIMING_OF_DCS,
  'timing.safety_margin': meaning(
    'reload',
    'The watchdog needs ttl less the margin to be more than loop_wait: lower the margin before ttl, raise it after.',
  ),
  'timing.inter': TIMING_OF_HAPROXY,
  'timing.fastinter': TIMING_OF_HAPROXY,
  'timing.downinter': TIMING_OF_HAPROXY,
  'timing.rise': TIMING_OF_HAPROXY,
  'timing.fall': TIMING_OF_HAPROXY,
  sites: meaning(
    'machine dynamic reload',
    'A new site is let in at all others, gets its slot, and copies the cluster. A site that goes is stopped before its slot is dropped.',
  ),
  'site.name': meaning(
    'none dynamic',
    'Folders and headers have the name. The slot of the site is called after it, unless standby.slot says another.',
  ),
  'site.scope': meaning(
    'dangerous',
    'All members of the site change together, with Patroni stopped on all of them: a single one becomes a second primary.',
  ),
  'site.namespace': meaning(
    'dangerous',
    'All members of the site change together, with Patroni stopped on all of them: a single one becomes a second primary.',
  ),
  'site.etcd.token': meaning('bootstrap', 'A ring that has data does not read it again.'),
  'site.standby.slot': meaning(
    'dynamic',
    'The upstream gets the new slot, then the site uses it, then the old slot goes.',
  ),
  'site.standby.follow': meaning(
    'dynamic',
    'The new upstream gets the slot, then the site turns to it, then the old upstream drops its slot.',
  ),
  'site.standby.from': meaning(
    'dynamic',
    'With "archive", the site takes WAL from the archive alone, and its slot goes.',
  ),
  'site.standby.restore_command': meaning(
    'dynamic restart-postgresql',
    'PostgreSQL 13 takes it only when it restarts.',
  ),
  'site.standby.archive_cleanup_command': meaning('dynamic', 'The standby leader takes it within loop_wait.'),
  'site.standby.recovery_min_apply_delay': meaning(
    'dynamic',
    'A promotion waits for the delay, or loses what it holds back.',
  ),
  'site.endpoint': meaning(
    'dynamic certificate next-start',
    'Other sites follow the address: it must lead to the leader before they do.',
  ),
  'site.endpoint.address': meaning(
    'dynamic certificate next-start',
    'Other sites follow the address: it must lead to the leader before they do.',
  ),
  'site.endpoint.port': meaning(
    'dynamic next-start',
    'Other sites follow the port: it must lead to the leader before they do.',
  ),
  'site.slots': meaning(
    'dynamic',
    'A new slot keeps WAL from now on. A slot that goes is dropped once nobody streams from it.',
  ),
  'site.nodes': meaning(
    'machine ring reload dynamic',
    'A new machine is let in everywhere, joins the ring of etcd, then starts. A machine that goes is stopped, leaves the ring, and is forgotten last.',
  ),
  'node.name': meaning(
    'restart-patroni restart-etcd reload',
    'A member with a new name is a new member to Patroni: its slot of the old name keeps WAL until it expires.',
  ),
  'node.address': meaning(
    'reload dynamic machine',
    'A machine at another address is a new machine: the old one leaves, the new one joins and copies the data.',
  ),
  'node.wan_address': meaning(
    'reload dynamic certificate next-start',
    'Other sites let the new address in before they follow it; certificates hold it before it is checked.',
  ),
  'node.runs': meaning(
    'reload ring machine',
    'A service comes to a machine, or leaves it, as if the machine did.',
  ),
  'node.tags.nofailover': meaning(
    'reload',
    'Switch over first if the member leads: else it tries to drop the slots of all others.',
  ),
  'node.tags.failover_priority': meaning('reload', '0 is nofailover: switch over first if the member leads.'),
  'node.tags.noloadbalance': meaning('reload', 'HAProxy sends the member no reads any more.'),
  'node.tags.nosync': meaning('reload', 'Another member becomes synchronous in the next loop.'),
  'node.tags.clonefrom': meaning('reload', 'The next copy may be taken from the member.'),
  'node.tags.nostream': meaning('reload', 'The member takes WAL from the archive alone.'),
  'node.tags.replicatefrom': meaning('reload', 'The member connects to another one at once.'),
  'node.etcd.name': meaning(
    'restart-etcd certificate restart-patroni',
    'The member tells the ring its new name when it starts. Paths of certificates may have the name.',
  ),
  'etcd.client_port': meaning(
    'restart-etcd restart-patroni',
    'Members listen on both ports first, then Patroni restarts in maintenance mode with the new ones, then the old ports go.',
  ),
  'etcd.peer_port': meaning('ring', '"etcdctl member update" before each member restarts with the new port.'),
  'etcd.data_dir': meaning(
    'restart-etcd',
    'Move the folder while the member is stopped, one member after the other.',
  ),
  'clients.*.user': meaning(
    'reload',
    'CREATE ROLE at the primary site first. Sessions that are open stay, also of a client that goes.',
  ),
  clients: meaning(
    'reload',
    'CREATE ROLE at the primary site first. Sessions that are open stay, also of a client that goes.',
  ),
  'clients.*.database': meaning('reload', 'CREATE DATABASE at the primary site first.'),
  'clients.*.from': meaning(
    'reload',
    'PostgreSQL asks pg_hba when a session is opened: sessions that are open stay.',
  ),
  'credentials.superuser.username': meaning(
    'reload',
    'CREATE ROLE and the password first: without the role, Patroni is blind.',
  ),
  'credentials.replication.username': meaning(
    'reload',
    'CREATE ROLE and the password first, at the primary; every standby connects anew.',
  ),
  'credentials.rewind.username': meaning(
    'reload',
    'CREATE ROLE, its rights and the password first, at the primary.',
  ),
  'credentials.rewind': meaning(
    'reload',
    'Without a role of its own, the superuser rewinds: pg_hba lets it in, or not, from now on.',
  ),
  'credentials.restapi.username': meaning(
    'reload',
    'All members of a site together: meanwhile they refuse commands of each other.',
  ),
  'postgresql.port': meaning(
    'reload dynamic restart-postgresql',
    'PostgreSQL, HAProxy and whoever follows the site change together: there is a pause.',
  ),
  'postgresql.data_dir': meaning(
    'copy',
    'Patroni is stopped, the folder is moved, the file is deployed: one member after the other.',
  ),
  'postgresql.bin_dir': meaning(
    'restart-patroni',
    'In maintenance mode. Only another minor version may be there.',
  ),
  'postgresql.config_dir': meaning(
    'restart-patroni',
    'Patroni writes to the new folder, and PostgreSQL reads the old one until it restarts: stop both, move the files, start.',
  ),
  'postgresql.pgpass': meaning('restart-patroni', 'In maintenance mode.'),
  'postgresql.data_checksums': meaning(
    'bootstrap',
    'pg_checksums turns them on or off while every cluster of every site is stopped.',
  ),
  'postgresql.initdb': BOOTSTRAP,
  'postgresql.parameters': meaning(
    'dynamic reload restart-postgresql',
    'By the context that PostgreSQL gives each parameter; docs/changes.md says the order where standbys must not be lower.',
  ),
  'postgresql.pg_hba': meaning(
    'reload',
    'PostgreSQL asks it when a connection is opened: those that are open stay, and fail when they come again.',
  ),
  'postgresql.create_replica_methods': meaning('reload dynamic', 'The next copy is made so.'),
  'postgresql.replica_methods.*.command': meaning('reload', 'The next copy is made so.'),
  'postgresql.replica_methods.*.keep_data': meaning('reload', 'The next copy is made so.'),
  'postgresql.replica_methods.*.no_leader': meaning('reload', 'The next copy is made so.'),
  'postgresql.replica_methods.*.no_params': meaning('reload', 'The next copy is made so.'),
  'bootstrap.command': BOOTSTRAP,
  'bootstrap.keep_existing_recovery_conf': BOOTSTRAP,
  'bootstrap.method': BOOTSTRAP,
  'bootstrap.no_params': BOOTSTRAP,
  'bootstrap.recovery_conf': BOOTSTRAP,
  'patroni.failsafe_mode': meaning(
    'dynamic',
    'Every member must run the same version, and reach the REST API of all others.',
  ),
  'patroni.guard': meaning('next-start', 'The guard is asked when Patroni starts.'),
  'patroni.maximum_lag_on_failover': meaning('dynamic', 'Asked at the next failover.'),
  'patroni.maximum_lag_on_syncnode': meaning('dynamic', 'Asked in the next loop.'),
  'patroni.restapi.port': meaning(
    'reload next-start',
    'The API moves at once, and HAProxy takes the member for dead until it is reloaded: replicas first.',
  ),
  'patroni.synchronous_mode': meaning('dynamic', 'From then on a commit waits for a standby of the site.'),
  'patroni.synchronous_mode_strict': meaning(
    'dynamic',
    'Without a synchronous standby, commits wait for ever.',
  ),
  'patroni.synchronous_node_count': meaning('dynamic', 'Patroni chooses the members in the next loop.'),
  'patroni.watchdog.device': meaning(
    'reload next-start',
    'Taken at the next keepalive. The unit gives the device to Patroni when it starts.',
  ),
  'patroni.watchdog.mode': meaning(
    'reload next-start',
    'With "required", a leader without a working device is demoted at once.',
  ),
  'haproxy.ports.primary': meaning(
    'reload',
    'The old port closes at once to new sessions: clients move in the same moment.',
  ),
  'haproxy.ports.replicas': meaning(
    'reload',
    'The old port closes at once to new sessions: clients move in the same moment.',
  ),
  'haproxy.ports.standby_leader': meaning(
    'reload',
    'The old port closes at once to new sessions: clients move in the same moment.',
  ),
  'haproxy.ports.stats': meaning('reload', 'The page moves.'),
  'haproxy.writes': meaning('reload', 'With "all", pg_hba of the other sites lets these proxies in first.'),
  'tls.etcd': meaning('ring restart-etcd restart-patroni', SWITCH('TLS of etcd')),
  'tls.etcd.ca': meaning('restart-etcd restart-patroni', CERTIFICATE_PATH),
  'tls.etcd.cert': meaning('restart-etcd restart-patroni', CERTIFICATE_PATH),
  'tls.etcd.key': meaning('restart-etcd restart-patroni', CERTIFICATE_PATH),
  'tls.restapi': meaning('reload next-start', SWITCH('TLS of the REST API')),
  'tls.restapi.ca': meaning('reload next-start', CERTIFICATE_PATH),
  'tls.restapi.cert': meaning('reload', CERTIFICATE_PATH),
  'tls.restapi.key': meaning('reload', CERTIFICATE_PATH),
  'tls.postgresql': meaning('reload next-start', SWITCH('TLS of PostgreSQL')),
  'tls.postgresql.ca': meaning('reload next-start', CERTIFICATE_PATH),
  'tls.postgresql.cert': meaning('reload', CERTIFICATE_PATH),
  'tls.postgresql.key': meaning('reload', CERTIFICATE_PATH),
  'tls.haproxy.ca': meaning('reload', CERTIFICATE_PATH),
  'overrides.patroni': meaning(
    'dynamic reload restart-patroni restart-postgresql',
    'As the key that it ends in.',
  ),
  'overrides.etcd': meaning('restart-etcd ring', 'As the key that it ends in.'),
  'overrides.haproxy.*': meaning('reload restart-haproxy', 'As the key that it ends in.'),
  'monitoring.prometheus': meaning('none', MONITORING),
  'monitoring.jobs.patroni': meaning('none', MONITORING),
  'monitoring.jobs.postgresql': meaning('none', MONITORING),
  'monitoring.jobs.etcd': meaning('none', MONITORING),
  'monitoring.jobs.blackbox': meaning('none', MONITORING),
  'monitoring.ports.postgres_exporter': meaning('none', MONITORING),
  'monitoring.interval': meaning('none', MONITORING),
  'monitoring.lag': meaning('none', MONITORING),
  'monitoring.delay': meaning('none', MONITORING),
  'monitoring.tls.ca': meaning('none', MONITORING),
  'monitoring.tls.cert': meaning('none', MONITORING),
  'monitoring.tls.key': meaning('none', MONITORING),
  'monitoring.runbook': meaning('none', MONITORING),
  'lint.rules': meaning(
    'none',
    'A rule that is lowered together with the change that it would refuse deserves a look.',
  ),
};
