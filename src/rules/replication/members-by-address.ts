import { portOf } from '../../compiler/estate/effective.ts';
import type { Member } from '../../compiler/estate/estate.ts';
import { PORTS } from '../../compiler/facts/ports.ts';
import type { Address } from '../../pghba/address.ts';

/** A PostgreSQL: one port of one machine. Behind another port of it there may be a proxy, which leads anywhere. */
export const addressKey = ({ key }: Address, port = String(PORTS.postgresql)): string => `${key} ${port}`;

export type Members = ReadonlyMap<string, Member>;

/** Members by where they are reached. */
export const byKey = (all: readonly Member[], address: (member: Member) => Address | undefined): Members =>
  new Map(
    all.flatMap((member) => {
      const known = address(member);
      return known ? [[addressKey(known, portOf(member)), member] as const] : [];
    }),
  );
