import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lab } from './lab.ts';

const REPORTS = join(dirname(fileURLToPath(import.meta.url)), '../../.cache/lab/reports');

/** What a scenario did and what was measured. Times are recorded, never asserted: machines differ. */
export interface Report {
  /** Does a step of the scenario and records the seconds it took. */
  step<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Records a measured value. */
  note(what: string, value: string): void;
  /** Prints the table and keeps it as `.cache/lab/reports/<name>-<suite>.md`. */
  print(): Promise<void>;
}

interface Line {
  readonly what: string;
  readonly value: string;
}

/** Starts the report of a scenario. */
export function report(name: string): Report & { lab?: Lab } {
  const lines: Line[] = [];
  const note = (what: string, value: string): void => {
    lines.push({ what, value });
  };
  const kept: Report & { lab?: Lab } = {
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
    async print() {
      const text = `${heading(name, kept.lab)}\n\n${table(lines)}\n`;
      console.log(`\n${text}`);
      await mkdir(REPORTS, { recursive: true });
      await writeFile(join(REPORTS, `${name}-${kept.lab?.suite ?? 'none'}.md`), text);
    },
  };
  return kept;
}

function heading(name: string, lab: Lab | undefined): string {
  if (!lab) return `${name}: the lab did not start`;
  const { patroni, postgresql, etcd, haproxy } = lab.estate.software;
  const software = `Patroni ${patroni.text}, PostgreSQL ${postgresql.text}, etcd ${etcd.text}, HAProxy ${haproxy.text}`;
  return `${name}: estate ${lab.estate.name} on ${lab.suite} (${software})`;
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
