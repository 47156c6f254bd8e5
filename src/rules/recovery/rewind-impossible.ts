import { parameterIn, rewinds } from '../../compiler/estate/effective.ts';
import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { patroniBool } from '../../compiler/facts/boolean.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { isMap, listAt } from '../../compiler/text/json.ts';
import { withoutKey } from '../common/fixes.ts';
import { declare, oneOf } from '../common/remedies.ts';

/** Whether the cluster this member would make has data checksums, by the options of its initdb. */
function hasChecksums(estate: Estate, member: Member): boolean {
  const options = listAt(member.patroni.value, 'bootstrap', 'initdb').map((option) =>
    isMap(option) ? Object.keys(option)[0] : option,
  );
  if (options.includes('no-data-checksums')) return false;
  return (
    options.includes('data-checksums') || options.includes('k') || knows(estate.software, 'initdb.checksums')
  );
}

/** Sites that would rewind and keep no hint bits, by the place that says so: it may speak for all of them. */
function withoutHints(estate: Estate): Map<Place, string[]> {
  const found = new Map<string, [Place, string[]]>();
  for (const site of estate.sites) {
    // Patroni takes it from the dynamic configuration alone.
    const hints = parameterIn(site.dcs, 'wal_log_hints');
    if (!hints || patroniBool(hints.value) !== false) continue;
    if (!members(site).some((member) => rewinds(site, member))) continue;
    const at = hints.at();
    const known = found.get(JSON.stringify(at));
    if (known) known[1].push(site.name);
    else found.set(JSON.stringify(at), [at, [site.name]]);
  }
  return new Map(found.values());
}

function* check(estate: Estate): Generator<Draft> {
  // Before 4.0 Patroni keeps wal_log_hints on, whatever is written.
  if (!knows(estate.software, 'wal_log_hints.settable')) return;
  // Every site is a copy of the one that was made by initdb. That is taken to be the primary as it is written: which
  // site was made first, before any promotion, the file does not say.
  const origin = estate.primary;
  // Any member of the primary site may win the race to run initdb.
  const maker = origin && members(origin).find((member) => !hasChecksums(estate, member));
  if (!origin || !maker) return;
  for (const [at, names] of withoutHints(estate)) {
    yield {
      message: `no node of ${names.join(' or ')} can be rewound: wal_log_hints is off and there are no data checksums`,
      at,
      related: [
        {
          at: maker.patroni.at('bootstrap', 'initdb'),
          message: `${maker.name} would make the cluster without data checksums`,
        },
      ],
      remedy: oneOf('remove wal_log_hints (Patroni then turns it on)', declare('checksums', {})),
      fix: withoutKey(at),
    };
  }
}

export const rewindImpossible: Rule = {
  id: 'recovery/rewind-impossible',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'Patroni 4.0 and later; before, wal_log_hints cannot be turned off',
  summary: 'wal_log_hints is off and the cluster has no data checksums',
  why: 'pg_rewind needs one of the two on the node that it rewinds. Without them, a node that comes back after a failover does not follow, and neither does any node of a site that comes back after a promotion: it waits, with a line in its log, until somebody copies it whole across the network.',
  references: [
    'https://www.postgresql.org/docs/current/app-pgrewind.html',
    'patroni/postgresql/rewind.py: can_rewind',
  ],
  afterPromotion: false,
  check,
};
