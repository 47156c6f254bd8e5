import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Clusters } from './clusters.ts';
import { type Installation, installations } from './installations.ts';
import { realDescribe } from './tools.ts';

const TIMEOUT_MS = 300_000;

const MOVE = 'create table if not exists t (i int); insert into t select generate_series(1, 1000)';

/** A primary and its standby, which has replayed what was written since the copy. */
async function pair(clusters: Clusters, setting: string): Promise<void> {
  await clusters.init('a', setting);
  await clusters.copy('a', 'b', '-R');
  await clusters.configure('b');
  await clusters.start('b');
  await clusters.sql('a', MOVE);
  await clusters.sql('a', 'checkpoint');
  const end = await clusters.sql('a', 'select pg_current_wal_lsn()');
  for (let tries = 0; tries < 200; tries += 1) {
    const is = await clusters.sql('b', `select pg_last_wal_replay_lsn() >= '${end}'::pg_lsn`);
    if (is === 't') break;
    await clusters.sql('b', 'select pg_sleep(0.1)');
  }
  await clusters.sql('b', 'checkpoint');
}

/** What becomes of a slot nobody consumes when 80 MB of WAL are written, and then a checkpoint. */
async function slotAfter(installation: Installation, ...settings: readonly string[]): Promise<string> {
  return await Clusters.during(installation, async (clusters) => {
    await clusters.init('a', 'fsync = off', ...settings);
    await clusters.sql('a', "select pg_create_physical_replication_slot('busan', true)");
    await clusters.sql('a', 'create table w (x text)');
    await clusters.sql('a', "insert into w select repeat('x', 1000) from generate_series(1, 80000)");
    await clusters.sql('a', 'checkpoint');
    return await clusters.sql('a', 'select wal_status from pg_replication_slots');
  });
}

realDescribe('what WAL is needed for', ['postgres'], () => {
  describe.each(installations().map((one) => ({ major: one.major, one })))('PostgreSQL $major', ({ one }) => {
    it(
      'pg_rewind and copies from a standby are refused without full pages',
      () =>
        Clusters.during(one, async (clusters) => {
          await pair(clusters, 'full_page_writes = off');
          const copied = await clusters.copy('b', 'c');
          expect(copied.failed).toBe(true);
          expect(copied.text).toMatch(/WAL generated with "?full_page_writes=off"? was replayed/);
          await clusters.program('pg_ctl', '-D', clusters.data('b'), '-w', 'promote');
          await clusters.sql('b', MOVE);
          await clusters.stop('a');
          const source = `host=${clusters.folder} port=${clusters.port('b')} user=postgres dbname=postgres`;
          const rewound = await clusters.program(
            'pg_rewind',
            '-D',
            clusters.data('a'),
            `--source-server=${source}`,
          );
          expect(rewound.failed).toBe(true);
          expect(rewound.text).toMatch(/"?full_page_writes"? must be enabled in the source server/);
        }),
      TIMEOUT_MS,
    );

    it(
      'both work with them',
      () =>
        Clusters.during(one, async (clusters) => {
          await pair(clusters, 'full_page_writes = on');
          expect(await clusters.copy('b', 'c')).toMatchObject({ failed: false });
          await clusters.program('pg_ctl', '-D', clusters.data('b'), '-w', 'promote');
          await clusters.sql('b', MOVE);
          await clusters.sql('a', MOVE);
          await clusters.stop('a');
          const source = `host=${clusters.folder} port=${clusters.port('b')} user=postgres dbname=postgres`;
          const rewound = await clusters.program(
            'pg_rewind',
            '-D',
            clusters.data('a'),
            `--source-server=${source}`,
          );
          expect(rewound, rewound.text).toMatchObject({ failed: false });
        }),
      TIMEOUT_MS,
    );

    it.skipIf(one.major < 17)(
      'the worker that copies slots logs in to the database of primary_conninfo, which a line for replication does not let in',
      () =>
        Clusters.during(one, async (clusters) => {
          await clusters.init('a', 'wal_level = logical', 'fsync = off');
          await clusters.sql('a', 'create role replicator replication login');
          const hba = (...lines: readonly string[]): Promise<void> =>
            writeFile(join(clusters.data('a'), 'pg_hba.conf'), `${lines.join('\n')}\n`);
          const REPLICATION = ['local all,replication postgres trust', 'local replication replicator trust'];
          await hba(...REPLICATION);
          await clusters.sql('a', 'select pg_reload_conf()');
          await clusters.sql('a', "select pg_create_physical_replication_slot('busan', true)");
          await clusters.sql(
            'a',
            "select pg_create_logical_replication_slot('cdc', 'test_decoding', failover => true)",
          );
          await clusters.copy('a', 'b', '-R');
          await clusters.configure(
            'b',
            `primary_conninfo = 'host=${clusters.folder} port=${clusters.port('a')} user=replicator dbname=postgres'`,
            'primary_slot_name = busan',
            'hot_standby_feedback = on',
            'sync_replication_slots = on',
          );
          // What pg_basebackup wrote for its own user comes later, and would count.
          await writeFile(join(clusters.data('b'), 'postgresql.auto.conf'), '');
          await clusters.start('b');
          const log = (): Promise<string> => readFile(join(clusters.folder, 'b.log'), 'utf8');
          await vi.waitFor(
            async () =>
              expect(await log()).toMatch(
                /no pg_hba\.conf entry for .* user "replicator", database "postgres"/,
              ),
            { timeout: 60_000, interval: 500 },
          );
          const slots = "select count(*) from pg_replication_slots where slot_name = 'cdc' and synced";
          expect(await clusters.sql('b', slots)).toBe('0');
          await hba(...REPLICATION, 'local postgres replicator trust');
          await clusters.sql('a', 'select pg_reload_conf()');
          await vi.waitFor(async () => expect(await clusters.sql('b', slots)).toBe('1'), {
            timeout: 120_000,
            interval: 500,
          });
        }),
      TIMEOUT_MS,
    );

    it(
      'a slot is lost at the first checkpoint with more behind it than the larger of its bound and wal_keep_size',
      async () => {
        const kept = 'wal_keep_size = 0';
        expect(await slotAfter(one, 'max_slot_wal_keep_size = 0', kept)).toBe('lost');
        expect(await slotAfter(one, 'max_slot_wal_keep_size = 32MB', kept)).toBe('lost');
        expect(await slotAfter(one, 'max_slot_wal_keep_size = 0', 'wal_keep_size = 128MB')).not.toBe('lost');
        expect(await slotAfter(one, 'max_slot_wal_keep_size = 256MB', kept)).not.toBe('lost');
      },
      TIMEOUT_MS,
    );
  });
});
