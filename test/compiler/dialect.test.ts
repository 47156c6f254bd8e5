import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/compiler/text/finding.ts';
import { keyAt, valueAt } from '../../src/compiler/text/finding.ts';
import { isWritten, locate } from '../../src/compiler/yaml/locate.ts';
import { parse } from '../../src/compiler/yaml/parse.ts';
import type { Parsed } from '../../src/compiler/yaml/parsed.ts';
import { PYYAML } from '../../src/compiler/yaml/pyyaml/pyyaml.ts';
import { EXAMPLES, ONLY_PYYAML_TAKES, ONLY_WE_TAKE } from './pyyaml-documents.ts';

const read = (text: string): Parsed => parse({ file: 'patroni.yml', text }, PYYAML);

const isRefused = (text: string): boolean =>
  read(text).diagnostics.some(({ severity }) => severity === 'error');

describe('a file as PyYAML reads it', () => {
  it.each(EXAMPLES.map(([text, ...value]) => [text, value] as const))('%j', (text, value) => {
    const parsed = read(text);
    const errors = parsed.diagnostics.filter(({ severity }) => severity === 'error');
    if (value.length === 0) expect(errors).not.toEqual([]);
    else expect({ errors, value: parsed.value }).toEqual({ errors: [], value: value[0] });
  });

  it.each(ONLY_PYYAML_TAKES)('%j is refused, though PyYAML takes it', (text) => {
    expect(isRefused(text)).toBe(true);
  });

  it.each(ONLY_WE_TAKE)('%j is taken, though PyYAML refuses it', (text) => {
    expect(isRefused(text)).toBe(false);
  });
});

/** The text that a place spans, `line:column` of its start, and the alias it was reached through. */
function at(text: string, place: Place): readonly string[] {
  const location = locate(read(text), place);
  if (!location) return ['nowhere'];
  const { span, alias } = location;
  const start = ({ line, column }: { line: number; column: number }): string => `${line}:${column}`;
  return [
    text.slice(span.start.offset, span.end.offset),
    start(span.start),
    ...(alias ? [start(alias.start)] : []),
  ];
}

describe('places in such a file', () => {
  const text = [
    'a: &a', //                 1
    '  x: 1', //                2
    '  deep: {y: 2}', //        3
    'b: &b {x: 5, z: 6}', //    4
    'one:', //                  5
    '  <<: *a', //              6
    '  own: 3', //              7
    'two:', //                  8
    '  <<: [*a, *b]', //        9
    'three:', //               10
    '  <<: {inline: 7}', //    11
    'four: {<<: *a, x: 8}', // 12
    'five: &five {<<: *b}', // 13
    'six: {<<: *five}', //     14
    'seven: *five', //         15
    'on: x', //                16
    '0x10: y', //              17
    'k: first', //             18
    'k: last', //              19
    'name: &n alias-key', //   20
    '*n : z', //               21
  ].join('\n');

  it.each([
    [
      'a merged value is where it is written, by the alias that merged it',
      valueAt('one', 'x'),
      ['1', '2:6', '6:7'],
    ],
    ['its key too', keyAt('one', 'x'), ['x', '2:3', '6:7']],
    ['and what is below it', valueAt('one', 'deep', 'y'), ['2', '3:13', '6:7']],
    ['an own value beside it', valueAt('one', 'own'), ['3', '7:8']],
    ['the first map of a list that has it', valueAt('two', 'x'), ['1', '2:6', '9:8']],
    ['another map of that list', valueAt('two', 'z'), ['6', '4:17', '9:12']],
    ['a map in the place of an alias', valueAt('three', 'inline'), ['7', '11:16']],
    ['an own value over a merged one', valueAt('four', 'x'), ['8', '12:19']],
    ['merged twice: the outer alias', valueAt('six', 'z'), ['6', '4:17', '14:11']],
    ['merged, and named by an alias', valueAt('seven', 'z'), ['6', '4:17', '15:8']],
    ['a key that is a truth value', keyAt('true'), ['on', '16:1']],
    ['a key that is a number', valueAt('16'), ['y', '17:7']],
    ['the last of two keys', valueAt('k'), ['last', '19:4']],
    ['a key that is an alias', valueAt('alias-key'), ['z', '21:6']],
  ] as const)('%s', (_, place, shown) => {
    expect(at(text, place)).toEqual(shown);
  });

  it('every value is written somewhere', () => {
    const parsed = read(text);
    const lost: unknown[] = [];
    const walk = (value: unknown, pointer: readonly (string | number)[]): void => {
      if (!isWritten(parsed, pointer)) lost.push(pointer);
      if (Array.isArray(value)) for (const [index, part] of value.entries()) walk(part, [...pointer, index]);
      else if (value !== null && typeof value === 'object')
        for (const [key, part] of Object.entries(value)) walk(part, [...pointer, key]);
    };
    walk(parsed.value, []);
    expect(lost).toEqual([]);
  });

  it('are found by the text of their keys in a topology', () => {
    const parsed = parse({ file: 't.yaml', text: 'on: x\n0x10: y\n' });
    expect(parsed.value).toEqual({ on: 'x', '0x10': 'y' });
    expect(isWritten(parsed, ['0x10'])).toBe(true);
  });
});

describe('findings of such a file', () => {
  it('a key that is written twice is a warning at both places', () => {
    const { diagnostics } = read('listen: a\nport: 1\nlisten: b\n');
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      rule: 'syntax/duplicate-key',
      severity: 'warning',
      message: 'key "listen" is written twice in one map: the last one counts',
      span: { start: { line: 3, column: 1 } },
      related: [{ span: { start: { line: 1, column: 1 } }, message: 'this one is not read' }],
    });
  });

  it('says it once of a map that is used twice, and of three keys twice', () => {
    expect(read('a: &a {x: 1, x: 2}\nb: *a\nc: {<<: *a}\n').diagnostics).toHaveLength(1);
    expect(read('x: 1\nx: 2\nx: 3\n').diagnostics).toHaveLength(2);
  });

  it('quotes nothing of a secret', () => {
    for (const text of [
      'password: {hunter2: 1, hunter2: 2}\n',
      'password: !hunter2 x\n',
      'password: *hunter2\n',
    ]) {
      const { diagnostics } = read(text);
      expect(diagnostics).toHaveLength(1);
      expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
    }
  });

  it('what is refused within a map is missing from it for a reason', () => {
    expect(read('a: {<<: x, b: 1}\n')).toMatchObject({ value: { a: { b: 1 } }, refused: [['a']] });
    expect(read('a: !x y\n').refused).toEqual([['a']]);
  });

  it('does not speak of topologies', () => {
    const texts = ['a: 1\n---\nb: 2\n', `${'['.repeat(400)}${']'.repeat(400)}`, 'a: !x y\n', 'a:\tb\n', ''];
    for (const text of texts) expect(JSON.stringify(read(text).diagnostics)).not.toContain('topology');
  });

  it('bombs of aliases and merge keys end', () => {
    const bomb = (use: (name: string) => string): string =>
      [
        'a0: &a0 {x: 1}',
        ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} ${use(`a${n}`)}`),
      ].join('\n');
    expect(isRefused(bomb((name) => `{x: *${name}, y: *${name}}`))).toBe(true);
    expect(isRefused(bomb((name) => `{<<: [${`*${name}, `.repeat(9)}]}`))).toBe(true);
  });
});
