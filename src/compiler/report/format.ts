import type { Report } from './report.ts';

/** What the person at the other end can see. */
export interface FormatOptions {
  /** Whether ANSI colours are wanted; formats for machines ignore it. */
  readonly color: boolean;
}

/** One way to write a report down: the whole output as text, its last line ended. */
export type Format = (report: Report, options: FormatOptions) => Promise<string> | string;
