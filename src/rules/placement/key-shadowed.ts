import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oncePerPlace } from '../../compiler/lint/rule.ts';
import { get, wordOf } from '../../compiler/text/json.ts';

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
      if (!patroni.isOverridden('etcd3', key)) continue;
      const at = patroni.at('etcd3', first);
      yield {
        message: `Patroni does not read etcd3.${key} of ${name}, for there is ${first}`,
        at: { ...patroni.at('etcd3', key), part: 'key' },
        related: at.near === undefined ? [{ at, message: `${first} is read` }] : [],
        help: `remove one of the two; null takes ${first} away`,
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
          message: `Patroni does not read ${old} of ${name}, for there is ${now}`,
          at: { ...dcs.at(old), part: 'key' },
          related: [{ at: dcs.at(now), message: `${now} is ${wordOf(get(dcs.value, now))}` }],
          help: `write ${now}`,
        };
}

export const keyShadowed: Rule = {
  id: 'placement/key-shadowed',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a key beside another one that Patroni reads in its place',
  why: 'Patroni 3.0 gave two keys new names, and reads the old ones only while the new ones are missing. Of the keys that say where etcd is it reads one: proxy before url, url before hosts, hosts before host.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html#version-3-0-0',
    'patroni/global_config.py',
    'patroni/dcs/etcd.py: AbstractEtcd.get_etcd_client',
  ],
  afterPromotion: false,
  check: (estate) => oncePerPlace(all(estate)),
};
