import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt, wheres } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const portMoved: ChangeRule = {
  id: 'change/port-moved',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'the port of PostgreSQL changes',
  why: 'The leader, HAProxy and every site that follows have to change in the same moment, and the port counts only after a restart: there is a pause, and without the right order the standby sites lose their stream.',
  references: ['patroni/postgresql/config.py: reload_config'],
  *check(change) {
    for (const [, values] of grouped(valuesAt(change, 'patroni', 'postgresql.listen'), ({ site }) => site)) {
      const [first] = values;
      if (first)
        yield {
          message: `PostgreSQL of ${wheres(values).join(', ')} moves from ${first.from} to ${first.to}`,
          at: placeFor(change, first),
          help: 'docs/rules/change/port-moved.md has the order. Plan a pause',
        };
    }
  },
};
