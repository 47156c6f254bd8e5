import { structuredPatch } from 'diff';
import type { TreeFile } from '../judge/messages.ts';

/** What became of a file. */
export type Mark = 'same' | 'added' | 'changed' | 'removed';

/** A file of one tree or of both. */
export interface MarkedFile {
  readonly path: string;
  readonly mark: Mark;
  /** Undefined where there was none. */
  readonly before: string | undefined;
  /** Undefined where there is none now. */
  readonly after: string | undefined;
}

function markOf(before: string | undefined, after: string | undefined): Mark {
  if (before === after) return 'same';
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}

/** Two trees as one, sorted by path: each file with what became of it. */
export function compared(before: readonly TreeFile[], after: readonly TreeFile[]): readonly MarkedFile[] {
  const texts = (files: readonly TreeFile[]) => new Map(files.map(({ path, text }) => [path, text]));
  const [then, now] = [texts(before), texts(after)];
  return [...new Set([...then.keys(), ...now.keys()])].sort().map((path) => {
    const [old, young] = [then.get(path), now.get(path)];
    return { path, mark: markOf(old, young), before: old, after: young };
  });
}

/** A folder with what is in it, or a file. A folder that holds one thing alone is one row with it: `etc/patroni/patroni.yml`. */
export interface Branch {
  /** Its name, or several names with `/`. */
  readonly name: string;
  readonly path: string;
  /** Undefined for a folder. */
  readonly file: MarkedFile | undefined;
  /** Folders before files, each sorted by name; empty for a file. */
  readonly branches: readonly Branch[];
  /** How many files in it are not the same. */
  readonly changes: number;
}

function joined(branch: Branch): Branch {
  const [only, ...others] = branch.branches;
  if (!only || others.length > 0 || branch.file) return branch;
  return { ...only, name: `${branch.name}/${only.name}` };
}

function branchesIn(files: readonly MarkedFile[], depth: number): readonly Branch[] {
  const folders = new Map<string, MarkedFile[]>();
  const leaves: Branch[] = [];
  for (const file of files) {
    const parts = file.path.split('/');
    const name = parts[depth] ?? '';
    if (parts.length === depth + 1) {
      const changes = file.mark === 'same' ? 0 : 1;
      leaves.push({ name, path: file.path, file, branches: [], changes });
    } else folders.set(name, [...(folders.get(name) ?? []), file]);
  }
  const inner = [...folders].map(([name, within]): Branch => {
    const branches = branchesIn(within, depth + 1);
    const path = (within[0]?.path ?? '').split('/', depth + 1).join('/');
    const changes = branches.reduce((sum, one) => sum + one.changes, 0);
    return joined({ name, path, file: undefined, branches, changes });
  });
  return [...inner, ...leaves];
}

/** Files as a tree of folders. */
export const treeOf = (files: readonly MarkedFile[]): readonly Branch[] => branchesIn(files, 0);

/** A line of a difference. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
  /** Its number in the older text, from 1; undefined for lines that it lacks. */
  readonly before: number | undefined;
  /** Its number in the newer text, from 1; undefined for lines that it lacks. */
  readonly after: number | undefined;
}

/** Lines that are shown around a change. */
const CONTEXT = 3;

/** Lines that may differ before the texts count as wholly different: the work grows with their square. */
const MAX_EDITS = 2000;

const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** One text taken out and the other put in, as lines. */
const replaced = (before: string, after: string): readonly DiffLine[] => [
  ...linesOf(before).map((text, index): DiffLine => {
    return { kind: 'removed', text, before: index + 1, after: undefined };
  }),
  ...linesOf(after).map((text, index): DiffLine => {
    return { kind: 'added', text, before: undefined, after: index + 1 };
  }),
];

/** The lines in which two texts differ, each change with the lines around it; empty if they are the same. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  if (before === after) return [];
  const patch = structuredPatch('', '', before, after, '', '', {
    context: CONTEXT,
    maxEditLength: MAX_EDITS,
  });
  if (!patch) return replaced(before, after);
  return patch.hunks.flatMap((hunk, index) => {
    let [old, young] = [hunk.oldStart, hunk.newStart];
    const lines = hunk.lines.flatMap((line): DiffLine[] => {
      const text = line.slice(1);
      if (line.startsWith('-')) return [{ kind: 'removed', text, before: old++, after: undefined }];
      if (line.startsWith('+')) return [{ kind: 'added', text, before: undefined, after: young++ }];
      // "\ No newline at end of file" is no line of either.
      if (line.startsWith('\\')) return [];
      return [{ kind: 'same', text, before: old++, after: young++ }];
    });
    const gap: DiffLine = { kind: 'gap', text: '', before: undefined, after: undefined };
    return index === 0 ? lines : [gap, ...lines];
  });
}
