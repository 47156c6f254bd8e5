import { relative, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import type { FormatOptions } from '../compiler/report/format.ts';
import type { FormatName } from '../compiler/report/formats.ts';
import { FORMAT_NAMES, FORMATS, isFormat } from '../compiler/report/formats.ts';
import type { FileReport, Report } from '../compiler/report/report.ts';
import { codeOf } from '../compiler/text/error-code.ts';
import type { FailOn } from '../compiler/text/finding.ts';
import { VERSION } from '../version.ts';
import { catalogue } from '../workspace/workspace.ts';
import { UsageError } from './usage-error.ts';

/** One `--format name[=FILE]`. */
export interface Output {
  readonly format: FormatName;
  readonly file: string | undefined;
}

/** @throws UsageError if the format is unknown, or the file name is empty */
export function outputOf(option: string): Output {
  const [format = '', ...file] = option.split('=');
  if (!isFormat(format)) throw new UsageError(`unknown format "${format}": use ${FORMAT_NAMES.join(', ')}`);
  if (file.length === 0) return { format, file: undefined };
  if (file.join('') === '') throw new UsageError(`"${option}" lacks a file name after =`);
  return { format, file: file.join('=') };
}

/** @throws UsageError if two reports would go to the same place */
export function assertApart(
  outputs: readonly { readonly format: string; readonly file: string | undefined }[],
): void {
  const seen = new Set<string | undefined>();
  for (const { format, file } of outputs) {
    if (seen.has(file))
      throw new UsageError(
        `two reports would go to ${file ?? 'standard output'}: write one of them to another file (--format ${format}=FILE)`,
      );
    seen.add(file);
  }
}

/** Whether a report leaves standard output to text for people. */
export const isForPeople = ({ format, file }: Output): boolean =>
  file !== undefined || FORMATS[format].isForPeople;

/** `FORCE_COLOR=0` forces nothing. */
const isSet = (variable: string | undefined): boolean =>
  variable !== undefined && !['', '0', 'false'].includes(variable);

const inGithub = ({ env }: Host): boolean => isSet(env.GITHUB_ACTIONS);

/** The default output. */
export const usualOutputs = (host: Host): readonly Output[] => [
  { format: inGithub(host) && !host.isTerminal ? 'github' : 'text', file: undefined },
];

/** Whether a terminal reads the output and wants colours: https://no-color.org. */
const wantsColor = (host: Host): boolean =>
  isSet(host.env.FORCE_COLOR) || (host.isTerminal && !host.env.NO_COLOR && host.env.TERM !== 'dumb');

/** The path of a file from the top of the checkout, if the CI system says where the checkout is. */
function pathFrom({ env, cwd }: Host): FormatOptions['pathOf'] {
  const top = env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR;
  if (!top) return (file) => file;
  return (file) => {
    if (file.startsWith('<')) return file;
    const path = relative(top, resolve(cwd, file));
    return path.startsWith('..') ? file : path;
  };
}

/** Writes the report in every format asked for, and the summary of a job in GitHub Actions. */
export async function publish(
  host: Host,
  reports: readonly FileReport[],
  {
    formats,
    failOn,
    isSummarised = true,
  }: { readonly formats: readonly Output[]; readonly failOn: FailOn; readonly isSummarised?: boolean },
): Promise<void> {
  // Only these keys: an analysis holds more than its report.
  const files = reports.map(({ file, text, diagnostics, suppressed = [] }) => ({
    file,
    text,
    diagnostics,
    suppressed,
  }));
  const report: Report = { version: VERSION, files };
  const shared = { failOn, pathOf: pathFrom(host), catalogue };
  for (const { format, file } of formats) {
    const write = await FORMATS[format].load();
    const text = await write(report, { ...shared, color: file === undefined && wantsColor(host) });
    if (file === undefined) host.stdout(text);
    else await writeReport(file, () => host.writeFile(file, text));
    if (format === 'github' && isSummarised) await summarise(host, report, { ...shared, color: false });
  }
}

/** Adds the report to the page of the job, where GitHub Actions gives a file for it. */
async function summarise(host: Host, report: Report, options: FormatOptions): Promise<void> {
  const file = host.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  const { githubSummary } = await import('../compiler/report/github-summary.ts');
  await writeReport(file, () => host.appendFile(file, githubSummary(report, options)));
}

async function writeReport(file: string, write: () => void): Promise<void> {
  try {
    write();
  } catch (error) {
    const { causeOf } = await import('../compiler/output/error.ts');
    const code = codeOf(error) ?? String(error);
    const cause = code === 'ENOENT' ? 'no such folder' : causeOf(code);
    throw new UsageError(`cannot write the report to ${file}: ${cause}`);
  }
}
