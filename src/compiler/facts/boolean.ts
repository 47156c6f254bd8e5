import type { Json } from '../text/json.ts';
import { wordOf } from '../text/json.ts';

const TRUE: readonly string[] = ['on', 'true', 'yes', '1'];
const FALSE: readonly string[] = ['off', 'false', 'no', '0'];

/** How Patroni reads a word: on, off, or neither, which is undefined (patroni/utils.py, parse_bool). */
export function patroniBool(value: Json | undefined): boolean | undefined {
  const word = wordOf(value).toLowerCase();
  return TRUE.includes(word) || (FALSE.includes(word) ? false : undefined);
}

/**
 * The truth value in Python, which Patroni uses for some keys (`use_pg_rewind`, `use_unix_socket`, `standby_cluster`): any
 * text is true, even "off".
 */
export function pythonBool(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/**
 * How PostgreSQL reads a boolean parameter: the words of {@link patroniBool}, and any unique prefix of one
 * (https://www.postgresql.org/docs/current/config-setting.html).
 */
export function postgresqlBool(value: Json | undefined): boolean | undefined {
  const word = wordOf(value).toLowerCase();
  if (word === '' || word === 'o') return undefined;
  const begins = (other: string): boolean => other.startsWith(word);
  return TRUE.some(begins) || (FALSE.some(begins) ? false : undefined);
}
