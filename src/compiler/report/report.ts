import type { Diagnostic, Suppressed } from '../text/finding.ts';

/** The findings of one run in one topology. */
export interface FileReport {
  /** The name the user gave, or `<stdin>`. */
  readonly file: string;
  /** The topology's text with secrets blanked out (same length and line ends), for code frames; empty if unreadable. */
  readonly text: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that comments suppress, sorted by position; not among the diagnostics. */
  readonly suppressed?: readonly Suppressed[];
}

/** The findings of one run: the input of every format. */
export interface Report {
  /** Version of the tool. */
  readonly version: string;
  readonly files: readonly FileReport[];
}
