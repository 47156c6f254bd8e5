import { dynamicNumber } from '../../compiler/estate/dynamic-parameter.ts';
import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { amountOf, pythonInt } from '../../compiler/facts/number.ts';
import { get, isMap, listAt } from '../../compiler/text/json.ts';

export const BOUND = 'max_slot_wal_keep_size';

/** What a parameter of PostgreSQL comes to in MB, its unit; undefined where nothing is written that PostgreSQL reads. */
function megabytes(site: Site, member: Member, name: string): number | undefined {
  const amount = amountOf(parameterOf(site, member, name)?.value, 'MB');
  return amount === undefined ? undefined : Math.round(amount);
}

/** initdb writes a max_wal_size of 64 segments (initdb.c, setup_config). */
function defaultWalSize({ primary }: Estate): number {
  // Asked for every member: the first is enough, without a list of all.
  const maker = primary?.nodes.find(({ patroni }) => patroni !== undefined);
  const options = maker?.patroni ? listAt(maker.patroni.value, 'bootstrap', 'initdb') : [];
  const sizes = options.flatMap((option) =>
    isMap(option) ? (pythonInt(get(option, 'wal-segsize')) ?? []) : [],
  );
  return 64 * (sizes.at(-1) ?? 16);
}

/** How much WAL a member keeps for its slots, in MB. */
export interface SlotBound {
  /** What max_slot_wal_keep_size comes to. */
  readonly bound: number;
  /** What it keeps in any case: wal_keep_size. */
  readonly kept: number;
  /** What is written from one checkpoint to the next, at most: max_wal_size. */
  readonly walSize: number;
}

/** How much WAL a member keeps for its slots; undefined where nothing bounds it. */
export function slotBound(estate: Estate, site: Site, member: Member): SlotBound | undefined {
  const bound = megabytes(site, member, BOUND) ?? -1;
  if (bound < 0) return undefined;
  // Less than 2 MB is raised to that (patroni/postgresql/validator.py, transform).
  const walSize = Math.max(megabytes(site, member, 'max_wal_size') ?? defaultWalSize(estate), 2);
  return { bound, kept: dynamicNumber(site, 'wal_keep_size'), walSize };
}

/** MB as PostgreSQL writes them. */
export const size = (mb: number): string => (mb > 0 && mb % 1024 === 0 ? `${mb / 1024}GB` : `${mb}MB`);
