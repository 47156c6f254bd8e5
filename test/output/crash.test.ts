import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/compiler/output/filesystem.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { Death, dieByThrowing, dyingAt, intercept } from './intercept.ts';
import { deployed, expectNoMixture, isFoundClean, treeOf } from './interrupted.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { temporary } from './temporary.ts';
import { artifacts, put, snapshot } from './tree.ts';

/** After recovery: the whole new tree and nothing beside it. */
async function expectRecovered(root: string, { wanted, force }: Scenario): Promise<void> {
  expect(writeTree(root, wanted, { force }).kind).toBe('written');
  expect(deployed(root)).toEqual(treeOf(wanted));
  expect(snapshot(root)).not.toHaveProperty('.pgdr-compile');
  expect(await isFoundClean(root, wanted)).toBe(true);
}

/** Runs with a death at the n-th operation; whether it died. */
function dies(root: string, { wanted, force }: Scenario, n: number): boolean {
  try {
    writeTree(root, wanted, { force, fs: dyingAt(nodeFileSystem, n, dieByThrowing) });
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(Death);
    return true;
  }
}

describe.each(SCENARIOS.map((scenario, index) => ({ ...scenario, index })))('$name', (scenario) => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'pgdr-killed-'));
    buildSync({
      entryPoints: [fileURLToPath(new URL('killed-run.ts', import.meta.url))],
      outfile: join(directory, 'killed-run.mjs'),
      bundle: true,
      external: ['diff'],
      format: 'esm',
      platform: 'node',
    });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function killAt(root: string, n: number): Promise<NodeJS.Signals | null> {
    const args = [join(directory, 'killed-run.mjs'), root, String(scenario.index), String(n)];
    return new Promise((resolve, reject) => {
      spawn(process.execPath, args, { stdio: 'inherit' })
        .on('error', reject)
        .on('exit', (_, signal) => resolve(signal));
    });
  }

  test('survives SIGKILL', async () => {
    const { outside } = temporary();
    const attempt = async (n: number): Promise<boolean> => {
      const root = join(outside, String(n));
      scenario.prepare(root);
      const before = deployed(root);
      const signal = await killAt(root, n);
      await expectNoMixture(root, before, scenario.wanted);
      await expectRecovered(root, scenario);
      return signal === 'SIGKILL';
    };
    // A process costs more than all it does: every fifth operation here, each of them in the test below.
    const points = Array.from({ length: 14 }, (_, index) => index * 5 + scenario.index);
    const killed = await Promise.all(points.map(attempt));
    expect(killed).toContain(true);
  });

  test('survives a death at each operation, and a second one in recovery', async () => {
    const { outside } = temporary();
    let deaths = 0;
    for (let isDead = true, n = 0; isDead; n += 1) {
      const root = join(outside, String(n));
      scenario.prepare(root);
      const before = deployed(root);
      isDead = dies(root, scenario, n);
      await expectNoMixture(root, before, scenario.wanted);
      // Later and later in recovery, so that the last of them completes it.
      for (let m = n % 7; dies(root, scenario, m); m += 11)
        await expectNoMixture(root, before, scenario.wanted);
      await expectRecovered(root, scenario);
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(30);
  });

  test('goes on to another tree after a death at each operation', () => {
    const { outside } = temporary();
    const other = artifacts({ 'a/one': 'third\n', 'd/e/f': 'third\n', 'q/r': 'third\n' });
    for (let isDead = true, n = 0; isDead; n += 1) {
      const root = join(outside, String(n));
      scenario.prepare(root);
      isDead = dies(root, scenario, n);
      expect(writeTree(root, other, { force: scenario.force }).kind).toBe('written');
      // Before the commit, a file of somebody else's that only the other tree wanted stays.
      expect(deployed(root)).toMatchObject(treeOf(other));
    }
  });
});

describe('a committed run that was cut off', () => {
  const [, scenario] = SCENARIOS;
  const isCommitted = (root: string) => snapshot(root)?.['.pgdr-compile/journal.json'] !== undefined;

  /** A root in which a run died just after its commit. */
  function cutOff(): string {
    const { root } = temporary();
    let hasCommitted = false;
    const fs = intercept(nodeFileSystem, (operation, _, to) => {
      if (hasCommitted) dieByThrowing();
      hasCommitted = operation === 'rename' && to?.endsWith('/journal.json') === true;
    });
    scenario?.prepare(root);
    expect(() => writeTree(root, wanted, { fs })).toThrow(Death);
    expect(isCommitted(root)).toBe(true);
    return root;
  }
  const wanted = scenario?.wanted ?? [];

  test('is completed without force, and says so', () => {
    const root = cutOff();
    expect(writeTree(root, wanted)).toMatchObject({
      kind: 'written',
      recovered: true,
      written: [],
      removed: [],
    });
    expect(deployed(root)).toEqual(treeOf(wanted));
  });

  test.each(['a/one', 'a/added', 'b/c/orphan', 'd/e/f'])(
    'does not destroy an edit of %s made since',
    (path) => {
      const root = cutOff();
      put(`${root}/${path}`, 'edited since\n');
      const before = deployed(root);
      expect(writeTree(root, wanted)).toMatchObject({
        kind: 'refused',
        conflicts: [{ path, forceable: true }],
      });
      expect(deployed(root)).toEqual(before);
      expect(isCommitted(root)).toBe(true);
      expect(writeTree(root, wanted, { force: true })).toMatchObject({ kind: 'written', recovered: true });
      expect(deployed(root)).toEqual(treeOf(wanted));
    },
  );

  test.each(['a/added/mine', 'top-level'])('does not delete %s, made since', (path) => {
    const root = cutOff();
    put(`${root}/${path}`, 'mine\n');
    writeTree(root, wanted, { force: true });
    expect(deployed(root)[path]).toBe('mine\n');
  });

  test('takes back a file that did not reach the disk when the power failed', () => {
    const root = cutOff();
    put(`${root}/.pgdr-compile/new/a/one`, '');
    expect(writeTree(root, wanted)).toMatchObject({ kind: 'written', recovered: false });
    expect(deployed(root)).toEqual(treeOf(wanted));
  });

  test.each([
    ['nothing', ''],
    ['another version', '{"version":2,"writes":[],"removals":[]}\n'],
    [
      'a path out of the root',
      '{"version":1,"writes":[],"removals":[{"path":"../precious","before":"x"}]}\n',
    ],
    [
      'a write out of the root',
      '{"version":1,"writes":[{"path":"../precious","before":"x","after":"x"}],"removals":[]}\n',
    ],
    ['no lists', '{"version":1,"writes":{},"removals":1}\n'],
    ['a list of nothing', '{"version":1,"writes":[null],"removals":[]}\n'],
  ])('with a journal that holds %s needs force', (_, journal) => {
    const root = cutOff();
    put(join(dirname(root), 'precious'), 'mine\n');
    put(`${root}/.pgdr-compile/journal.json`, journal);
    const path = '.pgdr-compile/journal.json';
    expect(writeTree(root, wanted)).toMatchObject({
      kind: 'refused',
      conflicts: [{ path, forceable: true }],
    });
    expect(writeTree(root, wanted, { force: true })).toMatchObject({ kind: 'written' });
    expect(deployed(root)).toEqual(treeOf(wanted));
    expect(snapshot(dirname(root))?.precious).toBe('mine\n');
  });
});
