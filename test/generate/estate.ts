import fc from 'fast-check';
import { atLeast, versionOf } from '../../src/compiler/facts/version.ts';
import type { Data } from '../hostile/support.ts';
import type { Network } from './network.ts';
import { network } from './network.ts';
import type { Versions } from './software.ts';
import { versions } from './software.ts';

type Block = { [key: string]: Data };

const SITES = ['seoul', 'busan', 'tokyo', 'osaka', 'daegu'];

/** What is drawn for one site. */
const shape = fc.record({
  /** Nodes that run PostgreSQL. */
  members: fc.integer({ min: 1, max: 9 }),
  /** Members of the etcd ring: the first nodes, and witnesses where there are too few. */
  ring: fc.constantFrom(3, 5, 7),
  haproxy: fc.constantFrom('own', 'beside', 'two', 'none'),
  /** Whether the slot it consumes has a name of its own. */
  ownSlot: fc.boolean(),
  /** Whether its port, scope and namespace are written at the site. */
  ownNamespace: fc.boolean(),
  /** Whether the last of several members never leads, and the first is cloned from. */
  tags: fc.boolean(),
  etcdNames: fc.boolean(),
  /** Whether it takes WAL from the archive alone, where there is one. */
  archive: fc.boolean(),
  /** Which earlier site it follows where that is supported; beyond them: the primary. */
  follow: fc.integer({ min: 0, max: 6 }),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

const PARTS = fc.record({
  timing: fc.option(
    fc.oneof(
      fc.constantFrom<Data[]>('fast', 'norm', 'safe', 'wide'),
      fc.record({
        preset: fc.constantFrom<Data[]>('norm', 'safe'),
        ttl: fc.integer({ min: 90, max: 120 }),
      }) as fc.Arbitrary<Data>,
    ),
    { nil: undefined },
  ),
  monitoring: fc.option(
    fc.record({
      prometheus: fc.boolean(),
      jobs: fc.constantFrom({}, { postgresql: 'postgresql', etcd: 'etcd' }),
      lag: fc.constantFrom('16MB', '1GB'),
    }),
    { nil: undefined },
  ),
  tls: fc.option(
    fc.record(
      { etcd: fc.constant(false), restapi: fc.constant(false), postgresql: fc.constant(false) },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
  ports: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
  users: fc.constantFrom('default', 'own', 'no-rewind'),
  /** Whether commits wait, where every site has members enough; quorum where Patroni knows it. */
  synchronous: fc.constantFrom(undefined, undefined, 'on', 'quorum'),
  /** Whether standbys keep copies of logical slots, where PostgreSQL and Patroni can. */
  slotSync: fc.boolean(),
  /** Whether there is an archive: to copy members from, and to read. */
  archive: fc.boolean(),
  /** Whether the first cluster is restored from it. */
  restored: fc.boolean(),
  pgpass: fc.boolean(),
  checksums: fc.option(fc.boolean(), { nil: undefined }),
  writes: fc.constantFrom(undefined, 'local', 'all'),
  guard: fc.constantFrom(undefined, 'strict', 'lenient'),
  watchdog: fc.constantFrom(undefined, 'off', 'automatic'),
  clients: fc.subarray(['haproxy', 'network', 'all'] as const),
  log: fc.boolean(),
});
type Parts = typeof PARTS extends fc.Arbitrary<infer T> ? T : never;

interface Drawn {
  readonly network: Network;
  readonly versions: Versions;
  readonly shapes: readonly Shape[];
  readonly primary: number;
  readonly parts: Parts;
}

const slotOf = (drawn: Drawn, site: number): string =>
  drawn.shapes[site]?.ownSlot ? `dr_${SITES[site]}` : `standby_cluster_${SITES[site]}`;

const isAtLeast = (version: string, wanted: string): boolean => atLeast(versionOf(version), wanted);

/** A member that never leads may do without a stream, where there is an archive and Patroni knows of it. */
const nostream = ({ parts, versions: { patroni } }: Drawn): Block =>
  parts.archive && isAtLeast(patroni, '3.3') ? { nostream: true } : {};

const RESTORE = 'pgbackrest --stanza=orders archive-get %f %p';

/** What is archived, how members are copied from it, and where the first cluster is from. */
function archiveOf({ parts }: Drawn): { postgresql: Block; parameters: Block; top: Block } {
  if (!parts.archive) return { postgresql: {}, parameters: {}, top: {} };
  const restore: Block = { command: 'pgbackrest --stanza=orders --delta restore', no_params: true };
  return {
    postgresql: {
      create_replica_methods: ['pgbackrest', 'basebackup'],
      replica_methods: { pgbackrest: { ...restore, keep_data: true } },
    },
    parameters: {
      archive_mode: 'on',
      archive_command: 'pgbackrest --stanza=orders archive-push %p',
      archive_timeout: '60s',
    },
    top: parts.restored
      ? { bootstrap: { method: 'pgbackrest', ...restore, keep_existing_recovery_conf: true } }
      : {},
  };
}

/** What standbys need to keep copies of logical slots. */
const slotSyncOf = ({ parts, versions: { patroni, postgresql } }: Drawn): Block =>
  parts.slotSync && postgresql >= 17 && isAtLeast(patroni, '4.1')
    ? { wal_level: 'logical', hot_standby_feedback: 'on', sync_replication_slots: 'on' }
    : {};

/** Every site has two to wait for, whoever leads. */
function synchronousOf({ parts, shapes, versions: { patroni } }: Drawn): Block {
  if (parts.synchronous === undefined || shapes.some(({ members, tags }) => members < (tags ? 4 : 3)))
    return {};
  return {
    synchronous_mode: isAtLeast(patroni, '4.0') ? parts.synchronous : 'on',
    synchronous_mode_strict: true,
  };
}

const USERS: Readonly<Record<Parts['users'], Block | undefined>> = {
  default: undefined,
  own: {
    superuser: { username: 'admin' },
    replication: { username: 'repl' },
    rewind: { username: 'rewinder' },
  },
  'no-rewind': { rewind: false },
};

function nodesOf(drawn: Drawn, site: number, { members, ring, haproxy, tags, etcdNames }: Shape): Data[] {
  const name = SITES[site] ?? '';
  let machine = 0;
  const node = (prefix: string, runs: Data[] | undefined, more: Block = {}): Block => {
    const index = machine++;
    const wan = drawn.network.wan(site, index);
    const etcd =
      etcdNames && (runs ?? ['etcd']).includes('etcd') ? { etcd: { name: `etcd-${name}-${index}` } } : {};
    return {
      name: `${prefix}-${name}-${index + 1}`,
      address: drawn.network.address(site, index),
      ...(wan === undefined ? {} : { wan_address: wan }),
      ...(runs === undefined ? {} : { runs }),
      ...etcd,
      ...more,
    };
  };
  const tagsOf = (index: number): Block => {
    if (!tags || members < 3) return {};
    if (index === 0) return { tags: { clonefrom: true } };
    if (index === members - 1) return { tags: { nofailover: true, noloadbalance: true, ...nostream(drawn) } };
    // With four there is one more to wait for, whoever leads.
    return index === 2 && members > 4 ? { tags: { replicatefrom: `pg-${name}-1` } } : {};
  };
  const postgres = Array.from({ length: members }, (_, index) => {
    const runs: Data[] = index < ring ? ['postgresql', 'etcd'] : ['postgresql'];
    if (haproxy === 'beside') runs.push('haproxy');
    return node('pg', runs.length === 2 && index < ring ? undefined : runs, tagsOf(index));
  });
  const witnesses = Array.from({ length: Math.max(ring - members, 0) }, () => node('etcd', ['etcd']));
  const count = haproxy === 'own' ? 1 : haproxy === 'two' ? 2 : 0;
  return [...postgres, ...witnesses, ...Array.from({ length: count }, () => node('haproxy', ['haproxy']))];
}

/** The site that one follows: from Patroni 3.3 on any that comes before it, so that no circle comes about. */
function followOf(drawn: Drawn, site: number, { follow }: Shape): string | undefined {
  if (drawn.shapes.length < 3 || !atLeast(versionOf(drawn.versions.patroni), '3.3')) return undefined;
  return follow < site ? SITES[follow] : undefined;
}

function siteOf(drawn: Drawn, site: number, shape: Shape): Block {
  const name = SITES[site] ?? '';
  const follow = followOf(drawn, site, shape);
  const standby: Block = {
    ...(shape.ownSlot ? { slot: slotOf(drawn, site) } : {}),
    ...(follow === undefined ? {} : { follow }),
    ...(drawn.parts.archive ? { restore_command: RESTORE } : {}),
    ...(drawn.parts.archive && shape.archive ? { from: 'archive' } : {}),
  };
  return {
    name,
    scope: `pg-${name}`,
    ...(shape.ownNamespace ? { namespace: '/db/' } : {}),
    etcd: { token: `etcd-${name}-v1` },
    ...(Object.keys(standby).length > 0 ? { standby } : {}),
    nodes: nodesOf(drawn, site, shape),
  };
}

function clientsOf({ network, parts, shapes }: Drawn): Data[] {
  const hasHaproxy = shapes.some(({ haproxy }) => haproxy !== 'none');
  const from: Record<string, Data> = {
    haproxy: 'haproxy',
    network: [network.clients],
    all: ['haproxy', network.clients],
  };
  // Who comes from HAProxy where there is none is let in by nothing.
  const kinds = parts.clients.filter((kind) => hasHaproxy || kind === 'network');
  return kinds.map((kind) => ({
    user: `app_${kind}`,
    database: 'orders',
    from: from[kind] ?? 'haproxy',
  }));
}

function topologyOf(drawn: Drawn): Block {
  const { parts, versions: software, primary } = drawn;
  const archive = archiveOf(drawn);
  const optional: { [key: string]: Data | undefined } = {
    timing: parts.timing,
    monitoring: parts.monitoring,
    tls: parts.tls,
    clients: clientsOf(drawn).length > 0 ? clientsOf(drawn) : undefined,
    credentials: USERS[parts.users],
    haproxy:
      parts.writes === undefined && parts.ports === undefined
        ? undefined
        : {
            ...(parts.writes === undefined ? {} : { writes: parts.writes }),
            ...(parts.ports === undefined
              ? {}
              : { ports: { primary: 6000 + parts.ports, replicas: 6100 + parts.ports } }),
          },
    etcd:
      parts.ports === undefined
        ? undefined
        : { client_port: 3300 + parts.ports, peer_port: 3400 + parts.ports },
    patroni: {
      ...(parts.ports === undefined ? {} : { restapi: { port: 8100 + parts.ports } }),
      ...(parts.guard === undefined ? {} : { guard: parts.guard }),
      ...(parts.watchdog === undefined ? {} : { watchdog: { mode: parts.watchdog } }),
      ...synchronousOf(drawn),
    },
    overrides: parts.log ? { patroni: { log: { level: 'WARNING' } } } : undefined,
  };
  const given = Object.entries(optional).filter((entry): entry is [string, Data] => entry[1] !== undefined);
  return {
    version: 1,
    name: 'generated',
    software: { ...software },
    primary: SITES[primary % drawn.shapes.length] ?? '',
    sites: drawn.shapes.map((one, site) => siteOf(drawn, site, one)),
    ...Object.fromEntries(given),
    ...archive.top,
    postgresql: {
      ...archive.postgresql,
      ...(parts.pgpass ? { pgpass: '/run/postgresql/pgpass' } : {}),
      ...(parts.ports === undefined ? {} : { port: 5500 + parts.ports }),
      ...(parts.checksums === undefined ? {} : { data_checksums: parts.checksums }),
      parameters: {
        max_connections: 200,
        max_slot_wal_keep_size: '64GB',
        ...archive.parameters,
        ...slotSyncOf(drawn),
      },
    },
  };
}

/** Sound estates of any shape: 2 to 5 sites of 1 to 9 members each. */
export const soundEstate: fc.Arbitrary<Block> = fc
  .record({
    network,
    versions,
    shapes: fc.array(shape, { minLength: 2, maxLength: 5 }),
    primary: fc.nat(4),
    parts: PARTS,
  })
  .map(topologyOf);
