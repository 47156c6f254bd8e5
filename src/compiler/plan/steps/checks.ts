import * as make from '../blocks.ts';
import type { Draft } from '../step.ts';
import type { Work } from './work-at.ts';
import { step } from './work-at.ts';

/** Before anything is changed: each site of the estate as it is must be well. */
export function checks(all: readonly Work[]): Draft[] {
  const running = all.flatMap(({ was }) => was ?? []);
  return step(
    'Make sure that all is well',
    'Nothing is changed. Each site must have a leader, all its members, and no change that still waits.',
    running.flatMap((place) => [make.check(place), ...(place.site.streams ? [make.follows(place)] : [])]),
  );
}

/** After all steps: each site of the new estate must be well. */
export function verified(all: readonly Work[]): Draft[] {
  const places = all.flatMap(({ now }) => now ?? []);
  return step(
    'Make sure that all is well again',
    'Nothing is changed.',
    places.flatMap((place) => [make.check(place), ...(place.site.streams ? [make.follows(place)] : [])]),
  );
}
