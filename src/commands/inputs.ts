import { resolve } from 'node:path';
import type { Host } from '../cli/host.ts';
import { nearest } from '../compiler/text/suggest.ts';
import { UsageError } from './usage-error.ts';

const GLOB = /[*?[\]{}!()]/;

/** A word of letters only: hardly ever the name of a topology, and possibly a misspelt command. */
const BARE = /^[a-z]+$/i;

async function globbed(host: Host, pattern: string): Promise<string[]> {
  const found = await host.glob(pattern);
  if (found.length === 0) throw new UsageError(`no file matches ${pattern}`);
  return found.sort();
}

/**
 * Turns words of the command line into files. A glob becomes the files it matches, sorted; any other word, and a glob
 * that is the name of a file, becomes that file. A file that is named twice is returned once.
 * @param commands names of commands, to recognise a misspelt command
 * @throws UsageError if a glob matches nothing, or a word is empty, or a word looks like a command and names no file
 */
export async function expand(
  host: Host,
  words: readonly string[],
  commands: readonly string[] = [],
): Promise<string[]> {
  const files = new Map<string, string>();
  const add = (key: string, file: string): void => {
    if (!files.has(key)) files.set(key, file);
  };
  for (const word of words) {
    if (word === '') throw new UsageError('the name of a topology is empty');
    if (word === '-') add(word, word);
    else if (GLOB.test(word) && !host.exists(word))
      for (const file of await globbed(host, word)) add(resolve(file), file);
    else {
      const command = !host.exists(word) && BARE.test(word) ? nearest(word, commands) : undefined;
      if (command !== undefined)
        throw new UsageError(`no such file "${word}": did you mean the command "${command}"?`);
      add(resolve(word), word);
    }
  }
  return [...files.values()];
}
