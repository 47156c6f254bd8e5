import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, bench, blockOf, fileOf, runbookOf } from '../shell.ts';

const SAMPLE = 'fixtures/seoul-busan/topology.yaml';

let machine: Bench;
beforeEach(async () => {
  machine = bench();
  machine.command('pg_ctl', 'exit 3');
  // Of a site that follows, by all that the block asks first.
  machine.file('patroni.yml', await fileOf('busan/pg-busan-1/etc/patroni/patroni.yml', SAMPLE));
  machine.command(
    'curl',
    'for url; do :; done\ncase $url in *10.1.0.10*) printf 200 ;; *) printf 503; exit 22 ;; esac',
  );
  machine.command('psql', 'exit 2');
  machine.command('patronictl', 'echo "standby_cluster:"; echo "  port: 5432"');
});
afterEach(() => machine.remove());

/** The command of the block that empties a data directory, with that directory on the bench. */
async function wipe(): Promise<{ status: number | null; output: string }> {
  const { text } = blockOf(await runbookOf(SAMPLE), 'reclone-busan.wipe');
  return machine.paste(
    text
      .replaceAll('/var/lib/postgresql/18/main', join(machine.folder, 'data'))
      .replaceAll('/usr/lib/postgresql/18/bin', join(machine.folder, 'bin')),
  );
}

it.each(['PG_VERSION', 'backup_label'])(
  'a directory of PostgreSQL, which has %s, is emptied',
  async (name) => {
    machine.file(`data/${name}`, '');
    machine.file('data/base/1/1', '');
    expect(await wipe()).toMatchObject({ status: 0 });
    expect(readdirSync(join(machine.folder, 'data'))).toEqual([]);
  },
);

/** A data directory whose WAL and one tablespace lie outside of it, each behind a link. */
function linked(): void {
  machine.file('data/PG_VERSION', '18\n');
  machine.file('data/base/1/1', '');
  for (const [folder, link] of [
    ['wal', 'pg_wal'],
    ['space', 'pg_tblspc/16385'],
  ] as const) {
    mkdirSync(join(machine.folder, folder));
    mkdirSync(join(machine.folder, 'data', link, '..'), { recursive: true });
    symlinkSync(join(machine.folder, folder), join(machine.folder, 'data', link));
  }
  machine.file('wal/000000010000000000000001', '');
  machine.file('wal/archive_status/000000010000000000000001.ready', '');
  machine.file('wal/lost+found/x', '');
  machine.file('space/PG_18_202506291/5/16386', '');
}

const within = (folder: string): string[] => readdirSync(join(machine.folder, folder)).sort();

it('tablespaces and WAL behind links are emptied as well, for a copy needs their folders, and they are named', async () => {
  linked();
  const { status, output } = await wipe();
  expect({ status, data: within('data'), space: within('space'), wal: within('wal') }).toEqual({
    status: 0,
    data: [],
    space: [],
    wal: ['lost+found'],
  });
  for (const folder of ['wal', 'space'])
    expect(output).toContain(`emptied: ${join(machine.folder, folder)}\n`);
});

it.each(['20261129_base', '20261129-dump.sql.gz', '00000001', '000000010000000000000001.tar'])(
  'a folder of WAL that holds %s besides is left alone',
  async (name) => {
    linked();
    machine.file(`wal/${name}`, '');
    const { status, output } = await wipe();
    expect({ status, wal: within('wal').includes(name) }).toEqual({ status: 1, wal: true });
    expect(output).toContain('nothing was removed');
    expect(within('data')).toContain('PG_VERSION');
  },
);

it('a data directory that is a link itself is emptied', async () => {
  linked();
  renameSync(join(machine.folder, 'data'), join(machine.folder, 'disk'));
  symlinkSync(join(machine.folder, 'disk'), join(machine.folder, 'data'));
  expect(await wipe()).toMatchObject({ status: 0 });
  expect([within('disk'), within('space')]).toEqual([[], []]);
});

it.each([
  [
    'files of somebody else',
    'space/invoices.pdf',
    'which holds more than this PostgreSQL keeps there: move it away: ',
  ],
  ['another version of PostgreSQL', 'space/PG_17_202406281/5/1', '/data/pg_tblspc/16385/PG_17_202406281'],
  ['anything beside WAL', 'wal/17/main/PG_VERSION', '/data/pg_wal/17'],
])('a folder that holds %s stays, and so does all else', async (_, file, said) => {
  linked();
  machine.file(file, '');
  const { status, output } = await wipe();
  expect(status).toBe(1);
  expect(output).toContain(said);
  expect(output).toContain('nothing was removed');
  expect(within('data')).toEqual(['PG_VERSION', 'base', 'pg_tblspc', 'pg_wal']);
  expect(within('space')).toContain('PG_18_202506291');
  expect(within('wal')).toContain('000000010000000000000001');
});

it('a tablespace whose disk is not mounted is asked for before anything is removed', async () => {
  linked();
  rmSync(join(machine.folder, 'space'), { recursive: true });
  const { status, output } = await wipe();
  expect(status).toBe(1);
  expect(output).toContain(`${join(machine.folder, 'space')}, which is not there: mount its disk`);
  expect(within('data')).toEqual(['PG_VERSION', 'base', 'pg_tblspc', 'pg_wal']);
});

it('a directory of anything else is left alone', async () => {
  machine.file('data/passwd', 'root');
  const { status, output } = await wipe();
  expect(status).toBe(1);
  expect(output).toContain('not a data directory of PostgreSQL: nothing was removed');
  expect(existsSync(join(machine.folder, 'data/passwd'))).toBe(true);
});
