/**
 * A topology in the fragment of an address. Browsers do not send the fragment to the server, so nothing leaves the browser
 * but by the person who passes the address on.
 */

/** What an address holds. */
export interface Shared {
  /** The topology as edited. */
  readonly text: string;
  /** The topology that the plan begins with; undefined for the sample. */
  readonly start?: string;
}

/** The form of the fragment: JSON, compressed by DEFLATE, in base64url. */
const FORM = '#1.';

/** Characters above which a fragment is not read: a topology of 600 nodes takes about 20,000. */
const MAX_FRAGMENT = 1_000_000;

/** Bytes above which a fragment is not expanded. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Characters that are turned into text together: the arguments of a call are limited. */
const TOGETHER = 8192;

const streamOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

function base64url(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += TOGETHER)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + TOGETHER)));
  return btoa(parts.join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws DOMException if it is not base64url */
const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));

/**
 * All bytes of a stream.
 * @throws RangeError as soon as there are more than {@link MAX_BYTES}, and what the stream throws
 */
async function collected(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  // Ends: each turn adds at least one byte, up to the limit, or is the last.
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MAX_BYTES) {
      await reader.cancel();
      throw new RangeError('the fragment expands to more than a topology');
    }
    if (value.length > 0) parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The fragment that holds this, from `#` on. */
export async function encodeShared({ text, start }: Shared): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(start === undefined ? { text } : { text, start }));
  return FORM + base64url(await collected(streamOf(json).pipeThrough(new CompressionStream('deflate-raw'))));
}

function sharedIn(value: unknown): Shared | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, start } = value as Readonly<Record<string, unknown>>;
  if (typeof text !== 'string') return undefined;
  if (start === undefined) return { text };
  return typeof start === 'string' ? { text, start } : undefined;
}

/** Whether a fragment says that it holds a topology. */
export const isShared = (fragment: string): boolean => fragment.startsWith(FORM);

/**
 * What a fragment holds. Anybody may have written it: it gives texts and nothing else, and never more than a limit.
 * @param fragment from `#` on
 * @returns undefined if it holds no topology
 */
export async function decodeShared(fragment: string): Promise<Shared | undefined> {
  if (!isShared(fragment) || fragment.length > MAX_FRAGMENT) return undefined;
  try {
    const compressed = streamOf(fromBase64url(fragment.slice(FORM.length)));
    const bytes = await collected(compressed.pipeThrough(new DecompressionStream('deflate-raw')));
    return sharedIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}
