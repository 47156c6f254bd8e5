import { distance } from 'fastest-levenshtein';
import type { Finding, Pointer } from './diagnostic.ts';
import { valueAt } from './diagnostic.ts';
import { locate } from './locate.ts';
import type { Parsed } from './parse.ts';
import type { Value } from './value.ts';

/** Keys whose value is a secret: `password`, `keyfile_password`, Patroni's old `auth: user:password`. */
const SECRET_KEY = /(^|[_-])(password|passwd|passphrase|pwd|secret)$|^auth$/i;

/** Text that carries a secret: a connection string, an environment variable before a command, a URL with credentials. */
const SECRET_TEXT = /(password|passwd|passphrase)\s*=\s*\S|\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i;

/** A line as written that holds a secret, parsed or not: group 1 is what may be shown. */
const SECRET_LINE = /^(.*?(?:password|passwd|passphrase|\bpwd|secret)["']?\s*[:=]\s*)(?=\S)(?!#)/i;

/** A misspelt `password` is still no place for a value to be printed from. */
const isSecretKey = (key: string): boolean =>
  SECRET_KEY.test(key) || (key.length > 5 && key.length < 11 && distance(key.toLowerCase(), 'password') <= 2);

/** One secret in the topology. */
export interface Secret {
  readonly pointer: Pointer;
  /** Whether the key says so, or the text itself. */
  readonly by: 'key' | 'text';
}

const isEmpty = (value: Value): boolean => value === null || value === '';

/** Every literal secret in a topology. */
export function secretsOf(value: Value): Secret[] {
  const found: Secret[] = [];
  const visit = (node: Value, pointer: Pointer): void => {
    if (typeof node === 'string') {
      if (SECRET_TEXT.test(node)) found.push({ pointer, by: 'text' });
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
      if (!isSecretKey(key)) visit(member, [...pointer, key]);
      else if (!isEmpty(member)) found.push({ pointer: [...pointer, key], by: 'key' });
    }
  };
  visit(value, []);
  return found;
}

const VARIABLES: Readonly<Record<string, string>> = {
  superuser: 'PATRONI_SUPERUSER_PASSWORD',
  replication: 'PATRONI_REPLICATION_PASSWORD',
  rewind: 'PATRONI_REWIND_PASSWORD',
  restapi: 'PATRONI_RESTAPI_PASSWORD',
};

/** Rule secrets/plaintext. Its findings name the key and never the value. */
export function secretFinding({ pointer, by }: Secret): Finding {
  const role = pointer.findLast((part) => typeof part === 'string' && part in VARIABLES);
  const variable = role === undefined ? undefined : VARIABLES[role];
  const key = pointer.findLast((part) => typeof part === 'string') ?? '';
  return {
    rule: 'secrets/plaintext',
    severity: 'error',
    message: by === 'key' ? `"${key}" holds a literal secret` : `the text of "${key}" holds a literal secret`,
    at: { ...valueAt(...pointer), part: by === 'key' ? 'key' : 'value' },
    why: 'A topology is kept in git and so is what is compiled from it: whoever can read the repository could log in.',
    help: variable
      ? `remove the key and set ${variable} in Patroni's environment on the node`
      : by === 'key'
        ? 'remove the key and keep the secret on the node: Patroni reads passwords from its environment (PATRONI_…_PASSWORD)'
        : 'let the command or the connection read it on the node, from a file or the environment',
  };
}

/** A line with what follows `password:` or `password=` blanked out. */
export const redactLine = (line: string): string => {
  const match = SECRET_LINE.exec(line);
  const shown = match?.[1];
  return shown === undefined ? line : shown + '*'.repeat(line.trimEnd().length - shown.length);
};

/**
 * The topology's text with secrets blanked out, same length and line ends: what code frames show.
 * Works by line as well as by value, since a syntax error can hide a value from the parser.
 */
export function redactedText(parsed: Parsed, secrets: readonly Secret[]): string {
  let text = parsed.source.text;
  for (const { pointer } of secrets) {
    const location = locate(parsed, valueAt(...pointer));
    if (!location) continue;
    const { start, end } = location.span;
    text =
      text.slice(0, start.offset) +
      text.slice(start.offset, end.offset).replace(/[^\r\n]/g, '*') +
      text.slice(end.offset);
  }
  return /pass|pwd|secret/i.test(text) ? text.split('\n').map(redactLine).join('\n') : text;
}
