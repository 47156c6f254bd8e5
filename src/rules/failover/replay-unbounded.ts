import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { candidates } from '../../compiler/estate/tags.ts';
import { amountOf } from '../../compiler/facts/number.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

const DELAYS = ['max_standby_streaming_delay', 'max_standby_archive_delay'] as const;

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of candidates(site))
      for (const name of DELAYS) {
        const written = parameterOf(site, member, name);
        if (!written || !((amountOf(written.value, 'ms') ?? 0) < 0)) continue;
        yield {
          message: `${name} makes ${member.name} wait for queries without limit, and this member may lead ${site.name}: a query there delays its promotion`,
          at: written.at(),
          help: 'write how long a query may delay replay, for example 5min; for long reports, write it only under a member with nofailover',
        };
      }
}

export const replayUnbounded: Rule = {
  id: 'failover/replay-unbounded',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a member that may lead lets queries delay replay without limit',
  why: 'If a query on a standby needs something that the primary has removed or locked, replay of that change waits, and so do all later changes. A promotion waits as well, until the query ends. hot_standby_feedback avoids this for vacuum, but not for a table that was altered or dropped.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-STANDBY-STREAMING-DELAY',
    'https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT',
    'postgres src/backend/storage/ipc/standby.c: GetStandbyLimitTime',
  ],
  afterPromotion: false,
  check: all,
};
