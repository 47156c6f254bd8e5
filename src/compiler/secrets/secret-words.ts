import { distance } from '../text/suggest.ts';
import { PRIVATE_KEY } from './private-key.ts';

/**
 * Keys whose value is a secret: `password`, `keyfile_password`, `sslpassword`, Patroni's old `auth: user:password`, its
 * `auth_data` for ZooKeeper, HAProxy's `stats auth`, a header `Authorization`. Not `pgpass` (a file),
 * `password_encryption`, or etcd's `client-cert-auth`.
 */
const SECRET_KEY =
  /(?:^|[^a-z])(?:pass|pwd|auth_data)$|(?:password|passwd|passphrase|passwort|secret|secret_access_key|(?:api|secret)[-_]key)s?$|^(?:stats )?auth$|^(?:proxy-)?authorization$/i;

/**
 * A key that ends with `token` gives access: `token` of Consul, `repo1-s3-token`. The token of a ring does not: it tells
 * clusters apart (etcd, --initial-cluster-token). Neither does etcd's `auth-token`, which names a kind of token.
 */
const RING_TOKEN = /(?:etcd|ring|cluster)[-_]?token$|^auth-token$/;

// Compiling a pattern takes longer than running it, and most topologies contain none of these parts.

/** Every match of {@link SECRET_KEY} contains one of these. */
const KEY_PARTS = ['pass', 'pwd', 'secret', 'auth', 'api'] as const;

/** Every match of {@link SECRET_TEXT} in a text without blanks contains one of these. */
const TEXT_PARTS = ['--', '-u', '-U', '://'] as const;

/** Whether a text contains only visible ASCII characters. */
const isWord = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return true;
};

/** After `=`, a value that a shell inserts on the node: `$PGPASSWORD`, `$(cat …)`. */
const REFERENCE = '["\']?\\$[({a-z_]';

/** A reference instead of a secret. */
export const REFERS = new RegExp(`^${REFERENCE}`, 'i');

/** `word=value`: an environment variable before a command, a part of a connection string. */
const SETTING = new RegExp(`(?<![\\w.-])-*(\\w[\\w.-]*)\\s*=\\s*(?!${REFERENCE})(?=\\S)`, 'gi');

/** Other text that contains a secret: an option of a command, a URL with credentials, `stats auth` of HAProxy, a private key. */
const SECRET_TEXT = [
  `\\b[a-z][a-z0-9+.-]{0,20}://[^\\s/:@]+:(?!${REFERENCE})[^\\s/@]+@`,
  `\\bauth\\s+[^\\s:]+:\\S`,
  `(?:^|\\s)(?:-u|--user)[\\s=]+(?!${REFERENCE})[^\\s:]+:(?!${REFERENCE})\\S`,
  `--(?!no-|initial-cluster-token\\b)(?:[a-z]+-)*(?:password|passphrase|token|secret|(?:api|access|secret)-key)[\\s=]+(?!-|${REFERENCE})\\S`,
  `\\bpassword\\s+(?:e|u&)?(?:'(?:\\\\?'')?|\\\\')(?!${REFERENCE}|[:']|\\s*$)\\S`,
  `\\bpassword\\s+\\$(\\w*)\\$(?!${REFERENCE})\\S`,
  `\\bsshpass\\s+-p\\s*(?!${REFERENCE})\\S`,
  `\\b(?:Bearer|Basic)\\s+(?!${REFERENCE})[A-Za-z0-9+/._~-]{8,}`,
  PRIVATE_KEY,
].join('|');

const PASSWORD = 'password';
const TYPOS = 2;

/** Whether a word is `password` with a typo or two. */
function isAlmostPassword(word: string): boolean {
  if (Math.abs(word.length - PASSWORD.length) > TYPOS) return false;
  let shared = 0;
  for (const letter of word) if (PASSWORD.includes(letter)) shared += 1;
  return shared >= PASSWORD.length - TYPOS && distance(word, PASSWORD) <= TYPOS;
}

/** Whether a value under this key is a secret. The value of a misspelt `password` must not be printed either. */
export function isSecretKey(key: string): boolean {
  const lower = key.toLowerCase();
  if (KEY_PARTS.some((part) => lower.includes(part)) && SECRET_KEY.test(key)) return true;
  if (lower.endsWith('token') && !RING_TOKEN.test(lower)) return true;
  return isAlmostPassword(
    lower.slice(Math.max(lower.lastIndexOf('_'), lower.lastIndexOf('-'), lower.lastIndexOf('.')) + 1),
  );
}

/** Sections with their own `token`, and the keys that lead there. */
const IN_PATRONI: ReadonlySet<string | number> = new Set(['overrides', 'patroni', 'consul', 'kubernetes']);

/**
 * Whether a key is the language's own `token`, which is no secret. Consul's secret has the same name.
 * @param path of the map that contains the key, as far as it is known. Outside Patroni's sections, only a typo can have
 * moved the key there
 */
export const isRingToken = (key: string, path: readonly (string | number)[]): boolean =>
  key.toLowerCase() === 'token' &&
  (path.findLast((part) => typeof part === 'string') === 'etcd' ||
    !path.some((part) => IN_PATRONI.has(part)));

/** The pattern, compiled on first use. */
let secretText: RegExp | undefined;

/** Where a match of {@link SECRET_TEXT} begins in a text; undefined if there is none. */
export function secretTextIn(text: string): number | undefined {
  if (isWord(text) && !TEXT_PARTS.some((part) => text.includes(part))) return undefined;
  secretText ??= new RegExp(SECRET_TEXT, 'i');
  return secretText.exec(text)?.index;
}

/** Whether a text contains a secret. */
export function isSecretText(text: string): boolean {
  if (secretTextIn(text) !== undefined) return true;
  if (!text.includes('=')) return false;
  return [...text.matchAll(SETTING)].some(([, word = '']) => isSecretKey(word));
}
