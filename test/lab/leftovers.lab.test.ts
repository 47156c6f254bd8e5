import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { until } from './conditions.ts';
import { labDescribe } from './scenario.ts';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Together with the pid it names a process for good. */
  readonly started: string;
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The program's name, in parentheses, may hold anything.
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return [{ pid: Number(name), parent: Number(stat[1]), started: stat[19] ?? '' }];
      } catch {
        return [];
      }
    });
}

/** A process and all that descend from it, those in namespaces too. */
function familyOf(pid: number): Process[] {
  const all = processes();
  const family = all.filter((one) => one.pid === pid);
  for (const { pid: parent } of family) family.push(...all.filter((one) => one.parent === parent));
  return family;
}

const isAlive = ({ pid, started }: Process): boolean =>
  processes().some((one) => one.pid === pid && one.started === started);

const mounts = (): string[] => readFileSync('/proc/self/mounts', 'utf8').split('\n');
/** What PostgreSQL leaves in shared memory; other programs of this machine have files there too. */
const shared = (): string[] => readdirSync('/dev/shm').filter((name) => name.startsWith('PostgreSQL.'));

labDescribe('a run of the lab that is cut short', () => {
  // What another scenario holds meanwhile cannot be told from what is left over.
  it.skipIf(process.env.PGDR_LAB_JOBS !== '1').each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'leaves nothing behind after %s',
    { timeout: 120_000 },
    async (signal) => {
      const before = { mounts: mounts(), shared: shared() };
      // A process group of its own: Ctrl-C reaches every process of the terminal's group.
      const run = spawn(process.execPath, ['scripts/lab.mjs', '--scenario', 'bring-up'], {
        detached: true,
        stdio: 'ignore',
      });
      const closed = once(run, 'close');
      const pid = run.pid ?? 0;
      // Machines, their rings, and a few Patroni.
      await until('the estate is coming up', 60, async () =>
        expect(familyOf(pid).length).toBeGreaterThan(80),
      );
      const family = familyOf(pid);
      process.kill(signal === 'SIGINT' ? -pid : pid, signal);
      await until('every process is gone', 20, async () => expect(family.filter(isAlive)).toEqual([]));
      await closed;
      expect({ mounts: mounts(), shared: shared() }).toEqual(before);
    },
  );
});
