import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps; so many milliseconds after the first, they are done. */
const SETTLED = 50;

/**
 * Waits until one of the files changes. The folders are listened to, not the files: editors put a new file in the
 * place of the old.
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
