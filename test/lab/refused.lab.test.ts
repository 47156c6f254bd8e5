import { describe, expect, it } from 'vitest';
import { bringUp } from './bring-up.ts';
import {
  etcdctl,
  leaderOf,
  list,
  patronictl,
  patroniStatus,
  rest,
  slots,
  sql,
  streaming,
} from './cluster.ts';
import { throughout } from './conditions.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';
import {
  failBack,
  HOLD_SECONDS,
  impersonate,
  nothingStreams,
  startSite,
  untilLogged,
} from './refused/steps.ts';
import type { Report } from './report.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { untilSlotActive, untilStreaming } from './states.ts';

const SUITE = process.env.PGDR_LAB_SUITE ?? 'forky';

/**
 * Boots an estate that a rule refuses, to check that the failure that the rule predicts does happen.
 * @param also other rules that refuse it too
 */
function refused(
  rule: string,
  prediction: string,
  play: (lab: Lab, report: Report) => Promise<void>,
  also: readonly string[] = [],
): void {
  const [, name = ''] = rule.split('/');
  const file = `test/lab/refused/${name}.yaml`;
  it(`${rule}: ${prediction}`, { timeout: SCENARIO_TIMEOUT_MS }, () =>
    scenario(`refused-${name}`, play, { file, force: [rule, ...also] }),
  );
}

/** Makes a member the leader of the primary site if it is not: either of two members may have been the first. */
async function untilLeads(lab: Lab, member: LabNode): Promise<void> {
  await lab.until(`${member.name} leads`, 120, async () => {
    const leader = await leaderOf(lab.primary, '/primary');
    if (leader !== member) await patronictl(leader, `switchover --candidate ${member.name} --force`);
    expect(await leaderOf(lab.primary, '/primary')).toBe(member);
  });
}

