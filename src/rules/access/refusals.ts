import { rewinds } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft } from '../../compiler/lint/rule.ts';
import { memoized } from '../common/memo.ts';
import { slotSyncAt } from '../replication/slot-sync.ts';
import { isRenaming } from './attempt.ts';
import { type Undecided, uncovered, undecided } from './coverage.ts';
import { lockedOut, undecidedOwn } from './loopback.ts';

const REPLICATION = { role: 'replication', database: 'replication', noun: 'replication' } as const;
const REWIND = { role: 'rewind', database: 'postgres', noun: 'pg_rewind', wants: rewinds } as const;
const SUPERUSER = { role: 'superuser', database: 'postgres', noun: 'superuser' } as const;

/** Replication that pg_hba refuses, between members and on the node itself; a rule reports it, others keep silent then. */
export const replicationRefusals = memoized((estate): readonly Draft[] => {
  const between = [...uncovered(estate, { ...REPLICATION, wants: () => true })];
  // Who is nobody to the others is nobody on the node itself.
  const renamed = between.some(({ at }) => isRenaming(at));
  const own = [...lockedOut(estate, { ...REPLICATION, socketKey: 'use_unix_socket_repl' })];
  return [...between, ...own.filter(({ at }) => !(renamed && isRenaming(at)))];
});

/** Connections of pg_rewind that pg_hba refuses. */
export const rewindRefusals = memoized((estate): readonly Draft[] => [...uncovered(estate, REWIND)]);

/** Connections by which standbys copy logical slots, and that pg_hba refuses. */
export const slotSyncRefusals = memoized((estate): readonly Draft[] => [
  ...uncovered(estate, {
    role: 'replication',
    database: 'postgres',
    noun: 'slot synchronization',
    wants: (site, member) => slotSyncAt(estate, site, member) !== undefined,
  }),
]);

/** Connections of Patroni to its own PostgreSQL that pg_hba refuses. */
export const superuserRefusals = memoized((estate): readonly Draft[] => [
  ...lockedOut(estate, { ...SUPERUSER, socketKey: 'use_unix_socket' }),
]);

/** Connections between members, and of Patroni to its own PostgreSQL, of which the topology does not tell whether pg_hba lets them in. */
export const undecidedConnections = (estate: Estate): Undecided[] => [
  ...undecided(estate, { ...REPLICATION, wants: () => true }),
  ...undecided(estate, REWIND),
  ...undecidedOwn(estate, { ...SUPERUSER, socketKey: 'use_unix_socket' }),
  ...undecidedOwn(estate, { ...REPLICATION, socketKey: 'use_unix_socket_repl' }),
];
