import type { Host } from '../cli/host.ts';
import { readTopology } from '../cli/host.ts';
import { redactedText, secretsOf } from '../compiler/lint/secrets.ts';
import { hunksOf, visible } from '../compiler/output/diff.ts';
import { printable } from '../compiler/report/printable.ts';
import type { FileReport } from '../compiler/report/report.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { plural } from '../compiler/text/words.ts';
import { parse } from '../compiler/yaml/parse.ts';
import { fixAll } from '../workspace/workspace.ts';
import type { LintOptions } from './lint.ts';
import { tell } from './lint.ts';
import { isForPeople } from './publish.ts';
import type { Judged, Status } from './run.ts';
import { reportOf } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface FixOptions extends LintOptions {
  /** Whether to show what would change instead of writing it. */
  readonly diff: boolean;
}

/** One topology before and after its fixes. */
interface FixResult extends Judged {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly done: readonly Diagnostic[];
}

/** A line of a diff. A carriage return at its end stays as it is, because it belongs to the file. */
const shown = (line: string): string =>
  line.endsWith('\r') ? `${visible(line.slice(0, -1))}\r` : visible(line);

/** A topology's text without secrets, even if it is not valid. */
function redacted(file: string, text: string): string {
  const parsed = parse({ file, text });
  return redactedText(parsed, parsed.value === undefined ? [] : secretsOf(parsed.value));
}

async function diffOf({ file, before, after }: FixResult): Promise<string> {
  const redact = (text: string): string => redacted(file, text);
  const hunks = await hunksOf(before, after, { old: redact, wanted: redact }, shown);
  if (!hunks) return `${printable(file)}: too many changes, no diff shown\n`;
  return `${[`--- a/${printable(file)}`, `+++ b/${printable(file)}`, ...hunks].join('\n')}\n`;
}

/** The byte order mark of the file, which the decoded text lacks. */
const markOf = (bytes: Uint8Array): string =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';

async function write(host: Host, name: string, bytes: Uint8Array, text: string): Promise<void> {
  try {
    await host.replaceFile(name, bytes, markOf(bytes) + text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot write ${name}: ${cause}`);
  }
}

/** A fix that was not made would cause other findings, so the report does not recommend --fix again. */
const withoutFixes = (report: FileReport): FileReport => ({
  ...report,
  diagnostics: report.diagnostics.map(({ fix, ...diagnostic }) => diagnostic),
});

/** Fixes one topology, and writes it if it changed and is not only to be shown. */
async function fixFile(host: Host, name: string, { stdinFilename, diff }: FixOptions): Promise<FixResult> {
  const { file, source, bytes, finding, missing } = await readTopology(host, name, stdinFilename);
  if (!source || !bytes) {
    const report: FileReport = { file, text: '', diagnostics: finding ? [finding] : [] };
    return { file, report, analysis: undefined, missing, before: '', after: '', done: [] };
  }
  const { text, fixed, analysis } = await fixAll(source);
  if (!diff && name === '-') host.stdout(markOf(bytes) + text);
  else if (!diff && text !== source.text) await write(host, name, bytes, text);
  return {
    file,
    report: withoutFixes(reportOf(analysis)),
    analysis: undefined,
    missing,
    before: source.text,
    after: text,
    done: fixed,
  };
}

const lineOf = (file: string, { rule, span, fix }: Diagnostic): string =>
  printable(`${file}:${span?.start.line ?? 1}: ${rule}: ${fix?.title ?? ''}`);

/**
 * `pgdr-compile lint --fix`: fixes findings that have exactly one correct fix, in place, and reports the others. With
 * `--diff` it shows what would change instead. A topology from standard input goes to standard output.
 */
export async function fix(host: Host, files: readonly string[], options: FixOptions): Promise<Status> {
  if (options.diff && options.writeBaseline)
    throw new UsageError('--diff and --write-baseline cannot be used together: --diff writes nothing');
  const results: FixResult[] = [];
  for (const name of files) results.push(await fixFile(host, name, options));
  const changed = results.filter(({ before, after }) => before !== after);
  if (options.diff) for (const one of changed) host.stdout(await diffOf(one));
  // The diff, or the fixed topology from standard input, has standard output to itself.
  const taken = options.diff || files.includes('-');
  const aside: Host = taken ? { ...host, stdout: host.stderr, isTerminal: false } : host;
  const forPeople = options.formats.every(isForPeople);
  const say = (line: string): void => (forPeople ? aside.stdout(`${line}\n`) : host.stderr(`${line}\n`));
  for (const { file, done } of results) for (const one of done) say(lineOf(file, one));
  const count = changed.reduce((sum, { done }) => sum + done.length, 0);
  if (count > 0)
    say(
      `${options.diff ? 'would fix' : 'fixed'} ${plural(count, 'finding')} in ${plural(changed.length, 'file')}`,
    );
  const status = await tell(aside, results, options);
  return status === 0 && options.diff && changed.length > 0 ? 1 : status;
}