labDescribe('what the linter refuses, forced through', () => {
  // They wait more than they work.
  describe.concurrent('of an estate of one or two nodes per site', () => {
    refused(
      'identity/scope-shared',
      'two sites that see one etcd are one cluster',
      async (lab, report) => {
        const [seoul, busan] = [lab.node('pg-seoul-1'), lab.node('pg-busan-1')];
        await lab.runbook.follow('prepare.');
        await lab.runbook.follow('bring-up.seoul.');
        await startSite(lab, 'busan');
        report.note('the start guard, first', await untilLogged(lab, busan, /Patroni does not start/));
        await busan.sh('touch /etc/patroni/start-guard.override');
        await report.step('pg-busan-1 is a replica in the cluster of seoul', () =>
          lab.until('busan has joined', 120, async () => {
            expect(await list(seoul)).toContainEqual(
              // Before Patroni 3.0.4, the state of a streaming member is "running".
              expect.objectContaining({ Member: 'pg-busan-1', Role: 'Replica' }),
            );
            expect(await streaming(seoul)).toContainEqual(
              expect.objectContaining({ name: 'pg-busan-1', state: 'streaming' }),
            );
          }),
        );
        await throughout(HOLD_SECONDS, async () => {
          expect((await rest(busan, '/standby-leader')).status).toBe(503);
        });
        expect((await patroniStatus(busan)).role).toBe('replica');
        report.note('standby leader at busan', 'none');
      },
      ['etcd/wrong-ring'],
    );

    refused(
      'identity/member-name-reused',
      'a commit is acknowledged that the synchronous standby has not got',
      async (lab, report) => {
        await bringUp(lab, report);
        const [primary, standby] = [lab.node('pg-seoul-1'), lab.node('pg-seoul-2')];
        await untilLeads(lab, primary);
        const states = (): Promise<string> =>
          sql(
            primary,
            "select string_agg(host(client_addr) || ' ' || sync_state, ', ' order by 1) from pg_stat_replication where application_name = 'pg-seoul-2'",
          );
        // Of two standbys with one name, PostgreSQL waits for the one that has the first free place: seoul's, while busan is off.
        const other = lab.node('pg-busan-1');
        await other.sh('systemctl stop patroni');
        await sql(primary, 'select pg_terminate_backend(pid) from pg_stat_replication');
        await lab.until('pg-seoul-2 of seoul is the synchronous standby', 60, async () => {
          expect(await states()).toMatch(/^10\.1\.0\.11 (sync|quorum)$/);
        });
        await other.sh('systemctl start patroni');
        await lab.until('pg-seoul-2 of busan streams as well', 120, async () => {
          expect(await states()).toMatch(/^10\.1\.0\.11 (sync|quorum), 10\.2\.0\.10 /);
        });
        report.note('standbys called pg-seoul-2 at seoul', await states());
        // Patroni is suspended: it neither restarts PostgreSQL nor ends.
        await standby.sh("pkill -STOP -u postgres -f '^/usr/bin/python3 /usr/bin/patroni'");
        await standby.sh('pkill -KILL -u postgres -x postgres');
        await lab.until('it is gone', 10, async () => expect(await states()).not.toContain('10.1.0.11'));
        const after = await states();
        await sql(primary, "set statement_timeout = '5s'; create table acknowledged ()");
        report.note('after the synchronous standby is gone', after);
        expect(after).toMatch(/^10\.2\.0\.10 (sync|quorum)$/);
        report.note('a commit without it', 'acknowledged');
        expect(await sql(primary, 'show synchronous_standby_names')).toContain('pg-seoul-2');
      },
      // Before Patroni 3.2 a standby site does not ignore synchronous_mode.
      SUITE === 'bookworm' ? ['replication/sync-in-standby'] : [],
    );

    refused(
      'replication/slot-mismatch',
      'busan gets nothing, and seoul keeps WAL for nobody',
      async (lab, report) => {
        await lab.runbook.follow('prepare.');
        await lab.runbook.follow('bring-up.seoul.');
        await startSite(lab, 'busan');
        const [seoul, busan] = [lab.node('pg-seoul-1'), lab.node('pg-busan-1')];
        report.note(
          'busan',
          await untilLogged(lab, busan, /replication slot "standby_cluster_busan" does not exist/),
        );
        const held = async (): Promise<number> =>
          Number(
            await sql(
              seoul,
              "select pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) from pg_replication_slots where slot_name = 'standby_busan' and not active",
            ),
          );
        const before = await held();
        await sql(seoul, 'create table t as select generate_series(1, 100000)');
        await nothingStreams(lab, seoul, 'busan');
        report.note('WAL held for slot standby_busan', `${before} bytes, then ${await held()}`);
        expect(await held()).toBeGreaterThan(before);
        expect((await slots(seoul)).map(({ name }) => name)).not.toContain('standby_cluster_busan');
      },
    );

    refused('access/replication-refused', 'after a promotion nothing streams back', async (lab, report) => {
      const { primary } = await bringUp(lab, report);
      await untilSlotActive(lab, primary, lab.site('busan').slot);
      await lab.runbook.follow('swap-busan.', 'swap-busan.wait');
      for (const id of ['promote-busan.promote', 'promote-busan.wait']) await lab.runbook.run(id);
      report.note(
        'seoul',
        await untilLogged(lab, primary, /no pg_hba.conf entry for replication connection/),
      );
      await nothingStreams(lab, lab.node('pg-busan-1'), 'seoul');
    });

    refused('access/rewind-refused', 'the lost site cannot be rewound', async (lab, report) => {
      const { lost, promoted } = await failBack(lab, report);
      report.note('seoul', await untilLogged(lab, lost, /no pg_hba.conf entry for host .*"rewind_user"/));
      await nothingStreams(lab, promoted, 'seoul');
      expect(await lost.journal('patroni', 3_000)).not.toContain('running pg_rewind');
    });

    if (SUITE === 'bookworm')
      it(
        'recovery/rewind-impossible refuses nothing before Patroni 4.0, which logs hint bits whatever it is told',
        {
          timeout: SCENARIO_TIMEOUT_MS,
        },
        () =>
          scenario(
            'refused-rewind-impossible',
            async (lab, report) => {
              const { lost, promoted } = await failBack(lab, report);
              expect(await sql(promoted, 'show data_checksums')).toBe('off');
              expect(await sql(promoted, 'show wal_log_hints')).toBe('on');
              report.note('seoul', await untilLogged(lab, lost, /running pg_rewind/));
              await untilStreaming(lab, lab.site('seoul'), '/standby-leader');
              await untilSlotActive(lab, promoted, lab.site('seoul').slot);
            },
            { file: 'test/lab/refused/rewind-impossible.yaml' },
          ),
      );
    else
      refused(
        'recovery/rewind-impossible',
        'the lost site does not follow, and nobody tries',
        async (lab, report) => {
          const { lost, promoted } = await failBack(lab, report);
          report.note(
            'seoul',
            await untilLogged(lab, lost, /not in this server's history|forked off|diverged/),
          );
          await nothingStreams(lab, promoted, 'seoul');
          expect(await lost.journal('patroni', 3_000)).not.toContain('running pg_rewind');
        },
      );

    refused(
      'etcd/token-shared',
      'a member with a file of the other site is taken in',
      async (lab, report) => {
        await lab.runbook.follow('prepare.');
        const [one, two, busan] = [lab.node('pg-seoul-1'), lab.node('pg-seoul-2'), lab.node('pg-busan-1')];
        await Promise.all(
          [one, two].map((node) => node.sh('systemctl daemon-reload && systemctl start etcd')),
        );
        await etcdctl(one, 'put whose seoul');
        await impersonate(lab);
        await busan.sh('systemctl daemon-reload && systemctl start --no-block etcd');
        await lab.until('the ring of seoul has a member at busan', 60, async () => {
          expect(await etcdctl(one, 'member list')).toContain('https://10.2.0.10:2379');
        });
        report.note(
          'a key of seoul, read at busan',
          (await etcdctl(busan, 'get whose --print-value-only')).trim(),
        );
        expect(await etcdctl(busan, 'get whose --print-value-only')).toBe('seoul\n');
      },
    );

    it('and with two tokens such a member is turned away', { timeout: SCENARIO_TIMEOUT_MS }, () =>
      scenario(
        'refused-token-shared-control',
        async (lab, report) => {
          await lab.runbook.follow('prepare.');
          const [one, two, busan] = [lab.node('pg-seoul-1'), lab.node('pg-seoul-2'), lab.node('pg-busan-1')];
          await Promise.all(
            [one, two].map((node) => node.sh('systemctl daemon-reload && systemctl start etcd')),
          );
          await impersonate(lab);
          await busan.sh('systemctl daemon-reload && systemctl start --no-block etcd');
          report.note('busan', await untilLogged(lab, busan, /cluster ID mismatch/, 'etcd'));
          await throughout(HOLD_SECONDS, async () => {
            expect(await etcdctl(one, 'member list')).not.toContain('10.2.0.10');
          });
        },
        {
          file: 'test/lab/refused/token-shared.yaml',
          edit: (text) => text.replace('etcd-orders', 'etcd-seoul').replace('etcd-orders', 'etcd-busan'),
        },
      ),
    );

    it(
      'but data of the other site is taken for its own, whatever the tokens',
      { timeout: SCENARIO_TIMEOUT_MS },
      () =>
        scenario(
          'refused-token-shared-data',
          async (lab, report) => {
            await lab.runbook.follow('prepare.');
            await lab.runbook.run('bring-up.seoul.etcd');
            const [one, three, busan] = [
              lab.node('pg-seoul-1'),
              lab.node('pg-seoul-3'),
              lab.node('pg-busan-1'),
            ];
            await etcdctl(one, 'put whose seoul');
            await three.sh('systemctl stop etcd');
            const data = await three.sh('tar -cz -C /var/lib/etcd data | base64');
            await busan.sh('base64 -d | tar -xz -C /var/lib/etcd', { input: data });
            await busan.sh('systemctl daemon-reload && systemctl start --no-block etcd');
            await lab.until('busan has the keys of seoul', 60, async () => {
              expect(await etcdctl(busan, 'get whose --print-value-only')).toBe('seoul\n');
            });
            report.note('a key of seoul, read at busan', 'seoul');
            report.note(
              'members of seoul',
              (await etcdctl(one, 'member list')).trim().replaceAll('\n', '; '),
            );
          },
          {
            file: 'test/lab/refused/token-shared.yaml',
            edit: (text) => text.replace('etcd-orders', 'etcd-seoul').replace('etcd-orders', 'etcd-busan'),
          },
        ),
    );
  });
});
