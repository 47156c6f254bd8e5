import { stageFiles } from './apply.ts';
import type { Artifact, Artifacts } from './artifact.ts';
import { piecesOf } from './artifact.ts';
import { inWords } from './error.ts';
import type { FileSystem } from './filesystem.ts';
import type { Journal } from './journal.ts';
import { renderManifest, sha256 } from './manifest.ts';
import { assertTree, byPath, isSafePath, MANIFEST, STAGING } from './path.ts';
import type { View } from './view.ts';
import type { Wanted } from './wanted.ts';
import { BackgroundWriter } from './writer-thread.ts';

/** Whether a tree holds nothing but the staging directory, so that a new tree can have no conflicts. */
export const isFresh = (view: View): boolean =>
  [...(view.entries('') ?? [])].every(([name, kind]) => name === STAGING && kind === 'directory');

/** Artifacts, the first of which have been made. */
export interface Begun {
  readonly first: readonly Artifact[];
  /** The others, if there are any; can be iterated once. */
  readonly rest: Iterable<Artifact> | undefined;
}

/** Makes the first artifacts, up to `many`. */
export function begin(artifacts: Artifacts, many: number): Begun {
  const iterator = artifacts[Symbol.iterator]();
  const first: Artifact[] = [];
  while (first.length < many) {
    const { done, value } = iterator.next();
    if (done) return { first, rest: undefined };
    first.push(value);
  }
  return { first, rest: { [Symbol.iterator]: () => iterator } };
}

/** Like {@link stageFresh}, for a small new tree and without a thread. */
export function stageFew(fs: FileSystem, directory: string, { files, manifest }: Wanted): Journal {
  const all = [...files, manifest];
  stageFiles(fs, directory, all);
  return { writes: all.map(({ path, hash }) => ({ path, before: 'absent', after: hash })), removals: [] };
}

/** A piece of at least this many characters is likely to recur, and is passed on without a copy. */
const LONG = 4096;

/** Encodes texts; keeps the bytes of long texts in memory that threads can share. */
function encoding(): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  const known = new Map<string, Uint8Array>();
  return (text) => {
    if (text.length < LONG) return encoder.encode(text);
    const before = known.get(text);
    if (before) return before;
    const bytes = encoder.encode(text);
    const made = new Uint8Array(new SharedArrayBuffer(bytes.length));
    made.set(bytes);
    known.set(text, made);
    return made;
  };
}

/**
 * Writes a large new tree below an existing directory, in its own thread while the next files are made.
 * @returns the journal, as for any other tree
 * @throws OutputError; Error on unsafe artifact paths
 */
export function stageFresh(fs: FileSystem, directory: string, { first, rest = [] }: Begun): Journal {
  const writer = new BackgroundWriter(directory);
  const encode = encoding();
  const files: { path: string }[] = [];
  const add = (artifact: Artifact): void => {
    const { path } = artifact;
    if (!isSafePath(path)) throw new Error(`unsafe artifact path ${JSON.stringify(path)}`);
    files.push({ path });
    writer.write(path, piecesOf(artifact).map(encode));
  };
  let hashes: readonly string[];
  try {
    for (const artifact of first) add(artifact);
    for (const artifact of rest) add(artifact);
    assertTree(files);
    hashes = writer.end();
  } catch (error) {
    writer.abort();
    throw inWords('write', directory, error);
  }
  const writes = files
    .map(({ path }, index) => ({ path, before: 'absent', after: hashes[index] ?? '' }))
    .sort(byPath);
  const manifest = renderManifest(new Map(writes.map(({ path, after }) => [path, after])));
  fs.writeFile(`${directory}/${MANIFEST}`, manifest);
  return {
    writes: [...writes, { path: MANIFEST, before: 'absent', after: sha256(manifest) }],
    removals: [],
  };
}
