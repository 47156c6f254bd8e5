import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import { lint } from '../../src/index.ts';
import { foundIn, readBack } from './read-back.ts';

/** Topologies that are sound; `nodes` holds files of nodes. */
const SOUND = readdirSync('fixtures').filter((name) => name !== 'broken' && name !== 'nodes');

const rolesIn = ({ sites }: Estate): unknown[] =>
  sites.map((site) => [site.name, site.role, site.upstream?.name]).sort();

describe('files of a compiled estate, read back', () => {
  it.each(SOUND)('%s has the findings of its topology', async (name) => {
    const { estate, diagnostics } = await lint(readFileSync(`fixtures/${name}/topology.yaml`));
    if (!estate) throw new Error('no estate');
    const back = await readBack(estate);
    // What is said of the files themselves is no finding of the estate.
    const told = foundIn(back)
      .filter(({ rule }) => !rule.startsWith('files/'))
      .map(({ file, rule, message, span }) => `${file}:${span?.start.line} ${rule}: ${message}`);
    expect(back.estate && rolesIn(back.estate)).toEqual(rolesIn(estate));
    expect(told.length, told.join('\n')).toBe(diagnostics.length);
  });
});
