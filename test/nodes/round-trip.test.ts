import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import type { GivenFile } from '../../src/compiler/nodes/layout.ts';
import { decode } from '../../src/compiler/text/source.ts';
import { compile } from '../../src/index.ts';
import { analyse, analyseNodes } from '../../src/workspace/workspace.ts';

const SOUND = readdirSync('fixtures').filter((name) => !['broken', 'nodes'].includes(name));

/** What lies on nodes of what is compiled. */
const isOfNodes = (path: string): boolean => /^[^/]+\/(?:dcs\.yml$|[^/]+\/etc\/)/.test(path);

describe('files of a compiled estate, read back', () => {
  it.each(SOUND)('%s has the findings of its topology', async (name) => {
    const file = `fixtures/${name}/topology.yaml`;
    const bytes = readFileSync(file);
    const { artifacts } = await compile(bytes, file);
    const source = decode(file, bytes);
    if ('rule' in source) throw new Error(source.message);
    const { estate, diagnostics } = await analyse(source);
    if (!estate) throw new Error('no estate');
    const files = artifacts
      .filter(({ path }) => isOfNodes(path))
      .map(({ path, text }): GivenFile => ({ file: path, path, text }));
    const versions = Object.fromEntries(
      Object.entries(estate.software).map(([product, { text }]) => [product, text]),
    );
    const { files: analyses, estate: read } = await analyseNodes(estate.name, files, versions);
    const told = analyses.flatMap((one) =>
      // What is said of the files themselves is no finding of the estate.
      one.diagnostics
        .filter(({ rule }) => !rule.startsWith('files/'))
        .map(({ rule, message, span }) => `${one.file}:${span?.start.line} ${rule}: ${message}`),
    );
    const rolesIn = ({ sites }: Estate): unknown[] =>
      sites.map((site) => [site.name, site.role, site.upstream?.name]).sort();
    expect(read && rolesIn(read)).toEqual(rolesIn(estate));
    expect(told.length, told.join('\n')).toBe(diagnostics.length);
  });
});
