import type { Node } from 'yaml';
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

/** A topology as YAML: its plain value, and its nodes for positions. */
export interface Parsed {
  readonly source: Source;
  readonly lines: Lines;
  readonly root: Node | null;
  /** The target of each alias. */
  readonly targets: ReadonlyMap<Node, Node>;
  /** The value with every alias resolved; undefined if there is none. */
  readonly value: Value | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Stretches that syntax errors damaged, or that are uncertain for other reasons. */
  readonly damaged: readonly Damage[];
  /** Places whose value, or a part of whose map, was refused: keys that are missing there must not be reported. */
  readonly refused: readonly Pointer[];
}
