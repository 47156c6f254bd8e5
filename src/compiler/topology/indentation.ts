import type { Finding, Place, Pointer } from '../text/finding.ts';
import { keyAt } from '../text/finding.ts';
import type { Value } from '../yaml/value.ts';
import { isValueMap, valueAtPointer } from '../yaml/value.ts';
import { isStray } from './stray.ts';

/** Keys that belong below the empty key before them. */
interface Unindented {
  /** The map that contains all of them. */
  readonly map: Pointer;
  /** The key without a value. */
  readonly key: string;
  readonly names: readonly string[];
}

/** The topology as if such blocks were indented. */
export interface Indented {
  /** One finding for each block. */
  readonly findings: readonly Finding[];
  readonly value: Value;
  /** Maps a pointer of the new value to the text. */
  back(pointer: Pointer): Pointer;
  /** Whether the findings in the new value show that the keys do belong there. */
  isRight(findings: readonly Finding[]): boolean;
}

const isAt = (pointer: Pointer, place: Pointer): boolean =>
  pointer.length === place.length && place.every((part, depth) => part === pointer[depth]);

const startsWith = (pointer: Pointer, place: Pointer): boolean => isAt(pointer.slice(0, place.length), place);

/** The keys after an empty key that nothing reads in their current place. */
function unindentedIn(root: Value, findings: readonly Finding[]): Unindented[] {
  const strays = findings
    .filter(isStray)
    // Keys that are wrong for the same cause are reported at the first of them.
    .flatMap(({ at, related = [] }) => [at, ...related.map((one) => one.at)])
    .map(({ pointer }) => pointer);
  const maps = new Map(strays.map((pointer) => [JSON.stringify(pointer.slice(0, -1)), pointer.slice(0, -1)]));
  return [...maps.values()].flatMap((map): Unindented[] => {
    const value = valueAtPointer(root, map);
    const keys = isValueMap(value) ? Object.keys(value) : [];
    const isStray = (name: string): boolean => strays.some((pointer) => isAt(pointer, [...map, name]));
    return keys.flatMap((key, index): Unindented[] => {
      if (!isValueMap(value) || value[key] !== null || isStray(key)) return [];
      const behind = keys.slice(index + 1);
      const end = behind.findIndex((name) => !isStray(name));
      const names = behind.slice(0, end === -1 ? behind.length : end);
      return names.length > 0 ? [{ map, key, names }] : [];
    });
  });
}

function moved(value: Value, pointer: Pointer, blocks: readonly Unindented[]): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => moved(item, [...pointer, index], blocks));
  const own = blocks.filter(({ map }) => isAt(pointer, map));
  const taken = new Set(own.flatMap(({ names }) => names));
  const result: { [key: string]: Value } = Object.create(null);
  for (const [key, member] of Object.entries(value)) {
    if (taken.has(key)) continue;
    const block = own.find((one) => one.key === key);
    result[key] = block
      ? Object.assign(
          Object.create(null),
          Object.fromEntries(block.names.map((name) => [name, value[name] ?? null])),
        )
      : moved(member, [...pointer, key], blocks);
  }
  return result;
}

const findingOf = ({ map, key, names }: Unindented): Finding => {
  const [first = '', ...others] = names;
  const count = others.length > 0 ? ` and ${others.length} more` : '';
  return {
    rule: 'syntax/indentation',
    severity: 'error',
    message: `"${key}" is empty: "${first}"${count} must be indented below it`,
    at: keyAt(...map, key),
    related: [{ at: keyAt(...map, first), message: 'indent this and what follows by two more blanks' }],
    why: 'A block that is not indented belongs to the map around it. The key above it is then empty, and an empty key under overrides removes the derived value.',
    help: `indent the block below "${key}"`,
  };
};

/**
 * Moves blocks that are not indented below the empty key before them; undefined if there are none. Everything else is then
 * checked in the new value, so that consequences of this mistake are not reported.
 * @param findings in the topology as written
 */
export function indented(root: Value, findings: readonly Finding[]): Indented | undefined {
  const blocks = unindentedIn(root, findings);
  if (blocks.length === 0) return undefined;
  return {
    findings: blocks.map(findingOf),
    value: moved(root, [], blocks),
    back(pointer) {
      for (const { map, key, names } of blocks)
        if (startsWith(pointer, [...map, key]) && names.includes(String(pointer[map.length + 1])))
          return [...map, ...pointer.slice(map.length + 1)];
      return pointer;
    },
    isRight: (later) =>
      !later.some(
        (finding) =>
          isStray(finding) &&
          blocks.some(({ map, key }) => isAt(finding.at.pointer.slice(0, -1), [...map, key])),
      ),
  };
}

/** Maps all places of a finding back to the text. Removes its fix, which was made for another text. */
export const broughtBack =
  (back: Indented['back']) =>
  ({ fix: _, ...finding }: Finding): Finding => {
    const place = (at: Place): Place => ({
      ...at,
      pointer: back(at.pointer),
      ...(at.derivedFrom === undefined ? {} : { derivedFrom: back(at.derivedFrom) }),
    });
    return {
      ...finding,
      at: place(finding.at),
      ...(finding.related === undefined
        ? {}
        : { related: finding.related.map((one) => ({ ...one, at: place(one.at) })) }),
    };
  };
