const UNITS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** What a time may be at most, in milliseconds: HAProxy says "timer overflow" beyond (tools.c, parse_time_err). */
export const LONGEST = 2 ** 31 - 1;

/** A time in HAProxy's notation, in milliseconds; one without a unit is that. Undefined for what HAProxy refuses. */
export function milliseconds(text: string): number | undefined {
  const [, digits, unit = 'ms'] = /^(\d{1,10})(us|ms|s|m|h|d)?$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/**
 * The time that HAProxy reads of a text with more behind it: `1h` of `1h30m`. It warns, and says that a later version will
 * refuse it (tried with `haproxy -c` 2.6 and 3.2). Undefined for what HAProxy refuses.
 */
export const firstTimeIn = (text: string): string | undefined => /^\d{1,10}(?:us|ms|s|m|h|d)/.exec(text)?.[0];
