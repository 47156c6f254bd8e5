import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/compiler/lint.ts';
import { render } from '../../src/compiler/render/render.ts';
import { text } from '../../src/compiler/report/text.ts';
import { decode } from '../../src/compiler/source.ts';
import * as library from '../../src/index.ts';

const root = join(import.meta.dirname, '../..');
const readme = join(root, 'README.md');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

async function analysed(path: string, name: string): ReturnType<typeof analyse> {
  const source = decode(name, readFileSync(join(root, path)));
  if ('rule' in source) throw new Error(source.message);
  return analyse(source);
}

/** What the tool says of the broken estate, below the estate itself. */
async function broken(): Promise<string> {
  const path = 'fixtures/broken/readme/topology.yaml';
  const report = await text(
    { version: '', files: [await analysed(path, 'topology.yaml')] },
    { color: false },
  );
  return `\`\`\`yaml\n${read(path)}\`\`\`\n\n\`\`\`\n$ pgdr-compile lint topology.yaml\n${report}\`\`\``;
}

/** The picture that the sample's topology.md holds. */
async function picture(): Promise<string> {
  const { estate } = await analysed('fixtures/seoul-busan/topology.yaml', 'topology.yaml');
  const page = estate && [...render(estate)].find(({ path }) => path === 'topology.md')?.text;
  return /```mermaid\n[\s\S]*?```/.exec(page ?? '')?.[0] ?? '';
}

const BLOCKS: Readonly<Record<string, () => Promise<string> | string>> = {
  broken,
  picture,
  minimal: () => `\`\`\`yaml\n${read('fixtures/minimal/topology.yaml')}\`\`\``,
};

describe('README shows what the tool does now (UPDATE_DOCS=1 rewrites it)', () => {
  it.each(Object.entries(BLOCKS))('%s', async (name, make) => {
    const before = readFileSync(readme, 'utf8');
    const [start, end] = [`<!-- ${name}:start -->\n`, `<!-- ${name}:end -->`];
    const from = before.indexOf(start) + start.length;
    const to = before.indexOf(end);
    expect(from).toBeGreaterThan(start.length);
    expect(to).toBeGreaterThanOrEqual(from);
    const wanted = `${await make()}\n`;
    if (process.env.UPDATE_DOCS === '1')
      writeFileSync(readme, before.slice(0, from) + wanted + before.slice(to));
    expect(readFileSync(readme, 'utf8')).toContain(start + wanted + end);
  });

  it('has an example of the library that prints what it says', () => {
    const [, imported = '', code = ''] =
      /<!-- library:start -->\n```js\nimport \{ (.*) \} from 'pgdr-compile';\n([\s\S]*?)```/.exec(
        read('README.md'),
      ) ?? [];
    const names = imported.split(', ');
    expect(Object.keys(library)).toEqual(expect.arrayContaining(names));
    const printed: unknown[] = [];
    const values = names.map((name) => (library as Record<string, unknown>)[name]);
    const verdict = new Function(...names, 'console', `${code}; return verdict;`)(...values, {
      log: (text: unknown) => printed.push(text),
    }) as unknown;
    expect(printed).toEqual([/^\/\/ (.*)$/m.exec(code)?.[1]]);
    expect(code).toContain(inspect(verdict));
  });

  it('says every top-level key of the language, and every command', () => {
    const page = read('README.md');
    const schema = JSON.parse(read('schema/topology.schema.json')) as { properties: Record<string, unknown> };
    for (const key of Object.keys(schema.properties)) expect(page).toContain(`\`${key}`);
    for (const command of ['build', 'lint', 'show', 'rules', 'explain']) expect(page).toContain(command);
  });
});
