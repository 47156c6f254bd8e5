import type { Json } from '../text/json.ts';
import { isMap, wordOf } from '../text/json.ts';

/** Words for yes and no that PostgreSQL and Patroni take alike. */
const SWITCHES: Readonly<Record<string, string>> = { true: 'on', yes: 'on', false: 'off', no: 'off' };

/** A value as the daemon that reads it takes it: a number and its text are one, and so are `yes` and `on`. */
function plain(value: Json | undefined): string {
  if (isMap(value))
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => `${key}:${plain(one)}`)
      .sort()
      .join()}}`;
  if (Array.isArray(value)) return value.map(plain).join();
  const text = wordOf(value)
    .trim()
    .replace(/\s*,\s*/g, ',');
  return SWITCHES[text.toLowerCase()] ?? text;
}

/** How two values are compared; the name of their key, where it is known. */
export type IsSame = (one: Json | undefined, other: Json | undefined, key?: string) => boolean;

/** Lists of machines, whose order says nothing. */
const OF_MACHINES: ReadonlySet<string> = new Set(['host', 'hosts', 'initial-cluster']);

const sorted = (list: string): string => list.split(',').sort().join();

/** Byte for byte, and in the same order: what this tool wrote itself. */
export const exactly: IsSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** As a daemon reads it: lists may be text with commas, numbers may be text. */
export const inEffect: IsSame = (one, other, key = '') => {
  if (one === undefined || other === undefined) return one === other;
  if (OF_MACHINES.has(key)) return sorted(plain(one)) === sorted(plain(other));
  return plain(one) === plain(other);
};
