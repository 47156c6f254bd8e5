import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Bench, bench, blockOf, runbookOf } from '../runbook/shell.ts';
import { Clusters } from './clusters.ts';
import { commandOf, installations } from './installations.ts';
import { realDescribe } from './tools.ts';

const TIMEOUT_MS = 300_000;
const WRITE = 'create table if not exists t (i int); insert into t select generate_series(1, 1000)';

/** What `rewind-seoul.check` says on a member of seoul whose data directory is this cluster's, while another one leads at busan. */
async function check(
  clusters: Clusters,
  member: string,
  leader: string,
  before = '',
): Promise<{ status: number | null; output: string }> {
  const machine: Bench = bench();
  try {
    machine.file('patroni.env', '');
    const [program, args] = commandOf(clusters.installation, clusters.folder, [
      'pg_controldata',
      clusters.data(member),
    ]);
    const words = [program, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
    machine.command('pg_controldata', `exec ${words.join(' ')}`);
    const runbook = await runbookOf(
      'fixtures/seoul-busan/topology.yaml',
      (text) => `${text}  data_dir: /srv/bench/data\n  bin_dir: /srv/bench/bin\n`,
    );
    const block = blockOf(runbook, 'rewind-seoul.check')
      .text.replaceAll('/srv/bench/data', clusters.data(member))
      .replaceAll('/srv/bench', machine.folder)
      .replace(/\$PATRONI_REPLICATION_PASSWORD|\$\{PATRONI_\w+_PASSWORD:-\}/g, 'none')
      .replace(
        /host=\S+ port=\d+ user=\w+/g,
        `host=${clusters.folder} port=${clusters.port(leader)} user=postgres`,
      );
    return machine.paste(`${before}${block}`);
  } finally {
    machine.remove();
  }
}

/** A standby of a cluster, which has all that was written so far. */
async function standby(clusters: Clusters, from: string, name: string): Promise<void> {
  await clusters.copy(from, name, '-R');
  await clusters.configure(name);
  await clusters.start(name);
  await received(clusters, from, name);
}

async function received(clusters: Clusters, from: string, name: string): Promise<void> {
  const end = await clusters.sql(
    from,
    'select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end',
  );
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await clusters.sql(name, `select pg_last_wal_replay_lsn() >= '${end}'::pg_lsn`)) === 't') return;
    await clusters.sql(name, 'select pg_sleep(0.1)');
  }
  throw new Error(`${name} has not received ${end}`);
}

async function promote(clusters: Clusters, name: string): Promise<void> {
  const { failed, text } = await clusters.program('pg_ctl', '-D', clusters.data(name), '-w', 'promote');
  expect(failed, text).toBe(false);
}

/** A primary that is gone, and members which received the same from it: one of its own site (c), two of another (b, and d behind it). */
async function lostPrimary(clusters: Clusters, ...settings: readonly string[]): Promise<void> {
  // Patroni's own default of wal_keep_size (patroni/postgresql/config.py).
  await clusters.init('a', 'fsync = off', 'wal_keep_size = 128MB', ...settings);
  await clusters.sql('a', WRITE);
  await standby(clusters, 'a', 'b');
  await standby(clusters, 'a', 'c');
  await standby(clusters, 'b', 'd');
  await clusters.sql('a', WRITE);
  await clusters.stop('a');
}

const beginOf = (clusters: Clusters, name: string): Promise<string> =>
  clusters.sql(name, "select pg_read_file('pg_wal/00000002.history')");

