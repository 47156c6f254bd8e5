import { holdsPrivateKey } from '../secrets/private-key.ts';
import { redacted } from '../secrets/redact.ts';
import { isRingToken, isSecretKey, isSecretText } from '../secrets/secret-words.ts';
import type { Diagnostic, Finding, Pointer, Span } from '../text/finding.ts';
import { valueAt } from '../text/finding.ts';
import { rangeAt } from '../yaml/locate.ts';
import type { Parsed } from '../yaml/parsed.ts';
import type { Value } from '../yaml/value.ts';

/** One secret in the topology. */
export interface Secret {
  readonly pointer: Pointer;
  /** What shows the secret: the name of the key, the text of the value, or the key itself contains it (`password=…` without a colon). */
  readonly by: 'key' | 'text' | 'in key';
  readonly value: Value;
}

const isEmpty = (value: Value): boolean => value === null || value === '';

/** Whether a key contains a secret, or names one in its value. */
type KeyKind = 'holds one' | 'names one' | 'plain';

/** A cache of keys: topologies have few different keys. It is cleared if there are too many. */
const kinds = new Map<string, KeyKind>();
const MANY_KEYS = 10_000;

function kindOf(key: string): KeyKind {
  const before = kinds.get(key);
  if (before) return before;
  const kind = isSecretText(key) ? 'holds one' : isSecretKey(key) ? 'names one' : 'plain';
  if (kinds.size >= MANY_KEYS) kinds.clear();
  kinds.set(key, kind);
  return kind;
}

/** HAProxy expands environment variables inside double quotes: such a value is a reference, not a secret. */
const REFERENCE = /^"[\w@.-]+:\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)"$/;

function isReference(value: Value, pointer: Pointer): boolean {
  const overrides = pointer.indexOf('overrides');
  return (
    overrides !== -1 &&
    pointer[overrides + 1] === 'haproxy' &&
    typeof value === 'string' &&
    REFERENCE.test(value)
  );
}

/** Every literal secret in a topology. */
export function secretsOf(value: Value): Secret[] {
  const found: Secret[] = [];
  const visit = (node: Value, pointer: Pointer): void => {
    if (typeof node === 'string') {
      if (isSecretText(node)) found.push({ pointer, by: 'text', value: node });
      return;
    }
    if (Array.isArray(node)) {
      node.forEach((item, index) => {
        visit(item, [...pointer, index]);
      });
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    for (const [key, member] of Object.entries(node)) {
      const inside = [...pointer, key];
      const kind = isRingToken(key, pointer) ? 'plain' : kindOf(key);
      if (kind === 'holds one') found.push({ pointer: inside, by: 'in key', value: { [key]: member } });
      else if (kind === 'plain' || isReference(member, inside)) visit(member, inside);
      else if (!isEmpty(member)) found.push({ pointer: inside, by: 'key', value: member });
    }
  };
  visit(value, []);
  return found;
}

/** The environment variable that Patroni reads instead (patroni/config.py, _build_environment_configuration), by section and key. */
const VARIABLES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  [
    ['superuser', 'password', 'sslpassword'],
    ['replication', 'password', 'sslpassword'],
    ['rewind', 'password', 'sslpassword'],
    ['restapi', 'password', 'keyfile_password'],
    ['ctl', 'password', 'keyfile_password'],
    ['etcd3', 'password'],
  ].map(([section = '', ...keys]) => [
    section,
    new Map(keys.map((key) => [key, `PATRONI_${section}_${key}`.toUpperCase()])),
  ]),
);

/** The variable from which Patroni reads the secret at a place; undefined where it reads none. */
export function variableFor(pointer: Pointer): string | undefined {
  const key = String(pointer.at(-1));
  // A misspelt "password" counts as "password".
  for (const part of pointer.toReversed()) {
    const keys = VARIABLES.get(String(part));
    if (keys) return keys.get(key) ?? keys.get('password');
  }
  return undefined;
}

function messageOf({ pointer, by }: Secret): string {
  const key = pointer.findLast((part) => typeof part === 'string') ?? '';
  if (by === 'in key') return 'a key holds a literal secret';
  return by === 'key' ? `"${key}" holds a literal secret` : `the text of "${key}" holds a literal secret`;
}

/** The help: how to avoid the secret. */
function helpFor({ pointer, by, value }: Secret): string {
  if (by === 'text' && typeof value === 'string' && holdsPrivateKey(value))
    return 'keep the key in a file on the node, and write the path of that file here';
  if (pointer[0] === 'clients')
    return 'remove the key: PostgreSQL keeps the passwords of clients, and no compiled file needs them';
  const variable = variableFor(pointer);
  if (variable) return `remove the key and set ${variable} in Patroni's environment on the node`;
  return by === 'text'
    ? 'let the command or the connection read the secret on the node, from a file or the environment'
    : 'remove the key and keep the secret on the node: Patroni reads passwords from its environment (PATRONI_…_PASSWORD)';
}

