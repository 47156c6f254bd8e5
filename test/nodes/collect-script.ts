import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLECT_SCRIPT } from '../../src/compiler/generated/collect.ts';

/** A program that the script carries in itself, between the lines with its name. */
const programOf = (name: string): string =>
  new RegExp(`<< '${name}'\\n([\\s\\S]*?\\n)${name}\\n`).exec(COLLECT_SCRIPT)?.[1] ?? '';

/** Folder of this run; the caller removes it. */
export const folder = mkdtempSync(join(tmpdir(), 'pgdr-collect-'));
const MASK = join(folder, 'mask.awk');
writeFileSync(MASK, programOf('MASK'));

export type MaskKind = 'yaml' | 'env' | 'unit' | 'haproxy' | 'hba' | 'auto';

/** The awks of this machine: the script has to do with any of them. */
export const AWKS: readonly (readonly string[])[] = [
  ['awk'],
  ['mawk'],
  ['gawk'],
  ['busybox', 'awk'],
  ['original-awk'],
].filter(([program = '', ...args]) => {
  const { status } = spawnSync(program, [...args, 'BEGIN { exit 7 }']);
  return status === 7;
});

/** A text as the script puts it into the tar. @throws when awk does not end well */
export function masked(
  kind: MaskKind,
  text: string,
  [program = 'awk', ...args]: readonly string[] = ['awk'],
): string {
  const open = text.endsWith('\n') || text === '' ? '0' : '1';
  const { status, stdout, stderr } = spawnSync(
    program,
    [...args, '-v', `kind=${kind}`, '-v', `open_end=${open}`, '-f', MASK],
    { input: text, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  if (status !== 0) throw new Error(`${program}: exit status ${status}: ${stderr}`);
  return stdout;
}
