import type { Diagnostic } from '../../compiler/text/finding.ts';
import type { Source } from '../../compiler/text/source.ts';
import { decode } from '../../compiler/text/source.ts';
import type { Analysis } from '../../workspace/workspace.ts';
import { analyse } from '../../workspace/workspace.ts';
import type { Judged } from './messages.ts';

/** What the topology in the editor is called. */
export const EDITED = 'topology.yaml';

/** What the topology that a plan begins with is called. */
export const LOADED = 'loaded.yaml';

/** A text under a name, or the one finding that says why it cannot be a topology, as of a file. */
export const sourceOf = (file: string, text: string): Source | Diagnostic =>
  decode(file, new TextEncoder().encode(text));

/** A text that cannot be read. */
export interface Unread {
  readonly diagnostics: readonly [Diagnostic];
  readonly suppressed: readonly [];
  readonly estate: undefined;
}

/** Reads and judges a text. */
export async function read(text: string): Promise<Analysis | Unread> {
  const source = sourceOf(EDITED, text);
  return 'rule' in source ? { diagnostics: [source], suppressed: [], estate: undefined } : analyse(source);
}

/** Whether it compiles. */
export const isSound = ({ estate, diagnostics }: Pick<Analysis, 'estate' | 'diagnostics'>): boolean =>
  estate !== undefined && diagnostics.every(({ severity }) => severity !== 'error');

/** What the page shows of an analysis. */
export const judgedOf = (analysis: Analysis | Unread): Judged => ({
  findings: analysis.diagnostics,
  suppressed: analysis.suppressed.length,
  isSound: isSound(analysis),
  sites: analysis.estate?.sites.map(({ name }) => name) ?? [],
  primary: analysis.estate?.primary?.name,
});
