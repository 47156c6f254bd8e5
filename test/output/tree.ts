import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Artifact } from '../../src/compiler/output/artifact.ts';

/** Artifacts from a record of path to text. */
export function artifacts(files: Readonly<Record<string, string>>): Artifact[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

/** Files enough for several batches, in directories of their own and in common, with a long text that all of them have. */
export function largeTree(): Artifact[] {
  const common = 'a line that many files have\n'.repeat(400);
  return Array.from({ length: 300 }, (_, index) => {
    const pieces = [`file ${index}\n`, common, `end of ${index}\n`];
    return { path: `site-${index % 3}/node-${index}/etc/file`, text: pieces.join(''), pieces };
  });
}

/** Writes a file as a person would. */
export function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/**
 * What is below a directory: path to content, `-> target` for a link, and `/` for a directory.
 * A directory that is not there is `undefined`.
 */
export function snapshot(directory: string): Record<string, string> | undefined {
  if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) return undefined;
  const found: Record<string, string> = {};
  // Not readdirSync's own recursion: from Node 24 on it goes into directories behind links.
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(directory, below), { withFileTypes: true })) {
      const name = join(below, entry.name);
      const path = join(directory, name);
      if (entry.isDirectory()) {
        found[name] = '/';
        visit(name);
      } else found[name] = entry.isSymbolicLink() ? `-> ${readlinkSync(path)}` : readFileSync(path, 'utf8');
    }
  };
  visit('');
  return found;
}

/** The regular files of a snapshot without the manifest, for comparison with artifacts. */
export function filesIn(directory: string): Record<string, string> {
  const all = Object.entries(snapshot(directory) ?? {});
  return Object.fromEntries(all.filter(([path, text]) => text !== '/' && path !== 'manifest.json'));
}
