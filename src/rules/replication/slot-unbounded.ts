import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { promotionsOf } from '../../compiler/estate/promote.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { wordOf } from '../../compiler/text/json.ts';
import { together } from '../common/words.ts';
import { keptBy } from './kept-slots.ts';

const PARAMETER = 'max_slot_wal_keep_size';

/** Sites that keep a slot in one role or another. Before Patroni 4.1 the compiler adds it once the site leads. */
function keepers(estate: Estate): Site[] {
  const all = [estate, ...promotionsOf(estate)].flatMap(({ sites }) => sites);
  const names = new Set(
    all.filter((site) => Object.keys(keptBy(site).slots).length > 0).map(({ name }) => name),
  );
  return estate.sites.filter(({ name }) => names.has(name));
}

/** From PostgreSQL 18 on a slot may be given up for the time that it was idle instead; 0, the default, is never. */
const isTimed = (site: Site, member: Member): boolean =>
  Number.parseFloat(wordOf(parameterOf(site, member, 'idle_replication_slot_timeout')?.value ?? 0)) > 0;

/** Where a site leaves its slots unbounded: -1, which is the default, says so. */
function unboundedAt(site: Site): Place | undefined {
  for (const member of members(site)) {
    const bound = parameterOf(site, member, PARAMETER);
    if (isTimed(site, member)) continue;
    if (!bound) return site.dcs.at('postgresql', 'parameters', PARAMETER);
    if (Number.parseFloat(wordOf(bound.value)) < 0) return bound.at();
  }
  return undefined;
}

/** Sites by the place that would bound their slots: those where nothing is written are one mistake. */
function* check(estate: Estate): Generator<Draft> {
  const found = new Map<string, { at: Place; sites: Site[] }>();
  for (const site of keepers(estate)) {
    const at = unboundedAt(site);
    if (!at) continue;
    const key = at.derivedFrom ? '' : JSON.stringify(at);
    const known = found.get(key);
    if (known) known.sites.push(site);
    else found.set(key, { at, sites: [site] });
  }
  for (const { at, sites } of found.values())
    yield {
      message: `nothing limits the WAL that the slots of ${together(sites.map(({ name }) => name))} hold: ${PARAMETER} is ${at.derivedFrom ? 'not written' : '-1'}`,
      at,
      absent: at.derivedFrom !== undefined,
      help: `write ${PARAMETER} under postgresql.parameters: as much as the disk of pg_wal can spare, 64GB for example`,
    };
}

export const slotUnbounded: Rule = {
  id: 'replication/slot-unbounded',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'nothing limits the WAL that the slot of an absent site holds',
  why: 'A site keeps all WAL that the consumer of a slot has not received. While the other site is lost, or the network between the sites is down, WAL piles up until the disk is full and PostgreSQL stops: the loss of one site becomes the loss of both. With a limit PostgreSQL invalidates the slot instead, and the other site has to be copied anew.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE',
    'https://github.com/patroni/patroni/issues/1941',
    'https://github.com/patroni/patroni/issues/280',
  ],
  afterPromotion: false,
  check,
};
