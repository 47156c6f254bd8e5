import { type Effective, parameterOf, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { newestMajor } from '../../compiler/facts/majors.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { textAt, wordOf } from '../../compiler/text/json.ts';
import type { OncePer } from '../../compiler/text/once.ts';
import { oncePer } from '../../compiler/text/once.ts';
import type { Hba } from '../../pghba/match.ts';
import { compileHba } from '../../pghba/match.ts';

/** A parameter that names a file, and the key and the file of the list that Patroni would write instead. */
export const FILES = [
  { parameter: 'hba_file', key: 'pg_hba', file: 'pg_hba.conf' },
  { parameter: 'ident_file', key: 'pg_ident', file: 'pg_ident.conf' },
] as const;

/** A parameter that leads away from the file Patroni writes, which then leaves it (patroni/postgresql/config.py, hba_file). */
export function leadsElsewhere(
  site: Site,
  member: Member,
  { parameter, file }: (typeof FILES)[number],
): Effective | undefined {
  const named = parameterOf(site, member, parameter);
  if (!named) return undefined;
  const { value } = member.patroni;
  const folder = textAt(value, 'postgresql', 'config_dir') ?? textAt(value, 'postgresql', 'data_dir') ?? '';
  const own = `${folder.replace(/\/$/, '')}/${file}`;
  return [file, own].includes(wordOf(named.value)) ? undefined : named;
}

/** A pg_hba list as Patroni writes it for a member. */
export interface HbaList {
  readonly hba: Hba;
  /** Whether nobody wrote it. */
  readonly derived: boolean;
  /** Where it is written, or one of its lines, from 0. */
  at(line?: number): Place;
}

/** Lists of one topology, and the lines in them: sites have most of theirs in common, and promotions change none. */
interface Read {
  readonly lists: Map<object, Hba>;
  readonly lines: NonNullable<Parameters<typeof compileHba>[2]>;
}

const reads: OncePer<Estate['software'], Read> = oncePer(() => ({ lists: new Map(), lines: new Map() }));

/** A list that several members share is read once. Where the schema refused a line, null stands for it. */
function read({ software }: Estate, list: readonly unknown[]): Hba {
  const { lists, lines } = reads(software);
  const known = lists.get(list);
  if (known) return known;
  const texts = list.map((line) => (typeof line === 'string' ? line : ''));
  const hba = compileHba(texts, newestMajor(software), lines);
  const others = list.flatMap((line, at) =>
    typeof line === 'string' ? [] : [{ line: at, message: 'it is not text' }],
  );
  const whole = others.length === 0 ? hba : { ...hba, problems: [...others, ...hba.problems] };
  lists.set(list, whole);
  return whole;
}

/** The list of a member; undefined when Patroni writes none, which is a finding of access/pg-hba-ignored. */
export function hbaListOf(estate: Estate, site: Site, member: Member): HbaList | undefined {
  const list = postgresqlSetting(site, member, 'pg_hba');
  if (!list || !Array.isArray(list.value) || list.value.length === 0) return undefined;
  if (leadsElsewhere(site, member, FILES[0])) return undefined;
  return {
    hba: read(estate, list.value),
    derived: list.at().derivedFrom !== undefined,
    at: (line) => (line === undefined ? list.at() : list.at(line)),
  };
}
