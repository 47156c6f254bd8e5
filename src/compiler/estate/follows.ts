import { pythonBool } from '../facts/boolean.ts';
import type { JsonMap } from '../text/json.ts';
import { get } from '../text/json.ts';

/** Whether a dynamic configuration names something under `standby_cluster`, in Python's eyes. */
export const names = (dcs: JsonMap | undefined, ...keys: readonly string[]): boolean =>
  keys.some((key) => pythonBool(get(dcs, 'standby_cluster', key)));

/** Whether a site is a standby cluster (patroni/global_config.py, is_standby_cluster). */
export const followsAnother = (dcs: JsonMap | undefined): boolean =>
  names(dcs, 'host', 'port', 'restore_command');
