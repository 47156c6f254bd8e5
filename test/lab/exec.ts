import { once } from 'node:events';
import { spawnProgram } from '../real/programs.ts';

/** How a program ended, and what it wrote. */
export interface Result {
  /** 124 when it took too long, 137 when it was killed. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end on this input, with this environment and no other. */
export async function runProgram(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string,
): Promise<Result> {
  const child = spawnProgram(argv, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A program that ends before it has read its input is no error here: its exit status says what happened.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { status: code ?? 137, stdout, stderr };
}

/** Standard output of a program that must succeed. Throws with its whole output if it fails. */
export function must({ status, stdout, stderr }: Result, what: string): string {
  if (status !== 0) throw new Error(`${what}\nexit status ${status}\n${stdout}${stderr}`);
  return stdout;
}
