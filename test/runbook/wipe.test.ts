import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bench, bench, blockOf, runbookOf } from './shell.ts';

let machine: Bench;
beforeEach(() => {
  machine = bench();
  machine.command('pg_ctl', 'exit 3');
});
afterEach(() => machine.remove());

/** The command of the block that empties a data directory, with that directory on the bench. */
async function wipe(): Promise<{ status: number | null; output: string }> {
  const { text } = blockOf(await runbookOf('fixtures/seoul-busan/topology.yaml'), 'reclone-seoul.wipe');
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
