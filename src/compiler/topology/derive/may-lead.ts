import { pythonBool } from '../../facts/boolean.ts';
import type { JsonMap } from '../../text/json.ts';
import { get, isMap, mapAt, merge, numericAt } from '../../text/json.ts';
import type { NodePart } from '../inherited.ts';

const TAGS = { nofailover: false, noloadbalance: false, nosync: false, clonefrom: false } as const;

/** The tags of a node without overrides. Patroni refuses a member with nofailover and a priority: the priority is enough. */
export function tagsOf(node: NodePart): JsonMap {
  const written = (node.block.tags ?? {}) as JsonMap;
  const { nofailover, ...others } = TAGS;
  return 'failover_priority' in written ? { ...others, ...written } : { nofailover, ...others, ...written };
}

/** Whether a member with these tags may lead: nofailover wins over a priority, and any text is true (patroni/tags.py). */
export function mayLead(tags: JsonMap): boolean {
  const { nofailover } = tags;
  if (nofailover !== undefined && nofailover !== null) return !pythonBool(nofailover);
  return !(numericAt(tags, 'failover_priority') <= 0);
}

/** Members that may lead; all members if none may, which failover/no-candidate reports. */
export function leadersAmong(nodes: readonly NodePart[]): readonly NodePart[] {
  const able = nodes.filter((node) => {
    const layers = node.settings.layers('overrides', 'patroni');
    const over = layers.flatMap(({ value }) => {
      const tags = get(value, 'tags');
      return isMap(tags) ? [tags] : [];
    });
    return mayLead(
      over.reduce((tags: JsonMap, layer) => merge(tags, layer), mapAt({ tags: tagsOf(node) }, 'tags')),
    );
  });
  return able.length > 0 ? able : nodes;
}
