import { isSafePath, MANIFEST } from './path.ts';
import type { Plan } from './plan.ts';
import type { Fingerprint } from './view.ts';

/** A staged file to put in place. */
export interface Write {
  readonly path: string;
  /** What it replaces. */
  readonly before: Fingerprint;
  /** Hash of the staged file. */
  readonly after: string;
}

/** A file to remove. */
export interface Removal {
  readonly path: string;
  readonly before: Fingerprint;
}

/** Everything that turns the old tree into the new tree, once every new file is staged. */
export interface Journal {
  /** The manifest is the last. */
  readonly writes: readonly Write[];
  readonly removals: readonly Removal[];
}

/** The changes of a plan, with conflicts settled in favour of the new tree. */
export function journalOf({ files, orphans }: Plan): Journal {
  const writes = files
    .filter(({ state }) => state !== 'unchanged')
    .map(({ path, before, hash }) => ({ path, before, after: hash }));
  return { writes, removals: orphans.map(({ path, before }) => ({ path, before })) };
}

/** The journal's text. */
export function renderJournal({ writes, removals }: Journal): string {
  return `${JSON.stringify({ version: 1, writes, removals })}\n`;
}

/** Reads a journal; undefined if it is not one, or names a path that this tool would not write. */
export function parseJournal(text: string): Journal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
    return undefined;
  if (!('writes' in value && 'removals' in value)) return undefined;
  const { writes, removals } = value;
  if (!Array.isArray(writes) || !writes.every(isWrite)) return undefined;
  if (!Array.isArray(removals) || !removals.every(isRemoval)) return undefined;
  return { writes, removals };
}

function isRemoval(value: unknown): value is Removal {
  return isChange(value) && isSafePath(value.path);
}

function isWrite(value: unknown): value is Write {
  if (!isChange(value) || !('after' in value) || typeof value.after !== 'string') return false;
  return value.path === MANIFEST || isSafePath(value.path);
}

function isChange(value: unknown): value is Removal {
  if (typeof value !== 'object' || value === null || !('path' in value && 'before' in value)) return false;
  return typeof value.path === 'string' && typeof value.before === 'string';
}
