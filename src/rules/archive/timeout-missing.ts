import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import { amountOf } from '../../compiler/facts/number.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { readsArchiveAlone } from '../replication/archive-alone.ts';
import { archivingOf } from './archiving.ts';

function* all(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  if (!primary) return;
  for (const site of estate.sites.filter(readsArchiveAlone))
    for (const member of candidates(primary)) {
      const timeout = parameterOf(primary, member, 'archive_timeout');
      // Where nothing is archived at all it is a finding of archive/site-unfed.
      if (archivingOf(primary, member).mode === 'off' || (amountOf(timeout?.value, 's') ?? 0) > 0) continue;
      yield {
        message: `${site.name} takes WAL only from the archive, but ${member.name} archives a segment only when it is full`,
        at: timeout?.at() ?? primary.dcs.at('postgresql', 'parameters', 'archive_timeout'),
        absent: timeout === undefined,
        help: 'write archive_timeout under postgresql.parameters, for example 60s: about how far the site may lag behind',
      };
    }
}

export const timeoutMissing: Rule = {
  id: 'archive/timeout-missing',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a site takes WAL only from the archive, but archive_timeout is not set',
  why: 'On a quiet primary a segment of 16 MB takes hours to fill. Until then its contents exist only at the primary site, and are lost with that site.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-ARCHIVE-TIMEOUT',
    'https://www.postgresql.org/docs/current/warm-standby.html',
  ],
  afterPromotion: true,
  check: all,
};
