import { describe, expect, it } from 'vitest';
import { assignmentsIn } from '../../src/compiler/nodes/env-file.ts';

const pairs = (text: string): [string, string][] =>
  assignmentsIn(text).map(({ name, value }) => [name, value]);

describe('a file of environment variables', () => {
  it.each<[string, [string, string][]]>([
    [
      'A=b\nC = d \n',
      [
        ['A', 'b'],
        ['C', 'd'],
      ],
    ],
    ["A='it is $x'\n", [['A', 'it is $x']]],
    ['A="b c"\n', [['A', 'b c']]],
    ['A="b \\"c\\" \\n"\n', [['A', 'b "c" \\n']]],
    ['A=b \\\n c\n', [['A', 'b  c']]],
    ['A="b"c\n', [['A', 'bc']]],
    ['A="b" c\n', [['A', 'bc']]],
    ['# A=b\n; C=d\nE=f # g\n', [['E', 'f # g']]],
    ['no assignment\nA=\n', [['A', '']]],
    ['export A=b\n', [['A', 'b']]],
    ['A=b', [['A', 'b']]],
    [
      'A="b\nc"\nD=e\n',
      [
        ['A', 'b\nc'],
        ['D', 'e'],
      ],
    ],
    ['# a \\\nA=b\nC=d\n', [['C', 'd']]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it('knows where each is', () => {
    expect(assignmentsIn('\nA=b\n  C=d\n')).toMatchObject([
      { start: 1, end: 4 },
      { start: 7, end: 10 },
    ]);
  });
});
