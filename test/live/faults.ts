import type { FakeEstate, FakeMember, FakeSlots } from './estate.ts';
import { NOW } from './sample.ts';

/** A fault of an estate that runs, and what is said of it. */
export interface Fault {
  readonly name: string;
  /** What is asked about, instead of the sample. */
  readonly topology?: (text: string) => string;
  readonly make: (estate: FakeEstate) => void;
  /** The ids of all findings. */
  readonly ids: readonly string[];
  /** A part of what is said. */
  readonly says: string;
}

const member = (estate: FakeEstate, name: string): FakeMember => {
  const found = estate.members.get(name);
  if (!found) throw new Error(`there is no member ${name}`);
  return found;
};

const status =
  (name: string, change: Record<string, unknown>) =>
  (estate: FakeEstate): void => {
    const one = member(estate, name);
    one.status = { ...one.status, ...change };
  };

const config =
  (site: string, change: (config: Record<string, unknown>) => void) =>
  (estate: FakeEstate): void => {
    change(estate.sites.get(site)?.config ?? {});
  };

const slot =
  (site: string, name: string, change: Partial<FakeSlots['slots'][number]> | undefined) =>
  (estate: FakeEstate): void => {
    const found = estate.slots.get(site);
    if (!found) throw new Error(`there is no site ${site}`);
    const usual = {
      name,
      type: 'physical',
      active: true,
      wal_status: 'reserved',
      safe_wal_size: null,
      held: 0,
    };
    const was = found.slots.find((one) => one.name === name) ?? usual;
    found.slots = [...found.slots.filter((one) => one !== was), ...(change ? [{ ...was, ...change }] : [])];
  };

const silence =
  (name: string, why: 'refused' | 'timeout' | 'certificate' | 'name' | 'client-certificate', detail = 'x') =>
  (estate: FakeEstate): void => {
    member(estate, name).reply = { kind: 'silence', why, detail };
  };

const xlog = (received: number, replayed: number, paused = false) => ({
  xlog: { received_location: received, replayed_location: replayed, paused },
});

const SENT = 92735248;

const listing = (site: string, roles: readonly string[]) => ({
  members: roles.map((role, at) => ({
    name: `pg-${site}-${at + 1}`,
    role,
    state: role === 'leader' ? 'running' : 'streaming',
    host: `10.${site === 'seoul' ? 1 : 2}.0.1${at}`,
    port: 5432,
    timeline: 1,
  })),
});

const OF_BUSAN = 'standby_cluster_busan';

/** Commits of the sample wait for a second member. */
const synchronous = (text: string): string =>
  `${text}\noverrides: { patroni: { bootstrap: { dcs: { synchronous_mode: true } } } }\n`;

