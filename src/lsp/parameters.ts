import type { Estate } from '../compiler/estate/estate.ts';
import { parameterNamed } from '../compiler/facts/parameter.ts';

/** The major version of PostgreSQL that an estate runs; the newest where it says none. */
export const majorOf = (estate: Estate | undefined): number =>
  Number(estate?.software.postgresql.text.split('.')[0]) || 18;

/** The values that a parameter accepts, in words; undefined if the major version has no such parameter. */
export function valuesOf(name: string, major: number): string | undefined {
  const parameter = parameterNamed(name, major);
  if (!parameter) return undefined;
  const { kind, words, boolean, least, most, unit } = parameter;
  if (kind === 'bool') return 'on or off';
  if (kind === 'words') return [...(boolean ? ['on', 'off'] : []), ...words].join(', ');
  return kind === 'text' ? 'text' : `${least} to ${most}${unit === undefined ? '' : `, in units of ${unit}`}`;
}
