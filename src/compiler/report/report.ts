import type { Diagnostic, Suppressed } from '../text/finding.ts';

/** What one run found in one topology. */
export interface FileReport {
  /** The name the user gave, or `<stdin>`. */
  readonly file: string;
  /** The topology's text with secrets blanked out (same length and line ends), for code frames; empty when unreadable. */
  readonly text: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments say to ignore, sorted by position; not among the diagnostics. */
  readonly suppressed?: readonly Suppressed[];
}

/** What one run found: the input of every format, which is a function from this to text. */
export interface Report {
  /** Version of the tool. */
  readonly version: string;
  readonly files: readonly FileReport[];
}
