import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { analyse } from '../../src/workspace/workspace.ts';
import { mapping } from './override-places.ts';
import type { Data, Path } from './support.ts';
import { placesIn, replaced, SOUND } from './support.ts';

/** Shapes that a value of an override may have; parsed maps have no prototype, and some operators throw at them. */
const SHAPES: readonly Data[] = [{}, [], [{}], [null], null, true, 1, ''];

/** How many places get a new value at once: one crash fails the test, whoever stands beside it. */
const AT_ONCE = 40;

const dataOf = (name: string): Data => SOUND.find((one) => one.name === name)?.data ?? {};

const textOf = (data: Data): string => stringify(data, { aliasDuplicateObjects: false });

/** Whatever is judged, in words. */
async function judge(data: Data): Promise<readonly string[]> {
  const { diagnostics } = await analyse({ file: 't.yaml', text: textOf(data) }, { allRules: true });
  return diagnostics.map(({ message, help }) => `${message} ${help ?? ''}`);
}

/** The places in groups, neighbours apart: the keys of a section are judged together. */
function groups(places: readonly Path[]): Path[][] {
  const count = Math.ceil(places.length / AT_ONCE);
  return Array.from({ length: count }, (_, group) =>
    places.filter((_place, index) => index % count === group),
  );
}

async function judgeAll(data: Data, places: readonly Path[]): Promise<number> {
  let findings = 0;
  for (const group of groups(places))
    for (const shape of SHAPES) {
      const said = await judge(group.reduce<Data>((value, path) => replaced(value, path, shape), data));
      for (const words of said) expect(words).not.toContain('[object');
      findings += said.length;
    }
  return findings;
}

describe('whatever shape the value of an override has, it is judged', () => {
  it('wherever the fixture of overrides has one', async () => {
    const data = dataOf('overrides');
    const places = placesIn(data).filter((path) => path.includes('overrides'));
    expect(places.length).toBeGreaterThan(60);
    expect(await judgeAll(data, places)).toBeGreaterThan(100);
  });

  it('wherever a program reads one', async () => {
    const places = await mapping();
    expect(places.length).toBeGreaterThan(400);
    expect(await judgeAll(dataOf('minimal'), places)).toBeGreaterThan(1000);
  }, 30_000);

  it('a list of methods with a map in it', async () => {
    const list: Path = [
      'overrides',
      'patroni',
      'bootstrap',
      'dcs',
      'standby_cluster',
      'create_replica_methods',
    ];
    const said = await judge(replaced(dataOf('minimal'), list, ['pgbackrest', {}]));
    expect(said.join()).toContain('is to be copied by "pgbackrest"');
  });
});
