import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/index.ts';
import { compile } from '../../src/index.ts';
import { FUZZ, partOf } from '../fuzz.ts';
import { assertSound, SOUND } from './support.ts';

const TEXT = SOUND.find(({ name }) => name === 'seoul-busan')?.text ?? '';

const told = ({ rule, message, span }: Diagnostic): string =>
  `${span?.start.line ?? '-'} ${rule}: ${message}`;

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const repeat = (text: string, times: number): string => text.repeat(times);

/** Nine levels of ten: a reader that copies what an alias stands for would hold a billion. */
const BOMB = [...'abcdefghi'].map((name, level) => {
  const below = 'abcdefghi'[level - 1];
  return `${name}: &${name} [${Array(10)
    .fill(below ? `*${below}` : 'lol')
    .join(', ')}]`;
});

const indented = (levels: number): string =>
  Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n');

/** How large a hostile text is: a hundred thousand where PGDR_FUZZ is 1 or more, as CI has it. */
const LARGE = FUZZ >= 1 ? 100_000 : 20_000;

/** What is no topology at all, and the one finding that says so. */
const NONE: readonly (readonly [what: string, bytes: string | Uint8Array, finding: string])[] = [
  ['an empty file', '', '- syntax/unreadable: the file is empty'],
  ['blank lines', '\n \n\n', '- syntax/unreadable: the file is empty'],
  ['comments', '# a\n# b\n', '- syntax/unreadable: the file is empty'],
  ['a mark of order and nothing else', '\ufeff', '- syntax/unreadable: the file is empty'],
  ['the start of a document', '---\n', '- syntax/unreadable: the file is empty'],
  ['null', 'null\n', '- syntax/unreadable: the file is empty'],
  ['a list', '- a\n- b\n', '1 schema/type: the topology must be a map, not a list'],
  ['a text', 'hello\n', '1 schema/type: the topology must be a map, not text'],
  ['a number', '5\n', '1 schema/type: the topology must be a map, not a number'],
  [
    '50 MB',
    Buffer.alloc(50_000_000, 'a'),
    '- syntax/unreadable: the file is larger than 2 MiB, far larger than any topology',
  ],
  ['UTF-16 with a mark', utf16(`\ufeff${TEXT}`), '- syntax/unreadable: the file is UTF-16, not UTF-8'],
  [
    'UTF-16 of the other order',
    utf16(`\ufeff${TEXT}`).swap16(),
    '- syntax/unreadable: the file is UTF-16, not UTF-8',
  ],
  ['UTF-16 without a mark', utf16(TEXT), '- syntax/unreadable: the file is UTF-16, not UTF-8'],
  [
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from(TEXT), Buffer.of(0xff)]),
    '- syntax/unreadable: the file is not valid UTF-8',
  ],
  [
    'a surrogate in UTF-8',
    Buffer.of(0x61, 0xed, 0xa0, 0x80),
    '- syntax/unreadable: the file is not valid UTF-8',
  ],
  [
    'a NUL byte',
    TEXT.replace('orders', 'or\0ders'),
    '- syntax/unreadable: the file contains NUL bytes: it is not text',
  ],
  [
    'carriage returns alone',
    TEXT.replaceAll('\n', '\r'),
    '- syntax/unreadable: line 1 ends in a carriage return without a line feed',
  ],
  [
    'a carriage return amid others',
    TEXT.replace('version: 1\n', 'version: 1\r'),
    '- syntax/unreadable: line 2 ends in a carriage return without a line feed',
  ],
  ['a bomb of aliases', BOMB.join('\n'), '- syntax/unreadable: aliases expand to more than 100000 values'],
  [
    '100,000 lists in lists',
    repeat('[', 1e5),
    '1 syntax/yaml: lists and maps are nested hundreds of levels deep, too deep for a topology',
  ],
  [
    '100,000 lists in lists, closed',
    repeat('[', 1e5) + repeat(']', 1e5),
    '1 syntax/yaml: lists and maps are nested hundreds of levels deep, too deep for a topology',
  ],
  [
    '100,000 maps in maps',
    repeat('{a: ', 1e5),
    '1 syntax/yaml: lists and maps are nested hundreds of levels deep, too deep for a topology',
  ],
  [
    '100,000 lists on one line',
    `${repeat('- ', 1e5)}x`,
    '1 syntax/yaml: lists and maps are nested hundreds of levels deep, too deep for a topology',
  ],
];

