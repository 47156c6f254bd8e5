import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const userRenamed: ChangeRule = {
  id: 'change/user-renamed',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a user of Patroni gets another name',
  why: 'Patroni makes no role in a running cluster. Without its superuser it does not see PostgreSQL any more, but keeps its lock; without the others, standbys do not stream and members are not rewound.',
  references: [
    'patroni/postgresql/config.py',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
  ],
  *check(change) {
    const users = valuesAt(change, 'patroni', 'postgresql.authentication').filter(
      ({ path, from, to }) => path.at(-1) === 'username' && from !== undefined && to !== undefined,
    );
    for (const [, [first]] of grouped(users, ({ path }) => path.join('.')))
      if (first)
        yield {
          message: `${first.path[2] === 'superuser' ? "Patroni's superuser" : `Patroni's ${first.path[2]} user`} changes from ${first.from} to ${first.to}`,
          at: placeFor(change, first),
          help: 'docs/rules/change/user-renamed.md has the order: the role and both lines of pg_hba first, then Patroni, then the old role goes',
        };
  },
};
