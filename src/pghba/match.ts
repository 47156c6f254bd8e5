import { addCandidate, type Candidates, candidatesFor, type Entry, emptyCandidates } from './candidates.ts';
import { logicalLines } from './lines.ts';
import { parseHbaLine } from './parse.ts';
import type { HbaLine, HbaRecord } from './record.ts';
import { type Client, type Connection, matchRecord } from './record-match.ts';

/** An attempt to connect. */
export interface Attempt extends Client {
  /** Over TCP, or over the Unix socket (then `address` and `tls` have no meaning). */
  readonly kind: 'tcp' | 'local';
  /** libpq's sslmode: `disable` never; `require`, `verify-ca`, `verify-full` always; `prefer`, `allow`, unset prefer. */
  readonly tls: 'never' | 'always' | 'prefer';
  /** Whether the server has `ssl: on`. */
  readonly serverTls: boolean;
  /** Whether the client shows a certificate that the server trusts and that names the user. */
  readonly clientCertificate: boolean;
  /** The operating system user of a local client, for `peer`. */
  readonly systemUser?: string;
}

/** Why a connection is refused. */
export type Refusal =
  /** No line matches. */
  | 'no-line'
  /** The first matching line says `reject`. */
  | 'reject'
  /** The method of the line cannot work for the client: `ident` over TCP, `peer` for another system user. */
  | 'method'
  /** The line requires a client certificate. */
  | 'client-certificate'
  /** The client requires TLS, but the server has none. */
  | 'tls-server';

/** What PostgreSQL does with an attempt. `line` counts from 0, as the list given to {@link compileHba} does. */
export type Verdict =
  /** Let in if authentication succeeds, for example with the right password. */
  | { readonly verdict: 'allowed'; readonly line: number }
  | { readonly verdict: 'refused'; readonly reason: Refusal; readonly line?: number }
  | Unknown;

/** The list does not say which line decides, or how: a line may match, or its method asks another service. */
export interface Unknown {
  readonly verdict: 'unknown';
  readonly line: number;
  readonly why: string;
  /** The last possible verdict, if all possible verdicts allow or all refuse. */
  readonly inAnyCase?: Exclude<Verdict, Unknown>;
}

/** A pg_hba list, prepared for evaluation. */
export interface Hba {
  /** The list as it was given. */
  readonly lines: readonly string[];
  /** Lines, counted from 0, for which PostgreSQL refuses to load the whole list. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** Every line except blanks, comments and problems, in order. */
  readonly entries: readonly Entry[];
  readonly candidates: Candidates;
}

/**
 * Reads a pg_hba list and sorts its lines, so that n attempts against n lines for single hosts cost O(n).
 * @param lines the contents of the file, split at line breaks or not: a record may span several of them
 * @param major of PostgreSQL, 13 or later
 * @param known a cache of lines that were read for that version; the lines of this list are added
 */
export function compileHba(
  lines: readonly string[],
  major: number,
  known: Map<string, HbaLine> = new Map(),
): Hba {
  const problems: { line: number; message: string }[] = [];
  const entries: Entry[] = [];
  const candidates = emptyCandidates();
  for (const { text, entry: line } of logicalLines(lines, major)) {
    const parsed = known.get(text) ?? parseHbaLine(text, major);
    known.set(text, parsed);
    if (parsed.kind === 'blank') continue;
    if (parsed.kind === 'problem') {
      problems.push({ line, message: parsed.message });
      continue;
    }
    const entry: Entry =
      parsed.kind === 'record' ? { line, record: parsed.record } : { line, why: parsed.why };
    entries.push(entry);
    addCandidate(candidates, entry);
  }
  return { lines, problems, entries, candidates };
}

/**
 * Says what PostgreSQL does with an attempt: the first matching line decides. A required password is assumed to be
 * right. Lines with problems are skipped: check `hba.problems` before you trust a verdict.
 */
export function evaluate(hba: Hba, attempt: Attempt): Verdict {
  if (attempt.kind === 'local') return decide(hba.candidates.local, attempt, 'local');
  const over = (via: 'tls' | 'plain'): Verdict =>
    decide(candidatesFor(hba.candidates, attempt.address), attempt, via);
  if (attempt.tls === 'never') return over('plain');
  if (attempt.tls === 'always') {
    return attempt.serverTls ? over('tls') : { verdict: 'refused', reason: 'tls-server' };
  }
  return attempt.serverTls ? eitherOf(over('tls'), () => over('plain')) : over('plain');
}

/**
 * Like {@link evaluate}, if only the result matters and not the line: an attempt that is refused in every case, whether
 * `samenet` contains its address or not, is refused.
 */
export function judge(hba: Hba, attempt: Attempt): Verdict {
  const verdict = evaluate(hba, attempt);
  return verdict.verdict === 'unknown' ? (verdict.inAnyCase ?? verdict) : verdict;
}

