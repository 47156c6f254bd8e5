import { expect, it } from 'vitest';
import { bringUp } from './bring-up.ts';
import { createApplication, startWriter, untilWriting } from './client.ts';
import { leaderOf, list, patronictl, slots, sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilSlotActive, untilStreaming } from './states.ts';

const SEOUL = 'pg-seoul-cluster';
const SLOT = 'standby_cluster_busan';
const PATRONI = '/etc/patroni/patroni.yml';
const ETCD = '/etc/etcd/etcd.conf.yml';
const GUARD = '/usr/local/sbin/pgdr-start-guard';

const recovering = (node: LabNode): Promise<string> => sql(node, 'select pg_is_in_recovery()');

/** Changes patroni.yml of a node, and gives the old text back. */
async function changed(node: LabNode, file: string, from: string | RegExp, to: string): Promise<string> {
  const text = await node.sh(`cat ${file}`);
  const after = text.replace(from, to);
  expect(after, `${node.name}: ${from}`).not.toBe(text);
  await node.install([{ path: file, text: after }]);
  return text;
}

const editConfig = (node: LabNode, scope: string, ...settings: readonly string[]): Promise<string> =>
  patronictl(node, `edit-config ${scope} --force ${settings.map((one) => `--set '${one}'`).join(' ')}`);

/** The estate is as it was: each site has its leader, all stream, and busan uses its slot. */
async function whole(lab: Lab): Promise<{ leader: LabNode; follower: LabNode }> {
  const leader = await untilStreaming(lab, lab.primary, '/primary');
  const follower = await untilStreaming(lab, lab.heir, '/standby-leader');
  await untilSlotActive(lab, leader, SLOT);
  return { leader, follower };
}

const replicaOf = (_lab: Lab, site: Lab['primary'], leader: LabNode): LabNode => {
  const found = site.members.find((node) => node !== leader);
  if (!found) throw new Error(`${site.name} has a replica`);
  return found;
};

