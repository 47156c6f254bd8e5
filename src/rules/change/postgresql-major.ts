import type { ChangeRule } from '../../compiler/plan/change-rule.ts';

export const postgresqlMajor: ChangeRule = {
  id: 'change/postgresql-major',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'the major version of PostgreSQL changes',
  why: 'A new major version is a new cluster with another system identifier. pg_upgrade makes it at the primary site, and no standby site can follow it: each is copied anew.',
  references: [
    'https://www.postgresql.org/docs/18/pgupgrade.html',
    'https://patroni.readthedocs.io/en/latest/existing_data.html',
  ],
  *check({ before, after }) {
    const [was, now] = [before.estate.software.postgresql, after.estate.software.postgresql];
    if (was.parts[0] === undefined || was.parts[0] === now.parts[0]) return;
    const goesBack = Number(now.parts[0]) < Number(was.parts[0]);
    yield {
      message: `PostgreSQL ${was.text} becomes ${now.text}: nothing that is deployed makes this change`,
      at: after.estate.softwareAt('postgresql'),
      help: goesBack
        ? 'pg_upgrade does not go back: dump and restore, or logical replication into a new estate, is the only way'
        : 'docs/rules/change/postgresql-major.md has the order: the primary site by pg_upgrade, the standby sites kept as the way back, then copied anew',
    };
  },
};
