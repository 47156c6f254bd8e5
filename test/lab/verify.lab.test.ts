import { expect, it } from 'vitest';
import { bringUp } from './bring-up.ts';
import { createApplication, startWriter, untilWriting } from './client.ts';
import { leaderOf, patronictl, sql } from './cluster.ts';
import { cut, heal, loseEtcd } from './faults.ts';
import { letClientIn } from './host-list.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilStreaming } from './states.ts';
import { untilFound, untilWell, verifyRun, WITH_SLOTS } from './verified.ts';

const SEOUL = 'pg-seoul-cluster';
const BUSAN = 'pg-busan-standby';
const PATRONI = '/etc/patroni/patroni.yml';
const HAPROXY = '/etc/haproxy/haproxy.cfg';

const editConfig = (node: LabNode, scope: string, ...settings: readonly string[]): Promise<string> =>
  patronictl(node, `edit-config ${scope} --force ${settings.map((one) => `--set '${one}'`).join(' ')}`);

/** A restart of Patroni stops PostgreSQL, which takes a busy machine long. */
const RESTART_SECONDS = 120;

/** Changes a file of a node; gives back what puts it as it was. */
async function changed(
  node: LabNode,
  path: string,
  from: string | RegExp,
  to: string,
  then: string,
): Promise<() => Promise<unknown>> {
  const text = await node.sh(`cat ${path}`);
  const after = text.replace(from, to);
  expect(after, `${node.name}: ${from}`).not.toBe(text);
  await node.install([{ path, text: after }]);
  await node.sh(then, { timeout: RESTART_SECONDS });
  return async () => {
    await node.install([{ path, text }]);
    await node.sh(then, { timeout: RESTART_SECONDS });
  };
}

const RELOAD = 'systemctl reload patroni';

interface People {
  readonly lab: Lab;
  /** Who takes writes, and who leads the second site. */
  readonly leader: LabNode;
  readonly follower: LabNode;
  /** A member of each site that leads nothing. */
  readonly replica: LabNode;
  readonly busanReplica: LabNode;
}

interface Fault {
  readonly name: string;
  /** What has to be found. */
  readonly rules: readonly string[];
  readonly args?: readonly string[];
  readonly topology?: (text: string) => string;
  /** Makes it; gives back what ends it. */
  readonly make: (people: People) => Promise<() => Promise<unknown>>;
}

const nothing = async () => async () => undefined;

/** A certificate of the REST API with another end, by the CA of the estate. */
async function otherCertificate(
  { lab, busanReplica: node }: People,
  signing: string,
): Promise<() => Promise<unknown>> {
  const folder = '/root/ca/other';
  await lab.client.sh(`set -e
    mkdir -p ${folder}; cd ${folder}
    openssl req -new -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -subj /CN=${node.name} 2> /dev/null
    printf 'subjectAltName=IP:${node.addresses[0]}' > names
    sign() { openssl x509 -req -in request.pem -CA ../ca.pem -CAkey ../ca-key.pem -CAcreateserial -out cert.pem -extfile names "$@" 2> /dev/null; }
    ${signing}`);
  const [cert, key] = await Promise.all(
    ['cert', 'key'].map((name) => lab.client.sh(`cat ${folder}/${name}.pem`)),
  );
  const [oldCert, oldKey] = await Promise.all(
    ['patroni', 'patroni-key'].map((name) => node.sh(`cat /etc/patroni/ssl/${name}.pem`)),
  );
  const put = async (one = '', other = ''): Promise<unknown> => {
    await node.install([
      { path: '/etc/patroni/ssl/patroni.pem', text: one, owner: 'root:postgres', mode: '640' },
      { path: '/etc/patroni/ssl/patroni-key.pem', text: other, owner: 'root:postgres', mode: '640' },
    ]);
    return node.sh(RELOAD);
  };
  await put(cert, key);
  return () => put(oldCert, oldKey);
}

