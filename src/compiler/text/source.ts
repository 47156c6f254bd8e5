import type { Diagnostic } from './finding.ts';

/** A topology's text as read, before YAML. */
export interface Source {
  /** The name the user gave, or `<stdin>`. */
  readonly file: string;
  /** Decoded text without byte order mark. */
  readonly text: string;
}

/** Bytes above which a file is no topology: 600 nodes take about 60 kB. */
export const MAX_BYTES = 2 * 1024 * 1024;

/** A finding about the file as a whole. */
export const fileFinding = (message: string, help?: string): Diagnostic => ({
  rule: 'syntax/unreadable',
  severity: 'error',
  message,
  related: [],
  ...(help === undefined ? {} : { help }),
});

const startsWith = (bytes: Uint8Array, ...prefix: number[]): boolean =>
  prefix.every((byte, index) => bytes[index] === byte);

/** In UTF-16 without a byte order mark, every second byte is zero. */
const looksLikeUtf16 = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xff, 0xfe) ||
  startsWith(bytes, 0xfe, 0xff) ||
  (bytes.length > 3 && (bytes[0] === 0) !== (bytes[1] === 0) && (bytes[2] === 0) !== (bytes[3] === 0));

/** Why these bytes cannot be a topology; undefined if they can. */
function refusal(bytes: Uint8Array): Diagnostic | undefined {
  if (bytes.length > MAX_BYTES)
    return fileFinding(
      `the file is larger than ${MAX_BYTES / 1024 / 1024} MiB, far larger than any topology`,
      'check that this is the right file; 600 nodes take about 60 kB',
    );
  if (looksLikeUtf16(bytes)) return fileFinding('the file is UTF-16, not UTF-8', 'save it as UTF-8');
  if (bytes.includes(0))
    return fileFinding('the file contains NUL bytes: it is not text', 'save it as UTF-8');
  return undefined;
}

/** UTF-8 decoded without its byte order mark; undefined if the bytes are not UTF-8. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Bytes to text.
 * @param file the name to show in findings
 * @returns the source, or the one finding that says why it cannot be read
 */
export function decode(file: string, bytes: Uint8Array): Source | Diagnostic {
  const problem = refusal(bytes);
  if (problem) return problem;
  const text = utf8(bytes);
  if (text === undefined) return fileFinding('the file is not valid UTF-8', 'save it as UTF-8');
  // YAML treats a lone carriage return as a line end, but editors and the code here do not: line numbers would be wrong.
  if (/\r(?!\n)/.test(text))
    return fileFinding(
      `line ${text.slice(0, text.search(/\r(?!\n)/)).split('\n').length} ends in a carriage return without a line feed`,
      'save the file with Unix or Windows line ends',
    );
  return { file, text };
}
