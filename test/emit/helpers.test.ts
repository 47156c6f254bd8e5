import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HELPERS } from '../../src/compiler/render/helpers.ts';
import { runs } from '../fuzz.ts';

const { sh, words, unit, text, comment } = HELPERS;

const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...` abc'"\`$\\!*?[]{}()<>|&;#~%=-\n\r\t\0\u001b\u0085\u2028\u202eé`) }),
);
const visible = anyText.filter((value) => !UNSEEN.test(value));
const hidden = fc.tuple(
  anyText,
  anyText,
  fc.constantFrom(...'\0\n\r\t\u001b\u007f\u0085\u2028\u2029\u202e\ufeff'),
);

describe('what reaches a shell', () => {
  it.each(['dash', 'bash'])('%s reads the very words', (shell) => {
    fc.assert(
      fc.property(fc.array(visible, { minLength: 1, maxLength: 40 }), (values) => {
        const { stdout } = spawnSync(shell, ['-c', `printf '%s\\0' ${words(values)}`]);
        expect(stdout.toString()).toBe(values.map((value) => `${value}\0`).join(''));
      }),
      runs(20),
    );
  });

  it('holds no character that cannot be seen', () => {
    fc.assert(
      fc.property(hidden, ([before, after, character]) => {
        expect(() => sh(before + character + after)).toThrow(RangeError);
      }),
    );
  });
});

/** What systemd makes of one quoted word of a command: quotes, then specifiers, then variables (systemd.service(5)). */
function readUnit(word: string): string {
  const quoted = /^"(.*)"$/s.exec(word)?.[1];
  const plain = quoted === undefined ? word : quoted.replace(/\\(["\\])/g, '$1');
  if (quoted !== undefined) expect(quoted).toMatch(/^(?:[^"\\]|\\["\\])*$/);
  expect(plain).toMatch(/^(?:[^%]|%%)*$/);
  expect(plain).toMatch(/^(?:[^$]|\$\$)*$/);
  return plain.replaceAll('%%', '%').replaceAll('$$', '$');
}

describe('what reaches a unit of systemd', () => {
  it('is one word, in which nothing is filled in', () => {
    fc.assert(
      fc.property(visible, (value) => {
        expect(readUnit(unit(value))).toBe(value);
      }),
    );
  });

  it('holds no character that cannot be seen', () => {
    fc.assert(
      fc.property(hidden, ([before, after, character]) => {
        expect(() => unit(before + character + after)).toThrow(RangeError);
      }),
    );
  });
});

describe('what people read', () => {
  it('is one line without markup', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(text(value)).toMatch(/^[\p{L}\p{N} .,:;/_()+@=-]*$/u);
      }),
    );
  });

  it('has every line of a comment begin with #, whoever says what a line is', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        for (const line of comment(value).split('\n')) {
          expect(line).toMatch(/^# /);
          expect(line).not.toMatch(UNSEEN);
        }
      }),
    );
  });
});
