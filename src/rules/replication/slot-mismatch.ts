import { memberName } from '../../compiler/estate/effective.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { SLOT_NAME, slotName } from '../../compiler/facts/slot-name.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { additionTo, settingAt } from '../../compiler/text/edits.ts';
import type { Fix, Place } from '../../compiler/text/finding.ts';
import { get, isMap, textAt } from '../../compiler/text/json.ts';
import { nearest, onlySuggestion } from '../../compiler/text/suggest.ts';
import { declare, leaveOut, oneOf, surelyLeaveOut } from '../common/remedies.ts';
import { defectOf, type Kept, keptBy, ownSlots, usesSlots } from './kept-slots.ts';

/** The item of a list of slots that a name stands in, and another name for it; none where an override names it. */
function written(place: Place, name: string): Fix | undefined {
  const { pointer } = place;
  if (pointer.at(-2) !== 'slots' || typeof pointer.at(-1) !== 'number') return undefined;
  return { title: `write "${name}"`, edits: [settingAt(place, name)] };
}

/**
 * One answer is right where a slot that is no site's is all but spelt like the missing one, or where every slot that is
 * kept is some other site's. Else a slot that nobody here knows may serve somebody who is not in the topology.
 */
function fixOfAbsent(estate: Estate, kept: Kept, wanted: string): Fix | undefined {
  const own = ownSlots(estate);
  const strange = Object.keys(kept.slots).filter((name) => !own.has(name));
  const [only, ...others] = strange;
  if (only !== undefined)
    return others.length === 0 && onlySuggestion(only, [wanted]) ? written(kept.at(only), wanted) : undefined;
  const [first] = Object.keys(kept.slots);
  const item = first === undefined ? undefined : kept.at(first);
  return item?.pointer.at(-2) === 'slots'
    ? {
        title: `add "${wanted}"`,
        edits: [additionTo({ ...item, pointer: item.pointer.slice(0, -1) }, wanted)],
      }
    : undefined;
}

/** The slot under another spelling: Patroni normalises the name that is asked for, but not the names that are kept. */
function misspelt(site: Site, upstream: Site, kept: Kept, wanted: string): Draft | undefined {
  const key = Object.keys(kept.slots).find((name) => !SLOT_NAME.test(name) && slotName(name) === wanted);
  if (key === undefined) return undefined;
  return {
    message: `${upstream.name} cannot keep a slot called "${key}": it is not a valid slot name, and Patroni skips it`,
    at: kept.at(key),
    related: [
      {
        at: site.dcs.at('standby_cluster', 'primary_slot_name'),
        message: `${site.name} asks for "${wanted}"`,
      },
    ],
    help: `write "${wanted}": slot names have only lower-case letters, digits and _`,
    fix: written(kept.at(key), wanted),
  };
}

/** A slot that is derived, and that an override takes away or puts others before. */
function overridden(site: Site, upstream: Site, kept: Kept, wanted: string): Draft | undefined {
  const { dcs } = upstream;
  const behind = kept.key !== 'slots' && get(dcs.value, 'slots', wanted) !== undefined;
  if (behind)
    return {
      message: `${site.name} streams from slot "${wanted}" under slots, but Patroni of ${upstream.name} reads ${kept.key} instead`,
      at: { ...dcs.at(kept.key), part: 'key' },
      help: `move everything under ${kept.key} to slots`,
    };
  const at = kept.key === 'slots' ? dcs.removedAt('slots', wanted) : undefined;
  return (
    at && {
      message: `${site.name} streams from slot "${wanted}", which is removed from ${upstream.name}`,
      at,
      remedy: surelyLeaveOut(at, `slots.${wanted}`),
    }
  );
}

function absent(estate: Estate, site: Site, upstream: Site, kept: Kept, wanted: string): Draft {
  const names = Object.keys(kept.slots);
  const near = nearest(wanted, names) ?? (names.length === 1 ? names[0] : undefined);
  const asks = {
    at: site.dcs.at('standby_cluster', 'primary_slot_name'),
    message: `${site.name} asks for "${wanted}"`,
  };
  const keeps = {
    at: near ? kept.at(near) : kept.at(),
    message: near ? `${upstream.name} keeps "${near}"` : `the slots of ${upstream.name}`,
  };
  // A kept slot that was derived stands where its site asks for it: then what is asked for was written by hand.
  const derived = keeps.at.pointer.at(-1) === 'slot';
  return {
    message: `${site.name} streams from slot "${wanted}", which ${upstream.name} does not keep`,
    at: derived ? asks.at : keeps.at,
    related: [derived ? keeps : asks],
    remedy: near
      ? oneOf('write the same name in both places', declare('slots', { of: 'both' }))
      : oneOf(`add "${wanted}" to the slots of ${upstream.name}`, declare('slots', { of: 'its slots' })),
    fix: fixOfAbsent(estate, kept, wanted),
  };
}

