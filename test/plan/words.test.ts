import { describe, expect, it } from 'vitest';
import { changesText } from '../../src/commands/plan-text.ts';
import { wordOf } from '../../src/compiler/text/json.ts';
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
