import { knows } from '../../facts/version.ts';
import type { Json, JsonMap } from '../../text/json.ts';
import type { Inherited, NodePart } from '../inherited.ts';

/** Options about sorting and classifying text: if one is written, no default is added for the others. */
const OF_TEXT: readonly string[] = [
  'builtin-locale',
  'icu-locale',
  'icu-rules',
  'lc-collate',
  'lc-ctype',
  'locale',
  'locale-provider',
  'no-locale',
];

/**
 * The encoding and the locale of a new cluster. Without them, initdb uses its environment, and under systemd that has no LANG
 * unless somebody set it: the cluster is then SQL_ASCII, which is permanent and checks nothing.
 *
 * Text is sorted by its bytes (C), which PostgreSQL does without the operating system: an operating system's order changes
 * with its release, and indexes are wrong on a standby with another release. C.UTF-8 classifies characters: from 17 on,
 * PostgreSQL has its own (postgres initdb.c, `--locale-provider`); before, it is the C library's, which every Debian has.
 */
function textOptions(inherited: Inherited, written: JsonMap): JsonMap {
  const isWritten = OF_TEXT.some((name) => name in written);
  const locale = 'locale' in written || 'no-locale' in written ? {} : { locale: 'C' };
  const letters = knows(inherited.software, 'initdb.builtin')
    ? { 'locale-provider': 'builtin', 'builtin-locale': 'C.UTF-8' }
    : { 'lc-ctype': 'C.UTF-8' };
  return { encoding: 'UTF8', ...locale, ...(isWritten ? {} : letters) };
}

/** The options of initdb in Patroni's form: a name, or a name with its value. */
export function initdbOf(inherited: Inherited, node: NodePart): Json[] {
  const wanted = node.settings.get('postgresql', 'data_checksums')?.value !== false;
  const byDefault = knows(inherited.software, 'initdb.checksums');
  // initdb stores the superuser's password before any parameter is set, by the method in auth-host.
  const scram: JsonMap = knows(inherited.software, 'password.scram') ? {} : { 'auth-host': 'scram-sha-256' };
  const written = node.settings.merged('postgresql', 'initdb');
  const options = Object.entries<Json | undefined>({
    ...textOptions(inherited, written),
    ...scram,
    ...written,
  }).flatMap(([name, value]): Json[] =>
    // A value that is not text stops Patroni: patroni/postgresql/bootstrap.py, process_user_options.
    value === false || value === undefined ? [] : value === true ? [name] : [{ [name]: String(value) }],
  );
  if (wanted) return [...options, 'data-checksums'];
  return byDefault ? [...options, 'no-data-checksums'] : options;
}
