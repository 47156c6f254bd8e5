import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft } from '../../compiler/lint/rule.ts';
import type { OncePer } from '../../compiler/text/once.ts';
import { oncePer } from '../../compiler/text/once.ts';
import { isLoopbackName } from '../../pghba/address.ts';
import { quoteLine } from '../../pghba/explain.ts';
import type { Hba } from '../../pghba/match.ts';
import { containsRange, parseCidr } from '../../pghba/range.ts';
import type { HbaAddress, HbaRecord } from '../../pghba/record.ts';
import { type Shadowed, shadowedLines } from '../../pghba/shadow.ts';
import { memoized } from '../common/memo.ts';
import { type Posted, postedLists } from './servers.ts';

/** A line that can decide about some connection. */
export interface Deciding {
  readonly posted: Posted;
  readonly line: number;
  readonly record: HbaRecord;
}

const shadows: OncePer<Hba, readonly Shadowed[]> = oncePer(shadowedLines);

/** Lines of a list that never decide; nobody derives such. */
export function shadowsIn({ list }: Posted): readonly Shadowed[] {
  return list.derived ? [] : shadows(list.hba);
}

/** Every line of every list that can decide, list by list. */
export const decidingLines = memoized((estate: Estate): readonly (readonly Deciding[])[] =>
  postedLists(estate).map((posted) => {
    const never = new Set(shadowsIn(posted).map(({ line }) => line));
    return posted.list.hba.entries.flatMap(({ line, record }) =>
      record === undefined || never.has(line) ? [] : [{ posted, line, record }],
    );
  }),
);

/** Whether a line asks for a certificate: then its method is not all that stands in the way. */
export const asksForCertificate = ({ method, options }: HbaRecord): boolean =>
  method === 'cert' || !['0', 'no-verify'].includes(options.get('clientcert') ?? '0');

const LOOPBACK = ['127.0.0.0/8', '::1/128'].flatMap((text) => parseCidr(text) ?? []);

/** Whether nobody outside the machine can connect by such a line. */
export function isOnMachine(address: HbaAddress | undefined): boolean {
  if (address === undefined || address.kind === 'samehost') return true;
  if ('name' in address) return isLoopbackName(address.name);
  return address.kind === 'range' && LOOPBACK.some((own) => containsRange(own, address.range));
}

/** One finding for the lines of a list that make the same mistake, told of the first of them. */
export function aboutLines(
  [first, ...others]: readonly Deciding[],
  say: (line: string, first: Deciding) => Pick<Draft, 'message' | 'help' | 'related'>,
): Draft[] {
  if (first === undefined) return [];
  const { posted, line } = first;
  const quoted = quoteLine(posted.list.hba, line);
  // Of a derived list nobody can count the lines.
  const name = posted.list.derived ? quoted.replace(/^line \d+/, 'the derived line') : quoted;
  const { message, ...rest } = say(name, first);
  const more =
    others.length === 0 ? '' : others.length === 1 ? ' (and one more)' : ` (and ${others.length} more)`;
  return [{ message: `${message}${more}`, at: posted.list.at(line), ...rest }];
}
