// Boots a compiled estate with real daemons, and runs the scenarios of test/lab on it.
// usage: npm run lab -- [--suite <bookworm|forky|all>] [--estate <folder|file>] [--scenario <name>[,<name>…]] [--jobs <n>] [--keep-logs <folder>]
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SUITES = ['forky', 'bookworm'];
const USAGE =
  'usage: npm run lab -- [--suite <bookworm|forky|all>] [--estate <folder|file>] [--scenario <name>[,<name>…]] [--jobs <n>] [--keep-logs <folder>]';

/** Ends a run that cannot begin. */
function refuse(text) {
  process.stderr.write(`lab: ${text}\n`);
  process.exit(2);
}

function options() {
  const string = (fallback) => ({ type: 'string', default: fallback });
  try {
    return parseArgs({
      options: {
        suite: string('forky'),
        estate: string(join(root, 'fixtures/seoul-busan')),
        scenario: string(''),
        jobs: string('1'),
        'keep-logs': string(''),
      },
    }).values;
  } catch (error) {
    return refuse(`${error.message}\n${USAGE}`);
  }
}

const isProgram = (name) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Debian packages of the programs that the lab itself runs on this machine. */
const NEEDED = {
  debootstrap: 'debootstrap',
  'apt-get': 'apt',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  hostname: 'hostname',
  ip: 'iproute2',
  openssl: 'openssl',
};

const { suite, estate, scenario, jobs, 'keep-logs': keepLogs } = options();
if (!/^[1-9]$/.test(jobs)) refuse(`invalid number of jobs: ${jobs}\n${USAGE}`);
if (suite !== 'all' && !SUITES.includes(suite)) refuse(`unknown suite ${suite}\n${USAGE}`);
const topology = resolve(
  existsSync(estate) && statSync(estate).isDirectory() ? join(estate, 'topology.yaml') : estate,
);
if (!existsSync(topology)) refuse(`there is no ${topology}`);
const tests = scenario.split(',').map((name) => (name ? `test/lab/${name}.lab.test.ts` : '.lab.test.ts'));
for (const test of tests)
  if (scenario && !existsSync(join(root, test))) refuse(`there is no ${test}\n${USAGE}`);
if (process.getuid?.() !== 0) refuse('needs root, to make its own namespaces and mounts');
const missing = Object.keys(NEEDED).filter((name) => !isProgram(name));
if (missing.length > 0) {
  const packages = [...new Set(missing.map((name) => NEEDED[name]))].join(' ');
  refuse(`needs ${missing.join(', ')}: a Debian machine, and 'apt-get install ${packages}'`);
}

// If this process is killed, the process that holds the machines is killed too, and the machines end with it.
const vitest = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run'];
// This many scenarios run at a time, and two more with small estates if their file says so. They wait more than they
// work, but measurements are less meaningful if scenarios share a machine.
const workers = jobs === '1' ? ['--no-file-parallelism'] : [`--maxWorkers=${jobs}`];
const plan = ['--pool=threads', ...workers, '--maxConcurrency=2', ...tests];
// Scenarios ask the estate with the command as it is built.
const command = mkdtempSync(join(tmpdir(), 'pgdr-lab-'));
const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), command], { stdio: 'inherit' });
let status = built.status ?? 1;
if (status !== 0) process.exit(status);
for (const one of suite === 'all' ? SUITES : [suite]) {
  const env = {
    ...process.env,
    PGDR_LAB: '1',
    PGDR_LAB_JOBS: jobs,
    PGDR_LAB_SUITE: one,
    PGDR_LAB_COMMAND: join(command, 'cli.cjs'),
    PGDR_LAB_ESTATE: topology,
  };
  if (keepLogs) env.PGDR_LAB_KEEP_LOGS = resolve(keepLogs, one);
  const argv = ['--pdeathsig', 'KILL', ...vitest, ...plan];
  const run = spawnSync('setpriv', argv, { cwd: root, stdio: 'inherit', env });
  status ||= run.status ?? 1;
  if (run.signal) break;
}
rmSync(command, { recursive: true, force: true });
process.exit(status);
