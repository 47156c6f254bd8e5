import type { Pointer } from '../text/finding.ts';
import type { Value } from './value.ts';
import { isValueMap } from './value.ts';

/** Keys that identify the items of a list, in the order of preference: sites and nodes have names, clients have users. */
const NAMES = ['name', 'user'] as const;

/** Escapes as in a JSON pointer (RFC 6901), so that a name with a slash is still one step. */
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
 * A pointer as a path that survives edits elsewhere in the file: a list item is identified by its name or its text, and by
 * its number only if it has neither. `sites/busan/nodes/pg-busan-1/address`
 * @param isHidden whether the text at a pointer must not be repeated
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
