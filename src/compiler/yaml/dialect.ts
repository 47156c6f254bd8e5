import type { Node, ParseOptions, Scalar, SchemaOptions, YAMLError, YAMLMap, YAMLSeq } from 'yaml';
import type { Diagnostic, Pointer, Span } from '../text/finding.ts';
import type { Damage, MapEntry } from './parsed.ts';
import type { Value, ValueMap } from './value.ts';

/** Why a dialect makes no value of a node, in words for a message that quotes nothing. */
export class Refusal {
  readonly rule: string;
  readonly message: string;
  readonly help: string;

  constructor(message: string, help: string, rule = 'syntax/yaml') {
    this.rule = rule;
    this.message = message;
    this.help = help;
  }
}

/** What a dialect may ask of the reader while it reads a map. */
export interface NodeReader {
  /** Where the map is, from the top of the document. */
  readonly path: Pointer;
  /** Whether keys above say that this is a secret: messages then quote nothing of it. */
  readonly isSecret: boolean;
  readonly damaged: Damage[];
  /** The value of a node; undefined when it was refused. */
  read(node: unknown, inAlias: boolean): Value | undefined;
  /** Reads what is below a key or an index. */
  at<T>(part: string | number, read: () => T): T;
  /** What an alias that was read stands for; any other node is itself. */
  targetOf(node: unknown): unknown;
  /** Notes where the members of a map are written, where the text of its keys does not say so. */
  note(map: YAMLMap, entries: ReadonlyMap<string, MapEntry>): void;
  /** What was noted for a map. */
  entriesOf(map: YAMLMap): ReadonlyMap<string, MapEntry>;
  span(node: Node | null): Span;
  /** Reports a node. */
  refuse(node: Node, rule: string, message: string, more?: Partial<Diagnostic>): undefined;
  /** Reports a node, and that something is missing where it is only because of that. */
  refuseWithin(node: Node, rule: string, message: string, more?: Partial<Diagnostic>): undefined;
}

/** How a YAML text is read: what its plain scalars are, what it does with tags, keys and duplicates. */
export interface Dialect {
  /** What such a text is, for messages. */
  readonly noun: string;
  /** How the library makes nodes of it. */
  readonly options: ParseOptions & SchemaOptions;
  /** Whether a text without a value is the value null, and no error. */
  readonly takesNothing: boolean;
  /** Whether an error of the library's parser is one here. */
  heeds(error: YAMLError): boolean;
  /** The first character that cannot be where it is, if the dialect is stricter than the library. */
  characterIn?(text: string): { readonly start: number; readonly refusal: Refusal } | undefined;
  /** Why an anchor cannot have this name, if it cannot. */
  refusalOfAnchor?(name: string, isTaken: boolean): Refusal | undefined;
  scalar(node: Scalar): Value | Refusal;
  /** Why a map or a list has no value, if it has none. */
  refusalOf(node: YAMLMap | YAMLSeq): Refusal | undefined;
  map(map: YAMLMap, reader: NodeReader, inAlias: boolean): ValueMap;
}

/** A name that fits into a message. */
export const short = (name: string): string => (name.length > 60 ? `${name.slice(0, 57)}…` : name);
