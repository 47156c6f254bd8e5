import type { Diagnostic, Suppressed } from '../text/finding.ts';
import type { Parsed } from '../yaml/parsed.ts';
import type { Document } from './documents.ts';
import type { Located } from './resolve.ts';
import { limited, sorted } from './resolve.ts';
import type { Hidden } from './secrets.ts';
import { withoutSecrets } from './secrets.ts';
import type { Told } from './tell.ts';

/** What is known of one file. */
export interface FileAnalysis {
  readonly file: string;
  /** The text with secrets blanked out, for code frames; empty where there is nothing to frame. */
  readonly text: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments say to ignore, sorted by position. */
  readonly suppressed: readonly Suppressed[];
  /** Where anything is written, for `show`. */
  readonly parsed: Parsed;
  /** Where a place is in the text; undefined if nothing of it is there. */
  readonly locate: Document['locate'];
}

/**
 * Everything that is found in one document, in order, and no secret in it.
 * @param early what its text showed by itself, where that is not among what is told
 */
export function fileAnalysis(
  document: Document,
  hidden: Hidden,
  { diagnostics, silenced }: Told,
  early = document.parsed.diagnostics,
): FileAnalysis {
  const { parsed } = document;
  const { file } = parsed.source;
  const isHere = (one: Located): boolean => one.document === document;
  const silent = silenced.filter(isHere);
  const all = [...limited(early), ...diagnostics.filter(isHere).map((one) => one.diagnostic)];
  const isQuiet = all.length + silent.length === 0 && !isShownIn(file, [...diagnostics, ...silenced]);
  const text = isQuiet ? '' : document.shown();
  return {
    file,
    text,
    diagnostics: sorted(all.map((one) => withoutSecrets(one, file, hidden))),
    suppressed: silent.map(({ diagnostic, span, reason }) => ({
      diagnostic: withoutSecrets(diagnostic, file, hidden),
      span,
      reason: reason ? text.slice(...reason) : '',
    })),
    parsed,
    locate: document.locate,
  };
}

/** Whether a finding of another file shows a place of this one. */
const isShownIn = (name: string, located: readonly Located[]): boolean =>
  located.some(({ diagnostic }) => diagnostic.related.some(({ file }) => file === name));
