import type { Role } from '../estate/estate.ts';
import type { SitePart } from './inherited.ts';

/** The role a site has in the estate at hand. */
export interface PartPosition {
  readonly role: Role | undefined;
  readonly upstream: SitePart | undefined;
  /** The role of the upstream. */
  readonly upstreamRole: Role | undefined;
  /** The sites that stream from this one. */
  readonly followers: readonly SitePart[];
}
