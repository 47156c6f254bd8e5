import { distance } from 'fastest-levenshtein';

/**
 * Keys whose value is a secret: `password`, `keyfile_password`, `sslpassword`, Patroni's old `auth: user:password`,
 * HAProxy's `stats auth`. Not `pgpass` (a file), `password_encryption`, or etcd's `client-cert-auth`.
 */
const SECRET_KEY =
  /(?:^|[^a-z])(?:pass|pwd)$|(?:password|passwd|passphrase|passwort|secret|secret_access_key)s?$|^(?:stats )?auth$/i;

/** Behind `=`, what a shell puts in on the node: `$PGPASSWORD`, `$(cat …)`. */
const REFERENCE = '["\']?\\$[({a-z_]';

/** A reference in the place of a secret. */
export const REFERS = new RegExp(`^${REFERENCE}`, 'i');

/** `word=value`: an environment variable before a command, a part of a connection string. */
const SETTING = new RegExp(`(?<![\\w.-])-*(\\w[\\w.-]*)\\s*=\\s*(?!${REFERENCE})(?=\\S)`, 'gi');

/** Other text that carries a secret: an option of a command, a URL with credentials, `stats auth` of HAProxy. */
const SECRET_TEXT = new RegExp(
  [
    `--password\\s+(?!-|${REFERENCE})\\S`,
    `\\b[a-z][a-z0-9+.-]{0,20}://[^\\s/:@]+:(?!${REFERENCE})[^\\s/@]+@`,
    `\\bauth\\s+[^\\s:]+:\\S`,
    `(?:^|\\s)(?:-u|--user)[\\s=]+(?!${REFERENCE})[^\\s:]+:(?!${REFERENCE})\\S`,
    `--(?:token|secret|api-key|access-key)[\\s=]+(?!-|${REFERENCE})\\S`,
    `\\b(?:Bearer|Basic)\\s+(?!${REFERENCE})[A-Za-z0-9+/._~-]{8,}`,
  ].join('|'),
  'i',
);

/** Whether a value under this key is a secret. A misspelt `password` is still no place to print a value from. */
export function isSecretKey(key: string): boolean {
  if (SECRET_KEY.test(key)) return true;
  const last = key.slice(Math.max(key.lastIndexOf('_'), key.lastIndexOf('-'), key.lastIndexOf('.')) + 1);
  return last.length > 5 && last.length < 11 && distance(last.toLowerCase(), 'password') <= 2;
}

/** Whether a text holds a secret. */
export function isSecretText(text: string): boolean {
  if (SECRET_TEXT.test(text)) return true;
  if (!text.includes('=')) return false;
  return [...text.matchAll(SETTING)].some(([, word = '']) => isSecretKey(word));
}