export const FAULTS: readonly Fault[] = [
  {
    name: 'the slot of a site is gone',
    make: slot('seoul', OF_BUSAN, undefined),
    ids: ['live/slot-missing'],
    says: 'pg-seoul-3 of seoul has no slot standby_cluster_busan: busan cannot stream by it',
  },
  {
    name: 'the slot of a site is lost',
    make: slot('seoul', OF_BUSAN, { wal_status: 'lost', active: false, safe_wal_size: null, held: null }),
    ids: ['live/slot-lost'],
    says: 'the slot standby_cluster_busan at pg-seoul-3 is lost: nobody can stream by it any more',
  },
  {
    name: 'the slot of a site keeps almost what it may keep',
    make: slot('seoul', OF_BUSAN, { wal_status: 'extended', safe_wal_size: 15 * 2 ** 30 }),
    ids: ['live/slot-nearly-lost'],
    says: 'the slot standby_cluster_busan at pg-seoul-3 is nearly lost: 15.0 GB more WAL, of 64.0 GB, and it may be lost',
  },
  {
    name: 'the slot of a site keeps more than it may keep',
    make: slot('seoul', OF_BUSAN, { wal_status: 'unreserved', safe_wal_size: -3 }),
    ids: ['live/slot-nearly-lost'],
    says: 'is nearly lost: the next checkpoint may remove WAL that it needs',
  },
  {
    name: 'nobody streams by a slot',
    make: slot('seoul', OF_BUSAN, { active: false, held: 3 * 2 ** 30 }),
    ids: ['live/slot-inactive'],
    says: 'nobody streams by the slot standby_cluster_busan at pg-seoul-3: it keeps 3.0 GB of WAL',
  },
  {
    name: 'a promoted site keeps the slot of the site that is lost',
    make: (estate) => {
      for (const name of ['pg-seoul-1', 'pg-seoul-2', 'pg-seoul-3']) silence(name, 'timeout')(estate);
      estate.knocks.set('haproxy-seoul', { kind: 'silence', why: 'timeout', detail: '' });
      estate.knocks.set('haproxy-busan', { kind: 'answer', certificate: undefined });
      status('pg-busan-3', { role: 'primary', xlog: { location: SENT }, replication_state: undefined })(
        estate,
      );
      slot('busan', 'standby_cluster_seoul', { active: false, held: 2 ** 30 })(estate);
    },
    ids: ['live/proxy-closed', 'live/role-differs', 'live/slot-inactive', 'live/unreachable'],
    says: 'nobody streams by the slot standby_cluster_seoul at pg-busan-3: it keeps 1.0 GB of WAL',
  },
  {
    name: 'a slot of a standby leader keeps almost what it may keep',
    make: (estate) => {
      const found = estate.slots.get('busan');
      if (found) Object.assign(found, { standby: true, bound: 64 * 2 ** 20 });
      // PostgreSQL says more than the bound there.
      slot('busan', 'pg_busan_1', { held: 60 * 2 ** 20, safe_wal_size: 112 * 2 ** 20 })(estate);
    },
    ids: ['live/slot-nearly-lost'],
    says: 'the slot pg_busan_1 at pg-busan-3 is nearly lost: 4.0 MB more WAL, of 64.0 MB, and it may be lost',
  },
  {
    name: 'of a quorum of two, one is left',
    topology: (text) =>
      `${text}\noverrides: { patroni: { bootstrap: { dcs: { synchronous_mode: quorum, synchronous_node_count: 2 } } } }\n`,
    make: (estate) => {
      const site = estate.sites.get('seoul');
      if (site) site.cluster = listing('seoul', ['replica', 'quorum_standby', 'leader']);
    },
    ids: ['live/not-synchronous'],
    says: 'only 1 member of seoul is synchronous, and commits should wait for 2 (by pg-seoul-3)',
  },
  {
    name: 'a slot of yesterday keeps WAL',
    make: slot('seoul', 'of_yesterday', { active: false, held: 2 ** 30, type: 'logical' }),
    ids: ['live/slot-inactive'],
    says: 'nobody streams by the slot of_yesterday at pg-seoul-3: it keeps 1.0 GB of WAL',
  },
  {
    name: 'a leader does not let us log in',
    make: (estate) => {
      const found = estate.slots.get('busan');
      if (found) found.reply = { kind: 'silence', detail: 'FATAL:  no pg_hba.conf entry' };
    },
    ids: ['live/slots-unknown'],
    says: 'the replication slots of pg-busan-3 are unknown: FATAL:  no pg_hba.conf entry',
  },
  {
    name: 'psql prints something else',
    make: (estate) => {
      const found = estate.slots.get('seoul');
      if (found) found.reply = { kind: 'answer', text: '{"slots": 5}' };
    },
    ids: ['live/slots-unknown'],
    says: 'the replication slots of pg-seoul-3 are unknown: what psql printed is not the list of slots',
  },
  {
    name: 'no member is synchronous',
    topology: synchronous,
    make: () => {},
    ids: ['live/not-synchronous'],
    says: 'no member of seoul is synchronous, and commits should wait for 1 (by pg-seoul-3)',
  },
  {
    name: 'the other site takes writes, too',
    make: status('pg-busan-3', {
      role: 'primary',
      xlog: { location: SENT },
      timeline: 2,
      replication_state: undefined,
    }),
    ids: ['live/role-differs', 'live/two-primaries'],
    says: '2 members take writes: pg-seoul-3 of seoul (timeline 1) and pg-busan-3 of busan (timeline 2)',
  },
  {
    name: 'a replica of the primary site takes writes',
    make: status('pg-seoul-1', { role: 'primary', xlog: { location: SENT }, replication_state: undefined }),
    ids: ['live/two-primaries'],
    says: '2 members take writes: pg-seoul-1 of seoul (timeline 1) and pg-seoul-3 of seoul (timeline 1)',
  },
  {
    name: 'the primary site does not answer',
    make: (estate) => {
      for (const name of ['pg-seoul-1', 'pg-seoul-2', 'pg-seoul-3']) silence(name, 'timeout')(estate);
      estate.knocks.set('haproxy-seoul', { kind: 'closed', certificate: undefined });
    },
    ids: ['live/no-primary', 'live/unreachable'],
    says: 'no member that answered takes writes; pg-seoul-1, pg-seoul-2 and pg-seoul-3 did not answer, and may',
  },
  {
    name: 'nobody takes writes',
    make: status('pg-seoul-3', {
      role: 'replica',
      ...xlog(SENT, SENT),
      replication_state: 'streaming',
      replication: [],
    }),
    ids: ['live/no-primary', 'live/not-streaming'],
    says: 'no member takes writes: pg-seoul-1 is replica, running',
  },
  {
    name: 'a standby site has no leader',
    make: status('pg-busan-3', { role: 'replica' }),
    ids: ['live/no-leader'],
    says: 'nobody who answered leads busan: pg-busan-1 is replica, running',
  },
  {
    name: 'a standby site has two leaders',
    make: status('pg-busan-1', { role: 'standby_leader' }),
    ids: ['live/not-streaming', 'live/two-leaders'],
    says: 'pg-busan-1 and pg-busan-3 say that they lead busan',
  },
  {
    name: 'the roles were swapped, and nobody wrote it down',
    make: (estate) => {
      status('pg-seoul-3', {
        role: 'standby_leader',
        ...xlog(SENT, SENT),
        replication_state: 'streaming',
        timeline: 2,
      })(estate);
      status('pg-busan-3', {
        role: 'primary',
        xlog: { location: SENT },
        timeline: 2,
        replication_state: undefined,
        replication: [
          { application_name: 'pg-busan-1', client_addr: '10.2.0.10', state: 'streaming' },
          { application_name: 'pg-busan-2', client_addr: '10.2.0.11', state: 'streaming' },
          { application_name: 'pg-seoul-3', client_addr: '10.1.0.12', state: 'streaming' },
        ],
      })(estate);
      for (const name of ['pg-seoul-1', 'pg-seoul-2', 'pg-busan-1', 'pg-busan-2'])
        status(name, { timeline: 2 })(estate);
      estate.knocks.set('haproxy-seoul', { kind: 'closed', certificate: undefined });
      estate.knocks.set('haproxy-busan', { kind: 'answer', certificate: undefined });
    },
    ids: ['live/role-differs'],
    says: 'busan takes writes (pg-busan-3), but the topology says that it follows',
  },
  {
    name: 'a site holds another database',
    make: (estate) => {
      for (const name of ['pg-busan-1', 'pg-busan-2', 'pg-busan-3'])
        status(name, { database_system_identifier: '7000000000000000001' })(estate);
    },
    ids: ['live/other-cluster'],
    says: 'pg-busan-1 holds another database (system identifier 7000000000000000001) than pg-seoul-1',
  },
  {
    name: 'a site follows another host',
    make: config('busan', (dcs) => {
      dcs.standby_cluster = { ...(dcs.standby_cluster as object), host: '10.9.9.9' };
    }),
    ids: ['live/follows-other'],
    says: 'busan follows another upstream: standby_cluster.host is 10.9.9.9, and',
  },
  {
    name: 'a site uses another slot',
    make: config('busan', (dcs) => {
      dcs.standby_cluster = { ...(dcs.standby_cluster as object), primary_slot_name: 'other' };
    }),
    ids: ['live/follows-other', 'live/slot-missing'],
    says: 'standby_cluster.primary_slot_name is other, and standby_cluster_busan by the topology (says pg-busan-3)',
  },
  {
    name: 'the standby leader receives nothing',
    make: status('pg-busan-3', { replication_state: undefined }),
    ids: ['live/not-streaming'],
    says: 'pg-busan-3 does not stream: it receives nothing',
  },
  {
    name: 'the standby leader lives from the archive',
    make: status('pg-busan-3', { replication_state: 'in archive recovery' }),
    ids: ['live/not-streaming'],
    says: 'pg-busan-3 does not stream: in archive recovery',
  },
  {
    name: 'the standby leader streams from a stranger',
    make: (estate) => {
      const leader = member(estate, 'pg-seoul-3');
      const list = leader.status.replication as { application_name: string }[];
      leader.status.replication = list.filter((one) => one.application_name !== 'pg-busan-3');
    },
    ids: ['live/not-streaming'],
    says: 'pg-busan-3 streams from nobody at seoul: none of pg-seoul-1, pg-seoul-2 and pg-seoul-3 sends to it',
  },
  {
    name: 'the upstream is still sending old WAL',
    make: (estate) => {
      const list = member(estate, 'pg-seoul-3').status.replication as {
        application_name: string;
        state: string;
      }[];
      for (const one of list) if (one.application_name === 'pg-busan-3') one.state = 'catchup';
    },
    ids: ['live/not-streaming'],
    says: 'pg-busan-3 does not stream: its upstream says catchup',
  },
  {
    name: 'a replica was left on an old timeline',
    make: status('pg-seoul-1', { timeline: 3 }),
    ids: ['live/other-timeline'],
    says: 'pg-seoul-1 is on timeline 3, and the primary pg-seoul-3 on timeline 1',
  },
  {
    name: 'a standby is far behind',
    make: status('pg-seoul-3', { xlog: { location: SENT + 3 * 2 ** 30 } }),
    ids: ['live/lag'],
    says: 'pg-busan-1 is behind: 3.0 GB not received, 3.0 GB not replayed (--lag 100 MB)',
  },
  {
    name: 'a member is missing in its cluster',
    make: (estate) => {
      const site = estate.sites.get('busan');
      if (site)
        site.cluster = {
          members: [
            { name: 'pg-busan-1', host: '10.2.0.10', port: 5432 },
            { name: 'pg-busan-3', host: '10.2.0.12', port: 5432 },
          ],
        };
    },
    ids: ['live/member-missing'],
    says: 'pg-busan-2 is not in the cluster of busan (by pg-busan-3: pg-busan-1, pg-busan-3)',
  },
  {
    name: 'a member that nobody knows',
    make: (estate) => {
      const site = estate.sites.get('busan');
      if (site)
        site.cluster = {
          members: [
            ...['10', '11', '12'].map((end, at) => ({
              name: `pg-busan-${at + 1}`,
              host: `10.2.0.${end}`,
              port: 5432,
            })),
            { name: 'pg-busan-9', role: 'replica', state: 'streaming', host: '10.2.0.99', port: 5432 },
          ],
        };
    },
    ids: ['live/member-unknown'],
    says: 'pg-busan-9 (10.2.0.99) is in the cluster of busan as replica, streaming; the topology does not have it',
  },
  {
    name: 'a member tells another address',
    make: (estate) => {
      const site = estate.sites.get('busan');
      if (site)
        site.cluster = {
          members: ['10', '11', '77'].map((end, at) => ({
            name: `pg-busan-${at + 1}`,
            host: `10.2.0.${end}`,
            port: 5432,
          })),
        };
    },
    ids: ['live/address-differs'],
    says: 'PostgreSQL of pg-busan-3 is at 10.2.0.77:5432 by its cluster, and at 10.2.0.12:5432 by the topology',
  },
  {
    name: 'PostgreSQL of a replica does not start',
    make: status('pg-busan-1', {
      state: 'start failed',
      xlog: undefined,
      timeline: undefined,
      replication_state: undefined,
    }),
    ids: ['live/state'],
    says: 'PostgreSQL of pg-busan-1 is not running: start failed (replica)',
  },
  {
    name: 'a cluster is paused',
    make: status('pg-busan-1', { pause: true }),
    ids: ['live/paused'],
    says: 'busan is in maintenance mode (by pg-busan-1)',
  },
  {
    name: 'a member waits for a restart',
    make: status('pg-seoul-2', {
      pending_restart: true,
      pending_restart_reason: { max_connections: { old_value: '100', new_value: '200' } },
    }),
    ids: ['live/pending-restart'],
    says: 'pg-seoul-2 waits for a restart of PostgreSQL: max_connections 100 → 200',
  },
  {
    name: 'nobody holds the lock',
    make: (estate) => {
      for (const name of ['pg-busan-1', 'pg-busan-2', 'pg-busan-3'])
        status(name, { role: 'replica', cluster_unlocked: true })(estate);
    },
    ids: ['live/no-leader', 'live/unlocked'],
    says: 'nobody holds the leader lock of busan (by pg-busan-1, pg-busan-2 and pg-busan-3)',
  },
  {
    name: 'a member has not seen its store for long',
    make: status('pg-busan-2', { dcs_last_seen: NOW - 600 }),
    ids: ['live/store-unseen'],
    says: 'pg-busan-2 has not reached its etcd ring for 10 min (ttl is',
  },
  {
    name: 'failsafe mode',
    make: status('pg-seoul-3', { failsafe_mode_is_active: true }),
    ids: ['live/failsafe'],
    says: 'failsafe mode is active at pg-seoul-3: the etcd ring of seoul does not answer it',
  },
  {
    name: 'a watchdog that does not work',
    make: status('pg-seoul-3', { watchdog_failed: true }),
    ids: ['live/watchdog-failed'],
    says: 'the watchdog of pg-seoul-3 does not work',
  },
  {
    name: 'a replay that is paused',
    make: status('pg-busan-1', xlog(SENT, SENT, true)),
    ids: ['live/replay-paused'],
    says: 'the replay of pg-busan-1 is paused',
  },
  {
    name: 'a restart is scheduled',
    make: status('pg-busan-1', { scheduled_restart: { schedule: '2026-12-01T03:00:00+00:00' } }),
    ids: ['live/scheduled'],
    says: 'a restart of pg-busan-1 is scheduled for 2026-12-01T03:00:00+00:00',
  },
  {
    name: 'somebody edited the configuration',
    make: config('seoul', (dcs) => {
      dcs.ttl = 99;
    }),
    ids: ['live/drift'],
    says: 'ttl of seoul is 99, and 30 by the topology (says pg-seoul-3)',
  },
  {
    name: 'somebody added a parameter',
    make: config('seoul', (dcs) => {
      const postgresql = dcs.postgresql as { parameters: Record<string, unknown> };
      postgresql.parameters.work_mem = '64MB';
    }),
    ids: ['live/drift'],
    says: 'postgresql.parameters.work_mem of seoul is 64MB, and not set by the topology',
  },
  {
    name: 'somebody dropped a slot by hand',
    make: config('seoul', (dcs) => {
      dcs.slots = {};
    }),
    ids: ['live/drift'],
    says: 'slots.standby_cluster_busan',
  },
  {
    name: 'all slots were taken away by hand',
    make: config('seoul', (dcs) => {
      delete dcs.slots;
    }),
    ids: ['live/drift'],
    says: 'slots of seoul is not set, and { standby_cluster_busan:',
  },
  {
    name: 'the primary site is told to follow, and is paused',
    make: (estate) => {
      config('seoul', (dcs) => {
        dcs.standby_cluster = { host: '10.2.0.10', port: 5432 };
      })(estate);
      status('pg-seoul-3', { pause: true })(estate);
    },
    ids: ['live/follows-other', 'live/paused'],
    says: 'standby_cluster is { host: 10.2.0.10, port: 5432 }, and not set by the topology',
  },
  {
    name: 'an older Patroni runs',
    make: status('pg-busan-1', {
      patroni: { version: '4.0.4', scope: 'pg-busan-standby', name: 'pg-busan-1' },
    }),
    ids: ['live/version-differs'],
    says: 'pg-busan-1 runs Patroni 4.0.4; the topology says 4.1',
  },
  {
    name: 'a newer PostgreSQL runs',
    make: status('pg-busan-1', { server_version: 190001 }),
    ids: ['live/version-differs'],
    says: 'pg-busan-1 runs PostgreSQL 19.1; the topology says 18',
  },
  {
    name: 'a tag that nobody wrote',
    make: status('pg-busan-1', { tags: { nofailover: true } }),
    ids: ['live/tags-differ'],
    says: 'the tag nofailover of pg-busan-1 is true, and not set by the topology',
  },
  {
    name: 'another member answers',
    make: status('pg-busan-1', {
      patroni: { version: '4.1.5', scope: 'pg-busan-standby', name: 'pg-busan-7' },
    }),
    ids: ['live/stranger'],
    says: 'https://10.2.0.10:8008/patroni is answered by pg-busan-7 of scope pg-busan-standby; the topology has pg-busan-1 of scope pg-busan-standby there',
  },
  {
    name: 'a member was started with another scope, and became a primary of its own',
    make: status('pg-busan-1', {
      role: 'primary',
      xlog: { location: SENT },
      replication_state: undefined,
      patroni: { version: '4.1.5', scope: 'pg-busan', name: 'pg-busan-1' },
    }),
    ids: ['live/stranger', 'live/two-primaries'],
    says: '2 members take writes: pg-seoul-3 of seoul (timeline 1) and pg-busan-1 of scope pg-busan at pg-busan-1',
  },
  {
    name: 'a member is off',
    make: silence('pg-busan-1', 'refused'),
    ids: ['live/unreachable'],
    says: 'pg-busan-1 does not answer at https://10.2.0.10:8008/patroni: the connection is refused',
  },
  {
    name: 'a member does not answer in time',
    make: silence('pg-busan-1', 'timeout'),
    ids: ['live/unreachable'],
    says: 'nothing came in time',
  },
  {
    name: 'a certificate is not trusted',
    make: silence('pg-busan-1', 'certificate', 'certificate has expired'),
    ids: ['live/unreachable'],
    says: 'its certificate is not trusted (certificate has expired)',
  },
  {
    name: 'somebody in between wants a password',
    make: (estate) => {
      member(estate, 'pg-busan-1').reply = {
        kind: 'answer',
        status: 401,
        clock: NOW,
        body: '',
        certificate: undefined,
      };
    },
    ids: ['live/unreachable'],
    says: 'HTTP status 401',
  },
  {
    name: 'somebody else answers',
    make: (estate) => {
      member(estate, 'pg-busan-1').reply = {
        kind: 'answer',
        status: 200,
        clock: NOW,
        body: '<html>',
        certificate: undefined,
      };
    },
    ids: ['live/unreachable'],
    says: 'its answer is not that of Patroni',
  },
  {
    name: 'the configuration cannot be had',
    make: (estate) => {
      const site = estate.sites.get('busan');
      if (site) site.config = undefined;
    },
    ids: ['live/unknown'],
    says: 'the dynamic configuration of busan could not be had: whether it drifted is unknown',
  },
  {
    name: 'a certificate ends soon',
    make: (estate) => {
      member(estate, 'pg-busan-1').certificate = { until: NOW + 5 * 86_400, names: [] };
    },
    ids: ['live/certificate-ends'],
    says: 'the certificate of the REST API ends in 5 days (pg-busan-1)',
  },
  {
    name: 'the proxy of the primary site lets nobody through',
    make: (estate) => void estate.knocks.set('haproxy-seoul', { kind: 'closed', certificate: undefined }),
    ids: ['live/proxy-closed'],
    says: 'HAProxy of haproxy-seoul lets nobody through at 10.1.0.20:5000, although a primary takes writes',
  },
  {
    name: 'a proxy is off',
    make: (estate) =>
      void estate.knocks.set('haproxy-busan', { kind: 'silence', why: 'refused', detail: '' }),
    ids: ['live/proxy-closed'],
    says: 'HAProxy of haproxy-busan does not answer at 10.2.0.20:5000: the connection is refused',
  },
  {
    name: 'the proxy of the standby site leads to a server',
    make: (estate) => void estate.knocks.set('haproxy-busan', { kind: 'answer', certificate: undefined }),
    ids: ['live/proxy-wrong'],
    says: '10.2.0.20:5000 of haproxy-busan leads to a server, although busan takes no writes',
  },
  {
    name: 'the proxy of the primary site leads to the other site',
    make: (estate) =>
      void estate.knocks.set('haproxy-seoul', {
        kind: 'answer',
        certificate: { until: NOW * 2, names: ['pg-busan-3'] },
      }),
    ids: ['live/proxy-wrong'],
    says: '10.1.0.20:5000 of haproxy-seoul leads to a server of busan, and the primary is pg-seoul-3 of seoul',
  },
];

