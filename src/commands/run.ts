import type { Severity } from '../compiler/diagnostic.ts';
import { SEVERITIES } from '../compiler/diagnostic.ts';
import type { Analysis } from '../compiler/lint.ts';
import { analyse } from '../compiler/lint.ts';
import type { Format } from '../compiler/report/format.ts';
import type { FileReport, Report } from '../compiler/report/report.ts';
import type { Host } from '../host.ts';
import { readTopology } from '../host.ts';
import { VERSION } from '../version.ts';

/** 0 clean · 1 findings at or above --fail-on, or a stale tree · 2 could not run. */
export type Status = 0 | 1 | 2;

/** The command cannot do what it was asked: a message for people, and exit status 2. */
export class UsageError extends Error {}

export type FailOn = Severity | 'never';

export const FAIL_ON: readonly FailOn[] = [...SEVERITIES, 'never'];

/** Formats by name, each loaded when it is asked for. */
const FORMATS: Readonly<Record<string, () => Promise<Format>>> = {
  text: async () => (await import('../compiler/report/text.ts')).text,
  json: async () => (await import('../compiler/report/json.ts')).json,
};

/** One `--format name[=FILE]`. */
export interface Output {
  readonly format: string;
  readonly file: string | undefined;
}

/** @throws UsageError when there is no such format, or the file has no name */
export function outputOf(option: string): Output {
  const [format = '', ...file] = option.split('=');
  if (!Object.hasOwn(FORMATS, format))
    throw new UsageError(`unknown format "${format}": known are ${Object.keys(FORMATS).join(', ')}`);
  if (file.length === 0) return { format, file: undefined };
  if (file.join('') === '') throw new UsageError(`"${option}" lacks the name of a file behind =`);
  return { format, file: file.join('=') };
}

/** @throws UsageError when two reports would run into each other */
export function assertApart(outputs: readonly Output[]): void {
  const seen = new Set<string | undefined>();
  for (const { format, file } of outputs) {
    if (seen.has(file))
      throw new UsageError(
        `two reports want ${file ?? 'standard output'}: write one of them elsewhere (--format ${format}=FILE)`,
      );
    seen.add(file);
  }
}

export interface JudgeOptions {
  readonly formats: readonly Output[];
  readonly failOn: FailOn;
  readonly stdinFilename: string;
}

/** What the run knows of one topology. */
export interface Judged {
  readonly report: FileReport;
  readonly analysis: Analysis | undefined;
  readonly missing: boolean;
}

/** What formats are made from; an analysis holds more, and a text that nothing is said about is not shown. */
const reportOf = ({ file, text, diagnostics }: Analysis): FileReport => ({
  file,
  text: diagnostics.length > 0 ? text : '',
  diagnostics,
});

/**
 * Reads and judges topologies, in the order given.
 * @param keep whether the analyses are wanted: a thousand documents and estates fill the memory
 */
export async function judge(
  host: Host,
  files: readonly string[],
  stdinName: string,
  keep: boolean,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const name of files) {
    const { file, source, finding, missing } = await readTopology(host, name, stdinName);
    if (source) {
      const analysis = await analyse(source);
      judged.push({ report: reportOf(analysis), analysis: keep ? analysis : undefined, missing });
    } else
      judged.push({
        report: { file, text: '', diagnostics: finding ? [finding] : [] },
        analysis: undefined,
        missing,
      });
  }
  return judged;
}

/** `FORCE_COLOR=0` forces nothing. */
const isSet = (variable: string | undefined): boolean =>
  variable !== undefined && !['', '0', 'false'].includes(variable);

/** Whether a terminal reads the output and wants colours: https://no-color.org. */
const wantsColor = (host: Host): boolean =>
  isSet(host.env.FORCE_COLOR) || (host.isTerminal && !host.env.NO_COLOR && host.env.TERM !== 'dumb');

/** Writes the report in every format asked for. */
export async function publish(
  host: Host,
  reports: readonly FileReport[],
  formats: readonly Output[],
): Promise<void> {
  // Spread out: an analysis holds more than its report.
  const files = reports.map(({ file, text, diagnostics }) => ({ file, text, diagnostics }));
  const report: Report = { version: VERSION, files };
  for (const { format, file } of formats) {
    const write = await FORMATS[format]?.();
    if (!write) continue;
    const text = await write(report, { color: file === undefined && wantsColor(host) });
    if (file === undefined) host.stdout(text);
    else writeReport(host, file, text);
  }
}

function writeReport(host: Host, file: string, text: string): void {
  try {
    host.writeFile(file, text);
  } catch (error) {
    throw new UsageError(
      `cannot write the report to ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** Whether findings at or above the threshold stand. */
export function fails(reports: readonly FileReport[], failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return reports.some(({ diagnostics }) =>
    diagnostics.some(({ severity }) => rank(severity) <= rank(failOn)),
  );
}

/** The exit status of a run whose topologies were judged. */
export function statusOf(judged: readonly Judged[], failOn: FailOn): Status {
  if (judged.some(({ missing }) => missing)) return 2;
  return fails(
    judged.map(({ report }) => report),
    failOn,
  )
    ? 1
    : 0;
}
