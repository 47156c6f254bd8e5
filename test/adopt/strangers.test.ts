import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/cli.ts';
import { processHost } from '../../src/cli/host.ts';
import { lint } from '../../src/index.ts';
import { FIXTURES, UPDATE } from '../fixtures/estates.ts';
import { adoptTree, differingFiles, estateOf, filesOf, textOf } from './adopted.ts';

const FOLDER = join(FIXTURES, 'nodes');

/** What the command prints of the files of an estate: the topology, and what compiling it changes. */
async function adoptionOf(name: string): Promise<{ readonly topology: string; readonly changes: string }> {
  const printed = { out: '', err: '' };
  const folder = join(FOLDER, name, 'files');
  const host = {
    ...processHost(),
    env: { NO_COLOR: '1' },
    stdout: (text: string) => {
      printed.out += text;
    },
    stderr: (text: string) => {
      printed.err += text;
    },
  };
  await run(['adopt', '--name', name, folder, '-'], host);
  return { topology: printed.out, changes: printed.err.replaceAll(folder, 'files') };
}

/** Estates of node files in the styles that people have. */
const ESTATES = readdirSync(FOLDER).sort();
const BROKEN = ['broken-yaml', 'templates-envsubst', 'templates-jinja'];
const READABLE = ESTATES.filter((name) => !BROKEN.includes(name));
const SOUND = ESTATES.filter((name) => name.startsWith('sound-'));

const kept = (name: string, file: string): string => readFileSync(join(FOLDER, name, file), 'utf8');

describe('files of nodes as people write them', () => {
  it.each(READABLE)('%s is adopted as the topology that stands beside it', async (name) => {
    const { topology, changes } = await adoptionOf(name);
    if (UPDATE) {
      writeFileSync(join(FOLDER, name, 'adopted.yaml'), topology);
      writeFileSync(join(FOLDER, name, 'adopted.txt'), changes);
    }
    expect(topology).toBe(kept(name, 'adopted.yaml'));
    expect(changes).toBe(kept(name, 'adopted.txt'));
  });

  it.each(READABLE)('the topology of %s has no password', (name) => {
    const both = kept(name, 'adopted.yaml') + kept(name, 'adopted.txt');
    expect(both).not.toMatch(/secret-|-secret|s3cret|pw-\w+|rep-pass|zalando|env secret/);
  });

  it.each(BROKEN)('%s is not adopted: its files cannot be read', async (name) => {
    const { topology, changes } = await adoptionOf(name);
    expect(topology).toBe('');
    expect(changes).toContain('"pgdr-compile lint files" shows the place. Nothing was written');
  });

  it.each(SOUND)('the topology of %s has no errors and no warnings', async (name) => {
    const { diagnostics } = await lint(Buffer.from(kept(name, 'adopted.yaml')));
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each(SOUND)('what %s compiles to is adopted as it is', async (name) => {
    const files = filesOf(await estateOf(kept(name, 'adopted.yaml')));
    const again = filesOf(await estateOf(textOf(adoptTree(files))));
    expect(differingFiles(files, again)).toEqual([]);
  });
});
