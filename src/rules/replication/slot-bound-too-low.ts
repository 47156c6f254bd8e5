import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { together } from '../common/words.ts';
import { whereWritten } from '../parameters/where-written.ts';
import { usesSlots } from './kept-slots.ts';
import { BOUND, size, slotBound } from './slot-bound.ts';

function walSizeAt(site: Site, member: Member): { at: Place; message: string }[] {
  const written = parameterOf(site, member, 'max_wal_size');
  return written
    ? [{ at: written.at(), message: 'this much WAL may be written between two checkpoints' }]
    : [];
}

function* check(estate: Estate): Generator<Draft> {
  const found = whereWritten(estate, BOUND, (_, site, member) => {
    const of = usesSlots(site) ? slotBound(estate, site, member) : undefined;
    // None at all is an error of its own: see replication/slot-bound-zero.
    return of !== undefined && of.bound > 0 && Math.max(of.bound, of.kept) < of.walSize;
  });
  for (const { at, names, site, member } of found) {
    const { bound, walSize } = slotBound(estate, site, member) ?? { bound: 0, walSize: 0 };
    yield {
      message: `${BOUND} of ${together(names)} is ${size(bound)}, less than max_wal_size, ${size(walSize)}: a slot may be lost at the first checkpoint while its consumer is away`,
      at,
      related: walSizeAt(site, member),
      help: `write more than ${size(walSize)}: as much as the disk of pg_wal can spare, 64GB for example`,
    };
  }
}

export const slotBoundTooLow: Rule = {
  id: 'replication/slot-bound-too-low',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'slots may hold less WAL than PostgreSQL writes between two checkpoints',
  why: 'At each checkpoint PostgreSQL invalidates the slots that need more WAL than max_slot_wal_keep_size. It writes up to max_wal_size from one checkpoint to the next: under load, a site that is away during one checkpoint loses its slot, and has to be copied whole again. Without any slot PostgreSQL would have kept about as much WAL.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE',
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-MAX-WAL-SIZE',
    'PostgreSQL: src/backend/access/transam/xlog.c, KeepLogSeg',
  ],
  afterPromotion: false,
  check,
};
