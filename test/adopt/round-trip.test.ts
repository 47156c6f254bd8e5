import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Block } from '../../src/compiler/adopt/draft.ts';
import { partOf, runs } from '../fuzz.ts';
import { soundEstate } from '../generate/estate.ts';
import { adoptTree, differingFiles, estateOf, filesOf, inOneStyle, textOf } from './adopted.ts';

/** At most this many times as long as the topology that a tree was compiled from. */
const LONGEST = 1.3;

const FIXTURES = readdirSync('fixtures').filter((name) => existsSync(`fixtures/${name}/topology.yaml`));

/** Compiles, adopts, compiles what was adopted, and adopts that: what the texts are, and which files differ. */
async function roundTrip(topology: string | object) {
  const before = filesOf(await estateOf(topology));
  const text = textOf(adoptTree(before));
  const after = filesOf(await estateOf(text));
  return { text, differing: differingFiles(before, after), again: textOf(adoptTree(after)) };
}

describe('what was compiled is adopted as a topology that compiles to the same files, byte for byte', () => {
  it.each(partOf(FIXTURES, 3))('fixture %s', async (name) => {
    const topology = readFileSync(`fixtures/${name}/topology.yaml`, 'utf8');
    const { text, differing, again } = await roundTrip(topology);
    expect(differing).toEqual([]);
    expect(again).toBe(text);
    expect(text.length).toBeLessThanOrEqual(LONGEST * inOneStyle(parse(topology) as Block).length);
  });

  it('a sound estate of any shape (PGDR_FUZZ=25 tries 1,000)', async () => {
    await fc.assert(
      fc.asyncProperty(soundEstate, async (topology) => {
        const { text, differing, again } = await roundTrip(topology);
        expect(differing).toEqual([]);
        expect(again).toBe(text);
        expect(text.length).toBeLessThanOrEqual(LONGEST * inOneStyle(topology as unknown as Block).length);
      }),
      { ...runs(40), seed: 1, endOnFailure: true },
    );
  });
});
