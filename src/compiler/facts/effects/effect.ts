import type { Json } from '../../text/json.ts';
import type { Software } from '../version.ts';

/** What a running estate needs before a changed value takes effect, from nothing to what cannot be done. */
export const EFFECTS = [
  'none',
  'bootstrap',
  'next-start',
  'certificate',
  'reload',
  'dynamic',
  'restart-haproxy',
  'restart-etcd',
  'restart-patroni',
  'restart-postgresql',
  'ring',
  'machine',
  'copy',
  'role-change',
  'impossible',
  'dangerous',
] as const;

export type EffectKind = (typeof EFFECTS)[number];

/** What a change of one value does. */
export interface Effect {
  readonly kind: EffectKind;
  /** What else a person has to know, or what to do instead: a sentence without its full stop. */
  readonly note?: string;
  /** Where the fact comes from. */
  readonly source: string;
}

/** A changed value, as the table of effects sees it. */
export interface Changed {
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  readonly software: Software;
}

/** The effect of a key, or how it follows from the values and the versions. */
export type EffectOf = Effect | ((changed: Changed) => Effect);

/** Effects by path with dots; `*` for a name that people choose. */
export type Effects = Readonly<Record<string, EffectOf>>;

/** The same effect for several keys, whose names have blanks between them. */
export const each = (
  keys: string,
  kind: EffectKind,
  source: string,
  note?: string,
): Record<string, Effect> => {
  const effect: Effect = note === undefined ? { kind, source } : { kind, source, note };
  return Object.fromEntries(keys.split(' ').map((key) => [key, effect]));
};

/**
 * The effect of the innermost key on the way to a path that a table knows.
 * @returns undefined if the table knows no key on the way
 */
export function effectIn(table: Effects, path: readonly string[]): EffectOf | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const keys = path.slice(0, length);
    const exact = table[keys.join('.')];
    if (exact) return exact;
    // A name that people choose is one key on the way.
    const open = keys.map((_, at) => keys.map((key, index) => (index === at ? '*' : key)).join('.'));
    const found = open.find((one) => table[one] !== undefined);
    if (found !== undefined) return table[found];
  }
  return undefined;
}

/** What an entry says of one change. */
export const effectFor = (entry: EffectOf, changed: Changed): Effect =>
  typeof entry === 'function' ? entry(changed) : entry;
