import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps, which end within this many milliseconds of the first. */
const SETTLED = 50;

/**
 * Waits until one of the files changes. Watches the folders, not the files: editors replace a file by a new one.
 */
export function fileChange(files: readonly string[]): Promise<boolean> {
  const names = new Map<string, Set<string>>();
  for (const file of files) {
    const folder = dirname(file);
    names.set(folder, (names.get(folder) ?? new Set()).add(basename(file)));
  }
  return new Promise((resolve, reject) => {
    const watchers = [...names].map(([folder, wanted]) =>
      watch(folder, (_event, name) => {
        // Some systems do not say which file.
        if (name === null || wanted.has(name)) done();
      }).on('error', reject),
    );
    const done = (): void => {
      for (const watcher of watchers.splice(0)) watcher.close();
      setTimeout(() => resolve(true), SETTLED);
    };
  });
}
