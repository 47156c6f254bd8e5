const UNITS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A time in HAProxy's notation, in milliseconds; one without a unit is that. Undefined for what HAProxy refuses. */
export function milliseconds(text: string): number | undefined {
  const [, digits, unit = 'ms'] = /^(\d{1,10})(us|ms|s|m|h|d)?$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
