import type { Software } from '../facts/version.ts';
import type { Seen } from '../plan/observed.ts';
import type { IsSame } from '../plan/same.ts';
import type { Draft } from './draft.ts';
import type { Overview } from './overview.ts';

/** Files that are being made into a topology, and how far that is. */
export interface Adopting {
  readonly seen: Seen;
  readonly draft: Draft;
  readonly overview: Overview;
  /** This tool wrote the files: they are taken word for word, and what is not in them is not there on purpose. */
  readonly isOwn: boolean;
  readonly isSame: IsSame;
  readonly software: Software;
  /** What the draft compiles to now. */
  made(): Seen;
}
