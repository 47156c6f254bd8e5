import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { promotionsOf } from '../../compiler/estate/promote.ts';
import { patroniBool, pythonBool } from '../../compiler/facts/boolean.ts';
import { SLOT_NAME, slotName } from '../../compiler/facts/slot-name.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { JsonMap } from '../../compiler/text/json.ts';
import { get, isMap, mapAt, textAt } from '../../compiler/text/json.ts';
import { memoized } from '../common/memo.ts';

/** Patroni reads the first of these that is not empty (patroni/global_config.py). */
export const ALIASES = ['permanent_replication_slots', 'permanent_slots', 'slots'] as const;

/** Permanent slots of a site. */
export interface Kept {
  /** The key that they stand under. */
  readonly key: string;
  readonly slots: JsonMap;
  /** Whether what stands there is no map, on which Patroni fails. */
  readonly malformed: boolean;
  readonly at: (slot?: string) => Place;
}

export function keptBy(upstream: Site): Kept {
  const key = ALIASES.find((alias) => pythonBool(get(upstream.dcs.value, alias))) ?? 'slots';
  const value = get(upstream.dcs.value, key);
  return {
    key,
    slots: isMap(value) ? value : {},
    malformed: pythonBool(value) && !isMap(value),
    at: (slot) => (slot === undefined ? upstream.dcs.at(key) : upstream.dcs.at(key, slot)),
  };
}

/** Whether somebody wrote which slots a site keeps: what is derived is right for the role it has. */
export function isWritten({ dcs }: Site): boolean {
  if (ALIASES.some((alias) => dcs.isWritten(alias))) return true;
  const [first] = Object.keys(mapAt(dcs.value, 'slots'));
  return first !== undefined && dcs.at('slots', first).pointer.at(-2) === 'slots';
}

/** The dynamic configuration alone decides, and what is neither on nor off is off (patroni/global_config.py, use_slots). */
export const usesSlots = (site: Site): boolean =>
  patroniBool(get(site.dcs.value, 'postgresql', 'use_slots') ?? true) === true;

/** The slot a site streams from. */
export const consumed = ({ dcs }: Site): string | undefined => {
  const asked = textAt(dcs.value, 'standby_cluster', 'primary_slot_name');
  return asked === undefined ? undefined : slotName(asked);
};

/** Slots of the estate's own sites, whoever leads: any other may serve somebody whom the topology does not know. */
export const ownSlots = memoized(
  (estate): ReadonlySet<string | undefined> =>
    new Set([estate, ...promotionsOf(estate)].flatMap(({ sites }) => sites.map(consumed))),
);

export type Defect = 'name' | 'value' | 'logical';

/** Why Patroni makes no physical slot of what is written (patroni/dcs/__init__.py, _merge_permanent_slots). */
export function defectOf(name: string, value: unknown): Defect | undefined {
  if (!SLOT_NAME.test(name)) return 'name';
  // What Python takes for nothing is a physical slot.
  if (!value) return undefined;
  if (!isMap(value)) return 'value';
  const full = Boolean(value.database) && Boolean(value.plugin);
  const type = value.type ?? (full ? 'logical' : 'physical');
  if (type === 'physical') return undefined;
  return type === 'logical' && full ? 'logical' : 'value';
}

/**
 * Whether Patroni makes this physical slot while the site has the role it has. A standby cluster leaves out those of
 * cluster_type primary; a primary cluster makes those of cluster_type standby too, up to 4.1.4 at least
 * (patroni/dcs/__init__.py, _get_permanent_slots: its members get the list that was not filtered).
 */
export function isMade({ software }: Estate, site: Site, name: string, value: unknown): boolean {
  if (!usesSlots(site) || defectOf(name, value) !== undefined) return false;
  const typed = knows(software, 'slots.cluster_type') && isMap(value) ? value.cluster_type : undefined;
  return site.role === 'primary' || typed !== 'primary';
}
