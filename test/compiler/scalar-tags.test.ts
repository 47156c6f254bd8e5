import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isScalar, parseDocument } from 'yaml';
import { usualFirst } from '../../src/compiler/yaml/scalar-tags.ts';

/** What the library makes of a text in the place of a value. */
function read(text: string, options = {}): unknown {
  const { contents, errors } = parseDocument(`- ${text}\n`, options);
  const json: unknown = contents?.toJSON();
  return errors.length > 0 ? 'error' : json;
}

const LETTERS = 'nulNULtrueTRUEfalsFAS~.-+0123456789xoeEinfNAa_/:';

test('every plain scalar is what it is in the core schema', () => {
  const words = fc.constantFrom(
    ...['null', 'Null', 'NULL', '~', 'true', 'TRUE', 'False', '.inf', '-.INF', '.NaN'],
  );
  const near = fc
    .tuple(words, fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 2 }))
    .map((all) => all.join(''));
  const any = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.oneof(words, near, any), (text) => {
      expect(read(text, { customTags: usualFirst })).toEqual(read(text));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['10.1.0.10', '10.1.0.10'],
  ['10.1.0.0/16', '10.1.0.0/16'],
  ['1.5', 1.5],
  ['1.', 1],
  ['5432', 5432],
  ['0x10', 16],
  ['0o17', 15],
  ['1e3', 1000],
  ['nulls', 'nulls'],
  ['off', 'off'],
  ['null', null],
  ['false', false],
])('%s', (text, value) => {
  expect(read(text, { customTags: usualFirst })).toEqual([value]);
});

test('what it is taken for first is asked first', () => {
  const { contents } = parseDocument('orders', { customTags: usualFirst });
  expect(isScalar(contents) && contents.value).toBe('orders');
  const [text, integer] = usualFirst(['map', 'seq', { tag: 'int', test: /^[-+]?[0-9]+$/, resolve: Number }]);
  expect(text).toMatchObject({ tag: 'tag:yaml.org,2002:str' });
  expect(integer).toMatchObject({ tag: 'int' });
});
