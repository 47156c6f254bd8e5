import type { Software } from '../facts/version.ts';
import type { Draft } from './draft.ts';
import type { Seen } from './observed.ts';
import type { Overview } from './overview.ts';
import type { IsSame } from './same.ts';

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
