import type { Node, Pair } from 'yaml';
import type { Diagnostic, Pointer } from '../text/finding.ts';
import type { Lines } from '../text/lines.ts';
import type { Source } from '../text/source.ts';
import type { Value } from './value.ts';

/** A stretch of the text that a syntax error spoilt. */
export interface Damage {
  readonly start: number;
  /** Up to here what stands in the text may be anything. */
  readonly end: number;
  /** Whether the blocks around it may have lost a part. */
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
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Node, Node>;
  /** Members of maps by their keys, where the keys as they are written do not say it: merged ones, the last of two. */
  readonly entries: ReadonlyMap<Node, ReadonlyMap<string, MapEntry>>;
  /** The value with every alias resolved; undefined when nothing could be made of the text. */
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What syntax errors spoilt, or what else cannot be read as it was meant. */
  readonly damaged: readonly Damage[];
  /** Places whose value was refused, or from whose map a part was: what is missing there is not missing. */
  readonly refused: readonly Pointer[];
}
