import type { Diagnostic, TextEdit } from '../text/finding.ts';
import type { Source } from '../text/source.ts';
import type { FileAnalysis } from './file-analysis.ts';

/** A finding that was fixed, with its places in the texts as they were when its turn came. */
export interface FixedFinding {
  readonly file: string;
  readonly diagnostic: Diagnostic;
}

/** Files with every possible fix made. */
export interface Fixed<Analysis extends FileAnalysis> {
  readonly fixed: readonly FixedFinding[];
  /** What is to be said of the new texts; each has its own in `parsed.source`. */
  readonly analyses: readonly Analysis[];
}

/** Judges the files of one estate. */
export type Judge<Analysis extends FileAnalysis> = (
  sources: readonly Source[],
) => Promise<readonly Analysis[]>;

/** A finding that has a fix. */
interface Fixable extends FixedFinding {
  readonly edits: readonly Required<TextEdit>[];
}

const fixablesIn = (analyses: readonly FileAnalysis[]): Fixable[] =>
  analyses.flatMap(({ file, diagnostics }) =>
    diagnostics.flatMap((diagnostic): Fixable[] =>
      diagnostic.fix
        ? [{ file, diagnostic, edits: diagnostic.fix.edits.map((edit) => ({ file, ...edit })) }]
        : [],
    ),
  );

const startOf = ({ span }: TextEdit): number => span.start.offset;
const endOf = ({ span }: TextEdit): number => span.end.offset;

const touch = (a: TextEdit, b: TextEdit): boolean =>
  a.file === b.file && startOf(a) <= endOf(b) && startOf(b) <= endOf(a);

/** Those whose edits do not touch those of one before them; the others wait for the next round. */
function apart(fixables: readonly Fixable[]): readonly Fixable[] {
  const taken: Fixable[] = [];
  const edits: TextEdit[] = [];
  for (const one of fixables) {
    if (one.edits.some((edit) => edits.some((other) => touch(edit, other)))) continue;
    taken.push(one);
    edits.push(...one.edits);
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

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** How many findings there are of each rule. */
function countsOf(analyses: readonly FileAnalysis[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { diagnostics } of analyses)
    for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

const suppressedIn = (analyses: readonly FileAnalysis[]): number =>
  sum(analyses.map(({ suppressed }) => suppressed.length));

/** Whether so many findings went and none came, of any rule; one that a comment now hides has not gone. */
function isBetter(after: readonly FileAnalysis[], before: readonly FileAnalysis[], by: number): boolean {
  const [now, then] = [countsOf(after), countsOf(before)];
  return (
    sum([...now.values()]) + by <= sum([...then.values()]) &&
    suppressedIn(after) <= suppressedIn(before) &&
    [...now].every(([rule, count]) => count <= (then.get(rule) ?? 0))
  );
}

/** How many fixes are looked behind, and how far: each look judges the files anew. */
const MOST_BEHIND = 8;
const DEPTH = 2;

/** Fixes that were made, and what is to be said of the files then. */
interface Made<Analysis extends FileAnalysis> {
  readonly fixed: readonly Fixable[];
  readonly analyses: readonly Analysis[];
}

/** Tries fixes, and keeps those that leave the files better. */
class Fixer<Analysis extends FileAnalysis> {
  readonly #judge: Judge<Analysis>;

  constructor(judge: Judge<Analysis>) {
    this.#judge = judge;
  }

  /** Makes fixes until none is left that leaves the files better. */
  async rounds(begun: readonly Analysis[], depth = DEPTH): Promise<Made<Analysis>> {
    let analyses = begun;
    const fixed: Fixable[] = [];
    for (;;) {
      const fixables = apart(fixablesIn(analyses));
      const made = await this.#accepted(analyses, fixables);
      const next = made.fixed.length > 0 ? made : await this.#behind(analyses, fixables, depth);
      if (!next) return { fixed, analyses };
      fixed.push(...next.fixed);
      analyses = next.analyses;
    }
  }

  /** The files with these fixes made, judged anew. */
  #tried(before: readonly Analysis[], fixables: readonly Fixable[]): Promise<readonly Analysis[]> {
    const edits = fixables.flatMap((one) => one.edits);
    return this.#judge(
      before.map(({ file, parsed: { source } }) => ({
        ...source,
        text: edited(
          source.text,
          edits.filter((edit) => edit.file === file),
        ),
      })),
    );
  }

  /** As many of these as can be made together without another finding: halves of them where not all can. */
  async #accepted(before: readonly Analysis[], fixables: readonly Fixable[]): Promise<Made<Analysis>> {
    const choose = async (group: readonly Fixable[], made: Made<Analysis>): Promise<Made<Analysis>> => {
      if (group.length === 0) return made;
      const fixed = [...made.fixed, ...group];
      const analyses = await this.#tried(before, fixed);
      if (isBetter(analyses, before, fixed.length)) return { fixed, analyses };
      if (group.length < 2) return made;
      const half = group.length >> 1;
      return choose(group.slice(half), await choose(group.slice(0, half), made));
    };
    return choose(fixables, { fixed: [], analyses: before });
  }

  /**
   * The first fix that is worth it together with those of what it brings to light: a section whose name was misspelt is
   * judged only once it has its name.
   */
  async #behind(
    before: readonly Analysis[],
    fixables: readonly Fixable[],
    depth: number,
  ): Promise<Made<Analysis> | undefined> {
    for (const one of depth > 0 ? fixables.slice(0, MOST_BEHIND) : []) {
      const { fixed, analyses } = await this.rounds(await this.#tried(before, [one]), depth - 1);
      if (isBetter(analyses, before, 1)) return { fixed: [one, ...fixed], analyses };
    }
    return undefined;
  }
}

/**
 * Makes every fix there is, and those of what comes to light by them, until none is left. A fix is made only if the
 * files are better for it, or for it and those behind it: its finding is gone, and there is none that was not there
 * before. So it ends, and done again it changes nothing.
 */
export async function fixAll<Analysis extends FileAnalysis>(
  sources: readonly Source[],
  judge: Judge<Analysis>,
): Promise<Fixed<Analysis>> {
  const { fixed, analyses } = await new Fixer(judge).rounds(await judge(sources));
  return { fixed: fixed.map(({ file, diagnostic }) => ({ file, diagnostic })), analyses };
}
