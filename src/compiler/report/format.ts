import type { RuleInfo } from '../lint/rule.ts';
import type { FailOn } from '../text/finding.ts';
import type { Report } from './report.ts';

/** What the reader at the other end can see and wants to know. */
export interface FormatOptions {
  /** Whether ANSI colours are wanted; formats for machines ignore it. */
  readonly color: boolean;
  /** Findings at or above it fail the run. */
  readonly failOn: FailOn;
  /** What a file is called in its repository, where the run began in another folder of it. */
  readonly pathOf: (file: string) => string;
  /** What is known of everything that a finding can be called, sorted by id. */
  readonly catalogue: () => Promise<readonly RuleInfo[]>;
}

/** One way to write a report down: the whole output as text, its last line ended. */
export type Format = (report: Report, options: FormatOptions) => Promise<string> | string;
