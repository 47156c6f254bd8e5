import type { RuleInfo } from '../lint/rule.ts';
import type { FailOn } from '../text/finding.ts';
import type { Report } from './report.ts';

/** What a format needs to know about its reader. */
export interface FormatOptions {
  /** Whether ANSI colours are wanted; formats for machines ignore it. */
  readonly color: boolean;
  /** Findings of this severity or above fail the run. */
  readonly failOn: FailOn;
  /** The path of a file in its repository, from any current folder. */
  readonly pathOf: (file: string) => string;
  /** Information about every rule id that a finding can have, sorted by id. */
  readonly catalogue: () => Promise<readonly RuleInfo[]>;
}

/** Turns a report into the whole output text, which ends with a newline. */
export type Format = (report: Report, options: FormatOptions) => Promise<string> | string;
