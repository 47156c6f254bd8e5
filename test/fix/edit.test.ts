import { describe, expect, it } from 'vitest';
import { edited } from '../../src/compiler/lint/fix.ts';
import type { Edit } from '../../src/compiler/text/finding.ts';
import { textEdits } from '../../src/compiler/yaml/edit/text-edits.ts';
import { parse } from '../../src/compiler/yaml/parse.ts';

/** The text with edits made in it; undefined where they cannot be made. */
function made(text: string, ...edits: readonly Edit[]): string | undefined {
  const made = textEdits(parse({ file: 't.yaml', text }))(edits);
  return made && edited(text, made);
}

const set = (at: Edit['at'], value: string | number | boolean): Edit => ({ kind: 'set', at, value });
const remove = (...at: Edit['at']): Edit => ({ kind: 'remove', at });
const append = (at: Edit['at'], value: string): Edit => ({ kind: 'append', at, value });
const rename = (at: Edit['at'], key: string): Edit => ({ kind: 'rename', at, key });

/** What is done, to what, and what comes of it; undefined: it is left alone. */
type Case = readonly [what: string, before: string, edit: Edit, after: string | undefined];

const SET: readonly Case[] = [
  ['a plain value', 'a: one # c\n', set(['a'], 'two'), 'a: two # c\n'],
  ['in single quotes', "a: 'one'\n", set(['a'], "it's"), "a: 'it''s'\n"],
  ['in double quotes', 'a: "one"\n', set(['a'], 'a "b"'), 'a: "a \\"b\\""\n'],
  ['text that would be a number', 'a: 4.1\n', set(['a'], '4.1'), 'a: "4.1"\n'],
  ['text that would be true', 'a: x\n', set(['a'], 'true'), 'a: "true"\n'],
  ['text with a colon', 'a: x\n', set(['a'], 'b: c'), 'a: "b: c"\n'],
  ['a command', 'a: x\n', set(['a'], 'cp /archive/%f %p'), 'a: cp /archive/%f %p\n'],
  ['a number for text', 'a: "5432"\n', set(['a'], 5432), 'a: 5432\n'],
  ['a block text by a line', 'a: |\n  one\n\nb: 1\n', set(['a'], 'one'), 'a: one\n\nb: 1\n'],
  [
    'a folded text by a line',
    'a:\n  b: >-\n    one\n  c: 1\n',
    set(['a', 'b'], 'one'),
    'a:\n  b: one\n  c: 1\n',
  ],
  ['a block text with a comment', 'a: | # c\n  one\n', set(['a'], 'one'), undefined],
  ['text over two lines', 'a: one\n  two\nb: 1\n', set(['a'], 'x'), 'a: x\nb: 1\n'],
  ['nothing', 'a:\nb: 1\n', set(['a'], true), 'a: true\nb: 1\n'],
  ['nothing in a flow map', '{ a: , b: 1 }\n', set(['a'], true), '{ a: true, b: 1 }\n'],
  ['an item', 'a: [x, "y"]\n', set(['a', 1], 'z'), 'a: [x, "z"]\n'],
  ['a value with an anchor', 'a: &x one\nb: *x\n', set(['a'], 'two'), undefined],
  ['a value by an alias', 'a: &x one\nb: *x\n', set(['b'], 'two'), undefined],
  ['a value in a block with an anchor', 'a: &x { k: one }\nb: *x\n', set(['a', 'k'], 'two'), undefined],
  ['a value in a block by an alias', 'a: &x { k: one }\nb: *x\n', set(['b', 'k'], 'two'), undefined],
  ['a value with a tag', 'a: !!str one\n', set(['a'], 'two'), undefined],
  ['a map', 'a: { b: 1 }\n', set(['a'], 'two'), undefined],
  ['a new key', 'a: 1\nb: 2\n', set(['c'], 'x'), 'a: 1\nb: 2\nc: x\n'],
  ['a new key without a last line end', 'a: 1', set(['c'], 'x'), 'a: 1\nc: x'],
  [
    'a new key below a comment',
    'm:\n  a: 1 # c\n  # d\nb: 2\n',
    set(['m', 'c'], 3),
    'm:\n  a: 1 # c\n  c: 3\n  # d\nb: 2\n',
  ],
  [
    'a new key of an item',
    'l:\n  - a: 1\n  - a: 2\n',
    set(['l', 0, 'b'], 3),
    'l:\n  - a: 1\n    b: 3\n  - a: 2\n',
  ],
  [
    'a new key behind a block',
    'm:\n  a:\n    - 1\n    - 2\nb: 2\n',
    set(['m', 'c'], 3),
    'm:\n  a:\n    - 1\n    - 2\n  c: 3\nb: 2\n',
  ],
  ['a new key behind a block text', 'm:\n  a: |\n    x\nb: 2\n', set(['m', 'c'], 3), undefined],
  ['a new key of a flow map', 'm: { a: 1 } # c\n', set(['m', 'c'], 'x y'), 'm: { a: 1, c: "x y" } # c\n'],
  [
    'a new key of a flow map on lines',
    'm: {\n  a: 1, # c\n}\n',
    set(['m', 'c'], 2),
    'm: {\n  a: 1, c: 2, # c\n}\n',
  ],
  ['a new key of an empty map', 'm: {}\n', set(['m', 'c'], 2), 'm: { c: 2 }\n'],
  ['new keys, one in the other', 'm: { a: 1 }\n', set(['m', 'b', 'c'], 2), 'm: { a: 1, b: { c: 2 } }\n'],
  ['new keys at the top', 'a: 1\n', set(['m', 'b'], 2), 'a: 1\nm: { b: 2 }\n'],
  ['a new key where nothing is', 'm:\nb: 1\n', set(['m', 'c'], 2), undefined],
  ['a new key of a text', 'm: x\n', set(['m', 'c'], 2), undefined],
  ['an item that is not there', 'a: [x]\n', set(['a', 1], 'z'), undefined],
  ['with Windows line ends', 'a: 1\r\nb: 2\r\n', set(['c'], 3), 'a: 1\r\nb: 2\r\nc: 3\r\n'],
  ['a value with Windows line ends', 'a: |\r\n  x\r\nb: 2\r\n', set(['a'], 'x'), 'a: x\r\nb: 2\r\n'],
];

