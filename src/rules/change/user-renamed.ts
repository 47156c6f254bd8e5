import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, valuesAt } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const userRenamed: ChangeRule = {
  id: 'change/user-renamed',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'Patroni gets another user',
  why: 'Patroni makes no role in a running cluster. Without the role it cannot see PostgreSQL any more, but keeps its lock; standbys and pg_rewind are refused.',
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
          message: `the ${first.path[2]} user changes from ${first.from} to ${first.to}`,
          at: placeFor(change, first),
          help: 'docs/rules/change/user-renamed.md has the order: the role and both lines of pg_hba first, then Patroni, then the old role goes',
        };
  },
};
