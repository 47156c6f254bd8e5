import { existsSync } from 'node:fs';
import { UsageError } from './run.ts';

const GLOB = /[*?[\]{}!()]/;

/**
 * Words of the command line to files: a glob stands for what it matches, sorted; anything else for itself.
 * @throws UsageError when a glob matches nothing
 */
export async function expand(words: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const word of words) {
    if (word === '-' || !GLOB.test(word) || existsSync(word)) files.push(word);
    else {
      const { glob } = await import('tinyglobby');
      const found = await glob(word, { dot: false, onlyFiles: true, expandDirectories: false });
      if (found.length === 0) throw new UsageError(`no topology matches ${word}`);
      files.push(...found.sort());
    }
  }
  return [...new Set(files)];
}
