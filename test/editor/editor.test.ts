import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { lint } from '../../src/index.ts';
import { ROOT, read } from '../ci/blocks.ts';
import { BROKEN, command } from '../cli/host.ts';
import { soundEstates } from '../fixtures/estates.ts';
import { LANGUAGE } from '../hostile/schema-strings.ts';
import type { Path } from '../hostile/support.ts';
import { type Opened, type Server, start } from './server.ts';

const schema = pathToFileURL(`${ROOT}/schema/topology.schema.json`);
const MODELINE = `# yaml-language-server: $schema=${schema}\n`;

/** Where a word stands in a text, at its first letter. */
function placeOf(text: string, word: string) {
  const lines = text.slice(0, text.indexOf(word)).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

const keys = (...path: readonly string[]): string[] => {
  let node = JSON.parse(readFileSync(schema, 'utf8'));
  const root = node;
  for (const part of path) {
    node = node.properties[part];
    if (node.$ref) node = root.definitions[node.$ref.replace('#/definitions/', '')];
  }
  return Object.keys(node.properties);
};

let server: Server;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

describe('the schema in yaml-language-server', { timeout: 60_000 }, () => {
  const TEXT = `${MODELINE}version: 1
name: orders
timing: norm
primry: seoul

sites:
  - name: seoul
    scope: pg-seoul
    etcd: { token: t }
    nodes: []
patroni:
  
`;
  let editor: Opened;
  beforeAll(async () => {
    editor = await server.open(TEXT);
  });

  it('marks an unknown key where it stands', () => {
    const messages = editor.problems.map(({ message, range }) => [message, range.start.line]);
    expect(messages).toContainEqual([expect.stringContaining('primry'), 4]);
  });

  it('completes the keys of the top, and of what is below', async () => {
    const top = await editor.complete({ line: TEXT.split('\n').indexOf(''), character: 0 });
    const written = ['version', 'name', 'timing', 'sites', 'patroni'];
    expect(top).toEqual(expect.arrayContaining(keys().filter((key) => !written.includes(key))));
    const below = await editor.complete({ line: TEXT.split('\n').length - 2, character: 2 });
    expect(below).toEqual(expect.arrayContaining(keys('patroni')));
  });

  it('completes values', async () => {
    const { line, character } = placeOf(TEXT, 'norm');
    expect(await editor.complete({ line, character })).toEqual(
      expect.arrayContaining(['fast', 'norm', 'safe', 'wide']),
    );
  });

  it('tells what a key is for', async () => {
    const { description } = JSON.parse(readFileSync(schema, 'utf8')).definitions.timing;
    const told = await editor.hover(placeOf(TEXT, 'timing'));
    expect(told.replace(/[\\\s]+/g, ' ')).toContain(description.slice(0, 40));
  });
});

/** Every place where somebody writes on: behind each key of a topology, and on a line of its own below it. */
function places(topology: string): string[] {
  const found = topology.split('\n').flatMap((line, index, lines) => {
    const above = lines.slice(0, index).join('\n');
    return [...line.matchAll(/(?<=^ *(?:- )?)[a-z_]+:(?= |$)/g)].flatMap(({ 0: key, index: column }) => {
      const started = `${above}\n${line.slice(0, column)}${key}`;
      return [
        `${started} `,
        `${started}\n${' '.repeat(column + 2)}`,
        `${started}\n${' '.repeat(column + 2)}- `,
      ];
    });
  });
  return [...new Set(found)];
}

/** The same behind a key of the language, in a topology that has nothing else. */
function placeBehind(path: Path): string {
  let [text, indent, isItem] = ['', 0, false];
  for (const part of path) {
    if (typeof part === 'string') text += `${isItem ? '' : `\n${' '.repeat(indent)}`}${part}:`;
    else text += `\n${' '.repeat(indent)}- `;
    isItem = typeof part === 'number';
    indent += 2;
  }
  return `${text} `;
}

describe('what is taken of what is offered', { timeout: 120_000 }, () => {
  const SAMPLE = soundEstates().find(({ name }) => name === 'seoul-busan');
  const TOPOLOGY = Buffer.from(SAMPLE?.bytes ?? []).toString();

  it('is YAML, at every key of the sample and behind every map of the language', async () => {
    const maps = LANGUAGE.filter(({ schema: { type }, free }) => !free && [type].flat().includes('object'));
    expect(maps.length).toBeGreaterThan(30);
    const all = [...places(TOPOLOGY), ...maps.map(({ path }) => placeBehind(path))];
    expect(all.length).toBeGreaterThan(90);
    let count = 0;
    for (const place of all) {
      for (const { label, taken } of await server.offers(MODELINE + place)) {
        count += 1;
        expect(label + taken).not.toContain('[object');
        expect({ label, taken, errors: parseDocument(taken).errors }).toEqual({ label, taken, errors: [] });
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  it.each([
    ['patroni: ', '{"failsafe_mode":true}', { patroni: { failsafe_mode: true } }],
    ['software: ', '{"postgresql":18}', { software: { postgresql: 18 } }],
    [
      'overrides:\n  haproxy: ',
      undefined,
      { overrides: { haproxy: { defaults: { 'timeout client': '1h', 'timeout server': '1h' } } } },
    ],
  ])('behind "%s" it is the example', async (place, label, wanted) => {
    const offers = await server.offers(MODELINE + place);
    const [offer] = offers.filter((one) => label === undefined || one.label === label);
    expect(parse(offer?.taken ?? '')).toEqual(wanted);
  });

  it('is a sound estate, where nothing stands yet', async () => {
    const offers = await server.offers(MODELINE);
    const { taken = '' } = offers.find(({ label }) => label === 'an estate of two sites') ?? {};
    expect((await lint(Buffer.from(taken))).diagnostics).toEqual([]);
    expect(parse(taken).sites).toHaveLength(2);
  });
});

it.each(soundEstates().map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]))(
  'nothing is said against %s',
  { timeout: 60_000 },
  async (_name, text) => {
    const { problems } = await server.open(MODELINE + text);
    expect(problems).toEqual([]);
  },
);

it('the problem matcher of docs/editors.md reads what the command writes', async () => {
  const { stdout } = await command(['lint', '--format', 'github', 'topology.yaml'], {
    files: { 'topology.yaml': BROKEN },
  });
  const tasks = JSON.parse(
    /```json\n(\{\n {2}"version"[\s\S]*?)```/.exec(read('docs/editors.md'))?.[1] ?? '',
  );
  const { regexp, ...groups } = tasks.tasks[0].problemMatcher.pattern;
  const found = new RegExp(regexp).exec(stdout.split('\n')[0] ?? '');
  expect(found?.[groups.severity]).toBe('error');
  expect(found?.[groups.code]).toBe('etcd/token-shared');
  expect(found?.[groups.file]).toBe('topology.yaml');
  expect(Number(found?.[groups.line])).toBeGreaterThan(1);
  expect(found?.[groups.message]).toContain('share the token');
});

it('docs/editors.md names the schema as init does', () => {
  const url = JSON.parse(readFileSync(schema, 'utf8')).$id;
  expect(read('docs/editors.md')).toContain(`# yaml-language-server: $schema=${url}`);
});
