import type { Site } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import { get } from '../../compiler/text/json.ts';

/** Whether a site that follows has nobody to stream from, and an archive (patroni/ha.py, get_remote_member). */
export function readsArchiveAlone({ role, dcs }: Site): boolean {
  const names = (key: string): boolean => pythonBool(get(dcs.value, 'standby_cluster', key));
  return role === 'standby' && names('restore_command') && !names('host') && !names('port');
}
