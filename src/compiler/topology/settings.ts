import type { WrittenBlock } from '../estate/tree.ts';
import type { Place, Pointer } from '../text/finding.ts';
import { defaultAt, valueAt } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, mapAt } from '../text/json.ts';

/** The effective setting of one node or site. */
export interface Setting {
  readonly value: Json;
  readonly at: Place;
}

/** Blocks that are allowed at the top, under a site and under a node; the nearest wins. */
export class Settings {
  /** Nearest first. */
  readonly #layers: readonly WrittenBlock[];

  constructor(layers: readonly WrittenBlock[]) {
    this.#layers = layers;
  }

  /** The nearest value of a setting, with its place. */
  get(...path: readonly string[]): Setting | undefined {
    for (const { value, pointer } of this.#layers) {
      const found = get(value, ...path);
      if (found !== undefined) return { value: found, at: valueAt(...pointer, ...path) };
    }
    return undefined;
  }

  /** The place of the nearest value; if none is written, the place where it could be, shown at `near`. */
  at(near: Pointer, ...path: readonly string[]): Place {
    return this.get(...path)?.at ?? defaultAt(near, ...path);
  }

  text(fallback: string, ...path: readonly string[]): string {
    const found = this.get(...path)?.value;
    return typeof found === 'string' ? found : fallback;
  }

  number(fallback: number, ...path: readonly string[]): number {
    const found = this.get(...path)?.value;
    return typeof found === 'number' ? found : fallback;
  }

  /** A block of settings with the nearest value of each. */
  merged(...path: readonly string[]): JsonMap {
    return Object.assign({}, ...this.#layers.toReversed().map(({ value }) => mapAt(value, ...path)));
  }

  /** The layers of one block, weakest first, to merge overrides. */
  layers(...path: readonly string[]): WrittenBlock[] {
    return this.#layers
      .flatMap(({ value, pointer }) => {
        const block = get(value, ...path);
        return isMap(block) ? [{ value: block, pointer: [...pointer, ...path] }] : [];
      })
      .reverse();
  }
}
