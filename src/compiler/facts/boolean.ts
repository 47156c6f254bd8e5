import type { Json } from '../text/json.ts';
import { wordOf } from '../text/json.ts';

const TRUE: readonly string[] = ['on', 'true', 'yes', '1'];
const FALSE: readonly string[] = ['off', 'false', 'no', '0'];

/** What Patroni takes a word for: on, off, or, undefined, neither (patroni/utils.py, parse_bool). */
export function patroniBool(value: Json | undefined): boolean | undefined {
  const word = wordOf(value).toLowerCase();
  return TRUE.includes(word) || (FALSE.includes(word) ? false : undefined);
}

/**
 * What Python takes a value for, where Patroni asks no more than that (`use_pg_rewind`, `use_unix_socket`,
 * `standby_cluster`): any word is true, "off" too.
 */
export function pythonBool(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/**
 * What PostgreSQL takes a parameter for: the words of {@link patroniBool}, and any beginning of one that no other
 * begins with (https://www.postgresql.org/docs/current/config-setting.html).
 */
export function postgresqlBool(value: Json | undefined): boolean | undefined {
  const word = wordOf(value).toLowerCase();
  if (word === '' || word === 'o') return undefined;
  const begins = (other: string): boolean => other.startsWith(word);
  return TRUE.some(begins) || (FALSE.some(begins) ? false : undefined);
}
