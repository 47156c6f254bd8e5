import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/cli.ts';
import { processHost } from '../../src/cli/host.ts';
import { FIXTURES, UPDATE } from '../fixtures/estates.ts';

const FOLDER = join(FIXTURES, 'nodes');

/** What the command prints of the files of an estate, as from its own folder. */
async function reportOf(name: string): Promise<string> {
  const printed: string[] = [];
  const folder = join(FOLDER, name, 'files');
  const host = {
    ...processHost(),
    env: { NO_COLOR: '1' },
    stdout: (text: string) => void printed.push(text),
    stderr: (text: string) => void printed.push(text),
  };
  await run(['lint', folder], host);
  return printed.join('').replaceAll(folder, 'files');
}

/** Estates of node files in the styles that people have; each README.md says what a careful operator should be told. */
const ESTATES = readdirSync(FOLDER).sort();

const expected = (name: string): string => readFileSync(join(FOLDER, name, 'expected.txt'), 'utf8');

describe('files of nodes as people write them', () => {
  it.each(ESTATES)('%s is reported in the words that stand beside it', async (name) => {
    const report = await reportOf(name);
    if (UPDATE) writeFileSync(join(FOLDER, name, 'expected.txt'), report);
    expect(report).toBe(expected(name));
  });

  it.each(ESTATES.filter((name) => name.startsWith('sound-')))('%s has no errors and no warnings', (name) => {
    expect(expected(name)).not.toMatch(/^(?:error|warning)\[/m);
  });

  it.each(ESTATES)('%s shows no password', (name) => {
    expect(expected(name)).not.toMatch(/secret-|-secret|s3cret|pw-\w+|rep-pass|zalando|env secret/);
  });
});