realDescribe(
  'a member that may not be rewound, because its timeline has the same number',
  ['postgres'],
  () => {
    describe.each(installations().map((one) => ({ major: one.major, one })))(
      'PostgreSQL $major',
      ({ one }) => {
        it(
          'is refused if both timelines begin at the same place, where pg_rewind sees nothing to do',
          () =>
            Clusters.during(one, async (clusters) => {
              await lostPrimary(clusters);
              await promote(clusters, 'b');
              await promote(clusters, 'c');
              expect(await beginOf(clusters, 'c')).toBe(await beginOf(clusters, 'b'));
              await clusters.sql('b', WRITE);
              await clusters.sql('b', 'checkpoint');
              await clusters.stop('c');
              const source = `host=${clusters.folder} port=${clusters.port('b')} user=postgres dbname=postgres`;
              const target = clusters.data('c');
              const rewound = await clusters.program(
                'pg_rewind',
                '-n',
                '-D',
                target,
                `--source-server=${source}`,
              );
              expect(rewound.text).toContain('no rewind required');
              const refused = await check(clusters, 'c', 'b');
              expect(refused.output).toContain('busan was never on that timeline');
              expect(refused.status).toBe(1);
              // The lost primary itself never left the timeline of both.
              expect(await check(clusters, 'a', 'b')).toMatchObject({ status: 0 });
            }),
          TIMEOUT_MS,
        );

        it(
          'is refused if the last WAL of both is zeros, and if either site has been promoted again',
          () =>
            Clusters.during(one, async (clusters) => {
              await lostPrimary(clusters);
              for (const name of ['b', 'c']) {
                await promote(clusters, name);
                await clusters.sql(name, WRITE);
                await clusters.sql(name, 'select pg_switch_wal()');
                await clusters.sql(name, 'checkpoint');
              }
              await received(clusters, 'b', 'd');
              await clusters.stop('c');
              expect((await check(clusters, 'c', 'b')).output).toContain('busan was never on that timeline');
              await clusters.stop('b');
              await promote(clusters, 'd');
              expect((await check(clusters, 'c', 'd')).output).toContain('busan was never on that timeline');
              // It was started once as a follower of d: it has d's history, but its data is where it was.
              const history = 'pg_wal/00000003.history';
              await copyFile(join(clusters.data('d'), history), join(clusters.data('c'), history));
              expect((await check(clusters, 'c', 'd')).output).toContain('busan was never on that timeline');
            }),
          TIMEOUT_MS,
        );

        it(
          'lets a member follow that is on the same timeline, behind or ahead, killed or stopped',
          () =>
            Clusters.during(one, async (clusters) => {
              await lostPrimary(clusters);
              await promote(clusters, 'b');
              await standby(clusters, 'b', 'e');
              await clusters.stop('e');
              await clusters.sql('b', WRITE);
              await received(clusters, 'b', 'd');
              // b is lost with WAL that d never had; d is promoted, and b and e are on the timeline that d left.
              await clusters.stop('d');
              await clusters.sql('b', WRITE);
              await clusters.stop('b', 'immediate');
              await clusters.start('d');
              await promote(clusters, 'd');
              for (const member of ['b', 'e'])
                expect(await check(clusters, member, 'd')).toMatchObject({
                  status: 0,
                  output: expect.stringContaining('can follow busan, rewound if need be'),
                });
              // The other way round: d was promoted while b lived, and left the timeline that b is still on.
              await clusters.stop('d');
              await clusters.start('b');
              expect(await check(clusters, 'd', 'b')).toMatchObject({
                status: 0,
                output: expect.stringMatching(/can follow busan, rewound to [0-9A-F]+\/[0-9A-F]+\n/),
              });
            }),
          TIMEOUT_MS,
        );

        it(
          'refuses when the WAL is gone that could tell, unless the operator is sure',
          () =>
            Clusters.during(one, async (clusters) => {
              await lostPrimary(clusters, 'wal_keep_size = 0', 'max_wal_size = 32MB', 'min_wal_size = 32MB');
              await promote(clusters, 'b');
              await received(clusters, 'b', 'd');
              await clusters.stop('d');
              for (let turn = 0; turn < 4; turn += 1) {
                await clusters.sql('b', WRITE);
                await clusters.sql('b', 'select pg_switch_wal()');
                await clusters.sql('b', 'checkpoint');
              }
              const refused = await check(clusters, 'd', 'b');
              expect(refused.output).toContain('nobody can tell whether timeline 2 is the same for both');
              expect(refused.status).toBe(1);
              expect(await check(clusters, 'd', 'b', 'sure=rewind-seoul\n')).toMatchObject({ status: 0 });
            }),
          TIMEOUT_MS,
        );
      },
    );
  },
);