/** What looks like a fault, and is none. */
export const NO_FAULTS: readonly Omit<Fault, 'ids' | 'says'>[] = [
  {
    name: 'commits wait for nobody on purpose',
    topology: (text) =>
      `${text}\noverrides: { patroni: { bootstrap: { dcs: { synchronous_mode: true, synchronous_node_count: 0 } } } }\n`,
    make: () => {},
  },
  {
    name: 'the slot of a member that is away',
    make: slot('seoul', 'pg_seoul_1', { active: false, held: 2 ** 30 }),
  },
  {
    name: 'a new slot that keeps nothing yet',
    make: slot('seoul', OF_BUSAN, { wal_status: null, safe_wal_size: 1, held: null }),
  },
  {
    name: 'a logical slot that a site which follows has as a copy',
    make: slot('busan', 'cdc', { active: false, type: 'logical' }),
  },
  {
    name: 'a slot without a bound keeps much',
    make: (estate) => {
      const found = estate.slots.get('seoul');
      if (found) found.bound = null;
      slot('seoul', OF_BUSAN, { held: 900 * 2 ** 30, safe_wal_size: null, wal_status: 'extended' })(estate);
    },
  },
  {
    name: 'commits wait for a member that is synchronous, and those of a site that follows for nobody',
    topology: synchronous,
    make: (estate) => {
      const site = estate.sites.get('seoul');
      if (site) site.cluster = listing('seoul', ['replica', 'sync_standby', 'leader']);
    },
  },
  {
    name: 'Patroni itself keeps a member from being synchronous',
    make: status('pg-busan-1', { tags: { nosync: true, sync_priority: 0 } }),
  },
  {
    name: 'a member that lives from the archive on purpose',
    topology: (text) =>
      text.replace('{ name: pg-busan-1,', '{ name: pg-busan-1, tags: { nostream: true, nofailover: true },'),
    make: status('pg-busan-1', {
      replication_state: 'in archive recovery',
      tags: { nostream: true, nofailover: true },
    }),
  },
  {
    name: 'a delayed member is on the old timeline for some time',
    topology: (text) =>
      text.replace(
        '{ name: pg-busan-1,',
        '{ name: pg-busan-1, tags: { nofailover: true }, postgresql: { parameters: { recovery_min_apply_delay: 1h } },',
      ),
    make: status('pg-busan-1', { timeline: 7, tags: { nofailover: true } }),
  },
  {
    name: 'an amount in another unit',
    make: config('seoul', (dcs) => {
      const postgresql = dcs.postgresql as { parameters: Record<string, unknown> };
      postgresql.parameters.max_slot_wal_keep_size = '65536MB';
    }),
  },
  {
    name: 'a member that does not see who holds the lock',
    make: status('pg-busan-2', { cluster_unlocked: true }),
  },
  {
    name: 'a replica that repeats what the primary told it of failsafe mode',
    make: status('pg-seoul-1', { failsafe_mode_is_active: true }),
  },
  {
    name: 'an amount of time in another unit',
    topology: (text) =>
      text.replace(
        '      slot: standby_cluster_busan\n',
        '      slot: standby_cluster_busan\n      recovery_min_apply_delay: 1h\n',
      ),
    make: config('busan', (dcs) => {
      dcs.standby_cluster = { ...(dcs.standby_cluster as object), recovery_min_apply_delay: '60min' };
    }),
  },
  {
    name: 'a slot that Patroni keeps for a member',
    make: config('seoul', (dcs) => {
      dcs.slots = { ...(dcs.slots as object), pg_seoul_1: { type: 'physical' } };
    }),
  },
];
