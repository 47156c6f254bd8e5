import type { Value } from '../value.ts';

/** Kinds of scalars that PyYAML tells apart, by the last part of their tag. */
export type Kind = 'bool' | 'int' | 'float' | 'merge' | 'null' | 'timestamp' | 'value' | 'str';

/**
 * What PyYAML takes a plain scalar for (`yaml/resolver.py` of 6.0 and 6.0.3). It asks for a kind only where
 * the first character fits it: these patterns fit no other first characters.
 */
const KINDS: readonly (readonly [kind: Kind, pattern: RegExp])[] = [
  ['bool', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  ['float', /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?$/],
  ['float', /^\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$/],
  ['float', /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/],
  ['float', /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/],
  ['int', /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$/],
  ['int', /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/],
  ['merge', /^<<$/],
  ['null', /^(?:~|null|Null|NULL|)$/],
  ['timestamp', /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/],
  [
    'timestamp',
    /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/,
  ],
  ['value', /^=$/],
];

/** Only what begins like this is anything but text: nearly all plain scalars need no pattern but this one. */
const MAY_BE_OTHER = /^(?:$|[-+.0-9~<=yYnNtTfFoO])/;

/** What a plain scalar is taken for. */
export const kindOfPlain = (text: string): Kind =>
  (MAY_BE_OTHER.test(text) ? KINDS.find(([, pattern]) => pattern.test(text))?.[0] : undefined) ?? 'str';

/** A text without its sign and without underscores. */
function unsigned(text: string): readonly [sign: 1 | -1, digits: string] {
  const digits = text.replaceAll('_', '');
  return [digits.startsWith('-') ? -1 : 1, /^[-+]/.test(digits) ? digits.slice(1) : digits];
}

/** Numbers to the base 60: `1:30` is 90. */
const sexagesimal = (parts: readonly number[]): number => parts.reduce((sum, part) => sum * 60 + part, 0);

const inRadix = (digits: string, pattern: RegExp, radix: number): number | undefined =>
  pattern.test(digits) ? Number.parseInt(digits, radix) : undefined;

function naturalOf(digits: string): number | undefined {
  if (digits.startsWith('0b')) return inRadix(digits.slice(2), /^[01]+$/, 2);
  if (digits.startsWith('0x')) return inRadix(digits.slice(2), /^[0-9a-fA-F]+$/, 16);
  if (digits.startsWith('0')) return inRadix(digits.replace(/^0[oO]/, ''), /^[0-7]+$/, 8);
  const parts = digits.split(':');
  return parts.every((part) => /^[0-9]+$/.test(part)) ? sexagesimal(parts.map(Number)) : undefined;
}

function intOf(text: string): number | undefined {
  const [sign, digits] = unsigned(text);
  const natural = naturalOf(digits);
  // No integer is -0.
  return natural === undefined || natural === 0 ? natural : sign * natural;
}

const DECIMAL = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/;

function floatOf(text: string): number | undefined {
  const [sign, digits] = unsigned(text.toLowerCase());
  if (/^(?:\.inf|inf|infinity)$/.test(digits)) return sign * Number.POSITIVE_INFINITY;
  if (/^\.?nan$/.test(digits)) return Number.NaN;
  const parts = digits.split(':');
  return parts.every((part) => DECIMAL.test(part)) ? sign * sexagesimal(parts.map(Number)) : undefined;
}

const TIMESTAMP =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+]([0-9]{1,2})(?::([0-9]{2}))?))?)?$/;

/** The text of a date; undefined for one that no calendar and no clock has. */
function timestampOf(text: string): string | undefined {
  const parts = TIMESTAMP.exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] =
    parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const isTime = hour < 24 && minute < 60 && second < 60 && zoneHour * 60 + zoneMinute < 24 * 60;
  return isDay && isTime ? text : undefined;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
  ['true', true],
  ['false', false],
  ['on', true],
  ['off', false],
]);

/** What PyYAML's SafeConstructor makes of a text, by its tag; undefined where it raises an error. */
export const CONSTRUCTORS: ReadonlyMap<string, (text: string) => Value | undefined> = new Map<
  string,
  (text: string) => Value | undefined
>([
  ['str', (text) => text],
  ['null', () => null],
  ['bool', (text) => BOOLEANS.get(text.toLowerCase())],
  ['int', intOf],
  ['float', floatOf],
  ['timestamp', timestampOf],
]);
