import type { Host } from '../cli/host.ts';
import type { Network, Trust } from '../cli/network.ts';
import type { Estate } from '../compiler/estate/estate.ts';
import type { FileAnalysis } from '../compiler/lint/file-analysis.ts';
import { askEstate } from '../compiler/live/ask.ts';
import type { SqlAsker } from '../compiler/live/ask-slots.ts';
import { askSlots } from '../compiler/live/ask-slots.ts';
import type { Live } from '../compiler/live/live.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { SEVERITIES } from '../compiler/text/finding.ts';
import { listed } from '../compiler/text/suggest.ts';
import type { Analysis } from '../workspace/workspace.ts';
import { analyse, analyseLive } from '../workspace/workspace.ts';
import { CLEAR } from './clear-screen.ts';
import { publish } from './publish.ts';
import type { JudgeOptions, Status } from './run.ts';
import { fails, reportOf } from './run.ts';
import { topologySource } from './topology-source.ts';
import { UsageError } from './usage-error.ts';
import { reportText } from './verify-table.ts';

export interface VerifyOptions extends JudgeOptions {
  /** Names of the sites to ask; none: all. */
  readonly sites: readonly string[];
  /** Seconds after which whoever has not answered does not answer. */
  readonly timeout: number;
  /** Bytes of WAL that a standby may be behind. */
  readonly lag: number;
  /** PEM files: the authority of the REST API, and what is shown to it. */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** A service of pg_service.conf, by which PostgreSQL is asked for its replication slots; without it, nobody logs in. */
  readonly psql?: string | undefined;
  readonly watch: boolean;
}

/** Seconds between two looks of `--watch`. */
const PERIOD = 2;

function fileText(host: Host, flag: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return Buffer.from(host.readFile(path)).toString('utf8');
  } catch {
    throw new UsageError(`${flag} ${path}: the file cannot be read`);
  }
}

function sitesOf(estate: Estate, names: readonly string[]): Estate['sites'] {
  const unknown = names.find((name) => !estate.sites.some((site) => site.name === name));
  if (unknown !== undefined)
    throw new UsageError(
      `--site ${unknown}: there is no such site: use ${listed(estate.sites.map(({ name }) => name))}`,
    );
  return names.length === 0 ? estate.sites : estate.sites.filter(({ name }) => names.includes(name));
}

/** What asks, with certificates that OpenSSL takes. */
async function trusting(host: Host, trust: Trust, options: VerifyOptions): Promise<Network> {
  for (const [flag, path, text, kind] of [
    ['--ca', options.ca, trust.ca, 'CERTIFICATE'],
    ['--cert', options.cert, trust.cert, 'CERTIFICATE'],
    ['--key', options.key, trust.key, 'PRIVATE KEY'],
  ] as const)
    if (text !== undefined && !text.includes(`${kind}-----`))
      throw new UsageError(
        `${flag} ${path}: the file holds no PEM ${kind === 'CERTIFICATE' ? 'certificate' : 'private key'}`,
      );
  try {
    return await host.network(trust);
  } catch (error) {
    throw new UsageError(
      `--ca, --cert or --key is not what it should be: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** What asks PostgreSQL, if it is to be asked. */
async function sqlOf(host: Host, service: string | undefined): Promise<SqlAsker | undefined> {
  if (service === undefined) return undefined;
  // A connection string may hold a password: it is not repeated.
  if (!/^[\w.-]+$/.test(service))
    throw new UsageError(
      '--psql takes the name of a service in pg_service.conf: letters, digits, _, . and -',
    );
  const asker = await host.psql(service);
  if (!asker) throw new UsageError('--psql: psql is not installed, or not in PATH');
  return asker;
}

/** The estate as it answers, and what is to be said of it. */
type Look = () => Promise<{ readonly live: Live; readonly found: FileAnalysis }>;

async function lookAt(host: Host, analysis: Analysis, estate: Estate, options: VerifyOptions): Promise<Look> {
  const sites = sitesOf(estate, options.sites);
  const trust = {
    ca: fileText(host, '--ca', options.ca),
    cert: fileText(host, '--cert', options.cert),
    key: fileText(host, '--key', options.key),
  };
  const network = await trusting(host, trust, options);
  const sql = await sqlOf(host, options.psql);
  const deadline = (): number => Date.now() + options.timeout * 1000;
  return async () => {
    const answers = await askEstate(network, estate, sites, deadline());
    const asked = sql ? await askSlots(sql, answers, deadline()) : answers;
    const live: Live = {
      estate,
      sites: asked,
      isWhole: sites.length === estate.sites.length,
      now: Date.now() / 1000,
      lag: options.lag,
    };
    return { live, found: urgentFirst(await analyseLive(analysis.parsed, live)) };
  };
}

/** What cannot wait: two members that take writes, then errors, warnings, and the rest; each in the order of the file. */
const urgency = ({ rule, severity }: Diagnostic): number =>
  rule === 'live/two-primaries' ? -1 : SEVERITIES.indexOf(severity);

const urgentFirst = (found: FileAnalysis): FileAnalysis => ({
  ...found,
  diagnostics: found.diagnostics.toSorted((one, other) => urgency(one) - urgency(other)),
});

/** Whether text goes to standard output, and nothing else anywhere. */
const isUsual = ({ formats }: VerifyOptions): boolean =>
  formats.every(({ format, file }) => format === 'text' && file === undefined);

/** Whether a report for people goes to standard output: the table stands above it. */
const isShown = ({ formats }: VerifyOptions): boolean =>
  formats.some(({ format, file }) => format === 'text' && file === undefined);

/** Looks again and again, until somebody stops it. */
async function watched(host: Host, look: Look, options: VerifyOptions): Promise<Status> {
  for (;;) {
    const { live, found } = await look();
    const lines = found.diagnostics.map(
      ({ severity, rule, message }) => `${severity}[${rule}]: ${message}\n`,
    );
    host.stdout(
      `${CLEAR}${new Date().toISOString()}\n${reportText(live)}${lines.length > 0 ? '\n' : ''}${lines.join('')}`,
    );
    host.stderr('\nasks again every 2 s (press Ctrl-C to stop)\n');
    if (!(await host.waited(PERIOD))) return fails([found], options.failOn) ? 1 : 0;
  }
}

/** `pgdr-compile verify`: asks the running estate, and compares. It reads only. */
export async function verify(host: Host, file: string, options: VerifyOptions): Promise<Status> {
  if (options.watch && !host.isTerminal)
    throw new UsageError('--watch draws on a terminal, and there is none');
  if (options.watch && !isUsual(options))
    throw new UsageError('--watch draws a table: it has no other format, and writes no file');
  if ((options.cert === undefined) !== (options.key === undefined))
    throw new UsageError('--cert and --key belong together: give both, or neither');
  const source = await topologySource(host, file, options.stdinFilename);
  const analysis = await analyse(source);
  const { estate } = analysis;
  if (!estate || fails([analysis], 'error')) {
    await publish(host, [reportOf(analysis)], { formats: options.formats, failOn: 'error' });
    host.stderr('nobody was asked: mend the topology first\n');
    return 1;
  }
  const look = await lookAt(host, analysis, estate, options);
  if (options.watch) return watched(host, look, options);
  const { live, found } = await look();
  if (isShown(options)) host.stdout(`${reportText(live)}\n`);
  await publish(host, [reportOf(found)], options);
  return fails([found], options.failOn) ? 1 : 0;
}
