import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One fenced block of a page: a whole topology, and whether it is sound. */
export interface Example {
  readonly sound: boolean;
  /** What its first line says: `bad`, `good: with an archive`. */
  readonly title: string;
  readonly text: string;
}

/** The documentation page of a rule, taken apart. */
export interface Page {
  /** `category/name`, by where the file stands. */
  readonly id: string;
  readonly path: string;
  readonly text: string;
  /** What stands above the first second-level heading, line by line. */
  readonly head: readonly string[];
  readonly sections: ReadonlyMap<string, string>;
  /** Second-level headings in the order they stand in. */
  readonly headings: readonly string[];
  readonly examples: readonly Example[];
}

export const DOCS = fileURLToPath(new URL('../../docs/rules/', import.meta.url));

const FENCE = /^```yaml\n([\s\S]*?)^```$/gm;

const examplesIn = (text: string): Example[] =>
  [...text.matchAll(FENCE)].map(([, block = '']) => {
    const title = /^# (.*)/.exec(block)?.[1] ?? '';
    return { sound: /^good\b/.test(title), title, text: block };
  });

/** Reads `docs/rules/<id>.md`. */
export function readPage(id: string): Page {
  const path = `${DOCS}${id}.md`;
  const text = readFileSync(path, 'utf8');
  const [head = '', ...rest] = text.split(/^## /m);
  const sections = new Map(
    rest.map((part): [string, string] => {
      const [heading = '', ...body] = part.split('\n');
      return [heading, body.join('\n').trim()];
    }),
  );
  return {
    id,
    path,
    text,
    head: head.trimEnd().split('\n'),
    sections,
    headings: rest.map((part) => part.split('\n', 1)[0] ?? ''),
    examples: examplesIn(text),
  };
}

/** The ids of all pages, sorted. */
export const pageIds = (): string[] =>
  readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && path !== 'README.md')
    .map((path) => path.slice(0, -'.md'.length))
    .sort();
