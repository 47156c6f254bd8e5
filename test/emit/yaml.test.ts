import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../../src/compiler/text/json.ts';
import { yamlBlock, yamlScalar } from '../../src/compiler/yaml/write/yaml.ts';
import { anyJson, anyText, NASTY } from './samples.ts';

const VERSIONS = ['1.1', '1.2'] as const;

describe('yamlScalar', () => {
  it('leaves plain what people write plain', () => {
    const plain = [
      ...[
        'replicator',
        'pg-seoul-1',
        '/var/lib/postgresql/15/main',
        '10.1.0.10',
        '10.1.0.10:5432',
        '10.1.0.0/16',
      ],
      ...[
        'fd00::10',
        'https://10.1.0.10:2380',
        'hostssl all all 10.0.0.0/8 scram-sha-256',
        '_x',
        'cp %p /x/%f',
      ],
      'a=https://10.1.0.10:2380,b=https://10.1.0.11:2380',
    ];
    expect(plain.map(yamlScalar)).toEqual(plain);
  });

  it.each([
    ['on', '"on"'],
    ['No', '"No"'],
    ['Y', '"Y"'],
    ['e1', '"e1"'],
    ['', '""'],
    ['~', '"~"'],
    ['010', '"010"'],
    ['16MB', '"16MB"'],
    ['12:30:45', '"12:30:45"'],
    ['2001:db8::10', '"2001:db8::10"'],
    ['*:8008', '"*:8008"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['a\n"b"\\', '"a\\n\\"b\\"\\\\"'],
    ['서울', '"서울"'],
    ['\u0085\u2028\ufeff\u202e', '"\\u0085\\u2028\\ufeff\\u202e"'],
    ['😀', '"😀"'],
  ])('quotes %j', (text, expected) => {
    expect(yamlScalar(text)).toBe(expected);
  });

  it.each([
    [0, '0'],
    [-5, '-5'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [1e-7, '1.0e-7'],
    [-1.5e-7, '-1.5e-7'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [true, 'true'],
    [null, 'null'],
  ])('writes %j', (value, expected) => {
    expect(yamlScalar(value)).toBe(expected);
  });

  it.each([[2 ** 53], [1e21], [Number.NaN], [-Infinity], ['a\ud800'], ['\udc00b']])('refuses %j', (value) => {
    expect(() => yamlScalar(value)).toThrow(RangeError);
  });

  it.each(VERSIONS)('is one line that YAML %s reads back', (version) => {
    const readsBack = (text: string): void => {
      expect(yamlScalar(text)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
      expect(parse(`k: ${yamlScalar(text)}\n`, { version })).toEqual({ k: text });
    };
    NASTY.forEach(readsBack);
    fc.assert(fc.property(anyText, readsBack), { numRuns: 3000 });
  });
});

describe('yamlBlock', () => {
  it('lays maps and lists out as people write Patroni files', () => {
    const value: Json = {
      scope: 'seoul',
      empty: {},
      none: [],
      skipped: undefined,
      hollow: { skipped: undefined },
      postgresql: {
        parameters: { wal_level: 'logical', max_connections: 100 },
        pg_hba: ['local all all peer'],
      },
      initdb: [{ encoding: 'UTF8' }, 'data-checksums', { a: 1, b: [1, 2] }, [[null], {}]],
      no: 'off',
    };
    expect(`\n${yamlBlock(value, 2)}`).toBe(`
  scope: seoul
  empty: {}
  none: []
  hollow: {}
  postgresql:
    parameters:
      wal_level: logical
      max_connections: 100
    pg_hba:
      - local all all peer
  initdb:
    - encoding: UTF8
    - data-checksums
    - a: 1
      b:
        - 1
        - 2
    - - - null
      - {}
  "no": "off"
`);
  });

  it.each([
    ['text', '    text\n'],
    [[], '    []\n'],
    [{}, '    {}\n'],
    [{ a: undefined }, '    {}\n'],
  ])('puts %j on one line', (value, expected) => {
    expect(yamlBlock(value, 4)).toBe(expected);
  });

  it.each(VERSIONS)('is read back by YAML %s', (version) => {
    const readsBack = (value: Json, indent: number): void => {
      const text = `before: 1\nvalue:\n${yamlBlock(value, indent)}after: 2\n`;
      // Not toStrictEqual: it takes the member `constructor` for the type.
      deepStrictEqual(parse(text, { version, maxAliasCount: 0 }), { before: 1, value, after: 2 });
    };
    fc.assert(fc.property(anyJson, fc.integer({ min: 1, max: 8 }), readsBack), { numRuns: 1000 });
  });

  it('refuses nesting and keys that readers cannot follow', () => {
    const nested = (levels: number): Json =>
      levels === 0 ? 'x' : levels % 2 ? [nested(levels - 1)] : { k: nested(levels - 1) };
    expect(parse(yamlBlock(nested(100), 0))).toStrictEqual(nested(100));
    expect(() => yamlBlock(nested(101), 0)).toThrow('nested deeper than 100 levels');
    expect(parse(yamlBlock({ ['k'.repeat(1000)]: 1 }, 0))).toStrictEqual({ ['k'.repeat(1000)]: 1 });
    expect(() => yamlBlock({ ['k'.repeat(1001)]: 1 }, 0)).toThrow('key of 1001 characters');
  });
});
