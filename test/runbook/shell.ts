import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compile } from '../../src/index.ts';
import { type Block, parseRunbook } from '../lab/runbook.ts';

/** What the folder of a bench is called while a topology is compiled: a data directory below /tmp is refused. */
const STAND_IN = '/srv/bench';

/** A compiled file of a topology, by its path. Throws when it does not compile. The text may name the folder of a bench. */
export async function fileOf(path: string, file: string, edit = (text: string) => text): Promise<string> {
  const written = edit(await readFile(file, 'utf8'));
  const folder = /[^\s"',]*\/pgdr-runbook-\w+/.exec(written)?.[0];
  const topology = folder === undefined ? written : written.replaceAll(folder, STAND_IN);
  const { artifacts, diagnostics } = await compile(Buffer.from(topology), file);
  const text = artifacts.find((one) => one.path === path)?.text;
  if (text === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return folder === undefined ? text : text.replaceAll(STAND_IN, folder);
}

const runbooks = new Map<string, Promise<string>>();

/** The runbook of a topology. */
export function runbookOf(file: string, edit?: (text: string) => string): Promise<string> {
  if (edit) return fileOf('RUNBOOK.md', file, edit);
  const runbook = runbooks.get(file) ?? fileOf('RUNBOOK.md', file);
  runbooks.set(file, runbook);
  return runbook;
}

/** A block by its id. Throws when there is none. */
export function blockOf(runbook: string, id: string): Block {
  const block = parseRunbook(runbook).find((one) => one.id === id);
  if (!block) throw new Error(`no block ${id}`);
  return block;
}

/** A machine of stubs: commands that are found before the real ones, and files. */
export interface Bench {
  readonly folder: string;
  /** A command: lines of `sh`. */
  command(name: string, body: string): void;
  file(path: string, text: string): void;
  /** A clock that goes on by so many seconds with each look at it. */
  clock(seconds: number): void;
  /** Pastes text into a shell, which reads it from its terminal. */
  paste(text: string, path?: string): { status: number | null; output: string };
  remove(): void;
}

/** Files live below its folder: a text names it as `@bench`. */
export function bench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-runbook-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const command = (name: string, body: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  return {
    folder,
    command,
    clock(seconds) {
      const looks = join(folder, 'clock');
      command('date', `echo ${seconds} >> ${looks}; awk '{ at += $1 } END { print at }' ${looks}`);
    },
    file(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    paste(text, path = `${bin}:${process.env.PATH}`) {
      const input = text.replace(/\/etc\/patroni\/(patroni\.(?:env|yml))/g, join(folder, '$1'));
      const { status, stdout, stderr } = spawnSync('/bin/sh', [], {
        input,
        encoding: 'utf8',
        env: { PATH: path },
        // A block that waits for ever fails its test, and hangs none.
        timeout: 120_000,
      });
      return { status, output: stdout + stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
