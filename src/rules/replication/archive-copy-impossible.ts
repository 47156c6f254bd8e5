import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { pythonBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get, listAt, textAt } from '../../compiler/text/json.ts';
import { allOf, declare } from '../common/remedies.ts';
import { readsArchiveAlone } from './archive-alone.ts';

const KEY = 'create_replica_methods';

/** Whether Patroni tries a method where there is nobody to copy from (patroni/postgresql, replica_method_can_work_without_replication_connection). */
function worksAlone(site: Site, member: Member, method: string): boolean {
  const block = postgresqlSetting(site, member, method)?.value;
  return method !== 'basebackup' && pythonBool(get(block, 'no_leader') ?? get(block, 'no_master'));
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    if (!readsArchiveAlone(site) || members(site).length === 0) continue;
    const methods = listAt(site.dcs.value, 'standby_cluster', KEY).flatMap((name) =>
      typeof name === 'string' ? [name] : [],
    );
    const maker = members(site).find((member) => methods.some((name) => worksAlone(site, member, name)));
    if (maker) continue;
    yield {
      message: `${site.name} takes WAL from the archive alone, and none of its copy methods works without a connection: ${methods.length === 0 ? 'none is written' : methods.join(', ')}`,
      at: site.dcs.at(
        'standby_cluster',
        textAt(site.dcs.value, 'standby_cluster', 'restore_command') === undefined ? KEY : 'restore_command',
      ),
      absent: true,
      remedy: allOf(declare('copy method', {}), `write its name in postgresql.${KEY}`),
    };
  }
}

export const archiveCopyImpossible: Rule = {
  id: 'replication/archive-copy-impossible',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a site takes WAL from the archive alone, and nothing can make its first copy',
  why: 'If standby_cluster names no host, Patroni leaves out every method that needs one: pg_basebackup, and each command without no_leader. Patroni ends with "Failed to bootstrap cluster" and the site never gets a copy; a site that has to be copied anew after a disaster does not come back.',
  references: [
    'https://patroni.readthedocs.io/en/latest/replica_bootstrap.html#building-replicas',
    'patroni/postgresql/bootstrap.py: create_replica',
    'patroni/ha.py: bootstrap_standby_leader',
  ],
  afterPromotion: true,
  check,
};
