import type { Address } from '../../pghba/address.ts';
import { parseNumeric } from '../../pghba/address.ts';
import type { Attempt } from '../../pghba/match.ts';
import { rangeAround } from '../../pghba/range.ts';
import type { Network } from '../../pghba/record-match.ts';

/** Somebody who connects from an address. */
interface Visitor {
  readonly address: Address;
  readonly attempt: Attempt;
}

/** Visitors whose attempts are one but for the address, and where all of them come from, if that is known. */
export interface CallerGroup<V extends Visitor> {
  readonly visitors: readonly V[];
  readonly attempt: Attempt;
  readonly network: Network | undefined;
}

function networkOf(visitors: readonly Visitor[]): Network | undefined {
  const numbers = visitors.map(({ address }) =>
    address.kind === 'hostname' ? undefined : parseNumeric(address.key),
  );
  const known = numbers.filter((number) => number !== undefined);
  const range = known.length === numbers.length ? rangeAround(known) : undefined;
  return range && { kind: 'network', range, text: '' };
}

/**
 * Visitors by what they attempt, so that a list with a line for all of them need not be asked for each: what is let in
 * from the whole of a network is let in from everywhere in it.
 */
export function groupsOf<V extends Visitor>(visitors: readonly V[]): CallerGroup<V>[] {
  const groups = new Map<string, V[]>();
  for (const visitor of visitors) {
    const { address: _, ...rest } = visitor.attempt;
    const key = JSON.stringify([visitor.address.kind, rest]);
    const group = groups.get(key);
    if (group) group.push(visitor);
    else groups.set(key, [visitor]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ visitors: group, attempt: first.attempt, network: networkOf(group) }] : [];
  });
}
