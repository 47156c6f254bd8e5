import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt, wheres } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const portMoved: ChangeRule = {
  id: 'change/port-moved',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'PostgreSQL listens on another port or address',
  why: 'PostgreSQL takes the port only when it restarts. HAProxy and the sites that follow know one port for all members: until all have changed, clients are refused and standby sites do not stream.',
  references: ['patroni/postgresql/config.py: reload_config'],
  *check(change) {
    for (const [, values] of grouped(valuesAt(change, 'patroni', 'postgresql.listen'), ({ site }) => site)) {
      const [first] = values;
      if (first)
        yield {
          message: `PostgreSQL of ${wheres(values).join(', ')} moves from ${first.from} to ${first.to}`,
          at: placeFor(change, first),
          help: 'plan a pause, and follow the order in docs/rules/change/port-moved.md',
        };
    }
  },
};
