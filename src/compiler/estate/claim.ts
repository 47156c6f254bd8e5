import type { Place } from '../text/finding.ts';

/** Something that must belong to only one estate: two estates that claim the same key collide. */
export interface Claim {
  readonly key: string;
  /** Its name in messages. */
  readonly words: string;
  readonly at: Place;
}

/** The estate that claimed something first. */
export interface Owner {
  readonly estate: string;
  /** Its topology's file. */
  readonly file: string;
}

/** Claims of the estates of one run, by key. It keeps no estates, because a run may have thousands. */
export type Claims = ReadonlyMap<string, Owner>;
