import type { Finding, Pointer } from './diagnostic.ts';
import { valueAt } from './diagnostic.ts';
import type { Value } from './value.ts';

/** Deeper than any configuration, shallower than what readers of YAML give up at. */
const MAX_DEPTH = 50;
const MAX_KEY = 200;

/** Whether a text is of ASCII that can be seen and blanks, as most are. What is asked below takes tables of Unicode. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** Half of a character outside the basic plane: no encoding of text has it. */
const hasLoneSurrogate = (text: string): boolean =>
  !isPlain(text) && /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

/** What ends a line, steers a terminal, or hides or reorders text: haproxy.cfg has no escapes for it. */
const hasUnseen = (text: string): boolean => !isPlain(text) && /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text);

const isHaproxy = (pointer: Pointer): boolean => {
  const overrides = pointer.indexOf('overrides');
  return overrides !== -1 && pointer[overrides + 1] === 'haproxy';
};

/** What keeps a value from being written to a file that every reader reads alike. */
function problemOf(value: Value, pointer: Pointer): string | undefined {
  if (pointer.length > MAX_DEPTH) return `is nested more than ${MAX_DEPTH} levels deep`;
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is not a finite number';
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return 'is a number too large to be kept exactly; put it in quotes';
  if (typeof value === 'string' && hasLoneSurrogate(value))
    return 'holds half of a surrogate pair (\\ud800 to \\udfff): that is no character, and no file can hold it';
  if (typeof value === 'string' && isHaproxy(pointer) && hasUnseen(value))
    return 'holds a character that cannot be seen, and haproxy.cfg has no way to write it';
  return undefined;
}

/** Values that the schema lets through under overrides and that no file could hold. */
export function unwritable(root: Value): Finding[] {
  const findings: Finding[] = [];
  const refuse = (pointer: Pointer, problem: string): void => {
    const name = pointer.findLast((part) => typeof part === 'string') ?? '';
    findings.push({
      rule: 'schema/value',
      severity: 'error',
      message: `"${String(name).slice(0, 60)}${String(name).length > 60 ? '…' : ''}" ${problem}`,
      at: valueAt(...pointer),
    });
  };
  const visit = (value: Value, pointer: Pointer): void => {
    const problem = problemOf(value, pointer);
    if (problem) {
      refuse(pointer, problem);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      const inside = [...pointer, Array.isArray(value) ? Number(key) : key];
      if (key.length > MAX_KEY || hasLoneSurrogate(key))
        refuse(
          inside,
          key.length > MAX_KEY
            ? `is a key of more than ${MAX_KEY} characters`
            : 'is a key with half of a surrogate pair in it',
        );
      else visit(member, inside);
    }
  };
  visit(root, []);
  return findings;
}
