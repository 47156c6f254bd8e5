import { describe, expect, it } from 'vitest';
import { typosOf } from '../../src/compiler/yaml/typos/typos.ts';
import { lint } from '../../src/index.ts';
import { SOUND } from '../hostile/support.ts';

const text = SOUND.find(({ name }) => name === 'minimal')?.text ?? '';

/** The minimal estate with one edit of its text. */
function edited(from: string, to: string): string {
  expect(text.split(from)).toHaveLength(2);
  return text.replace(from, to);
}

const NODE = '      - { name: pg-busan-2, address: 10.2.0.11 }';
const FITS_NO = (noun: string, indent: number): string =>
  `the indentation of this ${noun}, ${indent}, matches no ${noun} above it`;

/** What stands in the text, what a typo makes of it, where it is told (line:column), its words and its help. */
const TYPOS: readonly (readonly [
  what: string,
  from: string,
  to: string,
  at: string,
  message: string,
  help: string,
])[] = [
  [
    'a key too shallow',
    '    scope: pg-busan',
    '   scope: pg-busan',
    '15:4',
    FITS_NO('key', 3),
    'indent it by 4, like line 14; or not at all, like line 5',
  ],
  [
    'a key too deep',
    '    scope: pg-busan',
    '     scope: pg-busan',
    '15:6',
    FITS_NO('key', 5),
    'indent it by 4, like line 14; or not at all, like line 5',
  ],
  [
    'a key of a list in the column of its items',
    '    nodes:\n      - { name: pg-busan-1',
    '  nodes:\n      - { name: pg-busan-1',
    '17:3',
    FITS_NO('key', 2),
    'indent it by 4, like line 16; or not at all, like line 5',
  ],
  [
    'several keys too deep together',
    '    scope: pg-busan\n    etcd: { token: pg-busan-etcd-v1 }',
    '     scope: pg-busan\n     etcd: { token: pg-busan-etcd-v1 }',
    '15:6',
    FITS_NO('key', 5),
    'indent it by 4, like line 14; or not at all, like line 5',
  ],
  [
    'an item too shallow',
    NODE,
    NODE.slice(1),
    '19:6',
    FITS_NO('item', 5),
    'indent it by 6, like line 18; or by 2, like line 14',
  ],
  [
    'an item too deep',
    NODE,
    ` ${NODE}`,
    '19:8',
    FITS_NO('item', 7),
    'indent it by 6, like line 18; or by 2, like line 14',
  ],
  [
    'a site too shallow',
    '  - name: busan',
    ' - name: busan',
    '14:2',
    FITS_NO('item', 1),
    'indent it by 2, like line 6; or by 6, like line 13',
  ],
  [
    'a key at the top too deep',
    'primary: seoul',
    '  primary: seoul',
    '4:3',
    FITS_NO('key', 2),
    'do not indent it, like line 3',
  ],
  [
    'no blank behind a colon',
    'primary: seoul',
    'primary:seoul',
    '4:8',
    'a blank is missing after this colon',
    'write a key as "key: value"',
  ],
  [
    'no blank behind the first colon of an item',
    '  - name: busan',
    '  - name:busan',
    '14:9',
    'a blank is missing after this colon',
    'write a key as "key: value"',
  ],
  [
    'no blank behind the last colon of a block',
    'postgresql:\n',
    'postgresql:\n  port:6432\n',
    '25:7',
    'a blank is missing after this colon',
    'write a key as "key: value"',
  ],
  ['no colon', '    scope: pg-busan', '    scope pg-busan', '15:5', 'a colon is missing after this word', ''],
  [
    'no colon behind a key of a block',
    '    nodes:\n      - { name: pg-busan-1',
    '    nodes\n      - { name: pg-busan-1',
    '17:5',
    'a colon is missing after this word',
    '',
  ],
  [
    'no blank behind a dash',
    NODE,
    NODE.replace('- ', '-'),
    '19:7',
    'a blank is missing after this dash',
    'write an item as "- item"',
  ],
  [
    'no dash',
    NODE,
    NODE.replace('- ', '  '),
    '19:9',
    'a dash is missing before this item',
    'write an item as "- item", with its dash indented by 6, like line 18',
  ],
  ['no comma in a map', NODE, NODE.replace(',', ''), '19:28', 'a comma is missing before this', ''],
  [
    'no comma at the end of a line',
    NODE,
    NODE.replace(',', '\n         '),
    '20:11',
    'a comma is missing before this',
    '',
  ],
  [
    'no comma behind quotes',
    NODE,
    NODE.replace('pg-busan-2,', '"pg-busan-2"'),
    '19:30',
    'a comma is missing before this',
    '',
  ],
  [
    'no comma behind a list',
    NODE,
    NODE.replace(' }', ', runs: [etcd] tags: {} }'),
    '19:62',
    'a comma is missing before this',
    '',
  ],
  ['a semicolon', NODE, NODE.replace(',', ';'), '19:27', 'this semicolon must be a comma', 'write a comma'],
  [
    'a bracket too many',
    NODE,
    `${NODE} }`,
    '19:50',
    'this bracket closes nothing',
    'remove it, or add the opening bracket',
  ],
  [
    'a bracket of the other kind',
    NODE,
    NODE.replace('}', ']'),
    '19:48',
    'this bracket does not match the bracket that it closes',
    '',
  ],
  [
    'a comma behind an item',
    NODE,
    `${NODE},`,
    '19:49',
    'a comma is not allowed after a closed { } or [ ] here',
    'remove it',
  ],
  [
    'a list left open in a map',
    'runs: [haproxy] }\n  - name',
    'runs: [haproxy }\n  - name',
    '13:58',
    'this { or [ is not closed',
    '',
  ],
  [
    'a colon in text',
    'primary: seoul',
    'primary: seoul: x',
    '4:10',
    'only a key may contain a colon with a blank after it',
    'put the text in quotes',
  ],
];

