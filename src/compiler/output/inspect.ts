import type { FileSystem } from './filesystem.ts';
import { withUnixLineEnds } from './line-ends.ts';
import { parseManifest, sha256 } from './manifest.ts';
import { MANIFEST, STAGING } from './path.ts';
import type { FileState, Obstacle, Orphan, Plan, PlannedFile } from './plan.ts';
import { type Fingerprint, isEmptiedBy, readWhole, type View, viewOf } from './view.ts';
import type { Wanted, WantedFile } from './wanted.ts';

/**
 * Compares the tree on disk with the wanted one. Reads only.
 * @throws OutputError when the disk cannot be read.
 */
export function inspect(fs: FileSystem, root: string, { files: wanted, manifest }: Wanted): Plan {
  const view = viewOf(fs, root);
  const found = readManifest(fs, root, view);

  const orphans = findOrphans(fs, root, view, found.hashes, new Set(wanted.map(({ path }) => path)));
  const obstacles = findObstacles(view, [...wanted, manifest], orphans);
  const files = wanted.map((file) => compare(fs, root, view, file, found.hashes.get(file.path)));
  return {
    root,
    files: [...files, compareManifest(fs, root, view, manifest, found.state)],
    orphans,
    obstacles,
    interrupted: view.kind(STAGING) === 'directory',
    view,
  };
}

interface FoundManifest {
  /** Empty if there is no manifest, or if this tool did not write it. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Its state if it differs from the wanted manifest. */
  readonly state: Exclude<FileState, 'unchanged'>;
}

function readManifest(fs: FileSystem, root: string, view: View): FoundManifest {
  const hashes = new Map<string, string>();
  const kind = view.kind(MANIFEST);
  if (kind === 'absent' || kind === 'directory') return { hashes, state: 'missing' };
  const content = kind === 'file' ? readWhole(fs, `${root}/${MANIFEST}`) : undefined;
  const text = content === undefined ? '' : withUnixLineEnds(content).toString();
  const parsed = parseManifest(text);
  if (parsed !== undefined) return { hashes: parsed, state: 'stale' };
  return { hashes, state: text.includes('"tool": "pgdr-compile"') ? 'edited' : 'foreign' };
}

function compareManifest(
  fs: FileSystem,
  root: string,
  view: View,
  manifest: WantedFile,
  state: FoundManifest['state'],
): PlannedFile {
  if (state === 'missing') return { ...manifest, state, before: 'absent' };
  const found = look(fs, root, view, MANIFEST);
  return { ...manifest, state: found.meant === manifest.hash ? 'unchanged' : state, before: found.before };
}

function compare(
  fs: FileSystem,
  root: string,
  view: View,
  file: WantedFile,
  recorded: string | undefined,
): PlannedFile {
  const kind = view.kind(file.path);
  // A directory here either becomes empty when orphans are removed, or is reported as an obstacle.
  if (kind === 'absent' || kind === 'directory') return { ...file, state: 'missing', before: 'absent' };
  const content = kind === 'file' ? readWhole(fs, `${root}/${file.path}`) : undefined;
  if (content === undefined) return { ...file, state: 'foreign', before: 'special' };
  // Comparing bytes is cheaper than hashing them, and most files of most runs are equal.
  if (content.equals(file.bytes)) return { ...file, state: 'unchanged', before: file.hash };
  const { before, meant } = hashesOf(content);
  if (meant === file.hash) return { ...file, state: 'unchanged', before };
  if (recorded === undefined) return { ...file, state: 'foreign', before };
  return { ...file, state: meant === recorded ? 'stale' : 'edited', before };
}

/** The fingerprints of a path: as it is, and with Unix line ends. */
interface Look {
  readonly before: Fingerprint;
  readonly meant: Fingerprint;
}

function hashesOf(content: Buffer): Look {
  const before = sha256(content);
  const meant = withUnixLineEnds(content);
  return { before, meant: meant === content ? before : sha256(meant) };
}

function look(fs: FileSystem, root: string, view: View, path: string): Look {
  const kind = view.kind(path);
  if (kind !== 'file') return { before: kind, meant: kind };
  const content = readWhole(fs, `${root}/${path}`);
  return content === undefined ? { before: 'special', meant: 'special' } : hashesOf(content);
}

function findOrphans(
  fs: FileSystem,
  root: string,
  view: View,
  recorded: ReadonlyMap<string, string>,
  wanted: ReadonlySet<string>,
): Orphan[] {
  return [...recorded].flatMap(([path, hash]): Orphan[] => {
    if (wanted.has(path)) return [];
    const { before, meant } = look(fs, root, view, path);
    // Already deleted, or replaced by somebody else's directory.
    if (before === 'absent' || before === 'directory') return [];
    return [{ path, state: meant === hash ? 'orphan' : 'edited', before }];
  });
}

function findObstacles(view: View, wanted: readonly WantedFile[], orphans: readonly Orphan[]): Obstacle[] {
  const removed = new Set(orphans.map(({ path }) => path));
  const obstacles = new Map<string, string>();
  if (view.kind(STAGING) === 'file' || view.kind(STAGING) === 'special') {
    obstacles.set(STAGING, 'is in the place of the directory where new files are prepared');
  }
  for (const { path } of wanted) {
    const above = view.obstacle(path);
    if (above !== undefined) {
      if (!removed.has(above)) obstacles.set(above, 'is in the place of a directory');
    } else if (view.kind(path) === 'directory' && !isEmptiedBy(removed, view, path)) {
      obstacles.set(path, 'is a directory in the place of a file');
    }
  }
  return [...obstacles].map(([path, reason]) => ({ path, reason }));
}