/** What was added to a sound topology, and the findings that name it. */
const ADDED: readonly (readonly [what: string, from: string, to: string, findings: readonly string[]])[] = [
  [
    'a key of its own anchor',
    'timing: norm',
    'overrides: &a { patroni: { x: *a } }',
    ['12 syntax/alias: alias *a is inside its own anchor'],
  ],
  [
    'a key written twice',
    'clients:',
    'name: x\nclients:',
    ['46 syntax/duplicate-key: key "name" is written twice in one map'],
  ],
  [
    'a list as a key',
    'clients:',
    '? [a, b]\n: x\nclients:',
    ['46 syntax/key: a key must be plain text, not a map, a list or an alias'],
  ],
  [
    'a map as a key',
    'clients:',
    '? { a: b }\n: x\nclients:',
    ['46 syntax/key: a key must be plain text, not a map, a list or an alias'],
  ],
  [
    'an alias as a key',
    'name: orders',
    'name: &n orders\n*n : x',
    ['4 syntax/key: a key must be plain text, not a map, a list or an alias'],
  ],
  [
    '__proto__',
    'clients:',
    '__proto__: { a: 1 }\nclients:',
    ['46 syntax/key: a key cannot be named "__proto__"'],
  ],
  [
    'constructor',
    'clients:',
    'constructor: 1\nclients:',
    ['46 schema/unknown-key: unknown key "constructor" at the top'],
  ],
  ['a number as a key', 'clients:', '1: 2\nclients:', ['46 schema/unknown-key: unknown key "1" at the top']],
  ['null as a key', 'clients:', '~: 2\nclients:', ['46 schema/unknown-key: unknown key "~" at the top']],
  [
    'a merge key',
    'etcd:\n      token: pg-seoul-etcd-v1',
    'etcd: { <<: *x }',
    ['18 syntax/merge-key: merge keys (<<) are not part of YAML 1.2'],
  ],
  ['a second document', 'clients:', '---\nclients:', ['46 syntax/yaml: a second document begins here (---)']],
  [
    'YAML 1.1',
    '# The two-site',
    '%YAML 1.1\n---\n# The two-site',
    ['1 syntax/yaml: a topology is YAML 1.2, but this line asks for an older version'],
  ],
  [
    'a directive',
    '# The two-site',
    '%FOO bar\n---\n# The two-site',
    ['1 syntax/yaml: a line that begins with % is not supported'],
  ],
  ['a tag', 'name: orders', 'name: !env ORDERS', ['3 syntax/yaml: tags (!name) are not supported']],
  ['bytes', 'name: orders', 'name: !!binary b3JkZXJz', ['3 syntax/yaml: tags (!name) are not supported']],
  [
    'yes',
    'timing: norm',
    'patroni: { failsafe_mode: yes }',
    ['12 schema/type: "failsafe_mode" must be true or false, not text'],
  ],
  [
    'a number too large',
    'max_connections: 200',
    'max_connections: 99999999999999999999',
    ['52 schema/value: "max_connections" is too large to be stored exactly as a number; put it in quotes'],
  ],
  [
    'no number',
    'max_connections: 200',
    'max_connections: .nan',
    ['52 schema/value: "max_connections" is not a finite number'],
  ],
  [
    'no end',
    'max_connections: 200',
    'max_connections: -.inf',
    ['52 schema/value: "max_connections" is not a finite number'],
  ],
  [
    'half a character',
    'name: orders',
    'name: "\\ud800"',
    [
      '3 schema/value: "name" contains half of a surrogate pair (\\ud800 to \\udfff), which is not a character and cannot be written to a file',
    ],
  ],
  [
    'half a character as a key',
    'max_connections: 200',
    '"\\ud800": 200',
    ['52 schema/value: "\ud800" is a key that contains half of a surrogate pair'],
  ],
  ['a date', 'max_connections: 200', 'log_line_prefix: 2001-01-01', []],
  ['a number of base 8', 'max_connections: 200', 'max_connections: 0o310', []],
  [
    'a number of YAML 1.1 base 8',
    'name: orders',
    'name: 010',
    ['3 schema/type: "name" must be text, not a number'],
  ],
  [
    'a map 60 levels deep',
    'timing: norm',
    `overrides: { patroni: { x-deep: ${repeat('{ a: ', 60)}1${repeat(' }', 60)} } }`,
    ['12 schema/value: "a" is nested more than 50 levels deep'],
  ],
];

