import { postgresqlBool } from '../../facts/boolean.ts';
import { knows } from '../../facts/version.ts';
import type { Parts } from '../inherited.ts';
import { membersOf } from '../inherited.ts';

const known = new WeakMap<Parts, boolean>();

/** Whether any member keeps copies of the primary's logical slots: sync_replication_slots of PostgreSQL 17. */
export function copiesSlots(parts: Parts): boolean {
  const found = known.get(parts) ?? find(parts);
  known.set(parts, found);
  return found;
}

const find = ({ software, sites }: Parts): boolean =>
  knows(software, 'replication.slot-sync') &&
  sites.some((site) =>
    membersOf(site).some(({ settings }) =>
      Object.entries(settings.merged('postgresql', 'parameters')).some(
        ([name, value]) => name.toLowerCase() === 'sync_replication_slots' && postgresqlBool(value) === true,
      ),
    ),
  );
