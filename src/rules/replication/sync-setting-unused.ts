import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { syncMode } from '../../compiler/estate/sync-mode.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, numericAt } from '../../compiler/text/json.ts';

/** Settings of synchronous mode, and whether a value of them asks for anything. */
const SETTINGS: Readonly<Record<string, (value: Json, site: Site) => boolean>> = {
  synchronous_mode_strict: (value) => patroniBool(value) === true,
  synchronous_node_count: (_, { dcs }) => numericAt(dcs.value, 'synchronous_node_count') > 1,
  maximum_lag_on_syncnode: (_, { dcs }) => numericAt(dcs.value, 'maximum_lag_on_syncnode') > 0,
};

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    // Before 3.2 a standby site has none of them: what is derived follows its role.
    if (syncMode(site)) continue;
    for (const [key, asks] of Object.entries(SETTINGS)) {
      const value = get(site.dcs.value, key);
      if (value === undefined || !asks(value, site)) continue;
      yield {
        message: `${key} of ${site.name} has no effect: synchronous_mode is off, and no commit waits for another member`,
        at: site.dcs.at(key),
        help: 'write "synchronous_mode: on" beside it, or remove it',
      };
    }
  }
}

export const syncSettingUnused: Rule = {
  id: 'replication/sync-setting-unused',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a setting of synchronous mode has no effect without synchronous_mode',
  why: 'Patroni reads the setting in synchronous mode alone. Replication is asynchronous: a failover loses the last commits, although the file asks for synchronous ones.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replication_modes.html#synchronous-mode',
    'patroni/global_config.py: is_synchronous_mode, synchronous_node_count',
  ],
  afterPromotion: false,
  check: all,
};