type Words = Pick<Draft, 'message' | 'help' | 'remedy'>;

/** Why a slot that is declared will not be there for the site that wants it. */
function defect(upstream: Site, estate: Estate, { key, slots }: Kept, wanted: string): Words | undefined {
  const value = slots[wanted];
  if (defectOf(wanted, value) !== undefined)
    return {
      message: `slot "${wanted}" of ${upstream.name} is not a physical slot`,
      remedy: oneOf(
        'write "type: physical" without the keys of logical slots',
        leaveOut(upstream.dcs.at(key, wanted), 'the slot'),
      ),
    };
  // The other way round it is there: a primary cluster keeps slots of cluster_type standby too, up to 4.1.4 at least.
  const typed = knows(estate.software, 'slots.cluster_type') && isMap(value) ? value.cluster_type : undefined;
  if (typed === 'primary' && upstream.role === 'standby')
    return {
      message: `slot "${wanted}" exists only while ${upstream.name} is a primary cluster (cluster_type), and it is a standby cluster`,
      remedy: surelyLeaveOut(upstream.dcs.at(key, wanted, 'cluster_type'), 'cluster_type'),
    };
  const namesake = members(upstream).find((member) => slotName(memberName(member)) === wanted);
  if (namesake)
    return {
      message: `slot "${wanted}" is the slot of member ${namesake.name} of ${upstream.name} itself`,
      help: 'give the standby site a slot name that no member has',
    };
  return undefined;
}

function* judge(estate: Estate, site: Site, upstream: Site): Generator<Draft> {
  const asked = textAt(site.dcs.value, 'standby_cluster', 'primary_slot_name');
  if (!isMap(get(site.dcs.value, 'standby_cluster')) || !textAt(site.dcs.value, 'standby_cluster', 'host'))
    return;
  const at = site.dcs.at('standby_cluster', 'primary_slot_name');
  if (asked === undefined) {
    yield {
      message: `${site.name} streams without a slot: ${upstream.name} may remove WAL it still needs`,
      at,
      remedy: surelyLeaveOut(at, 'primary_slot_name'),
    };
    return;
  }
  for (const one of [site, upstream])
    if (!usesSlots(one)) {
      yield {
        message: `${one.name} has use_slots off: it uses no slots`,
        at: one.dcs.at('postgresql', 'use_slots'),
        remedy: surelyLeaveOut(one.dcs.at('postgresql', 'use_slots'), 'use_slots', { value: true }),
      };
      return;
    }
  const kept = keptBy(upstream);
  // What is no map holds no slot at all: a finding of replication/slot-never-made.
  if (kept.malformed) return;
  const wanted = slotName(asked);
  if (!Object.hasOwn(kept.slots, wanted)) {
    yield misspelt(site, upstream, kept, wanted) ??
      overridden(site, upstream, kept, wanted) ??
      absent(estate, site, upstream, kept, wanted);
    return;
  }
  const problem = defect(upstream, estate, kept, wanted);
  if (problem)
    yield {
      ...problem,
      at: kept.at(wanted),
      related: [{ at, message: `${site.name} streams from it` }],
    };
}

function* check(estate: Estate): Generator<Draft> {
  const consumers = new Map<string, Site>();
  for (const site of estate.sites) {
    const { upstream } = site;
    if (!upstream) continue;
    yield* judge(estate, site, upstream);
    const slot = slotName(textAt(site.dcs.value, 'standby_cluster', 'primary_slot_name') ?? '');
    const key = `${upstream.name}\n${slot}`;
    const first = consumers.get(key);
    if (!first) consumers.set(key, site);
    else if (slot)
      yield {
        message: `${first.name} and ${site.name} stream from the same slot "${slot}" of ${upstream.name}`,
        at: site.dcs.at('standby_cluster', 'primary_slot_name'),
        related: [
          { at: first.dcs.at('standby_cluster', 'primary_slot_name'), message: `the slot of ${first.name}` },
        ],
        help: 'give each site its own slot: a slot serves one consumer',
      };
  }
}

export const slotMismatch: Rule = {
  id: 'replication/slot-mismatch',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a standby site has no usable slot at its upstream',
  why: 'PostgreSQL answers "replication slot does not exist" and the standby site gets nothing. Without any slot, the primary removes WAL that the standby site has not received, and the site has to be copied anew across the network. A slot under another name holds WAL until the disk is full.',
  references: [
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'https://github.com/patroni/patroni/issues/826',
    'patroni/dcs/__init__.py: permanent slots and slot_name_from_member_name',
  ],
  afterPromotion: true,
  check,
};
