import type { Finding, Pointer } from '../text/finding.ts';
import { valueAt } from '../text/finding.ts';
import type { Value } from '../yaml/value.ts';

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

/** The first character of a text that cannot be seen, by its number; a tab and a line feed are judged by their place. */
function unseenIn(text: string): string | undefined {
  if (isPlain(text)) return undefined;
  // Control and format characters, line and paragraph separators.
  const [found] = /[\p{Cc}\p{Cf}\u2028\u2029]/u.exec(text.replace(/[\t\n]/g, '')) ?? [];
  return found && `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A place in the file of a program. */
interface Spot {
  readonly program: string;
  readonly path: Pointer;
}

/** Where an override puts its value; undefined for what is no override. */
function overridden(pointer: Pointer): Spot | undefined {
  const overrides = pointer.indexOf('overrides');
  if (overrides === -1) return undefined;
  const [program, ...path] = pointer.slice(overrides + 1);
  const dynamic = path[0] === 'bootstrap' && path[1] === 'dcs';
  return { program: String(program ?? ''), path: dynamic ? path.slice(2) : path };
}

/**
 * Values that may have lines. Patroni splits its commands with shlex.split, to which a line break is a blank (patroni
 * postgresql/__init__.py, bootstrap.py); `undefined` is any key.
 */
const WITH_LINES: readonly (readonly (string | undefined)[])[] = [
  ['patroni', 'bootstrap', 'post_init'],
  ['patroni', 'bootstrap', 'post_bootstrap'],
  ['patroni', 'bootstrap', undefined, 'command'],
  ['patroni', 'postgresql', 'pre_promote'],
  ['patroni', 'postgresql', 'before_stop'],
  ['patroni', 'postgresql', 'callbacks', undefined],
  ['patroni', 'postgresql', undefined, 'command'],
  // Python's logging writes what it is given.
  ['patroni', 'log', 'format'],
  // etcd/wrong-ring says what etcd makes of a list that was folded, and mends it.
  ['etcd', 'initial-cluster'],
];

/** Whether lines are read here: elsewhere a line break ends what the value is written into. */
const mayHoldLines = ({ program, path }: Spot): boolean =>
  WITH_LINES.some(
    ([of, ...keys]) =>
      of === program &&
      keys.length === path.length &&
      keys.every((key, at) => key === undefined || key === path[at]),
  );

/** In lines of pg_hba and pg_ident a tab is a blank, and postgresql.conf takes one between its quotes. */
const mayHoldTabs = (place: Spot): boolean =>
  mayHoldLines(place) ||
  (place.program === 'patroni' &&
    (['parameters', 'recovery_conf'].includes(String(place.path[1])) ||
      /^pg_(?:hba|ident)/.test(String(place.path[1]))));

/** What keeps a text from being a value: what it hides, or where it breaks the line that it becomes a part of. */
function textProblem(text: string, pointer: Pointer): string | undefined {
  if (isPlain(text)) return undefined;
  const place = overridden(pointer);
  const unseen = unseenIn(text);
  // Words of the language have forms, by which the schema refuses control characters; not those that only hide.
  if (!place)
    return unseen && /[\u0080-\u009f\p{Cf}]/u.test(text)
      ? `contains the invisible character ${unseen}`
      : undefined;
  if (place.program === 'haproxy' && (unseen ?? /[\t\n]/.test(text)))
    return 'contains an invisible character, which haproxy.cfg cannot express';
  if (unseen) return `contains the invisible character ${unseen}`;
  if (text.includes('\n') && !mayHoldLines(place))
    return 'contains a line break, which would end the line in the compiled file';
  if (text.includes('\t') && !mayHoldTabs(place)) return 'contains a tab, which looks like blanks';
  return undefined;
}

/** What keeps a value from being written to a file that every reader reads alike. */
function problemOf(value: Value, pointer: Pointer): string | undefined {
  if (pointer.length > MAX_DEPTH) return `is nested more than ${MAX_DEPTH} levels deep`;
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is not a finite number';
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return 'is too large to be stored exactly as a number; put it in quotes';
  if (typeof value === 'string' && hasLoneSurrogate(value))
    return 'contains half of a surrogate pair (\\ud800 to \\udfff), which is not a character and cannot be written to a file';
  return typeof value === 'string' ? textProblem(value, pointer) : undefined;
}

/** What keeps a key from being written; the schema names the others of the language's own. */
function keyProblem(key: string, pointer: Pointer): string | undefined {
  if (key.length > MAX_KEY) return `is a key of more than ${MAX_KEY} characters`;
  if (hasLoneSurrogate(key)) return 'is a key that contains half of a surrogate pair';
  if (!overridden(pointer)) return undefined;
  return (unseenIn(key) ?? /[\t\n]/.test(key)) ? 'is a key that contains an invisible character' : undefined;
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
      const wrong = Array.isArray(value) ? undefined : keyProblem(key, inside);
      if (wrong) refuse(inside, wrong);
      else visit(member, inside);
    }
  };
  visit(root, []);
  return findings;
}
