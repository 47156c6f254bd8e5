import type { Range } from './range.ts';

export type ConnectionType = 'local' | 'host' | 'hostssl' | 'hostnossl' | 'hostgssenc' | 'hostnogssenc';

/** One word of the database field. `samegroup` is an old spelling of `samerole`. */
export type DatabaseWord =
  | { readonly kind: 'all' | 'sameuser' | 'samerole' | 'replication' }
  | Name
  | FileOrRegex;

/** One word of the user field; a group means its direct and indirect members. */
export type UserWord =
  | { readonly kind: 'all' }
  | { readonly kind: 'group'; readonly name: string }
  | Name
  | FileOrRegex;

export interface Name {
  readonly kind: 'name';
  readonly name: string;
}
export type FileOrRegex = { readonly kind: 'file'; readonly path: string } | Regex;

/** A pattern, from PostgreSQL 16 on. Without a test, its matches are unknown. */
export interface Regex {
  readonly kind: 'regex';
  readonly source: string;
  readonly test?: (text: string) => boolean;
}

/** The address field of a line. A host name, or `.suffix`, is compared with the name of the client's address. */
export type HbaAddress =
  | { readonly kind: 'all' }
  | { readonly kind: 'samehost' | 'samenet' }
  | { readonly kind: 'range'; readonly range: Range }
  | NamedAddress;

export interface NamedAddress {
  readonly kind: 'hostname' | 'suffix';
  readonly name: string;
}

/** A pg_hba record. `address` is absent only on `local` lines. */
export interface HbaRecord {
  readonly type: ConnectionType;
  readonly databases: readonly DatabaseWord[];
  readonly users: readonly UserWord[];
  readonly address?: HbaAddress;
  /** As PostgreSQL applies it: `ident` on a `local` line is `peer`. */
  readonly method: string;
  readonly options: ReadonlyMap<string, string>;
}

/** A parsed line of pg_hba.conf. `unknown`: its meaning depends on another file or an interface of the server. */
export type HbaLine =
  | { readonly kind: 'blank' }
  | { readonly kind: 'record'; readonly record: HbaRecord }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'problem'; readonly message: string };
