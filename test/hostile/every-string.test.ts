import { describe, expect, it } from 'vitest';
import { FUZZ, partOf } from '../fuzz.ts';
import { NASTY } from './nasty.ts';
import { LANGUAGE, typesOf } from './schema-strings.ts';
import type { Data, Path } from './support.ts';
import { assertSound, compileData, read, replaced, SOUND, shapesOf } from './support.ts';

const MINIMAL = SOUND.find(({ name }) => name === 'minimal');
const base: Data = MINIMAL?.data ?? {};
/** Each key meets every so manieth value, the next key the next one; all of them where PGDR_FUZZ is 2 or more. */
const EVERY = FUZZ >= 2 ? 1 : FUZZ >= 1 ? 24 : 48;

const sample = (from: number): readonly string[] =>
  NASTY.filter((_, number) => (number + from) % EVERY === 0);

const strings = LANGUAGE.filter((key) => typesOf(key).includes('string'));

const show = (path: Path): string => path.join('/');

/** The topology with a value at a place, and with what must stand beside it there. */
function written(path: Path, value: Data): Data {
  const credential = path.indexOf('credentials') === 0 && path.at(-1) !== 'username';
  const withUser = credential ? replaced(base, [...path.slice(0, 2), 'username'], 'somebody') : base;
  return replaced(withUser, path, value);
}

describe('a string of the language, whatever stands in it', () => {
  it('knows the keys that take one', () => {
    const names = strings.map(({ path }) => show(path));
    expect(names.length).toBeGreaterThan(60);
    for (const known of [
      'name',
      'sites/1/nodes/0/address',
      'tls/etcd/ca',
      'sites/1/standby/restore_command',
      'clients/0/from/0',
    ])
      expect(names).toContain(known);
  });

  it.each(
    partOf(
      strings.map((key, index) => [show(key.path), key, index] as const),
      6,
    ),
  )('%s cannot leave the tree, add a line or a key', async (_, { path, schema }, index) => {
    const example = schema.examples?.find((one) => typeof one === 'string') ?? schema.enum?.[0] ?? 'x';
    const usual = await compileData(written(path, example as Data));
    const shapes = shapesOf(usual.artifacts);
    for (const nasty of sample(index)) {
      const result = await compileData(written(path, nasty));
      assertSound(result);
      // A value that leaves something out (off, false, a word of another choice) may change what is written.
      const isChoice = ['off', 'no', 'yes', 'true', 'null'].includes(nasty);
      if (result.artifacts.length > 0 && usual.artifacts.length > 0 && !isChoice)
        expect(shapesOf(result.artifacts), JSON.stringify(nasty)).toEqual(shapes);
    }
  });
});

describe('a key of the writer’s choice, whatever it is', () => {
  const places: readonly (readonly [Path, Data])[] = [
    [['postgresql', 'parameters'], 'x'],
    [['postgresql', 'initdb'], 'x'],
    [['overrides', 'patroni'], 'x'],
    [['overrides', 'patroni', 'bootstrap', 'dcs'], 'x'],
    [['overrides', 'patroni', 'postgresql', 'parameters'], 'x'],
    [['overrides', 'etcd'], 'x'],
    [['overrides', 'haproxy'], {}],
    [['overrides', 'haproxy', 'defaults'], 'x'],
    [['overrides', 'haproxy', 'global'], 'x'],
    [['sites', 1, 'nodes', 0, 'tags'], true],
    [['lint', 'rules'], 'warning'],
    [['sites', 0], 'x'],
    [[], 'x'],
  ];

  it.each(places.map(([path, value], index) => [show(path) || 'the top', path, value, index] as const))(
    'in %s',
    async (_, path, value, index) => {
      for (const nasty of sample(index)) {
        const result = await compileData(replaced(base, [...path, nasty], value));
        assertSound(result);
        const patroni = result.artifacts.find((artifact) => artifact.path.endsWith('patroni.yml'));
        if (patroni && path.length === 2 && path[1] === 'patroni')
          expect(Object.entries(read(patroni) as object), JSON.stringify(nasty)).toContainEqual([
            nasty,
            value,
          ]);
      }
    },
  );
});
