import type { Pointer } from '../text/finding.ts';

/** A value of the topology: JSON with objects that have no prototype. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** A map of the topology. */
export type ValueMap = { [key: string]: Value };

export const isValueMap = (value: unknown): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The kind of a value, for messages. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'true or false' : 'a number';
}

/** The value that a pointer leads to. */
export const valueAtPointer = (root: Value, pointer: Pointer): Value | undefined =>
  pointer.reduce<Value | undefined>(
    (node, part) => (Array.isArray(node) ? node[Number(part)] : isValueMap(node) ? node[part] : undefined),
    root,
  );