/**
 * libpq in mode `prefer` tries TLS and then, after any error of the server, a plain connection; in mode `allow` the
 * other way round (PQconnectPoll in fe-connect.c). So it is enough if one of the two is allowed.
 */
function eitherOf(tls: Verdict, other: () => Verdict): Verdict {
  if (tls.verdict === 'allowed') return tls;
  const plain = other();
  if (tls.verdict === 'unknown') {
    const plainDecides = tls.inAnyCase?.verdict === 'refused' && plain.verdict === 'unknown';
    return plain.verdict === 'allowed' || plainDecides ? plain : tls;
  }
  return plain.verdict === 'refused' && tls.line !== undefined ? tls : plain;
}

/** The verdict of the first entry that matches, or may match. */
export function decide(entries: Iterable<Entry>, attempt: Attempt, via: Connection['via']): Verdict {
  const connection: Connection = { ...attempt, via };
  const doubts: Doubt[] = [];
  for (const { line, record, why = '' } of entries) {
    if (record === undefined) return doubts[0]?.unknown ?? { verdict: 'unknown', line, why };
    const match = matchRecord(record, connection);
    if (match === 'no') continue;
    const outcome = authenticate(record, attempt);
    if (match === 'yes') return settled(doubts, { line, ...outcome });
    doubts.push({ unknown: { verdict: 'unknown', line, why: match.maybe }, outcome });
  }
  return settled(doubts, { verdict: 'refused', reason: 'no-line' });
}

/** An entry that may match: why that is unknown, and the outcome if it matches. */
interface Doubt {
  readonly unknown: Unknown;
  readonly outcome: Outcome;
}

/** The verdict of an entry after earlier entries that may match. */
function settled(doubts: readonly Doubt[], verdict: Verdict): Verdict {
  const [first] = doubts;
  if (first === undefined) return verdict;
  const agree = doubts.every(({ outcome }) => outcome.verdict === verdict.verdict);
  return agree && verdict.verdict !== 'unknown' ? { ...first.unknown, inAnyCase: verdict } : first.unknown;
}

/**
 * The first later line that matches an attempt and would let it in.
 */
export function laterLine({ candidates }: Hba, attempt: Attempt, after: number): number | undefined {
  const found = (['local', 'tls', 'plain'] as const).flatMap((via) => {
    if (!mayConnect(attempt, via)) return [];
    const entries = via === 'local' ? candidates.local : candidatesFor(candidates, attempt.address);
    for (const { line, record } of entries) {
      if (line <= after || record === undefined || matchRecord(record, { ...attempt, via }) !== 'yes')
        continue;
      if (authenticate(record, attempt).verdict === 'allowed') return [line];
    }
    return [];
  });
  return found.length === 0 ? undefined : Math.min(...found);
}

function mayConnect({ kind, tls, serverTls }: Attempt, via: Connection['via']): boolean {
  if (kind === 'local' || via === 'local') return kind === via;
  return via === 'tls' ? serverTls && tls !== 'never' : tls !== 'always';
}

type Outcome =
  | { readonly verdict: 'allowed' }
  | { readonly verdict: 'refused'; readonly reason: Refusal }
  | { readonly verdict: 'unknown'; readonly why: string };

const ALLOWED: Outcome = { verdict: 'allowed' };

/** The outcome of the matching record's method for the client (ClientAuthentication in auth.c). */
function authenticate({ method, options }: HbaRecord, attempt: Attempt): Outcome {
  // PostgreSQL checks this first, also on a line with reject.
  const clientcert = method === 'cert' ? 'verify-full' : (options.get('clientcert') ?? '0');
  if (!['0', 'no-verify'].includes(clientcert) && !attempt.clientCertificate) {
    return { verdict: 'refused', reason: 'client-certificate' };
  }
  switch (method) {
    case 'reject':
      return { verdict: 'refused', reason: 'reject' };
    case 'trust':
    case 'password':
    case 'md5':
    case 'scram-sha-256':
      return ALLOWED;
    case 'ident':
      // It needs an identd on the client's machine, which returns the name of the system user.
      return { verdict: 'refused', reason: 'method' };
    case 'cert':
    case 'peer':
      if (options.has('map')) return { verdict: 'unknown', why: 'the user is looked up in pg_ident.conf' };
      return method === 'cert' ? ALLOWED : peer(attempt);
    default:
      return { verdict: 'unknown', why: `the method "${method}" asks another service` };
  }
}

function peer({ systemUser, user }: Attempt): Outcome {
  if (systemUser === undefined)
    return { verdict: 'unknown', why: 'peer depends on the system user of the client' };
  return systemUser === user ? ALLOWED : { verdict: 'refused', reason: 'method' };
}
