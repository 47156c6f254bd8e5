import { describe, expect, it } from 'vitest';
import { haproxyWord } from '../../src/compiler/render/haproxy-word.ts';

describe('haproxyWord', () => {
  it.each([
    ['pg-seoul-1', 'pg-seoul-1'],
    ['[fd00::10]:5432', '[fd00::10]:5432'],
    ['/replica?lag=100MB', '/replica?lag=100MB'],
    ['%{+Q}o$HOME', '%{+Q}o$HOME'],
    ['서울', '서울'],
    ['a b', "'a b'"],
    ['#a', "'#a'"],
    ['say "a"', `'say "a"'`],
    ['a\\', "'a\\'"],
    ["it's", "it\\'s"],
    [`'a' "b" #c \\ $d`, `\\'a\\'\\ \\"b\\"\\ \\#c\\ \\\\\\ $d`],
  ])('writes %j', (text, expected) => {
    expect(haproxyWord(text)).toBe(expected);
  });

  it.each(['', 'a\n', 'a\r', '\t', '\0', '\x7f', '\u0085', '\ud800'])('refuses %j', (text) => {
    expect(() => haproxyWord(text)).toThrow(RangeError);
  });
});
