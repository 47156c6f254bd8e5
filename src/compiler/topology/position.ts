import type { Role } from '../estate/estate.ts';
import type { SitePart } from './inherited.ts';

/** The position of a site in one estate. */
export interface Position {
  readonly role: Role | undefined;
  readonly upstream: SitePart | undefined;
  /** The role of the upstream. */
  readonly upstreamRole: Role | undefined;
  /** The sites that stream from this one. */
  readonly followers: readonly SitePart[];
}
