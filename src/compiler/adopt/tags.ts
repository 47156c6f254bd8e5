import type { Node } from '../estate/estate.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { isMap, mapAt } from '../text/json.ts';

/** Tags that the language has, with what they are where nothing is written. */
const TAGS: Readonly<Record<string, Json | undefined>> = {
  nofailover: false,
  noloadbalance: false,
  nosync: false,
  clonefrom: false,
  nostream: undefined,
  replicatefrom: undefined,
  failover_priority: undefined,
};

/** `tags` of a node: those that are not as usual. */
export function tagsWord({ patroni }: Node): JsonMap | undefined {
  const tags = mapAt(patroni?.value, 'tags');
  const given = Object.entries(tags).filter(
    ([name, value]) => Object.hasOwn(TAGS, name) && !isMap(value) && value !== null && value !== TAGS[name],
  );
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
