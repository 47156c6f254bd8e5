import type { Software } from './version.ts';
import { SUPPORTED } from './version.ts';

/** The major versions of PostgreSQL that an estate can have, in order: one, unless nobody has said it. */
export function majorsOf({ postgresql }: Pick<Software, 'postgresql'>): readonly [number, ...number[]] {
  const [major] = postgresql.parts;
  const [first, last] = major === undefined ? SUPPORTED.postgresql.map(Number) : [major, major];
  const oldest = first ?? 0;
  const others = Array.from({ length: (last ?? oldest) - oldest }, (_, index) => oldest + 1 + index);
  return [oldest, ...others];
}

/** The newest of them: what it does not know, no release knows. */
export const newestMajor = (software: Pick<Software, 'postgresql'>): number => majorsOf(software).at(-1) ?? 0;
