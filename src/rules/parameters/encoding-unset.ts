import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, isMap, listAt, textAt, wordOf } from '../../compiler/text/json.ts';
import { declare, oneOf } from '../common/remedies.ts';

/**
 * Options by name, as Patroni hands them over: `name`, `name=value`, or a map of both (patroni bootstrap.py,
 * process_user_options). `no-locale` is `locale=C`, and of the two the last one counts (run with 15 and 18).
 */
function optionsOf(list: readonly Json[]): ReadonlyMap<string, string> {
  return new Map(
    list
      .flatMap((option): [string, string][] => {
        if (isMap(option)) return Object.entries(option).map(([name, value]) => [name, wordOf(value)]);
        const [name = '', ...value] = wordOf(option).split('=');
        return [[name, value.join('=')]];
      })
      .map(([name, value]) => (name === 'no-locale' ? ['locale', 'C'] : [name, value])),
  );
}

/** Locales that say nothing of an encoding. */
const BARE = ['C', 'POSIX'];

/**
 * What becomes of a cluster whose options name no encoding; undefined where they decide it all the same. initdb takes the
 * encoding of lc_ctype, which is that of its environment where no option names it; of C it makes SQL_ASCII, but UTF8
 * with ICU, and an error with the builtin C.UTF-8 (initdb.c, setup_locale_encoding; run with 15 and 18).
 */
function outcome(options: ReadonlyMap<string, string>): string | undefined {
  const letters = options.get('lc-ctype') ?? options.get('locale');
  const provider = options.get('locale-provider');
  if (options.has('encoding') || provider === 'icu') return undefined;
  if (letters !== undefined && !BARE.includes(letters)) return undefined;
  const builtin = options.get('builtin-locale') ?? options.get('locale') ?? 'C';
  if (provider === 'builtin' && builtin !== 'C')
    return `which the builtin locale ${builtin} requires: no cluster is made`;
  return letters !== undefined
    ? 'and its locale implies none: a new cluster is SQL_ASCII'
    : 'and no locale: under systemd without LANG a new cluster is SQL_ASCII';
}

function judge({ name, patroni }: Member): Draft[] {
  const path = ['bootstrap', 'initdb'] as const;
  // Without any bootstrap section nothing is made here: placement/override-ignored tells that.
  if (!isMap(get(patroni.value, 'bootstrap'))) return [];
  const list = get(patroni.value, ...path);
  const method = textAt(patroni.value, 'bootstrap', 'method') ?? 'initdb';
  if (method !== 'initdb' || (list !== undefined && !Array.isArray(list))) return [];
  const why = outcome(optionsOf(listAt(patroni.value, ...path)));
  if (why === undefined) return [];
  return [
    {
      message: `initdb of ${name} gets no encoding, ${why}`,
      at: patroni.at(...path),
      remedy: oneOf(declare('encoding', {}), 'add the encoding to the list'),
    },
  ];
}

export const encodingUnset: Rule = {
  id: 'parameters/encoding-unset',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'initdb gets no encoding for new clusters',
  why: 'An SQL_ASCII database accepts any bytes and checks none: texts in several encodings mix in it, and no dump can tell them apart. The encoding stays; the only way out is a dump into a new cluster.',
  references: [
    'https://www.postgresql.org/docs/current/app-initdb.html',
    'https://www.postgresql.org/docs/current/multibyte.html',
  ],
  afterPromotion: false,
  check: (estate: Estate) => estate.sites.flatMap(members).flatMap(judge),
};
