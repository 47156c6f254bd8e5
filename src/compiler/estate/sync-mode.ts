import { patroniBool } from '../facts/boolean.ts';
import { get, wordOf } from '../text/json.ts';
import type { Site } from './estate.ts';

/** Whether Patroni manages synchronous replication of a site while it is primary (patroni/global_config.py). */
export function syncMode(site: Site): boolean {
  const mode = get(site.dcs.value, 'synchronous_mode');
  return patroniBool(mode) === true || wordOf(mode).toLowerCase() === 'quorum';
}
