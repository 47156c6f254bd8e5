import { isSupported, type Software, versionOf } from '../facts/version.ts';
import type { SchemaError } from '../generated/validate.js';
import type { Edit, Fix, Pointer } from '../text/finding.ts';
import { surelyMeant } from '../text/suggest.ts';
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

/** The major version of PostgreSQL, if it is one that the compiler knows, where a whole one is written: 17 of `17.2` and `v17`. */
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

/** A version of software as a tag of its repository has it, without the letter. */
export function withoutV(
  pointer: Pointer,
  value: Value | undefined,
  fits: Vocabulary['fits'],
): string | undefined {
  if (pointer[0] !== 'software' || typeof value !== 'string' || !/^v\d/i.test(value)) return undefined;
  return fits(value.slice(1)) ? value.slice(1) : undefined;
}

/** The version of software that was surely meant, where the compiler knows it: a fix must not lead to another finding. */
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

/** A value of the wrong type that says the right thing: text without its quotes, a number in quotes. */
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

/** Text that is one line but for the line ends behind it, as a block text has them. */
function ofLine(pointer: Pointer, value: Value | undefined): Fix | undefined {
  if (typeof value !== 'string' || !value.includes('\n')) return undefined;
  const line = value.trim();
  return line === '' || line.includes('\n') ? undefined : set(pointer, line);
}

/** What a key or a word of the language was surely meant to be. */
export interface Vocabulary {
  /** Keys that the map at the pointer may have. */
  readonly keys: readonly string[];
  /** Words that the value may be. */
  readonly words: readonly string[];
  /** Whether the value may be this text. */
  fits(text: string): boolean;
}

/**
 * What mends a schema error, where one answer is right. A misspelt key is one: the map is closed, so that the key meant
 * nothing as it was, and where just one key of the language is near it, none else can have been meant. A name is not: what
 * is unknown may be yet to come.
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
      const meant = surelyMeant(key, keys);
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
      const meant = typeof value === 'string' ? surelyMeant(value, words) : undefined;
      return meant === undefined ? ofLine(pointer, value) : set(pointer, meant);
    }
    default:
      return undefined;
  }
}
