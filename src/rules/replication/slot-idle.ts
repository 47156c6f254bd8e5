import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { promotionsOf } from '../../compiler/estate/promote.ts';
import { knows, mayKnow } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { settingAt } from '../../compiler/text/edits.ts';
import type { Fix, Place } from '../../compiler/text/finding.ts';
import { get, isMap, textAt } from '../../compiler/text/json.ts';
import { withoutKey } from '../common/fixes.ts';
import { allOf, declare, oneOf } from '../common/remedies.ts';
import { readsArchiveAlone } from './archive-alone.ts';
import { consumed, isMade, isWritten, keptBy, ownSlots } from './kept-slots.ts';

/** With the key that Patroni 4.1 has for it a slot waits until its site leads; before, nothing but its absence does. */
function fixOf(estate: Estate, site: Site, name: string, at: Place, value: unknown): Fix | undefined {
  // An item of a list has no keys, and what is derived is not written under this name.
  if (at.pointer.at(-1) !== name) return undefined;
  if (!knows(estate.software, 'slots.cluster_type')) return withoutKey(at);
  if (site.role !== 'standby' || !isMap(value)) return undefined;
  const key = { ...at, pointer: [...at.pointer, 'cluster_type'] };
  return { title: 'add "cluster_type: primary"', edits: [settingAt(key, 'primary')] };
}

/** Whether the running Patroni may be one that makes this slot only while its site leads. Nobody has to say a version. */
const mayWait = ({ software }: Estate, value: unknown): boolean =>
  isMap(value) &&
  value.cluster_type === 'primary' &&
  !knows(software, 'slots.cluster_type') &&
  mayKnow(software, 'slots.cluster_type');

function* idle(estate: Estate, own: () => ReadonlySet<string | undefined>): Generator<Draft> {
  for (const site of estate.sites) {
    if (site.role === undefined || !isWritten(site)) continue;
    const kept = keptBy(site);
    const followers = estate.sites.filter(({ upstream }) => upstream === site);
    const inUse = new Set(followers.map(consumed));
    for (const [name, value] of Object.entries(kept.slots)) {
      if (inUse.has(name) || !isMade(estate, site, name, value) || !own().has(name)) continue;
      if (site.role === 'standby' && mayWait(estate, value)) continue;
      const typed = knows(estate.software, 'slots.cluster_type');
      const removed = declare('idle slot', { name, site: site.name });
      yield {
        message: `${site.name} keeps slot "${name}", and nobody streams from it while ${estate.primary?.name ?? 'the primary'} leads`,
        at: kept.at(name),
        fix: fixOf(estate, site, name, kept.at(name), value),
        remedy: typed
          ? oneOf(...(site.role === 'standby' ? ['add "cluster_type: primary"'] : []), removed)
          : allOf(removed, 'before Patroni 4.1 a slot may exist only once somebody streams from it'),
      };
    }
  }
}

/**
 * The slot that is derived for a site which an override has read the archive alone: nobody ever streams from it. The site
 * that keeps it does not show that, and no site of the estate consumes a slot of this name.
 */
function* orphaned(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const { upstream, dcs } = site;
    const slot = textAt(dcs.derived, 'standby_cluster', 'primary_slot_name');
    if (!upstream || slot === undefined || isWritten(upstream) || !readsArchiveAlone(site)) continue;
    if (!isMade(estate, upstream, slot, get(upstream.dcs.value, 'slots', slot))) continue;
    if (get(upstream.dcs.value, 'slots', slot) === undefined) continue;
    yield {
      message: `${upstream.name} keeps slot "${slot}" for ${site.name}, but ${site.name} takes WAL from the archive alone: nobody streams from it`,
      at: dcs.removedAt('standby_cluster', 'primary_slot_name') ?? dcs.at('standby_cluster'),
      related: [{ at: upstream.at, message: `${upstream.name} keeps it` }],
      remedy: declare('archive alone', { site: site.name, upstream: upstream.name, slot }),
    };
  }
}

function* all(estate: Estate): Generator<Draft> {
  let slots: ReturnType<typeof ownSlots> | undefined;
  const own = () => {
    slots ??= ownSlots(estate);
    return slots;
  };
  // What the site that was promoted consumed is known from the estate as written alone: not judged anew for each.
  for (const one of [estate, ...promotionsOf(estate)]) {
    yield* idle(one, own);
    yield* orphaned(one);
  }
}

export const slotIdle: Rule = {
  id: 'replication/slot-idle',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a site keeps a slot that nobody streams from in one of its roles',
  why: 'A slot that nobody streams from holds back WAL from the moment it is made: the disk fills and PostgreSQL stops, on the very site that is meant to survive. If max_slot_wal_keep_size limits the slot, it is lost by the time it is needed.',
  references: [
    'https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-SLOTS',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'https://patroni.readthedocs.io/en/latest/releases.html#version-4-1-0',
    'patroni/dcs/__init__.py: _get_permanent_slots',
  ],
  afterPromotion: false,
  check: all,
};
