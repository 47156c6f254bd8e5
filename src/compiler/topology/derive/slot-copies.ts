import { postgresqlBool } from '../../facts/boolean.ts';
import { knows } from '../../facts/version.ts';
import type { OncePer } from '../../text/once.ts';
import { oncePer } from '../../text/once.ts';
import type { Inherited } from '../inherited.ts';
import { membersOf } from '../inherited.ts';

/** Whether any member keeps copies of the primary's logical slots: sync_replication_slots of PostgreSQL 17. */
export const copiesSlots: OncePer<Inherited, boolean> = oncePer(
  ({ software, sites }) =>
    knows(software, 'replication.slot-sync') &&
    sites.some((site) =>
      membersOf(site).some(({ settings }) =>
        Object.entries(settings.merged('postgresql', 'parameters')).some(
          ([name, value]) =>
            name.toLowerCase() === 'sync_replication_slots' && postgresqlBool(value) === true,
        ),
      ),
    ),
);
