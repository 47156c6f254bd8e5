import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileAnalysis } from '../compiler/lint/file-analysis.ts';
import type { Place, Span } from '../compiler/text/finding.ts';

/** A text as an editor counts it: lines from 0, columns in UTF-16 units. Offsets are those of the analysis. */
export interface Page {
  readonly uri: string;
  /** The text that was analysed, without byte order mark. */
  readonly text: string;
  /** Undefined where the text cannot be read at all. */
  readonly analysis: FileAnalysis | undefined;
  rangeOf(start: number, end: number): Range;
  offsetAt(position: { readonly line: number; readonly character: number }): number;
}

/** What the analysis does not see at the beginning of a text. */
const MARK = '\ufeff';

/** @param document as the editor has it */
export function pageOf(document: TextDocument, analysis: FileAnalysis | undefined): Page {
  const whole = document.getText();
  const shift = whole.startsWith(MARK) ? 1 : 0;
  return {
    uri: document.uri,
    text: whole.slice(shift),
    analysis,
    rangeOf: (start, end) => ({
      start: document.positionAt(start + shift),
      end: document.positionAt(end + shift),
    }),
    offsetAt: (position) => Math.max(0, document.offsetAt(position) - shift),
  };
}

export const rangeOfSpan = (page: Page, { start, end }: Span): Range =>
  page.rangeOf(start.offset, end.offset);

/** The range of a place of an estate in this page; undefined where it is in no text, or in another one. */
export function rangeAt(page: Page, place: Place): Range | undefined {
  const found = page.analysis?.locate(place);
  return found && rangeOfSpan(page, found.span);
}