const REMOVE: readonly Case[] = [
  ['a key', 'a: 1\nb: 2\nc: 3\n', remove('b'), 'a: 1\nc: 3\n'],
  ['the last key', 'a: 1\nb: 2', remove('b'), 'a: 1\n'],
  ['a key and what is below it', 'a: 1\nb:\n  c:\n    - 1\n\n    - 2\nd: 3\n', remove('b'), 'a: 1\nd: 3\n'],
  [
    'a key, and not its comments',
    '# a\na: 1\n# b\nb: 2 # why\nc: 3\n',
    remove('b'),
    '# a\na: 1\n# b\n# why\nc: 3\n',
  ],
  [
    'a block, and not its comments',
    'm:\n  b: # x\n    # y\n    k: 1 # z\n  c: 3\n',
    remove('m', 'b'),
    'm:\n  # x\n  # y\n  # z\n  c: 3\n',
  ],
  ['maps that it leaves empty', 'a: 1\nm:\n  n: { k: 1 }\nb: 2\n', remove('m', 'n', 'k'), 'a: 1\nb: 2\n'],
  ['the first key of an item', 'l:\n  - a: 1\n    b: 2\n', remove('l', 0, 'a'), 'l:\n  - b: 2\n'],
  ['the only key of an item', 'l:\n  - a: 1\n', remove('l', 0, 'a'), undefined],
  ['an item', 'l: [a, b]\n', remove('l', 0), undefined],
  ['the only key', 'a: 1\n', remove('a'), undefined],
  ['the first key of a flow map', '{ a: 1, b: 2 }\n', remove('a'), '{ b: 2 }\n'],
  [
    'the last key of a flow map',
    'm: { a: 1, b: { c: 2 } } # c\n',
    remove('m', 'b', 'c'),
    'm: { a: 1 } # c\n',
  ],
  ['a key of a flow map on lines', 'm: {\n  a: 1,\n  b: 2,\n}\n', remove('m', 'b'), 'm: {\n  a: 1,\n}\n'],
  ['a key of a flow map behind a comment', 'm: {\n  a: 1, # c\n  b: 2\n}\n', remove('m', 'b'), undefined],
  ['a key that is not there', 'a: 1\nb: 2\n', remove('c'), undefined],
  ['a key behind an alias', 'a: &x { k: 1, l: 2 }\nb: *x\n', remove('b', 'k'), undefined],
  ['with Windows line ends', 'a: 1\r\nb: 2 # c\r\nc: 3\r\n', remove('b'), 'a: 1\r\n# c\r\nc: 3\r\n'],
];

