import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, textAt } from '../../compiler/text/json.ts';

const trimmed = (path: string): string => path.replace(/\/+$/, '');

function* all(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  // A site that follows gets the files with its copy (patroni/postgresql/config.py, restore_configuration_files).
  for (const { name, patroni } of primary ? members(primary) : []) {
    const folder = textAt(patroni.value, 'postgresql', 'config_dir');
    const data = textAt(patroni.value, 'postgresql', 'data_dir');
    const method = textAt(patroni.value, 'bootstrap', 'method') ?? 'initdb';
    if (folder === undefined || data === undefined || trimmed(folder) === trimmed(data)) continue;
    if (method !== 'initdb' || get(patroni.value, 'postgresql', 'custom_conf') !== undefined) continue;
    yield {
      message: `config_dir of ${name} is not its data directory, and initdb writes no postgresql.conf there`,
      at: patroni.at('postgresql', 'config_dir'),
      help: "leave config_dir out; or create postgresql.conf there before the first start of Patroni, by bootstrap.command as Debian's pg_createcluster_patroni does",
    };
  }
}

export const configDirEmpty: Rule = {
  id: 'placement/config-dir-empty',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'config_dir is outside the data directory, and nothing creates postgresql.conf there',
  why: 'initdb writes postgresql.conf to the data directory. Patroni looks for it in config_dir, fails to rename it, and gives up the cluster that it has just made.',
  references: [
    'patroni/postgresql/config.py: write_postgresql_conf',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#postgresql',
  ],
  afterPromotion: false,
  check: all,
};