/** Rule secrets/plaintext. Its findings name the key and never the value. */
export function secretFinding(secret: Secret): Finding {
  const { pointer, by } = secret;
  return {
    rule: 'secrets/plaintext',
    severity: 'error',
    message: messageOf(secret),
    at: { ...valueAt(...pointer), part: by === 'text' ? 'value' : 'key' },
    why: 'The topology and the files that are compiled from it are kept in git: anybody who can read the repository could log in.',
    help: helpFor(secret),
  };
}

/** Shorter texts occur in any sentence: blanking them out would hide the message, not a secret. */
const SHORTEST = 4;

/** Every text and number in the secrets, longest first. */
function textsOf(secrets: readonly Secret[]): string[] {
  const texts = new Set<string>();
  const visit = (value: Value): void => {
    if (typeof value === 'string' || typeof value === 'number') texts.add(String(value));
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) {
        if (!Array.isArray(value)) texts.add(key);
        visit(member);
      }
  };
  for (const { value } of secrets) visit(value);
  return [...texts].filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

/** The texts of secrets as one pattern; undefined if there are none. */
function patternOf(secrets: readonly Secret[]): RegExp | undefined {
  const texts = textsOf(secrets);
  if (texts.length === 0) return undefined;
  return new RegExp(texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
}

/** What may not be printed of the documents of one run. */
export interface Hidden {
  /** The texts of secrets that a message could quote. */
  readonly pattern: RegExp | undefined;
  /** Whether a stretch of a file is blanked out in what is shown of it. */
  isBlanked(file: string, span: Span): boolean;
}

/** @param documents what was parsed, and its text with the secrets blanked out */
export function hiddenIn(
  documents: readonly {
    readonly parsed: Parsed;
    readonly secrets: readonly Secret[];
    readonly shown: () => string;
  }[],
): Hidden {
  const texts = new Map(
    documents.map(({ parsed, shown }) => [parsed.source.file, { text: parsed.source.text, shown }]),
  );
  return {
    pattern: patternOf(documents.flatMap(({ secrets }) => secrets).filter(({ by }) => by !== 'text')),
    isBlanked(file, { start, end }) {
      const found = texts.get(file);
      return (
        found !== undefined &&
        found.text.slice(start.offset, end.offset) !== found.shown().slice(start.offset, end.offset)
      );
    },
  };
}

/**
 * A finding in whose words no secret stands, whoever quoted it: an anchor may carry one to a place without a name, and
 * a syntax error make one a key. A finding about a place that is blanked out quotes nothing.
 * @param home the file that it is in
 */
export function withoutSecrets(one: Diagnostic, home: string, { pattern, isBlanked }: Hidden): Diagnostic {
  const { route, fix, ...rest } = one;
  const { rule, span, related, message, help } = rest;
  const shownRoute = route === undefined ? {} : { route: pattern ? route.replace(pattern, '***') : route };
  if (rule === 'secrets/plaintext') return { ...rest, ...shownRoute };
  const hides =
    (span !== undefined && isBlanked(home, span)) ||
    related.some((other) => isBlanked(other.file ?? home, other.span));
  const clean = (words: string): string => {
    const unquoted = hides ? words.replace(/".*"/s, '"***"') : words;
    return pattern ? unquoted.replace(pattern, '***') : unquoted;
  };
  // An edit that would have to be blanked out mends nothing.
  const isShown =
    fix && !hides && ![fix.title, ...fix.edits.map((edit) => edit.text)].some((t) => clean(t) !== t);
  return {
    ...rest,
    message: clean(message),
    // A key that is blanked out is a step of it.
    ...(hides ? {} : shownRoute),
    related: related.map((other) => ({ ...other, message: clean(other.message) })),
    ...(help === undefined ? {} : { help: clean(help) }),
    ...(isShown ? { fix } : {}),
  };
}

const stars = (text: string): string => text.replace(/[^\r\n]/g, '*');

/** The text with these stretches blanked out. */
function blanked(text: string, stretches: readonly (readonly [start: number, end: number])[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const [start, end] of [...stretches].sort((a, b) => a[0] - b[0])) {
    if (end <= done) continue;
    parts.push(text.slice(done, Math.max(start, done)), stars(text.slice(Math.max(start, done), end)));
    done = end;
  }
  return parts.join('') + text.slice(done);
}

/** A text of lines, with these stretches and what looks like a secret blanked out. */
export const redactedLines = (
  text: string,
  secrets: readonly (readonly [start: number, end: number])[],
): string => blanked(redacted(text, { comments: true }), secrets);

/**
 * The topology's text with secrets blanked out, same length and line ends, for code frames. It works by line as well as by
 * value, because a typo can hide a value from the parser. Comments are shown like other text, except text after `password`.
 */
export function redactedText(parsed: Parsed, secrets: readonly Secret[]): string {
  const stretches = secrets.flatMap(({ pointer, by }) => {
    const place = valueAt(...pointer);
    const ranges = [
      rangeAt(parsed, place),
      by === 'in key' ? rangeAt(parsed, { ...place, part: 'key' }) : undefined,
    ];
    return ranges.flatMap((range) => (range ? [range] : []));
  });
  // By line first, while quotes and block text indicators are still visible.
  const unseen = blanked(redacted(parsed.source.text, { comments: true }), stretches);
  const pattern = patternOf(secrets);
  return pattern ? unseen.replace(pattern, stars) : unseen;
}
