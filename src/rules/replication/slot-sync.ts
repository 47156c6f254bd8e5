import type { Effective } from '../../compiler/estate/effective.ts';
import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { postgresqlBool } from '../../compiler/facts/boolean.ts';
import { knows } from '../../compiler/facts/version.ts';

/** Where it is written that a member keeps copies of the primary's logical slots; undefined where it does not. */
export function slotSyncAt(estate: Estate, site: Site, member: Member): Effective | undefined {
  if (!knows(estate.software, 'replication.slot-sync')) return undefined;
  const written = parameterOf(site, member, 'sync_replication_slots');
  return postgresqlBool(written?.value) === true ? written : undefined;
}
