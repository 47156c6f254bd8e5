import { type Attempt, type Hba, laterLine, type Refusal, type Verdict } from './match.ts';

/** A line of the list as messages quote it, counted from 1: `line 2 "host all all 10.0.0.0/8 reject"`. */
export function quoteLine({ lines }: Hba, line: number): string {
  const text = (lines[line] ?? '').trim().replace(/\s+/g, ' ');
  return `line ${line + 1} "${text.length > 100 ? `${text.slice(0, 99)}…` : text}"`;
}

const REFUSALS: Readonly<Record<Refusal, (line: string, who: string) => string>> = {
  'no-line': (_, who) => `no line matches ${who}`,
  reject: (line, who) => `${line} rejects ${who}`,
  method: (line, who) => `${line} has a method that cannot work for ${who}`,
  'client-certificate': (line, who) => `${line} requires a client certificate, but ${who} has none`,
  'tls-server': (_, who) => `${who} requires TLS, but the server has ssl off`,
};

/**
 * Says in words which line decides about an attempt, and how; for a refusal, also which later line would have let it in.
 * @param who the name of the client in the text
 * @param verdict the result of {@link evaluate} for the attempt
 */
export function explain(hba: Hba, attempt: Attempt, verdict: Verdict, who: string): string {
  switch (verdict.verdict) {
    case 'allowed':
      return `${quoteLine(hba, verdict.line)} lets ${who} in`;
    case 'unknown':
      return `${quoteLine(hba, verdict.line)} may decide about ${who}: ${verdict.why}`;
    case 'refused': {
      const { line, reason } = verdict;
      if (line === undefined) return REFUSALS[reason]('', who);
      const later = laterLine(hba, attempt, line);
      const first = quoteLine(hba, line);
      return later === undefined
        ? REFUSALS[reason](first, who)
        : `${first} stands before line ${later + 1}, which would have let ${who} in`;
    }
  }
}
