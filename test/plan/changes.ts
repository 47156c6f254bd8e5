import { edited } from './planned.ts';

/** A change of the sample, and the hazards that it has. */
export interface TopologyChange {
  readonly name: string;
  readonly edit: (sample: string) => string;
  /** Ids of the rules that find something, without `change/`; sorted. */
  readonly hazards?: readonly string[];
  /** Whether it says something else together with other changes. */
  readonly isAlone?: true;
}

const to =
  (from: string | RegExp, text: string) =>
  (sample: string): string =>
    edited(sample, from, text);

const plus =
  (text: string) =>
  (sample: string): string =>
    `${sample}${text}\n`;

const parameter = (line: string) => to('  parameters:\n', `  parameters:\n    ${line}\n`);

const THIRD = `
  - name: tokyo
    scope: pg-tokyo
    namespace: /db/
    etcd: { token: pg-tokyo-etcd-v1 }
    nodes:
      - { name: pg-tokyo-1, address: 10.3.0.10 }
      - { name: pg-tokyo-2, address: 10.3.0.11 }
      - { name: pg-tokyo-3, address: 10.3.0.12 }

clients:`;

const busan3 = (words: string) =>
  to('{ name: pg-busan-3, address: 10.2.0.12,', `{ name: pg-busan-3, address: 10.2.0.12, ${words},`);

