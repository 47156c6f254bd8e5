import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { render } from '../../src/compiler/render/render.ts';
import { text } from '../../src/compiler/report/text.ts';
import { decode } from '../../src/compiler/text/source.ts';
import * as library from '../../src/index.ts';
import { analyse } from '../../src/workspace/workspace.ts';

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

  it('has the three ways in on one screen of 80 columns and 40 lines', () => {
    const [section = ''] = /^## Three ways in\n[\s\S]*?(?=^As a library)/m.exec(read('README.md')) ?? [];
    for (const way of ['By hand', 'As a hook', 'As a check of pull requests']) expect(section).toContain(way);
    const rows = section
      .trimEnd()
      .split('\n')
      .map((line) => Math.max(1, Math.ceil(line.length / 80)));
    expect(rows.reduce((sum, count) => sum + count)).toBeLessThan(40);
  });

  it('says how large the package is, and what it brings, as npm packs it', () => {
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [{ size, files }] = JSON.parse(packed) as [{ size: number; files: { path: string }[] }];
    // Without what `npm run build` makes there is no package to weigh.
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['dist/cli.cjs', 'dist/index.js']));
    const [, count, scripts, megabytes = ''] =
      /it has (\w+) dependencies, (\w+)\s+install\s+scripts\s+and ([\d.]+) MB/.exec(read('README.md')) ?? [];
    const manifest = JSON.parse(read('package.json')) as Record<string, Readonly<Record<string, string>>>;
    expect(count).toBe('no');
    expect(
      Object.keys({
        ...manifest.dependencies,
        ...manifest.peerDependencies,
        ...manifest.optionalDependencies,
      }),
    ).toEqual([]);
    expect(scripts).toBe('no');
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => /install$/.test(name))).toEqual([]);
    expect(megabytes).toBe((size / 1e6).toFixed(/\.(.*)/.exec(megabytes)?.[1]?.length ?? 0));
  });

  it('says every top-level key of the language, and every command', () => {
    const page = read('README.md');
    const schema = JSON.parse(read('schema/topology.schema.json')) as { properties: Record<string, unknown> };
    for (const key of Object.keys(schema.properties)) expect(page).toContain(`\`${key}`);
    for (const command of ['build', 'lint', 'show', 'rules', 'explain']) expect(page).toContain(command);
  });
});
