import type { Estate } from '../../compiler/estate/estate.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { readsArchiveAlone } from '../replication/archive-alone.ts';
import { archivingOf } from './archiving.ts';

function* all(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  if (!primary) return;
  for (const site of estate.sites) {
    if (!readsArchiveAlone(site)) continue;
    const idle = candidates(primary).find((member) => archivingOf(primary, member).mode === 'off');
    if (!idle) continue;
    const { written } = archivingOf(primary, idle);
    yield {
      message: `${site.name} takes WAL only from the archive, but ${idle.name} archives none while it leads`,
      at: site.dcs.at('standby_cluster', 'restore_command'),
      related: [
        {
          at: written?.at() ?? primary.dcs.at('postgresql', 'parameters', 'archive_mode'),
          message: `archive_mode of ${idle.name} is off`,
        },
      ],
      help: 'write "archive_mode: on" and archive_command under postgresql.parameters, for the whole estate',
    };
  }
}

export const siteUnfed: Rule = {
  id: 'archive/site-unfed',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a site takes WAL only from the archive, but the primary archives none',
  why: 'The site stays where its copy ended, and looks healthy: it waits for the next segment. Everything written since then is lost with the primary site.',
  references: [
    'https://www.postgresql.org/docs/current/continuous-archiving.html',
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
  ],
  afterPromotion: true,
  check: all,
};
