import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { until } from './conditions.ts';
import { labDescribe } from './scenario.ts';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Together with the pid it identifies a process permanently. */
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

/** A process and all its descendants, including those in namespaces. */
function familyOf(pid: number): Process[] {
  const all = processes();
  const family = all.filter((one) => one.pid === pid);
  for (const { pid: parent } of family) family.push(...all.filter((one) => one.parent === parent));
  return family;
}

const isAlive = ({ pid, started }: Process): boolean =>
  processes().some((one) => one.pid === pid && one.started === started);

/** What a run could leave on this machine besides processes. Other programs also have files in shared memory and in /tmp. */
const traces = () => ({
  mounts: readFileSync('/proc/self/mounts', 'utf8').split('\n'),
  shared: readdirSync('/dev/shm').filter((name) => name.startsWith('PostgreSQL.')),
  devices: readdirSync('/sys/class/net'),
  namespaces: readdirSync('/run').filter((name) => name === 'netns'),
});

/** Starts a scenario in its own process group, because Ctrl-C reaches every process of the terminal's group. */
function startRun(...args: readonly string[]): { pid: number; ended: Promise<number | null> } {
  const argv = ['scripts/lab.mjs', '--suite', process.env.PGDR_LAB_SUITE ?? 'forky', ...args];
  const run = spawn(process.execPath, argv, { detached: true, stdio: 'ignore' });
  return { pid: run.pid ?? 0, ended: once(run, 'close').then(([status]) => status) };
}

/** Waits until machines, their rings, and a few Patroni run. Returns every process of the run. */
const untilBusy = (pid: number): Promise<Process[]> =>
  until('the estate is coming up', 60, async () => {
    const family = familyOf(pid);
    expect(family.length).toBeGreaterThan(80);
    return family;
  });

const untilGone = (family: readonly Process[]): Promise<void> =>
  until('every process is gone', 20, async () => expect(family.filter(isAlive)).toEqual([]));

// Resources of another running scenario look the same as leftovers.
const alone = process.env.PGDR_LAB_JOBS === '1';

labDescribe('a run of the lab leaves nothing behind', () => {
  it.skipIf(!alone).each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'after %s',
    { timeout: 120_000 },
    async (signal) => {
      const before = traces();
      const { pid, ended } = startRun('--scenario', 'bring-up');
      const family = await untilBusy(pid);
      process.kill(signal === 'SIGINT' ? -pid : pid, signal);
      await untilGone(family);
      await ended;
      expect(traces()).toEqual(before);
    },
  );

  it.skipIf(!alone)('after a scenario that failed, and exits 1', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgdr-lab-'));
    try {
      // Nobody can write: there is no HAProxy.
      const sound = readFileSync('fixtures/minimal/topology.yaml', 'utf8');
      const file = join(folder, 'topology.yaml');
      writeFileSync(
        file,
        sound.replaceAll(/^ *- \{ name: haproxy.*\n/gm, '').replace('from: haproxy', 'from: [10.9.0.1]'),
      );
      const before = traces();
      const { pid, ended } = startRun('--scenario', 'bring-up', '--estate', file);
      const family = await untilBusy(pid);
      expect(await ended).toBe(1);
      await untilGone(family);
      expect(traces()).toEqual(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
