import type { Candidates, Entry } from './candidates.ts';
import { covers } from './covers.ts';
import type { Hba } from './match.ts';
import { soleHostKey } from './range.ts';
import type { HbaRecord } from './record.ts';

/** A line that never decides, because an earlier line matches everything that it matches. Both count from 0. */
export interface Shadowed {
  readonly line: number;
  readonly by: number;
}

/**
 * The lines of a list that can never decide about a connection. It does not find a line that several others cover only
 * together: people do not see that in a file either.
 */
export function shadowedLines({ entries, candidates }: Hba): Shadowed[] {
  return entries.flatMap(({ line, record }) => {
    const by = record && firstCover(candidates, record, line);
    return by === undefined ? [] : [{ line, by }];
  });
}

function firstCover(candidates: Candidates, record: HbaRecord, line: number): number | undefined {
  const found = listsFor(candidates, record).flatMap(
    (list) =>
      list.find((entry) => entry.line >= line || (entry.record && covers(entry.record, record))) ?? [],
  );
  const lines = found.map((entry) => entry.line).filter((other) => other < line);
  return lines.length === 0 ? undefined : Math.min(...lines);
}

/** Lists of lines that may cover a record: a line for one host covers only lines for that host. */
function listsFor(candidates: Candidates, { type, address }: HbaRecord): readonly (readonly Entry[])[] {
  if (type === 'local') return [candidates.local];
  const key = address?.kind === 'range' ? soleHostKey(address.range) : undefined;
  if (key !== undefined) return [candidates.byHost.get(key) ?? [], candidates.rest];
  if (address?.kind === 'hostname')
    return [candidates.byName.get(address.name.toLowerCase()) ?? [], candidates.rest];
  return [candidates.rest];
}
