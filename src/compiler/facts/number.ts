import type { Json } from '../text/json.ts';

/** Units of PostgreSQL and Patroni, case matters: in bytes, and in milliseconds (patroni/utils.py, get_conversion_table). */
const MEMORY: Readonly<Record<string, number>> = { B: 1, kB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };
const TIME: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** The units that a value in this one may be written in. */
export const unitsFor = (unit: string): Readonly<Record<string, number>> =>
  Object.hasOwn(MEMORY, unit.replace(/^\d+/, '')) ? MEMORY : TIME;

/** `8kB` in bytes, `min` in milliseconds. */
function sizeOf(unit: string): number {
  const [, count, name = ''] = /^(\d*)(\w+)$/.exec(unit) ?? [];
  return Number(count || 1) * (unitsFor(unit)[name] ?? 1);
}

/** The result of Python's `int()` for a value; undefined if it raises. */
export function pythonInt(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : undefined;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && /^\s*[+-]?\d+(_\d+)*\s*$/.test(value)
    ? Number(value.replaceAll('_', ''))
    : undefined;
}

/**
 * A number with or without a unit, as PostgreSQL and Patroni read it (patroni/utils.py, parse_int and parse_real).
 * @param unit of the value; without it, the value must not have a unit
 * @param base the bases that a number may have: those of C, or only ten
 * @returns the number in that unit; undefined if the value is not a number
 */
export function amountOf(
  value: Json | undefined,
  unit?: string,
  base: 'any' | 'ten' = 'any',
): number | undefined {
  // Most are written as numbers, and need no pattern.
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const other = base === 'any' ? /^[+-]?(?:0x[\da-f]+|0[0-7]+(?![\d.]))/i.exec(text) : null;
  const [number = ''] = other ?? /^[+-]?\d*\.?\d+(e[+-]?\d+)?/i.exec(text) ?? [];
  if (number === '') return undefined;
  const [, sign, digits = ''] = /^([+-]?)(.*)$/.exec(number) ?? [];
  const magnitude = other && !/x/i.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  const written = text.slice(number.length).trim();
  const factor = written === '' ? 1 : unit && unitsFor(unit)[written];
  if (!factor) return undefined;
  const size = written === '' || !unit ? 1 : sizeOf(unit);
  return ((sign === '-' ? -1 : 1) * magnitude * factor) / size;
}
