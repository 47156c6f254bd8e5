import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEXT = readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8');

/** What stands in backticks. */
const quoted = [...TEXT.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);

/** Folders at the top of the project: what begins with one of them is a path. */
const TOP = /^(?:src|test|docs|schema|templates|scripts|fixtures|bench)\//;

/** A path without the part that stands for any name: `src/rules/<category>/<name>.ts` → `src/rules/`. */
const pathOf = (words: string): string =>
  words.replace(/[<*{].*$/, '').replace(/[^/]*$/, (name) => (/[<*{]/.test(words) ? '' : name));

const paths = quoted.filter((words) => TOP.test(words) && !words.includes(' ')).map(pathOf);

describe('CONTRIBUTING.md', () => {
  it.each([...new Set(paths)])('%s is there', (path) => {
    expect(existsSync(`${ROOT}${path}`)).toBe(true);
  });

  it('names scripts that npm has', () => {
    const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    const named = quoted.flatMap((words) => /^npm run ([\w:]+)/.exec(words)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it('names folders and files that vitest can run', () => {
    const runs = quoted.flatMap((words) => /npx vitest run (.+)$/.exec(words)?.[1]?.split(' ') ?? []);
    expect(runs.length).toBeGreaterThan(0);
    for (const path of runs.filter((word) => !/^[-<]/.test(word)))
      expect(existsSync(`${ROOT}${path}`), path).toBe(true);
  });

  it('has a walk for each kind of change', () => {
    const walks = [...TEXT.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
    expect(walks).toEqual([
      'Add a rule',
      'Add a rule about a change',
      'Add a rule about the running estate',
      'Change a message',
      'Change a default',
      'Add a key to the language',
      'Emit a key that only some versions know',
      'Add a step to the runbook',
      'Add an alert',
      'Add a report format',
      'Pay for what starts',
    ]);
  });

  it('tells of every room of the compiler what it may import, as npm run lint enforces it', () => {
    const config = readFileSync(`${ROOT}biome.json`, 'utf8');
    const rooms = [...TEXT.matchAll(/^\| `(\w+)\/`.*\| ([^|]+) \|$/gm)].map(([, room = '', imports = '']) => [
      room,
      imports,
    ]);
    expect(rooms.length).toBeGreaterThan(9);
    for (const [room] of rooms) expect(config, room).toContain(`"src/compiler/${room}/`);
  });
});
