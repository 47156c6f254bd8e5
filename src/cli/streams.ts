import { fstatSync, writeSync } from 'node:fs';
import { codeOf } from '../compiler/text/error-code.ts';

/** The streams, as the system numbers them. */
export const STDIN = 0;
export const STDOUT = 1;
export const STDERR = 2;

/** Milliseconds to wait before a full or still empty stream is tried again. */
const PAUSE = 10;

/** Blocks the thread for that time. */
export const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);

/** Streams that cannot be written to any more. */
const closed = new Set<number>();

/**
 * Writes a text to a stream completely before it returns. It does not use `process.stdout`, which would load the modules
 * for pipes and terminals at every start. A reader that stops early (`| head`) is no error, and no reason to leave a tree
 * half written; any other failure makes the exit status 2.
 */
export function writeStream(stream: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length && !closed.has(stream); ) {
    try {
      at += writeSync(stream, bytes, at);
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') pause();
      else fail(stream, codeOf(error) ?? String(error));
    }
  }
}

function fail(stream: number, code: string): void {
  closed.add(stream);
  if (code === 'EPIPE' || stream === STDERR) return;
  process.exitCode = 2;
  writeStream(STDERR, `pgdr-compile: cannot write the output: ${code}\n`);
}

/** Linux's major number of memory devices such as `/dev/null`. */
const MEMORY = 1;

/** Whether a stream is a terminal. */
export function isTerminal(stream: number): boolean {
  try {
    const stat = fstatSync(stream);
    // Most runs have no terminal, and need not load the module that knows terminals.
    if (!stat.isCharacterDevice() || stat.rdev >> 8 === MEMORY) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(stream);
}
