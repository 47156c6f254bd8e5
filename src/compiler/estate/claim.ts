import type { Place } from '../text/finding.ts';

/** Something that an estate has for itself: two estates that claim one key collide. */
export interface Claim {
  readonly key: string;
  /** What a message calls it. */
  readonly words: string;
  readonly at: Place;
}

/** Who claimed something first. */
export interface Owner {
  readonly estate: string;
  /** Its topology's file. */
  readonly file: string;
}

/** What the estates of one run claim, by key. It keeps no estate: a run may judge thousands. */
export type Claims = ReadonlyMap<string, Owner>;
