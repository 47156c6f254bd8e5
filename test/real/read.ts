import { parse } from 'yaml';

/** The members of a map; of anything else, none. */
export const asMap = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** The members of a YAML document that is a map; of anything else, none: the daemon is to say what is wrong. */
export function parseMap(text: string): Readonly<Record<string, unknown>> {
  try {
    return asMap(parse(text));
  } catch {
    return {};
  }
}