/** Changes of every kind, each of the sample. */
export const CHANGES: readonly TopologyChange[] = [
  {
    name: 'a client is added',
    edit: to('clients:\n', 'clients:\n  - { user: bi, database: orders, from: [10.8.0.0/16] }\n'),
  },
  { name: 'a client goes', edit: to(/ {2}- \{ user: reporting.*\n/, ''), hazards: ['access-removed'] },
  {
    name: 'a client comes from elsewhere',
    edit: to('10.9.0.0/16', '10.7.0.0/16'),
    hazards: ['access-removed'],
  },
  { name: 'timing', edit: to('timing: norm', 'timing: safe') },
  { name: 'ttl alone', edit: to('timing: norm', 'timing: { preset: norm, ttl: 40 }') },
  { name: 'a parameter of sessions', edit: parameter('work_mem: 8MB') },
  { name: 'a parameter that a reload takes', edit: parameter('checkpoint_timeout: 10min') },
  {
    name: 'a parameter that needs a restart',
    edit: parameter('shared_buffers: 256MB'),
    hazards: ['sites-restart-together'],
  },
  {
    name: 'max_connections rises',
    edit: to('max_connections: 200', 'max_connections: 300'),
    hazards: ['sites-restart-together', 'standby-parameter'],
  },
  {
    name: 'max_connections falls',
    edit: to('max_connections: 200', 'max_connections: 100'),
    hazards: ['sites-restart-together', 'standby-parameter'],
  },
  { name: 'a parameter of one member', edit: busan3('postgresql: { parameters: { work_mem: 8MB } }') },
  { name: 'slots hold less', edit: to('64GB', '32GB'), hazards: ['slot-bound-lowered'] },
  {
    name: 'a slot gets another name',
    edit: (text) => text.replaceAll('standby_cluster_busan', 'dr_busan'),
    hazards: ['slot-in-use'],
  },
  {
    name: 'a slot of its own',
    edit: to('      - standby_cluster_busan\n', '      - standby_cluster_busan\n      - backup\n'),
  },
  {
    name: 'a member',
    edit: to(
      '      - { name: haproxy-busan',
      '      - { name: pg-busan-4, address: 10.2.0.13, runs: [postgresql] }\n      - { name: haproxy-busan',
    ),
  },
  {
    name: 'a machine of every kind',
    edit: to(
      '      - { name: haproxy-busan',
      '      - { name: pg-busan-4, address: 10.2.0.13 }\n      - { name: haproxy-busan',
    ),
  },
  {
    name: 'a witness',
    edit: to(
      '      - { name: haproxy-busan',
      '      - { name: etcd-busan-4, address: 10.2.0.13, runs: [etcd] }\n      - { name: haproxy-busan',
    ),
  },
  { name: 'a machine goes', edit: to(/^.*name: pg-busan-3.*\n/m, '') },
  {
    name: 'two machines of a ring come',
    edit: to(
      '      - { name: haproxy-busan',
      '      - { name: pg-busan-4, address: 10.2.0.13 }\n      - { name: pg-busan-5, address: 10.2.0.14 }\n      - { name: haproxy-busan',
    ),
    hazards: ['ring-members'],
  },
  { name: 'another machine gets a name', edit: to('10.2.0.12', '10.2.0.99'), hazards: ['address-moved'] },
  {
    name: 'a member gets another name',
    edit: to('name: pg-busan-3', 'name: pg-busan-9'),
    hazards: ['member-renamed'],
  },
  {
    name: 'a proxy',
    edit: to(
      '      - { name: haproxy-busan',
      '      - { name: haproxy-busan-2, address: 10.2.0.21, runs: [haproxy] }\n      - { name: haproxy-busan',
    ),
  },
  { name: 'a proxy goes', edit: to(/^.*name: haproxy-busan.*\n/m, ''), hazards: [] },
  {
    name: 'a port of HAProxy',
    edit: plus('haproxy: { ports: { replicas: 5011 } }'),
    hazards: ['proxy-port-moved'],
  },
  { name: 'writes of all', edit: plus('haproxy: { writes: all }') },
  { name: 'the port of the REST API', edit: plus('patroni: { restapi: { port: 8009 } }') },
  { name: 'TLS of the REST API off', edit: plus('tls: { restapi: false }') },
  { name: 'TLS of PostgreSQL off', edit: plus('tls: { postgresql: false }'), hazards: ['tls-in-one-step'] },
  { name: 'TLS of etcd off', edit: plus('tls: { etcd: false }'), hazards: ['tls-in-one-step'] },
  {
    name: 'another path of certificates',
    edit: plus('tls: { restapi: { cert: /etc/patroni/tls/patroni.pem } }'),
  },
  {
    name: 'a third site',
    edit: (text) => edited(edited(text, / {4}slots:\n(?: {6}- .*\n)+/g, ''), '\nclients:', THIRD),
  },
  { name: 'an outer address', edit: busan3('wan_address: 172.16.2.12') },
  { name: 'pgpass', edit: to('postgresql:\n', 'postgresql:\n  pgpass: /run/postgresql/pgpass\n') },
  {
    name: 'a data directory',
    edit: to('postgresql:\n', 'postgresql:\n  data_dir: /srv/pg/main\n'),
    hazards: ['data-moved'],
  },
  {
    name: 'the port of PostgreSQL',
    edit: to('postgresql:\n', 'postgresql:\n  port: 5433\n'),
    hazards: ['port-moved', 'sites-restart-together'],
  },
  {
    name: 'checksums',
    edit: to('postgresql:\n', 'postgresql:\n  data_checksums: false\n'),
    hazards: ['bootstrap-only'],
  },
  {
    name: 'a user of Patroni',
    edit: plus('credentials: { replication: { username: repl } }'),
    hazards: ['access-removed', 'user-renamed'],
  },
  { name: 'a member may not lead', edit: busan3('tags: { nofailover: true }'), hazards: ['leader-barred'] },
  {
    name: 'a watchdog that is required',
    edit: plus('patroni: { watchdog: { mode: required } }'),
    hazards: ['watchdog-required'],
  },
  { name: 'failsafe mode', edit: plus('patroni: { failsafe_mode: true }') },
  { name: 'a lenient guard', edit: plus('patroni: { guard: lenient }') },
  { name: 'a setting of etcd', edit: plus('overrides: { etcd: { snapshot-count: 20000 } }') },
  { name: 'the peer port of etcd', edit: plus('etcd: { peer_port: 2390 }') },
  {
    name: 'the client port of etcd',
    edit: plus('etcd: { client_port: 2389 }'),
    hazards: ['ring-port-moved'],
  },
  { name: 'the folder of etcd', edit: plus('etcd: { data_dir: /srv/etcd }'), hazards: ['data-moved'] },
  { name: 'a token', edit: to('pg-busan-etcd-v1', 'pg-busan-etcd-v2'), hazards: ['bootstrap-only'] },
  { name: 'a scope', edit: to('scope: pg-busan-standby', 'scope: pg-busan'), hazards: ['scope-renamed'] },
  {
    name: 'a site gets another name',
    edit: (text) => text.replace('name: busan', 'name: daegu').replace('follow: busan', 'follow: daegu'),
  },
  {
    name: 'the primary',
    edit: to('primary: seoul', 'primary: busan'),
    hazards: ['primary-recorded'],
    isAlone: true,
  },
  {
    name: 'the primary and a client',
    edit: (text) => edited(edited(text, 'primary: seoul', 'primary: busan'), '10.9.0.0/16', '10.0.0.0/8'),
    hazards: ['access-removed', 'primary-mixed', 'primary-recorded'],
    isAlone: true,
  },
  {
    name: 'Patroni is upgraded',
    edit: (text) => edited(text, 'patroni: "4.1"', 'patroni: "4.0"'),
    hazards: ['version-skipped'],
    isAlone: true,
  },
  {
    name: 'Patroni is downgraded, and a parameter changes',
    edit: (text) => edited(edited(text, 'patroni: "4.1"', 'patroni: "4.0"'), '64GB', '128GB'),
    hazards: ['upgrade-mixed', 'version-skipped'],
    isAlone: true,
  },
  {
    name: 'etcd is upgraded',
    edit: to('etcd: "3.5"', 'etcd: "3.6"'),
    isAlone: true,
  },
  {
    name: 'etcd goes back over a version',
    edit: to('etcd: "3.5"', 'etcd: "3.4"'),
    hazards: ['version-skipped'],
    isAlone: true,
  },
  {
    name: 'another PostgreSQL',
    edit: to('postgresql: 18', 'postgresql: 17'),
    hazards: ['postgresql-major'],
    isAlone: true,
  },
  {
    name: 'a rule is lowered',
    edit: (text) => `${edited(text, '64GB', '128GB')}lint: { rules: { recovery/rewind-off: info } }\n`,
    hazards: ['rule-lowered'],
    isAlone: true,
  },
];
