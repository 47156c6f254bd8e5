import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a program ended: its exit status (124 when it took too long) and what it wrote to both streams. */
export interface Verdict {
  readonly status: number;
  readonly output: string;
}

/** A program that keeps running. */
export interface Daemon {
  /** What it has written so far. */
  log(): string;
  /** Its exit status, or `undefined` while it runs. */
  exited(): number | undefined;
}

/** Starts a program with this environment and no other. */
export function spawnProgram(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(program, args, { env: { ...env }, stdio: 'pipe' });
}

/** Gathers what a program writes and how it ends. */
export function watch(child: ChildProcess): Daemon {
  let log = '';
  let status: number | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  // A program that is gone before it has read its input is no error of ours: its status tells.
  child.stdin?.on('error', () => undefined);
  child.on('error', (error) => {
    log += String(error);
    status = 127;
  });
  child.on('close', (code) => {
    status ??= code ?? 128;
  });
  return { log: () => log, exited: () => status };
}

/** Runs a program to its end on this input. */
export async function finish(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string,
): Promise<Verdict> {
  const child = spawnProgram(argv, env);
  const daemon = watch(child);
  child.stdin?.end(input);
  await once(child, 'close');
  return { status: daemon.exited() ?? 128, output: daemon.log() };
}