/** Each harm that a page of `docs/rules/change` tells of, made once. */
const HARMS: readonly (readonly [rule: string, play: (lab: Lab) => Promise<void>])[] = [
  [
    'slot-in-use: a slot that goes while it is used cuts the site off, and its state still says running',
    async (lab) => {
      const { leader, follower } = await whole(lab);
      await editConfig(leader, SEOUL, `slots.${SLOT}=null`);
      // Two loops of Patroni: it tries to drop the slot, and cannot. (Patroni 3.0 does not say so in its log.)
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      expect((await slots(leader)).map(({ name }) => name)).toContain(SLOT);
      expect(await sql(follower, 'select status from pg_stat_wal_receiver')).toBe('streaming');
      await lab.until('the slot goes at the next pause of the stream', 60, async () => {
        await sql(
          leader,
          `select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '${SLOT}'`,
        );
        expect((await slots(leader)).map(({ name }) => name)).not.toContain(SLOT);
      });
      await lab.until('busan is cut off, and says that it runs', 60, async () => {
        expect(await sql(follower, 'select status from pg_stat_wal_receiver')).not.toBe('streaming');
        expect((await list(follower)).find(({ Role }) => Role === 'Standby Leader')?.State).not.toBe(
          'streaming',
        );
      });
      await editConfig(leader, SEOUL, `slots.${SLOT}={"type": "physical", "cluster_type": "primary"}`);
    },
  ],
  [
    'standby-parameter: raised at the primary first, standbys of both sites stop replaying and restart',
    async (lab) => {
      const { leader, follower } = await whole(lab);
      const replica = replicaOf(lab, lab.primary, leader);
      const were = await Promise.all(
        [replica, follower].map((node) => sql(node, 'select pg_postmaster_start_time()')),
      );
      await editConfig(leader, SEOUL, 'postgresql.parameters.max_connections=300');
      await lab.until('a restart is pending', 60, async () => {
        expect(
          await sql(leader, "select pending_restart from pg_settings where name = 'max_connections'"),
        ).toBe('t');
      });
      await patronictl(leader, `restart ${SEOUL} ${leader.name} --force`, 120);
      await lab.until('standbys of both sites have restarted by themselves', 120, async () => {
        const are = await Promise.all(
          [replica, follower].map((node) => sql(node, 'select pg_postmaster_start_time()')),
        );
        expect(are[0]).not.toBe(were[0]);
        expect(are[1]).not.toBe(were[1]);
      });
      await editConfig(leader, SEOUL, 'postgresql.parameters.max_connections=200');
      await lab.until('a restart is pending again', 60, async () => {
        expect(
          await sql(leader, "select pending_restart from pg_settings where name = 'max_connections'"),
        ).toBe('t');
      });
      await patronictl(leader, `restart ${SEOUL} ${leader.name} --force`, 120);
    },
  ],
  [
    'leader-barred: a leader that may not lead tries to drop the slots of all others',
    async (lab) => {
      const { leader } = await whole(lab);
      const file = await changed(leader, PATRONI, 'nofailover: false', 'nofailover: true');
      await leader.sh('systemctl reload patroni');
      // Patroni 3.0 says it where it logs all it does, and nobody does that.
      if (lab.suite === 'forky')
        await lab.until('it tries to drop the slot of busan', 60, async () => {
          expect(await leader.journal('patroni', 60)).toMatch(new RegExp(`drop.*${SLOT}`));
        });
      expect(await leaderOf(lab.primary, '/primary')).toBe(leader);
      await leader.install([{ path: PATRONI, text: file }]);
      await leader.sh('systemctl reload patroni');
    },
  ],
  [
    'watchdog-required: a leader without a device is demoted at once',
    async (lab) => {
      const { leader } = await whole(lab);
      const file = await changed(
        leader,
        PATRONI,
        /mode: automatic\n {2}device: \S+/,
        'mode: required\n  device: /dev/no-watchdog',
      );
      await leader.sh('systemctl reload patroni');
      await lab.until('another member leads', 90, async () => {
        expect(await leaderOf(lab.primary, '/primary')).not.toBe(leader);
      });
      await leader.install([{ path: PATRONI, text: file }]);
      await leader.sh('systemctl reload patroni');
    },
  ],
  [
    'access-removed: an open stream stays, and is refused when it comes again',
    async (lab) => {
      const { leader, follower } = await whole(lab);
      const address = follower.addresses[0] ?? '';
      const file = await changed(
        leader,
        PATRONI,
        new RegExp(`^ *- hostssl replication replicator ${address}/32 .*\\n`, 'm'),
        '',
      );
      await leader.sh('systemctl reload patroni');
      await lab.until('the line is gone', 30, async () => {
        expect(
          await sql(
            leader,
            `select count(*) from pg_hba_file_rules where address = '${address}' and 'replication' = any(database)`,
          ),
        ).toBe('0');
      });
      expect(await sql(follower, 'select status from pg_stat_wal_receiver')).toBe('streaming');
      await sql(
        leader,
        `select pg_terminate_backend(pid) from pg_stat_replication where client_addr = '${address}'`,
      );
      await lab.until('the stream is refused', 60, async () => {
        expect(await sql(follower, 'select status from pg_stat_wal_receiver')).not.toBe('streaming');
      });
      await leader.install([{ path: PATRONI, text: file }]);
      await leader.sh('systemctl reload patroni');
    },
  ],
  [
    'slot-bound-lowered: a slot that holds more is lost at the next checkpoint',
    async (lab) => {
      const { leader } = await whole(lab);
      await sql(leader, "select pg_create_physical_replication_slot('held', true)");
      await editConfig(leader, SEOUL, 'ignore_slots=[{"name": "held"}]');
      for (let at = 0; at < 6; at += 1)
        await sql(
          leader,
          'create table filler as select generate_series(1, 300000); drop table filler; select pg_switch_wal()',
        );
      await editConfig(leader, SEOUL, 'postgresql.parameters.max_slot_wal_keep_size=16MB');
      await lab.until('the bound counts', 60, async () => {
        expect(await sql(leader, 'show max_slot_wal_keep_size')).toBe('16MB');
      });
      await lab.until('the slot is lost', 60, async () => {
        await sql(leader, 'checkpoint');
        expect(
          await sql(leader, "select wal_status from pg_replication_slots where slot_name = 'held'"),
        ).toBe('lost');
      });
      await sql(leader, "select pg_drop_replication_slot('held')");
      await editConfig(
        leader,
        SEOUL,
        'postgresql.parameters.max_slot_wal_keep_size=64GB',
        'ignore_slots=null',
      );
    },
  ],
  [
    'user-renamed: without the role, Patroni is blind and keeps its lock',
    async (lab) => {
      const { leader } = await whole(lab);
      const file = await changed(leader, PATRONI, /(superuser:\n {6}username: )postgres/, '$1nobody');
      await leader.sh('systemctl reload patroni');
      await lab.until('Patroni does not see PostgreSQL any more', 60, async () => {
        // Open connections stay: each new one is asked for its role.
        await sql(
          leader,
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'Patroni%'",
        );
        expect(await leader.journal('patroni', 60)).toMatch(/(?:role|user) "nobody"/);
      });
      expect(
        (await list(replicaOf(lab, lab.primary, leader))).find(({ Role }) => Role === 'Leader')?.Member,
      ).toBe(leader.name);
      await leader.install([{ path: PATRONI, text: file }]);
      await leader.sh('systemctl reload patroni');
    },
  ],
  [
    'data-moved: a reload and a restart of PostgreSQL keep the old folder, a restart of Patroni copies anew',
    async (lab) => {
      const { leader } = await whole(lab);
      const replica = replicaOf(lab, lab.primary, leader);
      const old = await sql(replica, 'show data_directory');
      const file = await changed(replica, PATRONI, /data_dir: .*/, 'data_dir: /var/lib/postgresql/moved');
      await replica.sh('systemctl reload patroni');
      await patronictl(replica, `restart ${SEOUL} ${replica.name} --force`, 120);
      await untilStreaming(lab, lab.primary, '/primary');
      expect(await sql(replica, 'show data_directory')).toBe(old);
      await replica.sh('systemctl restart patroni');
      await lab.until('the new folder is filled from the leader', 180, async () => {
        expect(await sql(replica, 'show data_directory')).toBe('/var/lib/postgresql/moved');
      });
      await replica.install([{ path: PATRONI, text: file }]);
      await replica.sh('systemctl restart patroni');
    },
  ],
  [
    'a peer URL that is changed in the file alone: the ring knows the old one, and all looks well',
    async (lab) => {
      const [member] = lab.heir.ring;
      if (!member) throw new Error('busan has a ring');
      const file = await changed(member, ETCD, /(listen-peer-urls: .*):2380/, '$1:2399');
      await member.sh('systemctl restart etcd');
      const ask =
        'value() { sed -nE "s/^ *$1: \\"?([^\\"]*)\\"?$/\\1/p" /etc/etcd/etcd.conf.yml | head -n 1; }; export ETCDCTL_API=3; ask() { etcdctl --endpoints "$(value advertise-client-urls)" --cacert "$(value trusted-ca-file)" --cert "$(value cert-file)" --key "$(value key-file)" "$@"; }; ';
      await lab.until('it looks healthy', 60, async () => {
        expect((await member.exec(`${ask} ask endpoint health`)).status).toBe(0);
      });
      expect(await member.sh(`${ask} ask member list`)).not.toContain(':2399');
      await member.install([{ path: ETCD, text: file }]);
      await member.sh('systemctl restart etcd');
    },
  ],
  [
    'the port of the REST API without HAProxy: the pool of writes closes',
    async (lab) => {
      const { leader } = await whole(lab);
      const text = await leader.sh(`cat ${PATRONI}`);
      await leader.install([{ path: PATRONI, text: text.replaceAll(':8008', ':8018') }]);
      await leader.sh('systemctl reload patroni');
      const [proxy] = lab.primary.proxies;
      await lab.until('HAProxy takes the leader for dead', 60, async () => {
        const shown = await proxy?.sh('curl -s "http://127.0.0.1:7000/;csv"');
        expect(shown).toMatch(new RegExp(`^primary,${leader.name},.*,DOWN,`, 'm'));
      });
      await leader.install([{ path: PATRONI, text }]);
      await leader.sh('systemctl reload patroni');
    },
  ],
  [
    'scope-renamed: a member that restarts with another scope becomes a second primary',
    async (lab) => {
      const { leader } = await whole(lab);
      const replica = replicaOf(lab, lab.primary, leader);
      const guard = await replica.sh(`cat ${GUARD}`);
      const file = await changed(replica, PATRONI, `scope: ${SEOUL}`, `scope: ${SEOUL}-2`);
      await replica.sh('systemctl reload patroni');
      expect(await recovering(replica)).toBe('t');
      // The guard of the tool refuses it; without a guard, as most estates are:
      await replica.install([{ path: GUARD, text: '#!/bin/sh\nexit 0\n' }]);
      await replica.sh('systemctl restart patroni');
      await lab.until('there are two primaries', 60, async () => {
        expect(await recovering(replica)).toBe('f');
        expect(await recovering(leader)).toBe('f');
      });
      await replica.install([
        { path: PATRONI, text: file },
        { path: GUARD, text: guard },
      ]);
      await replica.sh(
        'systemctl stop patroni; rm -rf "$(sed -n \'s/^  data_dir: //p\' /etc/patroni/patroni.yml)"/*; systemctl start patroni',
      );
    },
  ],
  [
    'primary-mixed: deployed without a promotion, nobody takes writes',
    async (lab) => {
      const { leader, follower } = await whole(lab);
      const replica = replicaOf(lab, lab.primary, leader);
      const text = `standby_cluster:\\n  host: ${follower.addresses[0]}\\n  port: 5432\\n`;
      await patronictl(
        replica,
        `edit-config ${SEOUL} --force --apply - <<'EOF'\n${text.replaceAll('\\n', '\n')}EOF\n`,
      );
      await lab.until('no member of any site takes writes', 90, async () => {
        for (const node of [...lab.primary.members, ...lab.heir.members])
          expect(await recovering(node)).toBe('t');
      });
      await editConfig(replica, SEOUL, 'standby_cluster=null');
    },
  ],
];

async function play(lab: Lab, report: Report): Promise<void> {
  const { primary } = await bringUp(lab, report);
  await createApplication(lab, primary);
  const only = process.env.PGDR_LAB_HARM?.split(',');
  for (const [name, harm] of HARMS) {
    if (only && !only.some((start) => name.startsWith(start))) continue;
    await report.step(name, () => harm(lab));
  }
  await whole(lab);
  const writer = await startWriter(lab, lab.primary);
  await untilWriting(lab, writer);
  await writer.stop();
}

labDescribe('plan-dangers', () => {
  it('shows the harm of each dangerous change, made once', { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario('plan-dangers', play),
  );
});
