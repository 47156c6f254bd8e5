import type { Json } from '../text/json.ts';
import { isMap } from '../text/json.ts';

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
  const text = String(value)
    .trim()
    .replace(/\s*,\s*/g, ',');
  return SWITCHES[text.toLowerCase()] ?? text;
}

/** How two values are compared. */
export type IsSame = (one: Json | undefined, other: Json | undefined) => boolean;

/** Byte for byte, and in the same order: what this tool wrote itself. */
export const exactly: IsSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** As a daemon reads it: lists may be text with commas, numbers may be text. */
export const inEffect: IsSame = (one, other) =>
  one === other || (one !== undefined && other !== undefined && plain(one) === plain(other));