describe('what is no topology', () => {
  it.each(NONE)('%s is one finding', async (_, bytes, finding) => {
    const result = await compile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    assertSound(result);
    expect(result.diagnostics.map(told)).toEqual([finding]);
  });

  const LONG: readonly (readonly [what: string, text: string])[] = [
    ['maps in maps, indented', indented(1900)],
    ['thousands of maps as keys', repeat('? ', LARGE)],
    ['thousands of open braces', repeat('{', LARGE / 5)],
    ['thousands of quotes', repeat('"', LARGE)],
    ['thousands of anchors', repeat('&a ', LARGE)],
    ['thousands of dashes', repeat('-', LARGE)],
    ['thousands of colons', repeat(': ', LARGE)],
    ['a key of thousands of letters', `${repeat('a', LARGE)}: 1`],
    [
      'thousands of unknown keys',
      Array.from({ length: (LARGE * 3) / 10 }, (_, at) => `k${at}: 1`).join('\n'),
    ],
    [
      'thousands of unknown keys on one line',
      `{${Array.from({ length: (LARGE * 3) / 10 }, (_, at) => `k${at}: 1`).join(', ')}}`,
    ],
    [
      'thousands of keys written twice on one line',
      `{${Array.from({ length: (LARGE * 3) / 10 }, (_, at) => `k${at % ((LARGE * 3) / 20)}: 1`).join(', ')}}`,
    ],
    [
      'thousands of passwords',
      Array.from({ length: (LARGE * 3) / 10 }, (_, at) => `k${at}_password: 1`).join('\n'),
    ],
    ['thousands of lines that begin with a tab', repeat('\ta: 1\n', (LARGE * 3) / 10)],
    ['thousands of documents', repeat('---\na: 1\n', (LARGE * 3) / 10)],
  ];
  it.each(partOf(LONG, 6))('%s are refused, and soon', async (_, text) => {
    const result = await compile(Buffer.from(text));
    assertSound(result);
    expect(result.diagnostics.length).toBeLessThan(2100);
  });
});

describe('how deep lists and maps may stand in one another', () => {
  const MESSAGE = 'lists and maps are nested hundreds of levels deep, too deep for a topology';

  // V8 ends the process where the stack ends within a regular expression: nothing may come near, in whatever order.
  it.each([2000, 5000, 10_000, 20_000])('%i maps: the finding is where it gets too deep', async (levels) => {
    const { diagnostics } = await compile(Buffer.from(`version: 1\nname: ${repeat('{a: ', levels)}`));
    expect(diagnostics.map(({ message, span }) => [message, span?.start.line])).toEqual([[MESSAGE, 2]]);
  });

  it('what is not that deep is read, and judged', async () => {
    const text = TEXT.replace('timing: norm', `x: ${repeat('{ a: ', 250)}1${repeat(' }', 250)}`);
    expect((await compile(Buffer.from(text))).diagnostics.map(told)).toEqual([
      '12 schema/unknown-key: unknown key "x" at the top',
      '12 schema/value: "a" is nested more than 50 levels deep',
    ]);
  });

  it('aliases get no deeper', async () => {
    const lines = Array.from({ length: 2000 }, (_, at) => `k${at + 1}: &a${at + 1} { a: *a${at} }`);
    const result = await compile(Buffer.from(`${TEXT}k0: &a0 1\n${lines.join('\n')}\n`));
    assertSound(result);
    expect(result.diagnostics.map(({ message }) => message)).toEqual([MESSAGE]);
  });
});

describe('what has no place in a topology', () => {
  it.each(ADDED)('%s', async (_, from, to, findings) => {
    expect(TEXT.split(from)).toHaveLength(2);
    const result = await compile(Buffer.from(TEXT.replace(from, to)));
    assertSound(result);
    expect(result.diagnostics.map(told)).toEqual(findings);
  });

  it('an alias within a key that is refused does no harm', async () => {
    const result = await compile(Buffer.from(`${TEXT}? [&a x]\n: *a\n`));
    assertSound(result);
    expect(result.diagnostics).toHaveLength(1);
  });
});
