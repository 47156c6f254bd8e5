import type { Tree, WrittenBlock } from '../estate/tree.ts';
import { overlay as overlayPlain } from '../estate/tree.ts';
import type { Place, Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { isMap } from '../text/json.ts';

/** The place that a value follows from; it is asked only when a finding is about the value, with the path below that. */
type Source = (below: Pointer) => Place;

/** A value, and the place that it follows from. */
export class From {
  readonly source: Source;
  readonly value: Json | SourcedMap | undefined;
  /** Whether parts of the value say where they are from themselves. */
  readonly isSourced: boolean;

  constructor(source: Source, value: Json | SourcedMap | undefined, isSourced: boolean) {
    this.source = source;
    this.value = value;
    this.isSourced = isSourced;
  }
}

/**
 * A derived configuration in which each value is given together with the place that it follows from:
 * `{ listen: from(() => settings.at(near, 'postgresql', 'port'), '0.0.0.0:5432') }`.
 */
export type SourcedMap = { readonly [key: string]: Json | From | SourcedMap | undefined };

/** A value that follows from one place. What is undefined is left out of the file, and has its place all the same. */
export const from = (source: Source, value: Json | undefined): From => new From(source, value, false);

/** A map that follows from a place, but for the parts that say their own. */
export const around = (source: Source, value: SourcedMap): From => new From(source, value, true);

type Sourced = SourcedMap[string];

/** The value alone. A value that follows from one place is the same object, so that what nodes share is checked once. */
function plain(sourced: Sourced): Json | undefined {
  if (sourced instanceof From) return sourced.isSourced ? plain(sourced.value) : (sourced.value as Json);
  if (!isMap(sourced)) return sourced as Json | undefined;
  const result: { [key: string]: Json | undefined } = {};
  for (const key of Object.keys(sourced)) result[key] = plain((sourced as SourcedMap)[key]);
  return result;
}

function below(sourced: Sourced, key: string | number): Sourced {
  const value = sourced instanceof From ? sourced.value : sourced;
  return isMap(value) && Object.hasOwn(value, key) ? (value as SourcedMap)[key] : undefined;
}

/** The place that the value at a path follows from: that of the innermost value around it that has one. */
function placeIn(sourced: SourcedMap, path: Pointer): Place | undefined {
  let node: Sourced = sourced;
  let found: { readonly source: Source; readonly depth: number } | undefined;
  for (const [depth, key] of path.entries()) {
    node = below(node, key);
    if (node instanceof From) found = { source: node.source, depth: depth + 1 };
  }
  return found?.source(path.slice(found.depth));
}

/**
 * A derived configuration with overrides merged over it.
 * @param layers overrides, weakest first
 * @param constant where a value is shown that follows from nothing that is written
 */
export const overlay = (
  derived: SourcedMap,
  layers: readonly WrittenBlock[],
  constant: (path: Pointer) => Place,
): Tree =>
  overlayPlain(plain(derived) as JsonMap, layers, (path) => placeIn(derived, path) ?? constant(path));