const APPEND: readonly Case[] = [
  ['to a flow list', 'l: [a] # c\n', append(['l'], 'b'), 'l: [a, b] # c\n'],
  ['to an empty list', 'l: []\n', append(['l'], 'b'), 'l: [b]\n'],
  [
    'to a block list',
    'l:\n  - a # c\n  # d\nm: 1\n',
    append(['l'], 'b'),
    'l:\n  - a # c\n  - b\n  # d\nm: 1\n',
  ],
  ['to a block list without indent', 'l:\n- a\nm: 1\n', append(['l'], 'b'), 'l:\n- a\n- b\nm: 1\n'],
  ['to a list in a list', 'l:\n  - - a\n  - - b\n', append(['l', 0], 'c'), 'l:\n  - - a\n    - c\n  - - b\n'],
  ['to a list of maps', 'l:\n  - a: 1\n    b: 2\n', append(['l'], 'c'), 'l:\n  - a: 1\n    b: 2\n  - c\n'],
  ['to what is no list', 'l: a\n', append(['l'], 'b'), undefined],
  ['to what is not there', 'm: a\n', append(['l'], 'b'), undefined],
];

const RENAME: readonly Case[] = [
  ['a key', 'a:\n  - 1\nb: 2\n', rename(['a'], 'c'), 'c:\n  - 1\nb: 2\n'],
  ['in quotes', '{ "a": 1 }\n', rename(['a'], 'c'), '{ "c": 1 }\n'],
  ['a key by one that is there', 'a: 1\nb: 2\n', rename(['a'], 'b'), undefined],
  ['a key that has an anchor', '&x a: 1\nb: *x\n', rename(['a'], 'c'), undefined],
];

describe.each([
  ['set', SET],
  ['remove', REMOVE],
  ['append', APPEND],
  ['rename', RENAME],
] as const)('%s', (_, cases) => {
  it.each(cases)('%s', (_what, before, edit, after) => {
    expect(made(before, edit)).toBe(after);
  });
});

describe('several edits', () => {
  it('are made together', () => {
    expect(made('a: 1\nb: 2\nc: 3\n', set(['c'], 4), rename(['a'], 'x'))).toBe('x: 1\nb: 2\nc: 4\n');
  });

  it('or none of them', () => {
    expect(made('a: 1\nb: 2\n', set(['a'], 4), remove('z'))).toBeUndefined();
  });

  it('not where one reaches into another', () => {
    expect(made('m: { a: 1, b: 2 }\nc: 1\n', remove('m'), set(['m', 'a'], 3))).toBeUndefined();
  });
});

it('nothing is mended behind a syntax error', () => {
  expect(made('a: "x\nb: 1\n', set(['b'], 2))).toBeUndefined();
});
