import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt, wheres } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const watchdogRequired: ChangeRule = {
  id: 'change/watchdog-required',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'the watchdog becomes required',
  why: 'A leader whose device is missing, or which postgres may not write to, is demoted at once and in immediate mode when its file is reloaded. A replica without a device says nothing, and can no longer become leader.',
  references: ['patroni/ha.py', 'https://patroni.readthedocs.io/en/latest/watchdog.html'],
  *check(change) {
    const required = valuesAt(change, 'patroni', 'watchdog.mode').filter(({ to }) =>
      /^require/i.test(String(to)),
    );
    for (const [, values] of grouped(required, ({ site }) => site)) {
      const [first] = values;
      if (first)
        yield {
          message: `the watchdog of ${wheres(values).join(', ')} becomes required: a leader without a working device is demoted at once`,
          at: placeFor(change, first),
          help: 'make sure that postgres can write to the device on every member. The block of the plan refuses where it cannot',
        };
    }
  },
};
