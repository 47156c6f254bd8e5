// The manual page, made from the flags of the command.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { common } from './bundling.mjs';

export async function writeManual(out) {
  const scratch = mkdtempSync(join(tmpdir(), 'pgdr-compile-'));
  const outfile = join(scratch, 'man.cjs');
  await build({ ...common, entryPoints: ['src/cli/man.ts'], outfile, format: 'cjs' });
  writeFileSync(join(out, 'pgdr-compile.1'), execFileSync(process.execPath, [outfile]));
  rmSync(scratch, { recursive: true });
}
