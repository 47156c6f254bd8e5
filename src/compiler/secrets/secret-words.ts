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
 * A key that ends with `token` lets in whoever knows it: `token` of Consul, `repo1-s3-token`. The token of a ring does not:
 * it tells clusters apart (etcd, --initial-cluster-token). Nor is the kind of etcd's `auth-token` one.
 */
const RING_TOKEN = /(?:etcd|ring|cluster)[-_]?token$|^auth-token$/;

// A pattern takes longer to be made than to run, and in most topologies nothing comes near these.

/** What {@link SECRET_KEY} finds nothing without. */
const KEY_PARTS = ['pass', 'pwd', 'secret', 'auth', 'api'] as const;

/** What {@link SECRET_TEXT} finds nothing without in a text that has no blank of any kind. */
const TEXT_PARTS = ['--', '-u', '-U', '://'] as const;

/** Whether a text has no character but those of ASCII that can be seen. */
const isWord = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return true;
};

/** Behind `=`, what a shell puts in on the node: `$PGPASSWORD`, `$(cat …)`. */
const REFERENCE = '["\']?\\$[({a-z_]';

/** A reference in the place of a secret. */
export const REFERS = new RegExp(`^${REFERENCE}`, 'i');

/** `word=value`: an environment variable before a command, a part of a connection string. */
const SETTING = new RegExp(`(?<![\\w.-])-*(\\w[\\w.-]*)\\s*=\\s*(?!${REFERENCE})(?=\\S)`, 'gi');

/** Other text that carries a secret: an option of a command, a URL with credentials, `stats auth` of HAProxy, a private key. */
const SECRET_TEXT = [
  `\\b[a-z][a-z0-9+.-]{0,20}://[^\\s/:@]+:(?!${REFERENCE})[^\\s/@]+@`,
  `\\bauth\\s+[^\\s:]+:\\S`,
  `(?:^|\\s)(?:-u|--user)[\\s=]+(?!${REFERENCE})[^\\s:]+:(?!${REFERENCE})\\S`,
  `--(?!no-)(?:[a-z]+-)*(?:password|passphrase|token|secret|(?:api|access|secret)-key)[\\s=]+(?!-|${REFERENCE})\\S`,
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

/** Whether a value under this key is a secret. A misspelt `password` is still no place to print a value from. */
export function isSecretKey(key: string): boolean {
  const lower = key.toLowerCase();
  if (KEY_PARTS.some((part) => lower.includes(part)) && SECRET_KEY.test(key)) return true;
  if (lower.endsWith('token') && !RING_TOKEN.test(lower)) return true;
  return isAlmostPassword(
    lower.slice(Math.max(lower.lastIndexOf('_'), lower.lastIndexOf('-'), lower.lastIndexOf('.')) + 1),
  );
}

/** What has a `token` of its own in it, and what leads there. */
const IN_PATRONI: ReadonlySet<string | number> = new Set(['overrides', 'patroni', 'consul', 'kubernetes']);

/**
 * Whether a key is the language's own `token`, which is no secret. Consul's is called the same.
 * @param path of what the key stands in, as far as it is known: where what stands above is none of Patroni's sections, a
 * typo brought the key there
 */
export const isRingToken = (key: string, path: readonly (string | number)[]): boolean =>
  key.toLowerCase() === 'token' &&
  (path.findLast((part) => typeof part === 'string') === 'etcd' ||
    !path.some((part) => IN_PATRONI.has(part)));

/** The pattern, once something comes near it. */
let secretText: RegExp | undefined;

/** Where in a text one of {@link SECRET_TEXT} begins; undefined where none does. */
export function secretTextIn(text: string): number | undefined {
  if (isWord(text) && !TEXT_PARTS.some((part) => text.includes(part))) return undefined;
  secretText ??= new RegExp(SECRET_TEXT, 'i');
  return secretText.exec(text)?.index;
}

/** Whether a text holds a secret. */
export function isSecretText(text: string): boolean {
  if (secretTextIn(text) !== undefined) return true;
  if (!text.includes('=')) return false;
  return [...text.matchAll(SETTING)].some(([, word = '']) => isSecretKey(word));
}
