import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compile, lint } from '../../src/index.ts';
import { runs } from '../fuzz.ts';
import { NASTY } from './nasty.ts';
import type { Data, Path } from './support.ts';
import {
  assertSound,
  compileData,
  compileText,
  placesIn,
  replaced,
  SOUND,
  shapesOf,
  valueAt,
} from './support.ts';

const estate = fc.constantFrom(...SOUND);

const nasty = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 20 }));

/** A value of any type. */
const anything: fc.Arbitrary<Data> = fc.oneof(
  nasty,
  fc.constantFrom<Data>(null, true, false, 0, -1, 1.5, 65536, 1e21, -0, [], {}, [null], [[]], { a: 1 }),
  fc.integer(),
  fc.double(),
);

const place = (data: Data): fc.Arbitrary<Path> => fc.constantFrom(...placesIn(data));

describe('whatever the input, findings and no file, or files that are safe', () => {
  it('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const result = await compile(bytes);
        assertSound(result);
        expect(result.artifacts).toEqual([]);
      }),
      runs(105),
    );
  });

  it('any characters that YAML gives a meaning to', async () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...'abz019 \n\t\r:-?,[]{}#&*!|>\'"%@`<=~.\\/',
        '\n  ',
        ': ',
        '- ',
        'name: ',
        'sites:\n',
        '\u2028',
        '\ud800',
      ),
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(text, async (yaml) => assertSound(await compileText(yaml))),
      runs(210),
    );
  });

  it('any YAML', async () => {
    const key = fc.oneof(
      fc.constantFrom(
        'version',
        'name',
        'primary',
        'sites',
        'nodes',
        'etcd',
        'overrides',
        'patroni',
        'tls',
        'timing',
        '__proto__',
      ),
      nasty,
    );
    const { value } = fc.letrec<{ value: Data }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        anything,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (data) => assertSound(await compileData(data))),
      runs(105),
    );
  });

  it('a sound estate with any value in the place of another', async () => {
    const mutated = estate.chain(({ data }) => fc.tuple(fc.constant(data), place(data), anything));
    await fc.assert(
      fc.asyncProperty(mutated, async ([data, path, by]) =>
        assertSound(await compileData(replaced(data, path, by))),
      ),
      runs(105),
    );
  });

  it('a sound estate without a part, or with another part in its place', async () => {
    const mutated = estate.chain(({ data }) => fc.tuple(fc.constant(data), place(data), place(data)));
    await fc.assert(
      fc.asyncProperty(mutated, async ([data, path, other]) => {
        assertSound(await compileData(replaced(data, path, undefined)));
        assertSound(await compileData(replaced(data, path, valueAt(data, other))));
      }),
      runs(42),
    );
  });

  it('a sound estate with a key of any name beside the others', async () => {
    const mutated = estate.chain(({ data }) => fc.tuple(fc.constant(data), place(data), nasty, anything));
    await fc.assert(
      fc.asyncProperty(mutated, async ([data, path, key, by]) =>
        assertSound(await compileData(replaced(data, [...path.slice(0, -1), key], by))),
      ),
      runs(105),
    );
  });

  it('a sound text with lines twice, left out, or in another order', async () => {
    const mutated = estate.chain(({ text }) => {
      const lines = text.split('\n');
      const number = fc.nat(lines.length - 1);
      return fc.tuple(
        fc.constant(lines),
        number,
        number,
        fc.constantFrom('twice', 'out', 'swap', 'deeper', 'tab', 'cut'),
      );
    });
    await fc.assert(
      fc.asyncProperty(mutated, async ([lines, one, other, how]) => {
        const edited = [...lines];
        const [first = '', second = ''] = [lines[one], lines[other]];
        if (how === 'twice') edited.splice(one, 0, first);
        if (how === 'out') edited.splice(one, 1);
        if (how === 'swap') [edited[one], edited[other]] = [second, first];
        if (how === 'deeper') edited[one] = ` ${first}`;
        if (how === 'tab') edited[one] = `\t${first}`;
        if (how === 'cut') edited[one] = first.slice(0, other % (first.length + 1));
        assertSound(await compileText(edited.join('\n')));
      }),
      runs(105),
    );
  });

  it('a sound text with other bytes in it', async () => {
    const byte = fc.tuple(
      fc.nat(),
      fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from(' \n\t:"\'{}[]*&!#|>-'))),
    );
    await fc.assert(
      fc.asyncProperty(estate, fc.array(byte, { minLength: 1, maxLength: 4 }), async ({ text }, flips) => {
        const bytes = Buffer.from(text);
        for (const [at, by] of flips) bytes[at % bytes.length] = by;
        assertSound(await compile(bytes));
      }),
      runs(140),
    );
  });
});

describe('a name is a name', () => {
  const isName = ([, last]: readonly [Data, string | number | undefined]): boolean =>
    [
      'name',
      'user',
      'database',
      'username',
      'scope',
      'token',
      'namespace',
      'slot',
      'data_dir',
      'bin_dir',
      'restore_command',
      'ca',
      'cert',
      'key',
    ].includes(String(last));

  it('keys, lines and documents keep their shape under any name', async () => {
    const mutated = estate.chain(({ data }) =>
      fc.tuple(
        fc.constant(data),
        fc.constantFrom(...placesIn(data).filter((path) => isName([data, path.at(-1)]))),
        nasty,
      ),
    );
    await fc.assert(
      fc.asyncProperty(mutated, async ([data, path, by]) => {
        const result = await compileData(replaced(data, path, by));
        assertSound(result);
        if (result.artifacts.length > 0) {
          const unchanged = await compileData(data);
          expect(shapesOf(result.artifacts)).toEqual(shapesOf(unchanged.artifacts));
        }
      }),
      runs(87),
    );
  });
});

describe('order and form do not matter', () => {
  it('the same data in flow style, or with Windows line ends, makes the same files', async () => {
    for (const { data, text } of SOUND) {
      const { artifacts } = await compileText(text);
      expect((await compileText(JSON.stringify(data))).artifacts).toEqual(artifacts);
      expect((await compileText(text.replaceAll('\n', '\r\n'))).artifacts).toEqual(artifacts);
      expect((await compileText(`\ufeff${text}`)).artifacts).toEqual(artifacts);
      expect((await compileText(stringify(data))).artifacts).toEqual(artifacts);
    }
  });

  it('linting is deterministic', async () => {
    await fc.assert(
      fc.asyncProperty(estate, fc.nat(), async ({ text }, at) => {
        const bytes = Buffer.from(text.slice(0, at % text.length));
        expect((await lint(bytes)).diagnostics).toEqual((await lint(bytes)).diagnostics);
      }),
      runs(15),
    );
  });
});
