import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The whole files that a page shows, by the name each is to have. */
export function filesIn(page: string): ReadonlyMap<string, string> {
  const blocks = read(page).matchAll(/^```\w+ title=(\S+)\n([\s\S]*?)^```$/gm);
  return new Map([...blocks].map(([, name = '', text = '']) => [name, text]));
}
