import type { Node, Pair } from 'yaml';
import type { Diagnostic, Pointer } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import type { Source } from '../text/source.ts';
import type { Value } from './value.ts';

/** A stretch of the text that a syntax error damaged. */
export interface Damage {
  readonly start: number;
  /** Up to here, the meaning of the text is uncertain. */
  readonly end: number;
  /** Whether the surrounding blocks may have lost a part. */
  readonly structural: boolean;
}

/** Where a member of a map is written, and the alias through which a merge key took it from there, if any. */
export interface MapEntry {
  readonly pair: Pair;
  readonly alias?: Node;
}

/** A text as YAML: its plain value, and its nodes for positions. */
export interface Parsed {
  readonly source: Source;
  readonly lines: Lines;
  readonly root: Node | null;
  /** The target of each alias. */
  readonly targets: ReadonlyMap<Node, Node>;
  /** Members of maps by their keys, where the keys as they are written do not say it: merged ones, the last of two. */
  readonly entries: ReadonlyMap<Node, ReadonlyMap<string, MapEntry>>;
  /** The value with every alias resolved; undefined when nothing could be made of the text. */
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Stretches that syntax errors damaged, or that are uncertain for other reasons. */
  readonly damaged: readonly Damage[];
  /** Places whose value, or a part of whose map, was refused: keys that are missing there must not be reported. */
  readonly refused: readonly Pointer[];
}
