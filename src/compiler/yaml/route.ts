import type { Pointer } from '../text/finding.ts';
import type { Value } from './value.ts';
import { isValueMap } from './value.ts';

/** What tells the items of a list apart, in the order it is looked for: sites and nodes have names, clients users. */
const NAMES = ['name', 'user'] as const;

/** As in a JSON pointer (RFC 6901), so that a name with a slash in it is still one step. */
const step = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1');

function itemStep(item: Value | undefined, index: number): string {
  if (isValueMap(item))
    for (const key of NAMES) {
      const name = Object.hasOwn(item, key) ? item[key] : undefined;
      if (typeof name === 'string') return step(name);
    }
  return typeof item === 'string' ? step(item) : String(index);
}

/**
 * A pointer in words that survive edits elsewhere in the file: an item of a list is called by its name, or by its text,
 * and by its number only where it has neither. `sites/busan/nodes/pg-busan-1/address`
 * @param isHidden whether what is written at a pointer may not be repeated
 */
export function routeOf(value: Value, pointer: Pointer, isHidden: (at: Pointer) => boolean): string {
  const steps: string[] = [];
  let node: Value | undefined = value;
  for (const [depth, part] of pointer.entries()) {
    const parent: Value | undefined = node;
    if (Array.isArray(parent)) {
      node = parent[Number(part)];
      steps.push(isHidden(pointer.slice(0, depth + 1)) ? String(part) : itemStep(node, Number(part)));
    } else {
      node = isValueMap(parent) && Object.hasOwn(parent, part) ? parent[part] : undefined;
      steps.push(step(String(part)));
    }
  }
  return steps.join('/');
}
