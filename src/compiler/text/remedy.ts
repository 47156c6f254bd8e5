import type { Fix, Place, Written } from './finding.ts';

/**
 * What mends a finding, as data: rules judge an estate whatever it was read from, and the front end that read it says in
 * the words of its files what to write. A text holds in files of every kind.
 */
export type Remedy = string | LeaveOut | WriteOnce | Move | Declaration | Choice;

/** What a person wrote, or took away, is worse than what the estate itself implies: that is the value. */
export interface LeaveOut {
  readonly do: 'leave out';
  /** As its program calls it: `etcd3.hosts`, `initial-cluster`. */
  readonly key: string;
  /** Where it is written or taken away, or what it is derived from. */
  readonly at: Place;
  /** What the right value follows from: `the nodes of seoul that run etcd`. */
  readonly from?: string;
  /** The right value, where the rule knows it. */
  readonly value?: Written;
  /** Why that value is right, in words that hold in files of every kind. */
  readonly because?: string;
  /** Whether no other answer is right: then the fix does it, too. */
  readonly sure?: boolean;
}

/** One value for all nodes of a site, or of the estate. */
export interface WriteOnce {
  readonly do: 'write once';
  /** As its program calls it: `postgresql.parameters.wal_level`. */
  readonly key: string;
  readonly value?: Written;
  readonly for: 'site' | 'estate';
}

/** It belongs into another file: that of each node, or the dynamic configuration. */
export interface Move {
  readonly do: 'move';
  /** What is moved, where it is not all that the finding is about. */
  readonly what?: string;
  /** Where to, as Patroni calls it: `postgresql.parameters`. Without, the dynamic configuration as a whole. */
  readonly to?: string;
  readonly file: 'local' | 'dynamic';
}

/** Remedies of which one is enough, or all are needed. */
export interface Choice {
  readonly do: 'one of' | 'all of';
  readonly remedies: readonly Remedy[];
}

/** A service by the port that it has for itself. */
export type Port =
  | 'PostgreSQL'
  | 'REST API'
  | 'etcd clients'
  | 'etcd peers'
  | 'HAProxy primary'
  | 'HAProxy replicas'
  | 'HAProxy standby leader'
  | 'HAProxy statistics';

/** What an estate is said to be, and each front end has its own place for, with what it has to know of it. */
export interface Declared {
  /** Times that fit each other. */
  timing: Record<never, never>;
  /** The version of a program that runs. */
  version: { readonly of: 'PostgreSQL' | 'etcd' | 'Patroni' };
  /** A service speaks TLS. */
  tls: { readonly of: 'PostgreSQL' | 'REST API' };
  /** PostgreSQL has these certificates, or none. */
  'certificates of PostgreSQL': Record<never, never>;
  /** A role of Patroni logs in as a user of its own. */
  user: { readonly role: string };
  /** A role logs in by the same name everywhere, and pg_hba lets it in. */
  'same user': { readonly role: string };
  /** The members connect as pg_hba expects them. */
  'usual connections': Record<never, never>;
  /** HAProxy sends writes to another site when its own cannot take them. */
  'backup servers': Record<never, never>;
  /** A site is reached at an address that its certificates name. */
  endpoint: { readonly host: string; readonly site: string };
  /** The names of slots, or slots themselves: `both`, `its slots`. */
  slots: { readonly of: string };
  /** A slot that nobody streams from. */
  'idle slot': { readonly name: string; readonly site: string };
  /** A site takes WAL from the archive alone, and its upstream keeps no slot for it. */
  'archive alone': { readonly site: string; readonly upstream: string; readonly slot: string };
  /** A site that follows can fetch WAL from an archive. */
  'restore command': { readonly site: string };
  /** A site applies changes late. */
  delay: Record<never, never>;
  /** A machine that runs nothing but etcd. */
  'etcd alone': Record<never, never>;
  /** Which programs a node runs. */
  services: Record<never, never>;
  /** An address by which the other sites reach a node. */
  'outer address': { readonly when: string };
  /** A member of a ring has a name that all lists of the ring have. */
  'etcd name': Record<never, never>;
  /** A new cluster gets an encoding. */
  encoding: Record<never, never>;
  /** A new cluster gets checksums. */
  checksums: Record<never, never>;
  /** A command makes copies of a member, called so. */
  'copy method': { readonly name?: string };
  /** A service is where those look for it that need it. */
  place: { readonly of: Port };
  /** One of these services gets another port. */
  port: { readonly of: readonly Port[] };
  /** The path of a certificate. */
  'certificate path': Record<never, never>;
  /** Nothing is written where something would be derived. */
  nothing: { readonly key: string };
}

/** Something that the estate is to say of itself. */
export type Declaration = {
  readonly [What in keyof Declared]: { readonly do: 'declare'; readonly what: What } & Declared[What];
}[keyof Declared];

/** The words of a front end for each thing that is declared; undefined where its files have no place for it. */
export type Declarations = {
  readonly [What in keyof Declared]: (details: Declared[What]) => string | undefined;
};

/** How a front end speaks of its files. */
export interface Wording {
  /** What to do, to follow "help: "; undefined where these files have no words for it. */
  helpOf(remedy: Remedy): string | undefined;
  /** What `--fix` does, where the remedy is sure and is one edit. */
  fixOf(remedy: Remedy): Fix | undefined;
  /**
   * Where a key goes that may be a word of another tool; undefined where it is none.
   * @param misspelt whether it is surely a key that was misspelt, unless another tool has it
   */
  homeOf(word: string, misspelt: boolean): string | undefined;
}

/** What a table says of something declared. */
export const declared = <What extends keyof Declared>(
  table: Declarations,
  what: What,
  details: Declared[What],
): string | undefined => table[what](details);

/** Words for remedies of which one is enough, or all are needed; a remedy that has no words is left out. */
export function joined({ do: how, remedies }: Choice, wording: Pick<Wording, 'helpOf'>): string | undefined {
  const words = remedies.flatMap((remedy) => wording.helpOf(remedy) ?? []);
  if (words.length === 0) return undefined;
  if (how === 'all of') return words.join('; ');
  // Behind a comma or a reason of its own, a comma would be lost; so it would be behind a line of a file.
  const isLong = words.slice(0, -1).some((one) => /[;,]|: \S+ \S+ \S|"\S+ \S+ .*"/.test(one));
  return words.join(isLong ? '; or ' : ', or ');
}
