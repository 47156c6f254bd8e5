import type { Finding, Pointer } from '../text/finding.ts';
import { valueAt } from '../text/finding.ts';
import type { Value } from '../yaml/value.ts';

/** Deeper than any configuration, but within the limits of YAML readers. */
const MAX_DEPTH = 50;
const MAX_KEY = 200;

/** Whether a text is printable ASCII, as most texts are. The checks below need Unicode tables. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** Whether a text contains half of a surrogate pair, which no text encoding can represent. */
const hasLoneSurrogate = (text: string): boolean =>
  !isPlain(text) && /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);

/** The number of the first invisible character of a text; tabs and line feeds are checked elsewhere, by place. */
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

/** The place where an override puts its value; undefined if the pointer is not in an override. */
function overridden(pointer: Pointer): Spot | undefined {
  const overrides = pointer.indexOf('overrides');
  if (overrides === -1) return undefined;
  const [program, ...path] = pointer.slice(overrides + 1);
  const dynamic = path[0] === 'bootstrap' && path[1] === 'dcs';
  return { program: String(program ?? ''), path: dynamic ? path.slice(2) : path };
}

/**
 * Values that may contain line breaks. Patroni splits its commands with shlex.split, which treats a line break as a blank
 * (patroni postgresql/__init__.py, bootstrap.py); `undefined` is any key.
 */
const WITH_LINES: readonly (readonly (string | undefined)[])[] = [
  ['patroni', 'bootstrap', 'post_init'],
  ['patroni', 'bootstrap', 'post_bootstrap'],
  ['patroni', 'bootstrap', undefined, 'command'],
  ['patroni', 'postgresql', 'pre_promote'],
  ['patroni', 'postgresql', 'before_stop'],
  ['patroni', 'postgresql', 'callbacks', undefined],
  ['patroni', 'postgresql', undefined, 'command'],
  // Python's logging writes any format.
  ['patroni', 'log', 'format'],
  // etcd/wrong-ring reports how etcd reads a folded list, and fixes it.
  ['etcd', 'initial-cluster'],
];

/** Whether a value may contain line breaks here; elsewhere a line break would end the line of the value. */
const mayHoldLines = ({ program, path }: Spot): boolean =>
  WITH_LINES.some(
    ([of, ...keys]) =>
      of === program &&
      keys.length === path.length &&
      keys.every((key, at) => key === undefined || key === path[at]),
  );

/** In lines of pg_hba and pg_ident a tab is a blank, and postgresql.conf accepts a tab inside quotes. */
const mayHoldTabs = (place: Spot): boolean =>
  mayHoldLines(place) ||
  (place.program === 'patroni' &&
    (['parameters', 'recovery_conf'].includes(String(place.path[1])) ||
      /^pg_(?:hba|ident)/.test(String(place.path[1]))));

/** Why a text cannot be a value: it contains invisible characters, or would break its line. */
function textProblem(text: string, pointer: Pointer): string | undefined {
  if (isPlain(text)) return undefined;
  const place = overridden(pointer);
  const unseen = unseenIn(text);
  // The schema's patterns refuse control characters in values of the language, but not other invisible characters.
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

/** Why a value cannot be written to a file in a form that all readers read alike. */
function problemOf(value: Value, pointer: Pointer): string | undefined {
  if (pointer.length > MAX_DEPTH) return `is nested more than ${MAX_DEPTH} levels deep`;
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is not a finite number';
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return 'is too large to be stored exactly as a number; put it in quotes';
  if (typeof value === 'string' && hasLoneSurrogate(value))
    return 'contains half of a surrogate pair (\\ud800 to \\udfff), which is not a character and cannot be written to a file';
  return typeof value === 'string' ? textProblem(value, pointer) : undefined;
}

/** Why a key cannot be written; the schema checks other keys of the language. */
function keyProblem(key: string, pointer: Pointer): string | undefined {
  if (key.length > MAX_KEY) return `is a key of more than ${MAX_KEY} characters`;
  if (hasLoneSurrogate(key)) return 'is a key that contains half of a surrogate pair';
  if (!overridden(pointer)) return undefined;
  return (unseenIn(key) ?? /[\t\n]/.test(key)) ? 'is a key that contains an invisible character' : undefined;
}

/** Finds values that the schema allows under overrides but that no file can contain. */
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