describe('a typo of the hand', () => {
  it.each(TYPOS)(
    '%s is one finding, where it is and in plain words',
    async (_, from, to, at, message, help) => {
      const { diagnostics } = await lint(Buffer.from(edited(from, to)));
      const told = diagnostics.map(
        ({ span, message }) => `${span?.start.line}:${span?.start.column} ${message}`,
      );
      expect(told).toEqual([`${at} ${message}`]);
      if (help !== '') expect(diagnostics[0]?.help).toBe(help);
    },
  );

  it('two typos in one block are two findings', async () => {
    const yaml = edited('    scope: pg-busan', '   scope: pg-busan').replace(NODE, NODE.replace(',', ''));
    const { diagnostics } = await lint(Buffer.from(yaml));
    expect(diagnostics.map(({ span }) => span?.start.line)).toEqual([15, 19]);
  });

  it('quotes nothing of the text', async () => {
    const { diagnostics } = await lint(Buffer.from(edited('primary: seoul', 'hunter2hunter2:seoul')));
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });
});

describe('what is no typo', () => {
  it.each(SOUND.map(({ name, text }) => [name, text] as const))('nothing in %s', (_, text) => {
    expect(typosOf(text)).toEqual([]);
  });

  it.each([
    ['text that goes on below', 'name: orders\ndescription: one\n  two three\n  four\nprimary: seoul\n'],
    ['a block text', 'a: |\n  b:c\n d\n   - x\nb: >-\n  one\n\n  two\nc: 1\n'],
    ['a list in the column of its key', 'sites:\n- name: a\n  nodes:\n  - x\n  - y\n- name: b\nprimary: a\n'],
    ['a flow map over lines', 'a: {\n  b: 1,\n  c: [1,\n    2], # three\n}\nb: 1\n'],
    ['a list of lists', '- - a\n  - b\n-\n  - c\n- d: 1\n  e: 2\n'],
    ['anchors and aliases', 'a: &one\n  b: 1\nc: *one\nd: &two { e: 1 }\n'],
    ['quoted keys, a URL, a time', '"a b": 1\n\'c\': http://x:80/y\nd: 12:30\n'],
    ['quotes and commas in text', "a: it's, so\nb: [it's, x:y, \"c, d\", 'e: f']\n"],
    ['Windows line ends', 'a:\r\n  - b: 1 # c\r\n    d: 2\r\n'],
    ['several documents', '--- \na: 1\n---\nb: 1\n'],
  ])('%s', (_, text) => {
    expect(typosOf(text)).toEqual([]);
  });

  it('whatever the text, it ends, and every typo lies in it', () => {
    for (const part of [
      '{',
      '[',
      '- ',
      '"',
      "'",
      'a: ',
      'a:\n ',
      '  a\n',
      '{a: ',
      ' ',
      ': ',
      ' #',
      'a:b\n',
      '\r\n',
    ]) {
      const hostile = part.repeat(20_000);
      for (const { start, end } of typosOf(hostile)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(hostile.length);
      }
    }
  });
});