const FAULTS: readonly Fault[] = [
  {
    name: 'a cluster is paused',
    rules: ['live/paused'],
    make: async ({ leader }) => {
      await patronictl(leader, `pause ${SEOUL} --wait`);
      return () => patronictl(leader, `resume ${SEOUL} --wait`);
    },
  },
  {
    name: 'the timing is edited by hand',
    rules: ['live/drift'],
    make: async ({ leader }) => {
      await editConfig(leader, SEOUL, 'maximum_lag_on_failover=4242');
      return () => editConfig(leader, SEOUL, 'maximum_lag_on_failover=1048576');
    },
  },
  {
    name: 'a parameter is added by hand',
    rules: ['live/drift'],
    make: async ({ follower }) => {
      await editConfig(follower, BUSAN, 'postgresql.parameters.work_mem=7MB');
      return () => editConfig(follower, BUSAN, 'postgresql.parameters.work_mem=null');
    },
  },
  {
    name: 'a parameter waits for a restart',
    rules: ['live/pending-restart', 'live/drift'],
    make: async ({ leader }) => {
      await editConfig(leader, SEOUL, 'postgresql.parameters.wal_buffers=7MB');
      return () => editConfig(leader, SEOUL, 'postgresql.parameters.wal_buffers=null');
    },
  },
  {
    name: 'a slot is taken away by hand',
    rules: ['live/drift'],
    make: async ({ leader, lab }) => {
      const slot = lab.heir.spec.dcs.value.standby_cluster as { primary_slot_name: string };
      await editConfig(leader, SEOUL, `slots.${slot.primary_slot_name}=null`);
      return () =>
        editConfig(
          leader,
          SEOUL,
          `slots.${slot.primary_slot_name}=${written(lab.primary, slot.primary_slot_name)}`,
        );
    },
  },
  {
    name: 'a slot is added for nobody',
    rules: ['live/drift', 'live/slot-inactive'],
    args: WITH_SLOTS,
    make: async ({ leader }) => {
      await editConfig(leader, SEOUL, 'slots.of_yesterday.type=physical');
      return () => editConfig(leader, SEOUL, 'slots.of_yesterday=null');
    },
  },
  {
    name: 'a slot is dropped by hand, while Patroni is paused',
    rules: ['live/slot-missing', 'live/not-streaming', 'live/paused'],
    args: WITH_SLOTS,
    make: async ({ leader, lab }) => {
      await patronictl(leader, `pause ${SEOUL} --wait`);
      const of = `from pg_replication_slots where slot_name = '${lab.heir.slot}'`;
      await lab.until('the slot is dropped', 60, async () => {
        await sql(leader, `select pg_terminate_backend(active_pid) ${of} and active`);
        await sql(leader, `select pg_drop_replication_slot(slot_name) ${of}`);
      });
      return () => patronictl(leader, `resume ${SEOUL} --wait`);
    },
  },
  {
    name: 'nobody may log in to ask for slots',
    rules: ['live/slots-unknown'],
    args: ['--psql', 'nowhere'],
    make: nothing,
  },
  {
    name: 'a member gets another name',
    rules: ['live/stranger', 'live/member-unknown'],
    make: ({ busanReplica: node }) =>
      changed(node, PATRONI, `name: ${node.name}`, `name: ${node.name}-b`, 'systemctl restart patroni'),
  },
  {
    name: 'a site follows another host',
    rules: ['live/follows-other', 'live/not-streaming'],
    make: async ({ follower, lab }) => {
      const { host } = lab.heir.spec.dcs.value.standby_cluster as { host: string };
      await editConfig(follower, BUSAN, 'standby_cluster.host=10.9.9.9');
      return () => editConfig(follower, BUSAN, `standby_cluster.host=${host}`);
    },
  },
  {
    name: 'a site uses a slot that nobody has',
    rules: ['live/follows-other', 'live/not-streaming'],
    make: async ({ follower, lab }) => {
      const { primary_slot_name: slot } = lab.heir.spec.dcs.value.standby_cluster as {
        primary_slot_name: string;
      };
      await editConfig(follower, BUSAN, 'standby_cluster.primary_slot_name=nobody');
      return () => editConfig(follower, BUSAN, `standby_cluster.primary_slot_name=${slot}`);
    },
  },
  {
    name: 'Patroni of a replica is stopped',
    rules: ['live/unreachable'],
    make: async ({ replica }) => {
      await replica.sh('systemctl stop patroni');
      return () => replica.sh('systemctl start patroni');
    },
  },
  {
    name: 'PostgreSQL of a replica is stopped in maintenance mode',
    rules: ['live/state', 'live/paused'],
    make: async ({ replica }) => {
      await patronictl(replica, `pause ${SEOUL} --wait`);
      await replica.sh(
        'pg_ctl=$(ls /usr/lib/postgresql/*/bin/pg_ctl); exec "$pg_ctl" stop -m fast -D "$(sed -n "s/^  data_dir: //p" /etc/patroni/patroni.yml)"',
        { user: 'postgres' },
      );
      return () => patronictl(replica, `resume ${SEOUL} --wait`);
    },
  },
  {
    name: 'a machine is off',
    rules: ['live/unreachable'],
    args: ['--timeout', '3s'],
    make: async ({ busanReplica }) => {
      await busanReplica.crash();
      return () => busanReplica.boot();
    },
  },
  {
    name: 'the link between the sites is cut',
    rules: ['live/not-streaming'],
    make: async ({ lab }) => {
      await cut(lab, lab.primary.name, lab.heir.name);
      return () => heal(lab, lab.primary.name, lab.heir.name);
    },
  },
  {
    name: 'the certificate of a REST API has ended',
    rules: ['live/unreachable'],
    make: (people) =>
      // OpenSSL before 3.4 has no dates, later ones no negative days.
      otherCertificate(
        people,
        'sign -not_before 20200101000000Z -not_after 20200201000000Z || sign -days -1',
      ),
  },
  {
    name: 'the certificate of a REST API ends soon',
    rules: ['live/certificate-ends'],
    make: (people) => otherCertificate(people, 'sign -days 5'),
  },
  {
    name: 'a REST API without TLS',
    rules: ['live/no-tls'],
    make: ({ busanReplica: node }) =>
      changed(node, PATRONI, /^ {2}(?:certfile|keyfile|cafile): .*\n/gm, '', RELOAD),
  },
  {
    name: 'a REST API that wants certificates',
    rules: ['live/unreachable'],
    make: ({ busanReplica: node }) =>
      changed(node, PATRONI, /^( {2}cafile: .*\n)/m, '$1  verify_client: required\n', RELOAD),
  },
  {
    name: 'a tag by hand',
    rules: ['live/tags-differ'],
    make: ({ busanReplica: node }) => changed(node, PATRONI, 'nofailover: false', 'nofailover: true', RELOAD),
  },
  {
    name: 'another address for PostgreSQL',
    rules: ['live/address-differs'],
    make: ({ busanReplica: node }) =>
      changed(
        node,
        PATRONI,
        /^(postgresql:\n(?: .*\n)*? {2}connect_address: )\S+/m,
        '$110.2.0.99:5432',
        RELOAD,
      ),
  },
  {
    name: 'a replay that is paused, and falls behind',
    rules: ['live/replay-paused', 'live/lag'],
    args: ['--lag', '16kB'],
    make: async ({ busanReplica, leader }) => {
      await sql(busanReplica, 'select pg_wal_replay_pause()');
      await sql(leader, "select pg_logical_emit_message(false, 'lab', repeat('x', 100000))");
      return () => sql(busanReplica, 'select pg_wal_replay_resume()');
    },
  },
  {
    name: 'a restart is scheduled',
    rules: ['live/scheduled'],
    make: async ({ replica }) => {
      await patronictl(
        replica,
        `restart ${SEOUL} ${replica.name} --force --scheduled 2099-01-01T00:00+00:00`,
      );
      return () => patronictl(replica, `flush ${SEOUL} ${replica.name} restart --force`);
    },
  },
  {
    name: 'HAProxy of the primary site is stopped',
    rules: ['live/proxy-closed'],
    make: async ({ lab }) => {
      const [proxy] = lab.primary.proxies;
      await proxy?.sh('systemctl stop haproxy');
      return async () => proxy?.sh('systemctl start haproxy');
    },
  },
  {
    name: 'HAProxy asks for roles at a wrong port',
    rules: ['live/proxy-closed'],
    make: async ({ lab }) => {
      const [proxy] = lab.primary.proxies;
      if (!proxy) throw new Error('there is a proxy');
      return changed(proxy, HAPROXY, /port 8008/g, 'port 8099', 'systemctl reload haproxy');
    },
  },
  {
    name: 'HAProxy of the second site asks for no role',
    rules: ['live/proxy-wrong'],
    make: async ({ lab }) => {
      const [proxy] = lab.heir.proxies;
      if (!proxy) throw new Error('there is a proxy');
      return changed(proxy, HAPROXY, /^( +server \S+ \S+) check .*$/gm, '$1', 'systemctl reload haproxy');
    },
  },
  {
    // With one member left, Patroni goes on with what that one knew, and its REST API shows nothing.
    name: 'the ring of the second site is lost',
    rules: ['live/store-unseen'],
    make: async ({ lab }) => {
      const lost = lab.heir.ring;
      for (const node of lost) await loseEtcd(node);
      return () => Promise.all(lost.map((node) => node.sh('systemctl start etcd')));
    },
  },
  {
    name: 'the primary goes on in failsafe mode',
    rules: ['live/failsafe', 'live/drift'],
    make: async ({ lab, leader }) => {
      await editConfig(leader, SEOUL, 'failsafe_mode=true');
      const lost = lab.primary.ring.slice(0, 2);
      await lab.until('every member knows of failsafe mode', 60, async () => {
        for (const node of lab.primary.members)
          expect(await node.sh('curl -sk https://127.0.0.1:8008/config')).toContain('"failsafe_mode": true');
      });
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      for (const node of lost) await loseEtcd(node);
      return async () => {
        await Promise.all(lost.map((node) => node.sh('systemctl start etcd')));
        await untilStreaming(lab, lab.primary, '/primary');
        await editConfig(leader, SEOUL, 'failsafe_mode=false');
      };
    },
  },
  {
    name: 'the primary is stopped in maintenance mode',
    rules: ['live/no-primary', 'live/state', 'live/paused'],
    make: async ({ leader }) => {
      await patronictl(leader, `pause ${SEOUL} --wait`);
      await leader.sh(
        'pg_ctl=$(ls /usr/lib/postgresql/*/bin/pg_ctl); exec "$pg_ctl" stop -m fast -D "$(sed -n "s/^  data_dir: //p" /etc/patroni/patroni.yml)"',
        { user: 'postgres' },
      );
      return () => patronictl(leader, `resume ${SEOUL} --wait`);
    },
  },
  {
    name: 'the topology says another version',
    rules: ['live/version-differs'],
    topology: (text) => text.replace(/^( {2}postgresql: )\d+$/m, '$117'),
    make: nothing,
  },
  {
    name: 'the topology says another primary site',
    rules: ['live/role-differs'],
    topology: (text) => text.replace(/^primary: .*$/m, 'primary: busan'),
    make: nothing,
  },
  {
    name: 'a member that the topology does not have',
    rules: ['live/member-unknown'],
    topology: (text) => text.replace(/^ +- \{ name: pg-busan-1,.*\n/m, ''),
    make: nothing,
  },
];

/** The number of the fault to begin with. */
const FROM = Number(process.env.PGDR_LAB_FROM ?? '0');

/** A slot as the topology declares it. */
const written = (site: LabSite, slot: string): string =>
  JSON.stringify((site.spec.dcs.value.slots as Record<string, unknown>)[slot]);

async function people(lab: Lab): Promise<People> {
  const leader = await untilStreaming(lab, lab.primary, '/primary');
  const follower = await untilStreaming(lab, lab.heir, '/standby-leader');
  const other = (site: LabSite, node: LabNode): LabNode => {
    const found = site.members.find((one) => one !== node);
    if (!found) throw new Error(`${site.name} has a replica`);
    return found;
  };
  return {
    lab,
    leader,
    follower,
    replica: other(lab.primary, leader),
    busanReplica: other(lab.heir, follower),
  };
}

/** The last fault: it cannot be taken back. */
async function twoPrimaries(lab: Lab): Promise<void> {
  const { follower } = await people(lab);
  await editConfig(follower, BUSAN, 'standby_cluster=null');
  await untilFound(lab, ['live/two-primaries', 'live/role-differs']);
  expect(await leaderOf(lab.heir, '/primary')).toBe(follower);
}

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary } = await bringUp(lab, report);
  await createApplication(lab, primary);
  const writer = await startWriter(lab, lab.primary);
  await untilWriting(lab, writer);
  await untilWell(lab, WITH_SLOTS);
  for (const { name, rules, args, topology = (text: string): string => text, make } of FAULTS.slice(FROM)) {
    const text = topology(lab.text);
    await report.step(name, async () => {
      const end = await make(await people(lab));
      try {
        const { findings } = await untilFound(lab, rules, args, text);
        console.log(`${name}\n${findings.map(({ rule, message }) => `  ${rule}: ${message}`).join('\n')}`);
      } finally {
        await end();
      }
      // Patroni keeps the slot of a member that is gone for half an hour, and the command says so.
      await untilWell(lab, args === WITH_SLOTS ? WITH_SLOTS : []);
    });
  }
  // Without the estate's authority, no certificate is trusted.
  const { findings } = await verifyRun(lab, [], lab.text, false);
  expect(findings.filter(({ rule }) => rule === 'live/unreachable')).toHaveLength(6);
  await writer.stop();
  await report.step('two sites take writes', () => twoPrimaries(lab));
}

labDescribe('verify', () => {
  it('names what is wrong with an estate that runs', { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario('verify', play, { edit: letClientIn }),
  );
});
