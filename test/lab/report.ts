import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from './lab.ts';

const REPORTS = join(dirname(fileURLToPath(import.meta.url)), '../../.cache/lab/reports');

/** The steps and measurements of a scenario. Times are recorded, never asserted, because machines differ. */
export interface Report {
  /** Does a step of the scenario and records the seconds it took. */
  step<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Records a measured value. */
  note(what: string, value: string): void;
  /** Prints the table and keeps it as `<name>-<suite>.md` below `.cache/lab/reports`. */
  print(): Promise<void>;
}

interface Line {
  readonly what: string;
  readonly value: string;
}

/** A report with the name of its scenario. */
interface Headed extends Report {
  /** Records that the scenario failed, unless one of its steps has recorded it. */
  fail(error: unknown): void;
  lab?: Lab;
  /** The packages of the suite, from {@link versionsOf}. */
  versions?: string;
}

/**
 * Starts the report of a scenario.
 * @param folder subfolder in which it is kept: estates that somebody tries have their own
 */
export function report(name: string, folder = ''): Headed {
  const lines: Line[] = [];
  const note = (what: string, value: string): void => {
    lines.push({ what, value });
  };
  const kept: Headed = {
    async step(what, work) {
      const start = Date.now();
      const seconds = (): string => `${((Date.now() - start) / 1000).toFixed(1)} s`;
      try {
        const result = await work();
        note(what, seconds());
        return result;
      } catch (error) {
        note(what, `failed after ${seconds()}`);
        throw error;
      }
    },
    note,
    fail(error) {
      const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
      if (!lines.some(({ value }) => value.startsWith('failed'))) note('the scenario', `failed: ${reason}`);
    },
    async print() {
      const text = `${heading(name, kept)}\n\n${table(lines)}\n`;
      console.log(`\n${text}`);
      await mkdir(join(REPORTS, folder), { recursive: true });
      await writeFile(join(REPORTS, folder, `${name}-${kept.lab?.suite ?? 'none'}.md`), text);
    },
  };
  return kept;
}

/** The installed packages and their versions. */
export async function versionsOf({ client, estate }: Lab): Promise<string> {
  const packages = {
    Patroni: 'patroni',
    PostgreSQL: `postgresql-${estate.software.postgresql.text}`,
    etcd: 'etcd-server',
    HAProxy: 'haproxy',
  };
  const versions = Object.entries(packages).map(async ([name, one]) => {
    const found = await client.sh(`dpkg-query -W -f '\${source:Upstream-Version}' ${one}`);
    // Debian marks what it repacked: 3.5.16+ds is etcd's 3.5.16.
    return `${name} ${found.replace(/[+~-].*/, '')}`;
  });
  return (await Promise.all(versions)).join(', ');
}

function heading(name: string, { lab, versions = '' }: Headed): string {
  if (!lab) return `${name}: the lab did not start`;
  const day = new Date().toISOString().slice(0, 10);
  return `${name}: estate ${lab.estate.name} on ${lab.suite} (${versions}), ${day}`;
}

/** A Markdown table whose columns line up in a terminal too. */
export function table(lines: readonly Line[]): string {
  const all = [{ what: 'step', value: 'measured' }, ...lines];
  const widths = [
    Math.max(...all.map(({ what }) => what.length)),
    Math.max(...all.map(({ value }) => value.length)),
  ] as const;
  const [first = '', ...rest] = all.map(
    ({ what, value }) => `| ${what.padEnd(widths[0])} | ${value.padStart(widths[1])} |`,
  );
  const rule = `|${'-'.repeat(widths[0] + 2)}|${'-'.repeat(widths[1] + 1)}:|`;
  return [first, rule, ...rest].join('\n');
}
