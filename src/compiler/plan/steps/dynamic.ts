import { allTogether } from '../../text/together.ts';
import type { Place } from '../blocks.ts';
import * as make from '../blocks.ts';
import type { Draft } from '../step.ts';
import type { Setting } from '../work.ts';
import type { Work } from './work-at.ts';
import { staysAt, step } from './work-at.ts';

const dynamicUndo = (place: Place, settings: readonly Setting[]): string => {
  const command = make.undoing(place, settings);
  return command === undefined
    ? 'Set the old value by hand: it holds a secret, which is not shown here.'
    : `As postgres, on a member: \`${command}\``;
};

/** New slots, before anybody streams from them. */
export function slots(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work)) return [];
    return step(
      `${now.spec.name}: new replication slots`,
      'The primary keeps WAL for a new slot from now on: go on soon, or take it back.',
      dynamic.slots.length === 0
        ? []
        : [make.dynamic(now, 'slots', dynamic.slots, 'the slot is there: see patronictl list')],
      dynamicUndo(now, dynamic.slots),
    );
  });
}

const restartsOf = (settings: readonly Setting[], { values }: Work): boolean =>
  settings.some(({ path }) =>
    values.some(
      (value) =>
        value.what === 'dynamic' &&
        value.path.join('.') === path.join('.') &&
        value.effect.kind === 'restart-postgresql',
    ),
  );

const RESTART_ABOUT =
  'PostgreSQL restarts, one member after the other, the leader last. At the primary site, writes stop while the leader restarts: some seconds, or as long as a checkpoint takes.';

/** What changes in the dynamic configuration and needs no order of its own, and the restarts that it takes. */
export function settings(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work)) return [];
    const changed = [...dynamic.raised, ...dynamic.others];
    const local = work.values.some(
      ({ what, effect }) => what === 'patroni' && effect.kind === 'restart-postgresql',
    );
    const restarts = restartsOf(changed, work) || local;
    return [
      ...step(
        `${now.spec.name}: the dynamic configuration is changed`,
        'Every member takes it within loop_wait. What needs a restart of PostgreSQL is marked, and waits for the next step.',
        changed.length === 0
          ? []
          : [make.dynamic(now, 'settings', changed, 'the new configuration is in force')],
        dynamicUndo(now, changed),
      ),
      ...step(
        `${now.spec.name}: PostgreSQL restarts, the leader last`,
        RESTART_ABOUT,
        restarts ? [make.restartPostgresql(now, false)] : [],
        'Take back the configuration, and run this block again.',
      ),
    ];
  });
}

/** Whether the safety margin of the watchdog rises: ttl, which has to be there before it, comes first. */
export const marginRises = ({ values }: Work): boolean =>
  values.some(
    ({ what, path, from, to }) =>
      what === 'patroni' &&
      path.join('.') === 'watchdog.safety_margin' &&
      Number(to ?? 5) > Number(from ?? 5),
  );

/** What falls: the primary first, for no standby may have less than it. */
export function lowered(all: readonly Work[]): Draft[] {
  return all.toReversed().flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work) || dynamic.lowered.length === 0) return [];
    return step(
      `${now.spec.name}: lower ${allTogether(dynamic.lowered.map(({ path }) => path.at(-1) ?? ''))}; PostgreSQL restarts, the leader first`,
      `${RESTART_ABOUT.replace('the leader last', 'the leader first')} A standby takes a lower value only after its primary has it. Until this step is done at all sites, a failover would bring the old value back.`,
      [
        make.dynamic(now, 'lower', dynamic.lowered, 'the new configuration is in force'),
        make.restartPostgresql(now, true),
      ],
      dynamicUndo(now, dynamic.lowered),
    );
  });
}

/** What a setting of standby_cluster is called. */
const FOLLOWING: Readonly<Record<string, string>> = {
  host: 'upstream',
  port: 'upstream',
  primary_slot_name: 'slot',
};

/** From whom a site streams, after its slot is there. */
export function following(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work)) return [];
    return step(
      `${now.spec.name}: the new ${allTogether([...new Set(dynamic.following.map(({ path }) => FOLLOWING[path[1] ?? ''] ?? 'way of following'))])} in use`,
      'The standby leader connects anew. Its slot keeps WAL until it does.',
      dynamic.following.length === 0
        ? []
        : [
            make.dynamic(now, 'follow', dynamic.following, 'the new configuration is in force'),
            ...(now.site.streams ? [make.follows(now)] : []),
          ],
      dynamicUndo(now, dynamic.following),
    );
  });
}

/** Slots that go, after nobody streams from them. */
export function goneSlots(all: readonly Work[]): Draft[] {
  return all.flatMap((work) => {
    const { now, dynamic } = work;
    if (!now || !staysAt(work) || dynamic.gone.length === 0) return [];
    const names = dynamic.gone.flatMap(({ path }) => path[1] ?? []);
    return step(
      `${now.spec.name}: replication slots that nobody uses any more go`,
      'The block before it makes sure that nobody streams from them.',
      [
        make.slotIdle(now, names),
        make.dynamic(now, 'drop', dynamic.gone, 'the new configuration is in force'),
      ],
      'The slot can be made anew, but the WAL that it kept is gone: who needs it has to be copied anew.',
    );
  });
}
