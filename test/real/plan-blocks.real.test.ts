import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CHANGES } from '../plan/changes.ts';
import { planFor, SAMPLE } from '../plan/planned.ts';

/** Each kind of block once, by its name without numbers, sites and machines. */
async function blocks(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { edit } of CHANGES)
    for (const [before, after] of [
      [SAMPLE, edit(SAMPLE)],
      [edit(SAMPLE), SAMPLE],
    ] as const) {
      const { steps } = await planFor(before, after);
      for (const { id, as, text } of steps.flatMap((step) => step.blocks))
        if (as !== 'operator') found.set(id.replace(/^plan\.\d+\./, ''), text);
    }
  return found;
}

it('the blocks of plans are shell scripts that shellcheck has nothing against', {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-blocks-'));
  try {
    const all = [...(await blocks())];
    expect(all.length).toBeGreaterThan(40);
    for (const [id, text] of all) writeFileSync(join(folder, `${id}.sh`), `${text}\n`);
    const files = all.map(([id]) => join(folder, `${id}.sh`));
    // The file of passwords is on the node (1091). Words that the plan puts in are constants (2194), and stand between quotes (2140);
    // parts that blocks share set variables that not all use (2034), and some lists are split on purpose (2046, 2155).
    const flags = ['--shell=sh', '--severity=warning', '--exclude=SC1091,SC2034,SC2046,SC2140,SC2155,SC2194'];
    const { stdout, status } = spawnSync('shellcheck', [...flags, ...files], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
