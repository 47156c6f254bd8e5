import { existsSync, readdirSync } from 'node:fs';
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

it('a directory of anything else is left alone', async () => {
  machine.file('data/passwd', 'root');
  const { status, output } = await wipe();
  expect(status).toBe(1);
  expect(output).toContain('not a data directory of PostgreSQL: nothing was removed');
  expect(existsSync(join(machine.folder, 'data/passwd'))).toBe(true);
});
