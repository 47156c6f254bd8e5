import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/compiler/text/finding.ts';
import { keyAt, valueAt } from '../../src/compiler/text/finding.ts';
import { isWritten, locate } from '../../src/compiler/yaml/locate.ts';
import { parse } from '../../src/compiler/yaml/parse.ts';

/** The text that a place spans, `line:column` of its start, and the alias it was reached through. */
function at(text: string, place: Place): readonly [shown: string, start: string, alias?: string] {
  const parsed = parse({ file: 't.yaml', text });
  const location = locate(parsed, place);
  if (!location) return ['', 'nowhere'];
  const { span, alias } = location;
  const shown = text.slice(span.start.offset, span.end.offset);
  const start = `${span.start.line}:${span.start.column}`;
  return alias ? [shown, start, `${alias.start.line}:${alias.start.column}`] : [shown, start];
}

describe('a place in blocks', () => {
  const text = 'a:\n  b: one\n  c:\n    - x\n    - d: two # said\n\n\ne: "three"\n';

  it.each([
    [keyAt('a'), 'a', '1:1'],
    [valueAt('a', 'b'), 'one', '2:6'],
    [keyAt('a', 'b'), 'b', '2:3'],
    [valueAt('a', 'c', 0), 'x', '4:7'],
    [valueAt('a', 'c', 1), 'd: two # said', '5:7'],
    [valueAt('a', 'c', 1, 'd'), 'two', '5:10'],
    [valueAt('e'), '"three"', '8:4'],
  ] as const)('%j is %s at %s', (place, shown, start) => {
    expect(at(text, place)).toEqual([shown, start]);
  });

  it('is the last part that is written, where the rest is not', () => {
    expect(at(text, valueAt('a', 'c', 1, 'x', 'y'))[1]).toBe('5:7');
    expect(at(text, valueAt('nothing', 'at', 'all'))[1]).toBe('1:1');
    expect(at(text, { ...valueAt('nothing'), derivedFrom: ['e'] })).toEqual(['"three"', '8:4']);
  });

  it('does not take an index for a key, or a key for an index', () => {
    const parsed = parse({ file: 't.yaml', text: '0: a\nlist: [b]\n' });
    expect(isWritten(parsed, ['0'])).toBe(true);
    expect(isWritten(parsed, ['list', 0])).toBe(true);
    expect(isWritten(parsed, ['list', '0'])).toBe(false);
    expect(isWritten(parsed, ['list', 1])).toBe(false);
    expect(isWritten(parsed, ['list', -1])).toBe(false);
  });
});

describe('a place in flow style', () => {
  const text = 'sites: [{ name: seoul, "port": 5432 }, { name: busan }]\n';

  it.each([
    [valueAt('sites', 0), '{ name: seoul, "port": 5432 }', '1:9'],
    [keyAt('sites', 0, 'port'), '"port"', '1:24'],
    [valueAt('sites', 1, 'name'), 'busan', '1:48'],
  ] as const)('%j is %s at %s', (place, shown, start) => {
    expect(at(text, place)).toEqual([shown, start]);
  });
});

describe('keys that are no words', () => {
  it.each([
    ['1: a', '1'],
    ['0x1F: a', '0x1F'],
    ['true: a', 'true'],
    ['null: a', 'null'],
    ['~: a', '~'],
    ['1.0: a', '1.0'],
    ['constructor: a', 'constructor'],
    ["'it''s': a", "it's"],
  ])('%s is found by its text', (text, key) => {
    expect(at(text, valueAt(key))[0]).toBe('a');
  });

  it('of a key that is written twice, the first is meant', () => {
    expect(at('a: 1\na: 2\n', valueAt('a'))).toEqual(['1', '1:4']);
  });
});

describe('through anchors and aliases', () => {
  const text = [
    'shared: &shared', //            1
    '  port: &port 5432', //         2
    '  list: [&item one, *item]', // 3
    'direct: *shared', //            4
    'again: &again', //              5
    '  inner: *shared', //           6
    'deep: *again', //               7
    'scalar: *port', //              8
    'items: [*port, *item]', //      9
  ].join('\n');

  it.each([
    [
      'what an alias stands for is shown where it is written',
      valueAt('direct', 'port'),
      '5432',
      '2:15',
      '4:9',
    ],
    ['the anchor itself needs none', valueAt('shared', 'port'), '5432', '2:15', undefined],
    [
      'an alias within an alias: the outer one is where it was used',
      valueAt('deep', 'inner', 'port'),
      '5432',
      '2:15',
      '7:7',
    ],
    ['an alias below a map that is written', valueAt('again', 'inner', 'port'), '5432', '2:15', '6:10'],
    ['of a scalar', valueAt('scalar'), '5432', '2:15', '8:9'],
    ['as an item of a list', valueAt('items', 1), 'one', '3:16', '9:16'],
    ['as an item of a list reached through an alias', valueAt('direct', 'list', 1), 'one', '3:16', '4:9'],
    ['the key of an alias is written where the alias is', keyAt('direct'), 'direct', '4:1', '4:9'],
  ] as const)('%s', (_, place, shown, start, alias) => {
    expect(at(text, place)).toEqual(alias ? [shown, start, alias] : [shown, start]);
  });

  it('an anchor written twice stands for what is above', () => {
    expect(at('a: &x 1\nb: *x\nc: &x 2\nd: *x\n', valueAt('b'))[0]).toBe('1');
    expect(at('a: &x 1\nb: *x\nc: &x 2\nd: *x\n', valueAt('d'))[0]).toBe('2');
  });

  it('a finding in a block that is used twice is told once, and where it is used', () => {
    const { value, diagnostics } = parse({ file: 't.yaml', text: 'a: &a { x: 1, x: 2 }\nb: *a\nc: *a\n' });
    expect(value).toEqual({ a: { x: 1 }, b: { x: 1 }, c: { x: 1 } });
    expect(new Set(diagnostics.map(({ span }) => span?.start.offset)).size).toBe(1);
  });
});

describe('positions', () => {
  it('are the same with Windows line ends, and count no carriage return', () => {
    const text = 'a: one\n\nb:\n  - two\n';
    expect(at(text.replaceAll('\n', '\r\n'), valueAt('b', 0))).toEqual(at(text, valueAt('b', 0)));
    expect(at('a: one\r\nb: 2\r\n', valueAt('a'))).toEqual(['one', '1:4']);
  });

  it('count characters, not the units they are stored in', () => {
    expect(at('{ 🙂日本: é, x: 1 }', valueAt('x'))).toEqual(['1', '1:14']);
    expect(at('"🙂🙂": "🙂"', valueAt('🙂🙂'))).toEqual(['"🙂"', '1:7']);
  });

  it('of a text of many lines go on to its end', () => {
    const text = 'a: |\n  one\n  two\nb: x\n';
    expect(at(text, valueAt('a'))).toEqual(['|\n  one\n  two', '1:4']);
  });
});
