import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** What to mask: what a file is to the script, and its text. */
export type Unmasked = readonly [kind: MaskKind, text: string];

/** Masks many files with one process of Node's: to start one for each takes longer than to mask it. */
const LOOP = `n=0; while read -r kind open; do
  LC_ALL=C "$@" -v "kind=$kind" -v "open_end=$open" -f "$MASK" < in.$n > out.$n || { echo "file $n: status $?" >&2; exit 1; }
  n=$((n + 1)); done`;

/**
 * Texts as the script puts them into the tar.
 * @throws when awk does not end well
 */
export function allMasked(files: readonly Unmasked[], awk: readonly string[] = ['awk']): string[] {
  const scratch = mkdtempSync(join(folder, 'mask-'));
  for (const [index, [, text]] of files.entries()) writeFileSync(join(scratch, `in.${index}`), text);
  const plan = files
    .map(([kind, text]) => `${kind} ${text.endsWith('\n') || text === '' ? 0 : 1}\n`)
    .join('');
  const { status, stderr } = spawnSync('sh', ['-c', LOOP, 'sh', ...awk], {
    cwd: scratch,
    input: plan,
    encoding: 'utf8',
    env: { ...process.env, MASK },
  });
  if (status !== 0) throw new Error(`${awk.join(' ')}: ${stderr}`);
  const texts = files.map((_, index) => readFileSync(join(scratch, `out.${index}`), 'utf8'));
  rmSync(scratch, { recursive: true });
  return texts;
}

/** {@link allMasked} of one text. */
export const masked = (kind: MaskKind, text: string, awk?: readonly string[]): string =>
  allMasked([[kind, text]], awk)[0] ?? '';
