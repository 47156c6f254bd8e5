import type { Diagnostic, TextEdit } from '../text/finding.ts';
import type { Source } from '../text/source.ts';
import type { Analysis } from './lint.ts';

/** A fixed topology. */
export interface Fixed {
  /** The text; only fixed places differ. */
  readonly text: string;
  /** The findings that were fixed, with their places in the text at the time of the fix. */
  readonly mended: readonly Diagnostic[];
  /** The analysis of the new text. */
  readonly analysis: Analysis;
}

/** Lints a topology. */
type Judge = (source: Source) => Promise<Analysis>;

/** A finding that has a fix. */
type Fixable = Diagnostic & Required<Pick<Diagnostic, 'fix'>>;

const isFixable = (diagnostic: Diagnostic): diagnostic is Fixable => diagnostic.fix !== undefined;

const startOf = ({ span }: TextEdit): number => span.start.offset;
const endOf = ({ span }: TextEdit): number => span.end.offset;

/** Fixes whose edits do not touch edits of an earlier fix; the others wait for the next round. */
function apart(fixables: readonly Fixable[]): readonly Fixable[] {
  const taken: Fixable[] = [];
  const edits: TextEdit[] = [];
  const touches = (a: TextEdit, b: TextEdit): boolean => startOf(a) <= endOf(b) && startOf(b) <= endOf(a);
  for (const one of fixables) {
    if (one.fix.edits.some((edit) => edits.some((other) => touches(edit, other)))) continue;
    taken.push(one);
    edits.push(...one.fix.edits);
  }
  return taken;
}

/** Makes edits in a text; no two of them may touch. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of edits.toSorted((a, b) => startOf(a) - startOf(b))) {
    parts.push(text.slice(done, startOf(edit)), edit.text);
    done = endOf(edit);
  }
  return parts.join('') + text.slice(done);
}

const countsOf = ({ diagnostics }: Analysis): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
};

/** Whether at least this many findings are gone and no rule finds more; a finding that a comment now hides is not gone. */
function isBetter(after: Analysis, before: Analysis, by: number): boolean {
  const [now, then] = [countsOf(after), countsOf(before)];
  return (
    after.diagnostics.length + by <= before.diagnostics.length &&
    after.suppressed.length <= before.suppressed.length &&
    [...now].every(([rule, count]) => count <= (then.get(rule) ?? 0))
  );
}

/** Lints the source with these fixes made. */
async function tried(judge: Judge, source: Source, fixables: readonly Fixable[]): Promise<Analysis> {
  const text = edited(
    source.text,
    fixables.flatMap(({ fix }) => fix.edits),
  );
  return judge({ ...source, text });
}

/** A topology after some fixes, and the fixed findings. */
type Mended = Pick<Fixed, 'mended' | 'analysis'>;

/** Makes as many of these fixes as possible without causing another finding; if not all work together, tries halves. */
async function accepted(judge: Judge, before: Analysis, fixables: readonly Fixable[]): Promise<Mended> {
  interface Made extends Mended {
    readonly mended: readonly Fixable[];
  }
  const choose = async (group: readonly Fixable[], made: Made): Promise<Made> => {
    if (group.length === 0) return made;
    const mended = [...made.mended, ...group];
    const analysis = await tried(judge, before.parsed.source, mended);
    if (isBetter(analysis, before, mended.length)) return { mended, analysis };
    if (group.length < 2) return made;
    const half = group.length >> 1;
    return choose(group.slice(half), await choose(group.slice(0, half), made));
  };
  return choose(fixables, { mended: [], analysis: before });
}

/** How many fixes {@link behind} tries, and how deep: each try lints the topology again. */
const MOST_BEHIND = 8;
const DEPTH = 2;

/**
 * The first fix that improves the topology only together with later fixes: a section with a misspelt name is checked only
 * once it has its right name.
 */
async function behind(
  judge: Judge,
  before: Analysis,
  fixables: readonly Fixable[],
  depth: number,
): Promise<Mended | undefined> {
  for (const one of depth > 0 ? fixables.slice(0, MOST_BEHIND) : []) {
    const { mended, analysis } = await rounds(
      judge,
      await tried(judge, before.parsed.source, [one]),
      depth - 1,
    );
    if (isBetter(analysis, before, 1)) return { mended: [one, ...mended], analysis };
  }
  return undefined;
}

/** Makes fixes until none is left that improves the topology. */
async function rounds(judge: Judge, begun: Analysis, depth: number): Promise<Mended> {
  let analysis = begun;
  const mended: Diagnostic[] = [];
  for (;;) {
    const fixables = apart(analysis.diagnostics.filter(isFixable));
    const made = await accepted(judge, analysis, fixables);
    const next = made.mended.length > 0 ? made : await behind(judge, analysis, fixables, depth);
    if (!next) return { mended, analysis };
    mended.push(...next.mended);
    analysis = next.analysis;
  }
}

/**
 * Makes every fix, and fixes of findings that appear only afterwards, until none is left. It makes a fix only if that
 * improves the topology, alone or with the fixes after it: its finding is gone, and there is no new finding. So it
 * terminates, and a second run changes nothing.
 */
export async function fixAll(source: Source, judge: Judge): Promise<Fixed> {
  const { mended, analysis } = await rounds(judge, await judge(source), DEPTH);
  return { text: analysis.parsed.source.text, mended, analysis };
}
