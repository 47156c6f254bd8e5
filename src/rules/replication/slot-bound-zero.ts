import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { together } from '../common/words.ts';
import { whereWritten } from '../parameters/where-written.ts';
import { usesSlots } from './kept-slots.ts';
import { BOUND, size, slotBound } from './slot-bound.ts';

function* check(estate: Estate): Generator<Draft> {
  const found = whereWritten(estate, BOUND, (_, site, member) => {
    const of = usesSlots(site) ? slotBound(estate, site, member) : undefined;
    // Where wal_keep_size alone keeps more than is written between two checkpoints, slots are not needed.
    return of?.bound === 0 && of.kept < of.walSize;
  });
  for (const { at, names, site, member } of found) {
    const kept = size(slotBound(estate, site, member)?.kept ?? 0);
    yield {
      message: `${BOUND} of ${together(names)} is 0: a slot whose consumer is more than ${kept} behind is lost at the next checkpoint`,
      at,
      help: 'write as much as the disk of pg_wal can spare, 64GB for example: 0 keeps no WAL at all, and -1 sets no limit',
    };
  }
}

export const slotBoundZero: Rule = {
  id: 'replication/slot-bound-zero',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'slots are allowed to hold no WAL at all',
  why: 'At each checkpoint PostgreSQL invalidates the slots that need more WAL than max_slot_wal_keep_size. With 0 another site loses its slot as soon as it is away for longer than wal_keep_size lasts, and has to be copied whole again: the slot exists, but does nothing.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE',
    'PostgreSQL: src/backend/access/transam/xlog.c, KeepLogSeg',
  ],
  afterPromotion: false,
  check,
};
