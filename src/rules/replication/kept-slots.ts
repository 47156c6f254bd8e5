import type { Place } from '../../compiler/diagnostic.ts';
import { patroniBool } from '../../compiler/estate/boolean.ts';
import type { Site } from '../../compiler/estate/estate.ts';
import type { JsonMap } from '../../compiler/estate/tree.ts';
import { get, mapAt } from '../../compiler/estate/tree.ts';

/** Patroni reads the first of these that is not empty (patroni/global_config.py). */
const ALIASES = ['permanent_replication_slots', 'permanent_slots', 'slots'] as const;

/** Permanent slots of a site. */
export interface Kept {
  /** The key that they stand under. */
  readonly key: string;
  readonly slots: JsonMap;
  readonly at: (slot?: string) => Place;
}

export function keptBy(upstream: Site): Kept {
  const key = ALIASES.find((alias) => Object.keys(mapAt(upstream.dcs.value, alias)).length > 0) ?? 'slots';
  return {
    key,
    slots: mapAt(upstream.dcs.value, key),
    at: (slot) => (slot === undefined ? upstream.dcs.at(key) : upstream.dcs.at(key, slot)),
  };
}

/** The dynamic configuration alone decides, and what is neither on nor off is off (patroni/global_config.py, use_slots). */
export const usesSlots = (site: Site): boolean =>
  patroniBool(get(site.dcs.value, 'postgresql', 'use_slots') ?? true) === true;
