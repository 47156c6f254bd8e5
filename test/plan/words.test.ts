import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesText } from '../../src/commands/plan-text.ts';
import type { ValueChange } from '../../src/compiler/plan/value-change.ts';
import { wordOf } from '../../src/compiler/text/json.ts';
import { runs } from '../fuzz.ts';
import { CHANGES, type TopologyChange } from './changes.ts';
import { edited, planFor, SAMPLE } from './planned.ts';

/** Every machine gets an address for other sites: its own one, with other numbers in the middle. */
const WITH_WAN = edited(SAMPLE, /(address: 10\.([12])\.0\.(\d+))/g, '$1, wan_address: 10.7.$2.$3');

/** The last numbers of an address: which machine of which site it is. */
const machineIn = (text: string): string | undefined =>
  /10\.(?:([12])\.0|7\.([12]))\.(\d+)/.exec(text)?.slice(1).filter(Boolean).join('.');

describe('the word that a value follows from', () => {
  it('is that of the machine whose address a line of pg_hba has, both where the line comes and where it goes', async () => {
    const { groups } = await planFor(SAMPLE, WITH_WAN);
    const lines = groups.flatMap(({ word, values }) =>
      values
        .filter(({ path }) => path.at(-1) === 'pg_hba')
        .map(({ from, to }) => ({ line: wordOf(from ?? to), word: wordOf(word?.to) })),
    );
    expect(lines.length).toBeGreaterThan(20);
    for (const { line, word } of lines)
      expect(`${line} ${machineIn(line)}`).toBe(`${line} ${machineIn(word)}`);
  });

  it('is one that a list of hosts repeats, not a proxy that is no part of it', async () => {
    const { groups } = await planFor(SAMPLE, WITH_WAN);
    const of = groups.filter(({ values }) =>
      values.some(({ path }) => path.join('.') === 'standby_cluster.host'),
    );
    expect(of.map(({ route }) => route)).toEqual(['sites/seoul/nodes/pg-seoul-1/wan_address']);
  });
});

/** Which value changes, and how. */
const keyOf = ({ site, node, what, path, from, to }: ValueChange): string =>
  JSON.stringify([site, node, what, path, from, to]);

/** Which value it is; lines of a list count each for itself. */
const placeOf = ({ site, node, what, path, from, to }: ValueChange): string =>
  JSON.stringify([site, node, what, path, path.at(-1) === 'pg_hba' ? [from, to] : []]);

/** A change by itself: what it changes, and the words that it has. */
async function byItself({ edit }: TopologyChange) {
  const { groups, change } = await planFor(SAMPLE, edit(SAMPLE));
  return {
    keys: new Set(change.values.map(keyOf)),
    places: new Set(change.values.map(placeOf)),
    routes: new Set(groups.flatMap(({ word, route }) => (word ? [route] : []))),
  };
}

/** Both changes together; undefined where one text has no place for both. */
function bothOf(one: TopologyChange, other: TopologyChange): string | undefined {
  try {
    return other.edit(one.edit(SAMPLE));
  } catch {
    return undefined;
  }
}

describe('the word that a value follows from, of two changes', () => {
  // Under a new name of a machine or a site, words have other routes.
  const some = fc.constantFrom(...CHANGES.filter(({ name }) => !/gets another name/.test(name)));

  it('is that of the change that changes it alone (PGDR_FUZZ=5 tries 2,000 pairs)', async () => {
    await fc.assert(
      fc.asyncProperty(some, some, async (one, other) => {
        const text = one === other ? undefined : bothOf(one, other);
        if (text === undefined) return;
        const { groups } = await planFor(SAMPLE, text);
        const [first, second] = [await byItself(one), await byItself(other)];
        for (const { route, values } of groups)
          for (const value of values)
            for (const [own, rest] of [
              [first, second],
              [second, first],
            ] as const)
              if (own.keys.has(keyOf(value)) && !rest.places.has(placeOf(value)))
                expect([...own.routes], `${one.name} + ${other.name}: ${keyOf(value)}`).toContain(route);
      }),
      { ...runs(400), seed: 1, endOnFailure: true },
    );
  });

  it('is timing for what follows from it, also at a site or a machine that gets another name', async () => {
    const timing = edited(SAMPLE, 'timing: norm', 'timing: wide');
    for (const text of [
      edited(timing, /\bbusan\b(?!-)/g, 'pusan'),
      edited(timing, '{ name: pg-busan-3,', '{ name: pg-b3,'),
    ]) {
      const { groups } = await planFor(SAMPLE, text);
      const of = groups.filter(({ values }) =>
        values.some(({ path }) => ['ttl', 'wal_sender_timeout', 'safety_margin'].includes(path.at(-1) ?? '')),
      );
      expect(of.map(({ route }) => route)).toEqual(['timing']);
    }
  });

  it('is that of the client, of two that are called the same', async () => {
    const twice = edited(
      SAMPLE,
      'clients:\n',
      'clients:\n  - { user: bi, database: orders, from: [10.8.0.0/16] }\n  - { user: bi, database: orders, from: [10.7.0.0/16] }\n',
    );
    const less = edited(
      edited(twice, '  - { user: bi, database: orders, from: [10.8.0.0/16] }\n', ''),
      '64GB',
      '32GB',
    );
    const { groups } = await planFor(twice, less);
    const of = groups.filter(({ values }) => values.some(({ from }) => wordOf(from).includes('10.8.0.0/16')));
    expect(of.map(({ route }) => route)).toEqual([expect.stringMatching(/^clients\/bi@orders/)]);
  });

  it('is timing for what follows from it, whatever else changes at the site', async () => {
    const text = edited(edited(SAMPLE, 'timing: norm', 'timing: wide'), '10.2.0.12', '10.2.0.13');
    const { groups } = await planFor(SAMPLE, text);
    const of = groups.filter(({ values }) => values.some(({ path }) => path.at(-1) === 'wal_sender_timeout'));
    expect(of.map(({ route }) => route)).toEqual(['timing']);
  });
});

describe('the text of the changes', () => {
  it('tells each note once', async () => {
    const notes = changesText(await planFor(SAMPLE, WITH_WAN))
      .replace(/\n {6}/g, ' ')
      .split('\n')
      .filter((line) => line.startsWith('    note: '));
    expect(notes.length).toBeGreaterThan(2);
    expect(new Set(notes).size).toBe(notes.length);
  });
});
