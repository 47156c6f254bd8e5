import { fstatSync, writeSync } from 'node:fs';
import { codeOf } from '../compiler/text/error-code.ts';

/** The streams, as the system numbers them. */
export const STDIN = 0;
export const STDOUT = 1;
export const STDERR = 2;

/** How long to wait before what is full, or has nothing yet, is tried again, in milliseconds. */
const PAUSE = 10;

/** Waits a moment, without anything else going on meanwhile. */
export const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);

/** Streams that nobody reads any more, or that cannot be written. */
const closed = new Set<number>();

/**
 * Writes a text to a stream, all of it before it returns. Not by `process.stdout`: a start would load what that takes
 * for pipes and terminals. A reader that has seen enough (`| head`) is no error, and no reason to leave a tree half
 * written; any other failure makes the exit status 2.
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

/** Linux' number for devices of memory, of which `/dev/null` is one. */
const MEMORY = 1;

/** Whether a stream is a terminal. */
export function isTerminal(stream: number): boolean {
  try {
    const stat = fstatSync(stream);
    // Most runs are no terminal's, and are spared the loading of what knows one.
    if (!stat.isCharacterDevice() || stat.rdev >> 8 === MEMORY) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule('node:tty').isatty(stream);
}
