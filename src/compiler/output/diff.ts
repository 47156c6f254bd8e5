import { isUtf8 } from 'node:buffer';
import type { FileSystem } from './filesystem.ts';
import { withUnixLineEnds } from './line-ends.ts';
import type { PlannedFile } from './plan.ts';
import { readWhole } from './view.ts';

/** A generated file has a few kilobytes; a longer file is something else, and nobody reads its diff. */
const LONGEST_BYTES = 1024 * 1024;
/** With more changed lines, two files have little in common, and the search for it takes quadratic time. */
const MOST_CHANGES = 2000;
/** More lines are counted, not shown: a change of one default can reach every node. */
const MOST_LINES = 5000;

/** Hides the secrets of a text; every line keeps its length. */
export type Redact = (text: string) => string;

/** How to hide the secrets of each of two texts. */
export interface Redactions {
  readonly old: Redact;
  readonly wanted: Redact;
}

/** Shows a text as it is. */
const whole: Redact = (text) => text;

/**
 * The hunks of a unified diff between two texts; undefined if they have little in common.
 * @param redact hides the secrets of a whole text, because a secret may span lines
 * @param show makes a line printable
 */
export async function hunksOf(
  old: string,
  wanted: string,
  redact: Redactions,
  show: (line: string) => string = visible,
): Promise<string[] | undefined> {
  // Only texts that differ need the library.
  const { structuredPatch } = await import('diff');
  const patch = structuredPatch('', '', old, wanted, '', '', { context: 3, maxEditLength: MOST_CHANGES });
  if (patch === undefined) return undefined;
  const [before, after] = [redact.old(old), redact.wanted(wanted)].map((text) => text.split('\n'));
  return patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => {
    let [inOld, inNew] = [oldStart - 1, newStart - 1];
    const shown = lines.map((line) => {
      // A line that starts with a backslash is a remark on the line before it.
      if (line.startsWith('\\')) return line;
      const text = line.startsWith('-') ? before?.[inOld] : after?.[inNew];
      if (!line.startsWith('+')) inOld += 1;
      if (!line.startsWith('-')) inNew += 1;
      return `${line[0]}${show(text ?? '')}`;
    });
    return [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...shown];
  });
}

/**
 * Unified diffs from the disk to the wanted texts.
 * @param redact for files that somebody may have typed a secret into; files that the tool writes hold no secrets
 */
export async function diffOf(
  fs: FileSystem,
  root: string,
  files: readonly PlannedFile[],
  redact: Redact,
): Promise<string> {
  const lines: string[] = [];
  let shown = 0;
  for (const file of files) {
    if (lines.length > MOST_LINES) break;
    lines.push(...(await linesOf(file)));
    shown += 1;
  }
  if (shown < files.length) lines.push(`… and ${files.length - shown} more files differ`);
  return `${lines.join('\n')}\n`;

  async function linesOf(file: PlannedFile): Promise<string[]> {
    const old = oldText(fs, root, file);
    if ('reason' in old) return [`${file.path}: ${old.reason}, no diff shown`];
    const hunks = await hunksOf(old.text, file.bytes.toString(), {
      old: file.state === 'stale' ? whole : redact,
      wanted: whole,
    });
    if (hunks === undefined) return [`${file.path}: too many changes, no diff shown`];
    // The text after the tab is for people: patch(1) ignores it.
    return [`--- a/${file.path}\ton disk`, `+++ b/${file.path}\tfrom the topology`, ...hunks];
  }
}

function oldText(
  fs: FileSystem,
  root: string,
  { path, before }: PlannedFile,
): { text: string } | { reason: string } {
  if (before === 'special') return { reason: 'not a regular file' };
  const content = readWhole(fs, `${root}/${path}`);
  if (content === undefined || content.length > LONGEST_BYTES) return { reason: 'too long' };
  if (content.includes(0) || !isUtf8(content)) return { reason: 'binary' };
  return { text: withUnixLineEnds(content).toString() };
}

/** A line that somebody else wrote must not move the cursor or change colours. */
export function visible(line: string): string {
  return line.replace(/(?!\t)\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
