import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { sectionsOf } from '../../src/compiler/nodes/haproxy/sections.ts';
import { wordsOf } from '../../src/compiler/nodes/haproxy/words.ts';
import { runs } from '../fuzz.ts';

const texts = (line: string): string[] => wordsOf(line, 0, line.length).words.map(({ text }) => text);

/** With what HAProxy takes where the environment has none. */
const VARIABLE = ['$', '{ADDRESS-*}'].join('');

describe('words of a line of haproxy.cfg', () => {
  it.each<[string, string[]]>([
    ['  server a 10.1.0.10:5432 check', ['server', 'a', '10.1.0.10:5432', 'check']],
    ['option httpchk OPTIONS\\ /primary', ['option', 'httpchk', 'OPTIONS /primary']],
    ['http-check send hdr "a b" \'c d\'', ['http-check', 'send', 'hdr', 'a b', 'c d']],
    ['mode tcp # the rest is a comment', ['mode', 'tcp']],
    ['a#b', ['a']],
    ['a\\#b "c # d"', ['a#b', 'c # d']],
    ['user ""', ['user', '']],
    ["a'b c'd", ['ab cd']],
    ['\\x41\\x20b', ['A b']],
    ['a\\b', ['a\\b']],
    ["'a\\n$b'", ['a\\n$b']],
    ['a $b', ['a', '$b']],
    ['# nothing', []],
    ['\t', []],
  ])('%s', (line, words) => {
    expect(texts(line)).toEqual(words);
  });

  it('know where they are, quotes included, and whether a variable is in them', () => {
    const line = `bind "${VARIABLE}:5000" x`;
    expect(wordsOf(line, 0, line.length).words).toEqual([
      { text: 'bind', start: 0, end: 4, isVariable: false },
      { text: `${VARIABLE}:5000`, start: 5, end: 24, isVariable: true },
      { text: 'x', start: 25, end: 26, isVariable: false },
    ]);
  });

  it.each([['a "b'], ["a 'b"], ['\\xg1'], [`"${VARIABLE.slice(0, -1)}"`], ['"$1"']])(
    '%s is refused by HAProxy',
    (line) => {
      expect(wordsOf(line, 0, line.length).bad).toBeDefined();
    },
  );

  test('whatever is in a line, words are in their order and within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab \t"\'\\#$x{}[*]-') }), (line) => {
        const { words } = wordsOf(line, 0, line.length);
        let at = 0;
        for (const { start, end } of words) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(line.length);
      }),
      runs(2000),
    );
  });
});

describe('sections of haproxy.cfg', () => {
  const TEXT = `# of the operator
global
  maxconn 100

defaults tcp
  mode tcp
listen primary from tcp
  bind *:5000
  .if defined(TEST)
  option httpchk
  .endif
frontend web
resolvers dns
  nameserver a 10.0.0.1:53
`;

  it('have a head and lines with their numbers', () => {
    const { sections, isConditional, stray } = sectionsOf(TEXT);
    expect(sections.map(({ keyword, name, from, head }) => [keyword, name, from, head.number])).toEqual([
      ['global', undefined, undefined, 2],
      ['defaults', 'tcp', undefined, 5],
      ['listen', 'primary', 'tcp', 7],
      ['frontend', 'web', undefined, 12],
      ['resolvers', 'dns', undefined, 13],
    ]);
    expect(sections[2]?.lines.map(({ number }) => number)).toEqual([8, 10]);
    expect([isConditional, stray]).toEqual([true, []]);
  });

  it('begin with the first one: what is above is told', () => {
    expect(sectionsOf('mode tcp\nglobal\n').stray.map(({ number }) => number)).toEqual([1]);
  });
});
