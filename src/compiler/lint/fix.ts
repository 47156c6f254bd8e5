import type { Diagnostic, TextEdit } from '../text/finding.ts';
import type { Source } from '../text/source.ts';
import type { Analysis } from './lint.ts';

/** A topology with what could be mended in it mended. */
export interface Fixed {
  /** The text, with all that no fix is about as it was. */
  readonly text: string;
  /** The findings that were mended, with their places in the text as it was when their turn came. */
  readonly mended: readonly Diagnostic[];
  /** What is to be said of the new text. */
  readonly analysis: Analysis;
}

/** Judges a topology. */
type Judge = (source: Source) => Promise<Analysis>;

/** A finding that has a fix. */
type Fixable = Diagnostic & Required<Pick<Diagnostic, 'fix'>>;

const isFixable = (diagnostic: Diagnostic): diagnostic is Fixable => diagnostic.fix !== undefined;

const startOf = ({ span }: TextEdit): number => span.start.offset;
const endOf = ({ span }: TextEdit): number => span.end.offset;

/** Those whose edits do not touch those of one before them; the others wait for the next round. */
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

/** A text with edits made in it, none of which touch each other. */
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

/** Whether so many findings went and none came, of any rule; one that a comment now hides has not gone. */
function isBetter(after: Analysis, before: Analysis, by: number): boolean {
  const [now, then] = [countsOf(after), countsOf(before)];
  return (
    after.diagnostics.length + by <= before.diagnostics.length &&
    after.suppressed.length <= before.suppressed.length &&
    [...now].every(([rule, count]) => count <= (then.get(rule) ?? 0))
  );
}

/** The source with these fixes made, judged anew. */
async function tried(judge: Judge, source: Source, fixables: readonly Fixable[]): Promise<Analysis> {
  const text = edited(
    source.text,
    fixables.flatMap(({ fix }) => fix.edits),
  );
  return judge({ ...source, text });
}

/** A topology after some fixes, and those. */
type Mended = Pick<Fixed, 'mended' | 'analysis'>;

/** As many of these as can be made together without another finding: halves of them where not all can. */
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

/** How many fixes are looked behind, and how far: each look judges the topology anew. */
const MOST_BEHIND = 8;
const DEPTH = 2;

/**
 * The first fix that is worth it together with those of what it brings to light: a section whose name was misspelt is
 * judged only once it has its name.
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

/** Makes fixes until none is left that leaves a topology better. */
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
 * Makes every fix there is, and those of what comes to light by them, until none is left. A fix is made only if the
 * topology is better for it, or for it and those behind it: its finding is gone, and there is none that was not there
 * before. So it ends, and done again it changes nothing.
 */
export async function fixAll(source: Source, judge: Judge): Promise<Fixed> {
  const { mended, analysis } = await rounds(judge, await judge(source), DEPTH);
  return { text: analysis.parsed.source.text, mended, analysis };
}
