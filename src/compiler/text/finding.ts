/** How much a finding matters: an error stops the build. */
export type Severity = 'error' | 'warning' | 'info';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** The lowest severity that makes a run fail. */
export type FailOn = Severity | 'never';

/** Whether a finding of this severity makes a run fail. */
export const isFailure = (severity: Severity, failOn: FailOn): boolean =>
  failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);

/** Path through a document: keys of maps and indices of lists, from the top. */
export type Pointer = readonly (string | number)[];

/** A place in a document that a rule names; the engine turns it into a {@link Span}. */
export interface Place {
  /** The document, by the name of its file; absent where an estate is read from a single one. */
  readonly document?: string;
  readonly pointer: Pointer;
  /** The key itself, or the value under it. Items of lists have values only. */
  readonly part: 'key' | 'value';
  /** What to show if nothing is written at the pointer: the source of the derived value, or the owner of the default. */
  readonly derivedFrom?: Pointer;
}

/** A point in a source: line and column from 1 (columns in Unicode code points), offset from 0 in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a source; `end` is just after its last character. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** A second place that a finding concerns. */
export interface Related {
  /** The file, where it is another one than that of the finding. */
  readonly file?: string;
  readonly span: Span;
  /** A few words that label the place in a code frame. */
  readonly message: string;
}

/** Replaces a stretch of a source; an insertion has an empty one. */
export interface TextEdit {
  /** The file, where it is another one than that of the finding. */
  readonly file?: string;
  readonly span: Span;
  readonly text: string;
}

/** What mends a finding, where one answer is right: edits that do not touch each other, in the order of each source. */
export interface TextFix {
  /** What the edits do, in a few words: `write "standby_cluster_busan"`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * The one type of finding: syntax, schema and lint alike.
 * `rule` is `category/name`; `message` is one line, lower case, quoting what the user wrote.
 */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Absent if the finding concerns the whole file (unreadable, empty). */
  readonly span?: Span;
  /** The place as a path that survives edits elsewhere (`sites/busan/standby/slot`); absent for syntax. */
  readonly route?: string;
  readonly related: readonly Related[];
  /** The failure that this causes, in one or two sentences. */
  readonly why?: string;
  /** What to write instead. */
  readonly help?: string;
  /** What `--fix` does about it. */
  readonly fix?: TextFix;
}

/** A finding that a comment in the source suppresses. */
export interface Suppressed {
  readonly diagnostic: Diagnostic;
  /** The reason in the comment. */
  readonly reason: string;
  /** The comment. */
  readonly span: Span;
}

/** A value that a fix writes. */
export type Written = string | number | boolean | readonly Written[] | { readonly [key: string]: Written };

/**
 * One change of a document, by the place it is made at: a value is written over the one that is there, or with its key
 * where there is none; a key goes with all below it, and with the maps that it leaves empty; a list gains an item; a key
 * gets another name.
 */
export type Edit = Pick<Place, 'document'> &
  (
    | { readonly kind: 'set'; readonly at: Pointer; readonly value: Written }
    | { readonly kind: 'remove'; readonly at: Pointer }
    | { readonly kind: 'append'; readonly at: Pointer; readonly value: Written }
    | { readonly kind: 'rename'; readonly at: Pointer; readonly key: string }
  );

/** A {@link TextFix} before its places are resolved: rules make it if exactly one answer is right. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A finding before its places are resolved, as stages and rules produce it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  readonly why?: string;
  readonly help?: string;
  /** Whether it says that nothing is written at its place. */
  readonly absent?: boolean;
  readonly fix?: Fix | undefined;
}

/** The value at a pointer. */
export const valueAt = (...pointer: Pointer): Place => ({ pointer, part: 'value' });

/** A value that may be left out: where it would be written, and what to show if it is not. */
export const defaultAt = (near: Pointer, ...pointer: Pointer): Place => ({
  pointer,
  part: 'value',
  derivedFrom: near,
});

/** The key at a pointer. */
export const keyAt = (...pointer: Pointer): Place => ({ pointer, part: 'key' });

/** Whether a pointer leads to a place or to something below it. */
export const isWithin = (pointer: Pointer, outer: Pointer): boolean =>
  outer.every((part, depth) => part === pointer[depth]);
