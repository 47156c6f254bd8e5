import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { until } from '../conditions.ts';
import type { Suite } from '../suite.ts';

const run = promisify(execFile);
const RECIPE = join(dirname(fileURLToPath(import.meta.url)), 'build.sh');
const CACHE = join(dirname(RECIPE), '../../../.cache/lab');
const BUILD_TIMEOUT_MS = 15 * 60_000;

/**
 * The file system of a suite's nodes, built on first use and kept in `.cache/lab/<suite>`: a minimal Debian with
 * Patroni, PostgreSQL, etcd and HAProxy. It is rebuilt when its recipe has changed.
 * @returns the folder to lay an overlay on; nothing may be written to it
 * @throws with the tail of the build's output if it fails; nothing of the build remains then
 */
export function ensureRoot(suite: Suite): Promise<string> {
  const root = roots.get(suite) ?? builtRoot(suite);
  roots.set(suite, root);
  return root;
}

/** Checked once: scenarios that run at the same time must not build the same folder. */
const roots = new Map<Suite, Promise<string>>();

async function builtRoot(suite: Suite): Promise<string> {
  const recipe = await readFile(RECIPE);
  const stamp = createHash('sha256').update(recipe).digest('hex');
  const home = join(CACHE, suite);
  if ((await readFile(join(home, 'stamp'), 'utf8').catch(() => '')) === stamp) return join(home, 'root');
  await mkdir(CACHE, { recursive: true });
  await removeAbandoned(suite);
  // Built under another name, so that a root exists completely or not at all.
  const building = `${home}.${process.pid}`;
  if (!(await isMine(building))) {
    // Another thread of this run is building it.
    await until(`${suite} is built`, BUILD_TIMEOUT_MS / 1000, () => access(join(home, 'stamp')));
    return join(home, 'root');
  }
  try {
    await build(suite, join(building, 'root'));
    await writeFile(join(building, 'stamp'), stamp);
    const old = `${building}.old`;
    await rename(home, old).catch(() => undefined);
    await rename(building, home);
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  }
  return join(home, 'root');
}

/** Whether this caller is the one that made the folder. */
const isMine = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

/** Leftovers of killed builds. */
async function removeAbandoned(suite: Suite): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const pid = new RegExp(`^${suite}\\.(\\d+)`).exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(CACHE, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs the recipe in namespaces that end with this process, so that no mount and no process outlives it. */
async function build(suite: Suite, folder: string): Promise<void> {
  const confined = ['--pdeathsig', 'KILL', 'unshare', '--mount', '--pid', '--fork', '--kill-child'];
  const recipe = ['sh', RECIPE, suite, await mirror(), folder];
  try {
    await run('setpriv', [...confined, ...recipe], { timeout: BUILD_TIMEOUT_MS, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const tail = `${stdout}${stderr}`.split('\n').slice(-30).join('\n');
    throw new Error(`the root of ${suite} could not be built:\n${tail}`, { cause: error });
  }
}

/** The Debian mirror of this machine's own apt configuration. */
async function mirror(): Promise<string> {
  const { stdout } = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Created-By: Packages',
    'Label: Debian',
  ]);
  const [first = ''] = stdout.split('\n');
  if (first === '') throw new Error("apt knows no Debian mirror here: run 'apt-get update' first");
  return first;
}
