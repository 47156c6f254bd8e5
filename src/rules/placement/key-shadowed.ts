import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';
import { allOf, declare } from '../common/remedies.ts';

/** Names of before 3.0, read only where the new one is missing. */
const RENAMED = [
  ['master_start_timeout', 'primary_start_timeout'],
  ['master_stop_timeout', 'primary_stop_timeout'],
] as const;

/** Of the keys that say where etcd is Patroni reads the first one that is there (patroni/dcs/etcd.py, get_etcd_client). */
const WHERE = ['proxy', 'url', 'hosts', 'host'];

function* ofEtcd(estate: Estate): Generator<Draft> {
  for (const { name, patroni } of estate.sites.flatMap(members)) {
    const written = WHERE.filter((key) => get(patroni.value, 'etcd3', key) !== undefined);
    const [first = '', ...others] = written;
    for (const key of others) {
      // What is derived is there whenever nobody takes it away.
      if (!patroni.isWritten('etcd3', key)) continue;
      const at = patroni.at('etcd3', first);
      yield {
        message: `Patroni does not read etcd3.${key} of ${name}: it reads ${first} instead`,
        at: { ...patroni.at('etcd3', key), part: 'key' },
        related: at.derivedFrom === undefined ? [{ at, message: `Patroni reads ${first}` }] : [],
        remedy: allOf('remove one of the two', declare('nothing', { key: first })),
      };
    }
  }
}

function* all(estate: Estate): Generator<Draft> {
  yield* ofEtcd(estate);
  for (const { name, dcs } of estate.sites)
    for (const [old, now] of RENAMED)
      if (get(dcs.value, old) !== undefined && get(dcs.value, now) !== undefined)
        yield {
          message: `Patroni does not read ${old} of ${name}: it reads ${now} instead`,
          at: { ...dcs.at(old), part: 'key' },
          related: [{ at: dcs.at(now), message: `${now} is ${wordOf(get(dcs.value, now))}` }],
          help: `write ${now}`,
        };
}

export const keyShadowed: Rule = {
  id: 'placement/key-shadowed',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a key has no effect beside another key that Patroni reads instead',
  why: 'Patroni 3.0 renamed two keys, and reads the old names only while the new ones are missing. It reads only one of the keys that say where etcd is: proxy before url, url before hosts, hosts before host.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-0-0',
    'patroni/global_config.py',
    'patroni/dcs/etcd.py: AbstractEtcd.get_etcd_client',
  ],
  afterPromotion: false,
  check: all,
};
