import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, wheres } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const dataMoved: ChangeRule = {
  id: 'change/data-moved',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a running program gets another directory',
  why: 'Patroni takes data_dir only when it restarts: it fills an empty folder from the leader, and a leader with an empty folder gives up. etcd without its data does not start, or joins as a stranger.',
  references: ['patroni/ha.py', 'https://etcd.io/docs/v3.5/op-guide/configuration/'],
  *check(change) {
    // The folder of another PostgreSQL is a new one in any case.
    if (
      change.before.estate.software.postgresql.parts[0] !==
        change.after.estate.software.postgresql.parts[0] &&
      change.before.estate.software.postgresql.parts.length > 0
    )
      return;
    const moved = change.values.filter(
      ({ what, path }) =>
        (what === 'patroni' && /^postgresql\.(?:data|config)_dir$/.test(path.join('.'))) ||
        (what === 'etcd' && /^(?:data|wal)-dir$/.test(path.join('.'))),
    );
    for (const [, values] of grouped(moved, ({ what, path, site }) => `${what} ${path.join('.')} ${site}`)) {
      const [first] = values;
      if (first)
        yield {
          message: `${first.path.join('.')} of ${wheres(values).join(', ')} changes to ${first.to}`,
          at: placeFor(change, first),
          help: 'stop the program, move the folder, deploy, start: one machine after the other, the leader last, after a switchover',
        };
    }
  },
};
