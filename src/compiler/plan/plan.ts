import type { EffectKind } from '../facts/effects/effect.ts';
import type { EstateChange, Side } from './compare.ts';
import { compare } from './compare.ts';
import { portsOfUrls } from './of-change.ts';
import type { Step } from './step.ts';
import { stepsOf } from './steps/steps.ts';
import type { ValueChange } from './value-change.ts';
import type { Group } from './words.ts';
import { grouped } from './words.ts';

/** What a change of the topology takes on the running estate. */
export interface Plan {
  readonly change: EstateChange;
  /** What changes, below the words of the topology that it follows from. */
  readonly groups: readonly Group[];
  /** Changes that no block makes: their rules say how a person does it. */
  readonly unplanned: readonly ValueChange[];
  /** Empty where nothing is to be done, and where something is unplanned. */
  readonly steps: readonly Step[];
}

const BY_HAND: ReadonlySet<EffectKind> = new Set(['copy', 'role-change', 'impossible', 'dangerous']);

const TRANSPORT = /^(?:client|peer)-transport-security$/;

/** Values of a program whose change takes more than a file and a restart. */
function isByHand({ what, path, from, to, effect }: ValueChange): boolean {
  const key = path.join('.');
  if (BY_HAND.has(effect.kind)) return true;
  // Patroni goes on with the endpoints that it was started with: see change/ring-port-moved.
  if (what === 'etcd' && key === 'advertise-client-urls') return portsOfUrls(from) !== portsOfUrls(to);
  if (what === 'etcd')
    return (
      key === 'data-dir' ||
      key === 'wal-dir' ||
      (TRANSPORT.test(key) && (from === undefined || to === undefined))
    );
  if (what !== 'patroni') return false;
  return (
    key === 'postgresql.listen' ||
    key === 'postgresql.parameters.ssl' ||
    key === 'name' ||
    key === 'postgresql.config_dir' ||
    // Without a role of its own, the superuser rewinds: nobody gets another name.
    (/^postgresql\.authentication\.\w+\.username$/.test(key) && from !== undefined && to !== undefined)
  );
}

/** Compares two estates, and says what is to be done. */
export function planOf(before: Side, after: Side): Plan {
  const change = compare(before, after);
  const unplanned = change.values.filter(isByHand);
  return { change, groups: grouped(change), unplanned, steps: unplanned.length > 0 ? [] : stepsOf(change) };
}
