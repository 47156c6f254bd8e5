import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const { name, patroni } of estate.sites.flatMap(members)) {
    const file = textAt(patroni.value, 'postgresql', 'pgpass');
    const folder = textAt(patroni.value, 'postgresql', 'data_dir');
    if (file === undefined || folder === undefined || !file.startsWith(`${folder.replace(/\/+$/, '')}/`))
      continue;
    yield {
      message: `pgpass of ${name} lies in its data directory, which Patroni empties before it copies the member`,
      at: patroni.at('postgresql', 'pgpass'),
      related: [{ at: patroni.at('postgresql', 'data_dir'), message: 'the data directory' }],
      help: 'leave pgpass out, or name a file elsewhere: /run/postgresql/pgpass',
    };
  }
}

export const pgpassInDataDir: Rule = {
  id: 'placement/pgpass-in-data-dir',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'the password file of libpq is in the data directory',
  why: 'Patroni writes the file before it copies a member, and then empties the data directory for pg_basebackup, which finds no password. No replica is ever made, and no standby site.',
  references: [
    'patroni/postgresql/bootstrap.py: create_replica, basebackup',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#postgresql',
  ],
  afterPromotion: false,
  check: all,
};
