import { amountOf } from '../facts/number.ts';
import { get } from '../text/json.ts';
import { parameterOf } from './effective.ts';
import type { Member, Site } from './estate.ts';

/** Whether a member replays late on purpose. */
export const isDelayed = (site: Site, member: Member): boolean =>
  [
    get(site.dcs.value, 'standby_cluster', 'recovery_min_apply_delay'),
    parameterOf(site, member, 'recovery_min_apply_delay')?.value,
  ].some((delay) => delay !== undefined && amountOf(delay, 'ms') !== 0);
