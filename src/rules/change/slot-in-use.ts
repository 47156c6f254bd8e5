import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt } from '../../compiler/plan/of-change.ts';
import { textAt } from '../../compiler/text/json.ts';

export const slotInUse: ChangeRule = {
  id: 'change/slot-in-use',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a replication slot in use gets another name, or goes',
  why: 'Patroni drops the slot as soon as its standby loses the connection for a moment. The site that used it is then cut off, while its state still says running.',
  references: [
    'patroni/postgresql/slots.py: sync_replication_slots',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  ],
  *check(change) {
    for (const value of valuesAt(change, 'dynamic', 'slots')) {
      if (value.path.length !== 2 || value.to !== undefined) continue;
      const [, slot = ''] = value.path;
      const user = change.before.seen.find(
        ({ dcs }) => textAt(dcs, 'standby_cluster', 'primary_slot_name') === slot,
      );
      const after = change.sites.find(({ was }) => was !== undefined && was === user)?.now;
      if (!user || !after) continue;
      const next = textAt(after.dcs.value, 'standby_cluster', 'primary_slot_name');
      yield {
        message: `${user.name} streams by slot "${slot}", which goes at ${value.site}`,
        at: placeFor(change, value),
        help:
          next === undefined || next === slot
            ? `keep the slot as long as ${user.name} follows`
            : `apply the steps in their order: "${next}" is made first, ${user.name} turns to it, then "${slot}" goes`,
      };
    }
  },
};
