import { inEffect } from '../plan/same.ts';
import type { Json } from '../text/json.ts';
import { mapAt } from '../text/json.ts';
import { flow } from '../yaml/write/flow.ts';
import type { Speaking } from './live.ts';
import { short } from './status.ts';

/** A tag of a member that is not as it is written. */
export interface OtherTag {
  readonly tag: string;
  readonly seen: string;
  readonly wanted: string;
}

/** Tags that Patroni sets by itself while a member is not to be synchronous (patroni/ha.py, get_effective_tags). */
const OWN: ReadonlySet<string> = new Set(['nosync', 'sync_priority']);

/** Patroni leaves out what is off (patroni/tags.py, _filter_tags). */
const isOff = (value: Json | undefined): boolean => value === undefined || value === null || value === false;

const text = (value: Json | undefined): string => (isOff(value) ? 'not set' : short(flow(value ?? null)));

/** The tags of a member that differ from its patroni.yml as it is compiled. */
export function otherTags({ node, reached: { status } }: Speaking): OtherTag[] {
  const wanted = mapAt(node.patroni.value, 'tags');
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(status.tags)])];
  return keys.flatMap((tag) => {
    const [from, to] = [status.tags[tag], wanted[tag]];
    if ((isOff(from) && isOff(to)) || inEffect(from, to) || (OWN.has(tag) && isOff(to))) return [];
    return [{ tag: short(tag), seen: text(from), wanted: text(to) }];
  });
}
