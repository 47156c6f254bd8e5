import type { Estate } from '../estate/estate.ts';
import type { Speaking } from './live.ts';

/** A program of a member that has another version than the topology says. */
export interface OtherVersion {
  readonly product: 'patroni' | 'postgresql';
  readonly called: string;
  readonly seen: string;
  readonly wanted: string;
}

/** `180006` as numbers: 18 and 6. */
const serverParts = (version: number): number[] => [Math.floor(version / 10_000), version % 10_000];

/** Programs of a member with another version than the topology says, as far as that says it. */
export function otherVersions(
  { software }: Pick<Estate, 'software'>,
  { reached: { status } }: Speaking,
): OtherVersion[] {
  const seen = {
    patroni: /^\d+(?:\.\d+)*/
      .exec(status.version ?? '')?.[0]
      .split('.')
      .map(Number),
    postgresql: status.serverVersion === undefined ? undefined : serverParts(status.serverVersion),
  };
  return (['patroni', 'postgresql'] as const).flatMap((product): OtherVersion[] => {
    const parts = seen[product];
    const wanted = software[product];
    if (!parts || wanted.parts.every((part, at) => part === parts[at])) return [];
    return [
      {
        product,
        called: product === 'patroni' ? 'Patroni' : 'PostgreSQL',
        seen: parts.join('.'),
        wanted: wanted.text,
      },
    ];
  });
}
