import { isSupported, type Software, versionOf } from '../facts/version.ts';
import type { SchemaError } from '../generated/validate.js';
import type { Edit, Fix, Pointer } from '../text/finding.ts';
import { onlySuggestion } from '../text/suggest.ts';
import type { Value } from '../yaml/value.ts';

/** YAML 1.1 would have read these as true or false. */
export const OLD_BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['on', true],
  ['y', true],
  ['no', false],
  ['off', false],
  ['n', false],
]);

const set = (at: Pointer, value: string | number | boolean): Fix => {
  const edit: Edit = { kind: 'set', at, value };
  return { title: `write ${JSON.stringify(value)}`, edits: [edit] };
};

/** The major version in a full PostgreSQL version, if the compiler knows it: 17 for `17.2` and `v17`. */
export function majorOf(
  pointer: Pointer,
  value: Value | undefined,
  written: string | undefined,
): number | undefined {
  if (pointer.join('/') !== 'software/postgresql') return undefined;
  const text = typeof value === 'number' ? (written ?? String(value)) : value;
  const [, major] = /^(?=v|\d+\.)v?(\d+)(?:\.\d+)*$/i.exec(typeof text === 'string' ? text : '') ?? [];
  return major !== undefined && isSupported('postgresql', versionOf(major)) ? Number(major) : undefined;
}

/** A version without the `v` of a repository's tag. */
export function withoutV(
  pointer: Pointer,
  value: Value | undefined,
  fits: Vocabulary['fits'],
): string | undefined {
  if (pointer[0] !== 'software' || typeof value !== 'string' || !/^v\d/i.test(value)) return undefined;
  return fits(value.slice(1)) ? value.slice(1) : undefined;
}

/** A fix for a software version, if the compiler knows the intended version: a fix must not cause another finding. */
function ofVersion(
  pointer: Pointer,
  value: Value | undefined,
  written: string | undefined,
  fits: Vocabulary['fits'],
): Fix | undefined {
  const meant = majorOf(pointer, value, written) ?? withoutV(pointer, value, fits);
  const product = pointer[1];
  return meant !== undefined &&
    typeof product === 'string' &&
    isSupported(product as keyof Software, versionOf(String(meant)))
    ? set(pointer, meant)
    : undefined;
}

/** A fix for a value of the wrong type with the right meaning: text without quotes, or a number in quotes. */
function ofType(
  wants: unknown,
  pointer: Pointer,
  value: Value | undefined,
  written: string | undefined,
  fits: Vocabulary['fits'],
): Fix | undefined {
  if (typeof value === 'number')
    return wants === 'string' && written !== undefined && /^\d+(?:\.\d+)*$/.test(written) && fits(written)
      ? set(pointer, written)
      : undefined;
  if (typeof value !== 'string') return undefined;
  const old = OLD_BOOLEANS.get(value.toLowerCase());
  if (wants === 'boolean') return old === undefined ? undefined : set(pointer, old);
  return wants === 'integer' && /^(?:0|[1-9]\d{0,14})$/.test(value) ? set(pointer, Number(value)) : undefined;
}

/** A fix for text that is one line except for line ends after it, as in a block text. */
function ofLine(pointer: Pointer, value: Value | undefined): Fix | undefined {
  if (typeof value !== 'string' || !value.includes('\n')) return undefined;
  const line = value.trim();
  return line === '' || line.includes('\n') ? undefined : set(pointer, line);
}

/** The keys and words that are allowed at a place. */
export interface Vocabulary {
  /** Keys that the map at the pointer may have. */
  readonly keys: readonly string[];
  /** Words that the value may be. */
  readonly words: readonly string[];
  /** Whether the value may be this text. */
  fits(text: string): boolean;
}

/**
 * The fix of a schema error, if exactly one answer is right. A misspelt key has one: the map is closed, so the key had no
 * meaning, and if only one key of the language is similar, it must be the intended key. An unknown name has no fix, because
 * it may be added later.
 */
export function schemaFix(
  error: SchemaError,
  pointer: Pointer,
  value: Value | undefined,
  written: string | undefined,
  { keys, words, fits }: Vocabulary,
): Fix | undefined {
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      const meant = onlySuggestion(key, keys);
      if (meant === undefined) return undefined;
      const edit: Edit = { kind: 'rename', at: [...pointer, key], key: meant };
      return { title: `write "${meant}"`, edits: [edit] };
    }
    case 'type':
      return (
        ofVersion(pointer, value, written, fits) ?? ofType(error.params.type, pointer, value, written, fits)
      );
    case 'const':
      return value === String(error.params.allowedValue) ? set(pointer, Number(value)) : undefined;
    case 'enum':
    case 'pattern': {
      if (error.propertyName !== undefined) return undefined;
      const version = ofVersion(pointer, value, written, fits);
      if (version) return version;
      const suggestion = typeof value === 'string' ? onlySuggestion(value, words) : undefined;
      return suggestion === undefined ? ofLine(pointer, value) : set(pointer, suggestion);
    }
    default:
      return undefined;
  }
}
