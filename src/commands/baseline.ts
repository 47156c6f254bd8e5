import { dirname, relative, resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import type { Owner } from '../compiler/estate/claim.ts';
import { claim } from '../compiler/estate/claims.ts';
import type { Baseline } from '../compiler/report/baseline.ts';
import { baselineOf, baselineText, compareWith, parseBaseline } from '../compiler/report/baseline.ts';
import type { FileReport } from '../compiler/report/report.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { decode } from '../compiler/text/source.ts';
import { plural } from '../compiler/text/words.ts';
import { CATALOGUE } from '../workspace/catalogue.ts';
import { analyse } from '../workspace/workspace.ts';
import { filesAt } from './git.ts';
import { UsageError } from './usage-error.ts';

/** Which findings are known already. */
export interface KnownOptions {
  /** A file of known findings. */
  readonly baseline?: string | undefined;
  /** Whether to write the baseline: all findings if there is no baseline yet, else its findings that remain. */
  readonly writeBaseline: boolean;
  /** A commit: findings that the files have there are known. */
  readonly against?: string | undefined;
}

const WAIVABLE: ReadonlySet<string> = new Set(
  CATALOGUE.filter(({ waivable }) => waivable).map(({ id }) => id),
);

/** Whether a baseline may hold a finding. */
export const isWaivable = ({ rule }: Diagnostic): boolean => WAIVABLE.has(rule);

function read(host: Host, file: string): Baseline | undefined {
  if (!host.exists(file)) return undefined;
  const baseline = parseBaseline(Buffer.from(host.readFile(file)).toString());
  if (!baseline) throw new UsageError(`${file} is not a baseline: write one with --write-baseline`);
  return baseline;
}

/** @param staying how many findings a baseline may not hold */
function write(host: Host, file: string, baseline: Baseline, staying: number): void {
  try {
    host.writeFile(file, baselineText(baseline));
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const known = baseline.findings.reduce((sum, { count }) => sum + count, 0);
  const never =
    staying > 0
      ? `; ${plural(staying, 'finding')} of rules that are not waivable cannot be in a baseline: fix ${staying === 1 ? 'it' : 'them'}`
      : '';
  host.stderr(`${file}: ${plural(known, 'known finding')}${never}\n`);
}

/** The findings that a baseline does not hold. A baseline only shrinks: to start a larger one, delete the file. */
function withBaseline(
  host: Host,
  reports: readonly FileReport[],
  file: string,
  isWritten: boolean,
): readonly FileReport[] {
  const nameOf = (name: string): string =>
    name.startsWith('<') ? name : relative(resolve(host.cwd, dirname(file)), resolve(host.cwd, name));
  const before = read(host, file);
  if (!before && !isWritten)
    throw new UsageError(`there is no baseline ${file}: write it with --write-baseline`);
  const waivable = reports.map((one) => ({ ...one, diagnostics: one.diagnostics.filter(isWaivable) }));
  const baseline = before ?? baselineOf(waivable, nameOf);
  const compared = compareWith(baseline, reports, nameOf, isWaivable);
  const staying = reports.flatMap(({ diagnostics }) => diagnostics).filter((one) => !isWaivable(one)).length;
  if (isWritten) write(host, file, compared.rest, staying);
  else if (compared.gone > 0)
    host.stderr(
      `${plural(compared.gone, 'finding')} in ${file} ${compared.gone === 1 ? 'is' : 'are'} gone: --write-baseline removes ${compared.gone === 1 ? 'it' : 'them'}\n`,
    );
  if (compared.known > 0) host.stderr(`not shown: ${plural(compared.known, 'finding')} in ${file}\n`);
  return compared.reports;
}

/** The findings that the same files do not have in a commit. */
async function againstCommit(
  host: Host,
  reports: readonly FileReport[],
  ref: string,
): Promise<readonly FileReport[]> {
  const bytesAt = filesAt(host, ref);
  const before: FileReport[] = [];
  // What two of these files share in the commit is no news either.
  const claimed = new Map<string, Owner>();
  for (const { file } of reports) {
    const bytes = bytesAt(file);
    if (!bytes) continue;
    const source = decode(file, bytes);
    if ('rule' in source) {
      before.push({ file, text: '', diagnostics: [source] });
      continue;
    }
    const analysis = await analyse(source, { claimed });
    if (analysis.estate) claim(claimed, analysis.estate, file);
    before.push(analysis);
  }
  const same = (file: string): string => file;
  const compared = compareWith(baselineOf(before, same), reports, same);
  if (compared.known > 0)
    host.stderr(`not shown: ${plural(compared.known, 'finding')} that ${ref} also has\n`);
  return compared.reports;
}

/**
 * The reports without known findings.
 * @throws UsageError if a baseline or a commit cannot be read
 */
export async function withoutKnown(
  host: Host,
  reports: readonly FileReport[],
  { baseline, writeBaseline, against }: KnownOptions,
): Promise<readonly FileReport[]> {
  if (writeBaseline && baseline === undefined) throw new UsageError('--write-baseline needs --baseline FILE');
  if (against === undefined)
    return baseline === undefined ? reports : withBaseline(host, reports, baseline, writeBaseline);
  if (baseline !== undefined) throw new UsageError('--baseline and --against cannot be used together');
  return againstCommit(host, reports, against);
}
