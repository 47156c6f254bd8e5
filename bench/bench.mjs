// How fast the command is, in ratios taken in one run: npm run bench [-- --json] [-- --strict] [-- --against <commit>]
// Bundles the checkout into a temporary folder. --strict: exit status 1 when a target is missed. --against: measures only this
// checkout beside a commit.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { common } from '../scripts/bundling.mjs';
import { bundleChunks } from '../scripts/chunks.mjs';
import { bundleOne } from './bundle.mjs';
import { mistaken, topology } from './estates.mjs';
import { memory, race, WITH_CERTIFICATES } from './measure.mjs';

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean' }, strict: { type: 'boolean' }, against: { type: 'string' } },
});
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const sample = join(root, 'fixtures/seoul-busan/topology.yaml');
const work = mkdtempSync(join(tmpdir(), 'pgdr-bench-'));
const node = process.execPath;
const bare = [node, '-e', '0'];
const command = (...args) => [node, join(work, 'command/cli.cjs'), ...args];

/**
 * A folder that was never there, another one at each call. None is removed between runs, and what makes many files is
 * measured first: ext4 without a journal does not take an inode again for a minute after its removal, and for some more
 * while that is not on the disk, and looks at each such inode before it finds one for a new file (fs/ext4/ialloc.c,
 * recently_deleted). A benchmark that follows another within minutes sees a slower disk.
 */
const fresh = (where = work) => join(mkdtempSync(join(where, 'fresh-')), 'tree');

/** A folder in memory, where the system has one: what is made there takes no time of a disk. */
const inMemory = memoryFolder();

function memoryFolder() {
  try {
    return mkdtempSync('/dev/shm/pgdr-bench-');
  } catch {
    return undefined;
  }
}

function written(name, text) {
  const path = join(work, name);
  writeFileSync(path, text);
  return path;
}

const rows = [];
/** One measured value; `target` is the most it may be, or the least. Without a target it is for information. */
function row(what, value, unit, target, isFine = (a, b) => a <= b) {
  const verdict = target === undefined ? '' : isFine(value, target) ? 'ok' : 'missed';
  rows.push({ what, value: Number(value.toPrecision(3)), unit, target, verdict });
}

/** The sample read by the libraries alone, started as the command is: what no judgement can be quicker than. */
async function librariesAlone() {
  const folder = join(work, 'libraries');
  mkdirSync(join(folder, 'cli'), { recursive: true });
  copyFileSync(join(root, 'src/launcher.cjs'), join(folder, 'cli.cjs'));
  await bundleOne(join(here, 'libraries.mjs'), join(folder, 'cli/start.cjs'));
  const read = [node, join(folder, 'cli.cjs'), 'lint', sample];
  // The first run has V8 compile, and keeps that.
  execFileSync(node, read.slice(1), { stdio: 'ignore' });
  return read;
}

/** The command's first chunk without those libraries in it: what V8 has to take up beside them before a rule can run. */
async function chunkBeside() {
  const folder = join(work, 'beside');
  const { yaml, ...alias } = common.alias;
  const withoutLibraries = {
    name: 'without-libraries',
    setup: (bundler) =>
      bundler.onResolve({ filter: /^(yaml|commander)$/ }, ({ path }) => ({ path, external: true })),
  };
  await bundleChunks({ ...common, alias, minify: true }, withoutLibraries, join(folder, 'cli'));
  copyFileSync(join(root, 'src/launcher.cjs'), join(folder, 'cli.cjs'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  // The first run has V8 compile what a lint takes, and keeps that.
  execFileSync(node, [join(folder, 'cli.cjs'), 'lint', sample], { stdio: 'ignore' });
  return join(folder, 'cli/start.cjs');
}

/** What to start commands in, with words for it: as it is here, and without what slows Node's start down. */
const environments = () => [
  ...(WITH_CERTIFICATES ? [[', NODE_EXTRA_CA_CERTS set', WITH_CERTIFICATES]] : []),
  ['', undefined],
];

/** The single executable; undefined if this Node cannot become one. */
function singleExecutable() {
  const folder = join(work, 'single');
  const { status, stderr } = spawnSync(node, [join(root, 'scripts/binary.mjs'), folder], {
    encoding: 'utf8',
  });
  if (status === 0) return join(folder, 'pgdr-compile');
  rows.push({
    what: 'single executable / script',
    verdict: `left out: ${/^Error: (.*)/m.exec(stderr)?.[1]}`,
  });
  return undefined;
}

async function start(where, env, beside, single) {
  const current = join(work, 'current');
  execFileSync(node, command('build', sample, '--out', current).slice(1), { stdio: 'ignore' });
  const libraries = await librariesAlone();
  const changed = written(
    'changed.yaml',
    readFileSync(sample, 'utf8').replace('max_connections: 200', 'max_connections: 300'),
  );
  const times = race(
    {
      bare: { command: bare },
      version: { command: command('--version') },
      lint: { command: command('lint', sample) },
      plan: { command: command('plan', '--from', sample, changed) },
      build: { command: () => command('build', sample, '--out', fresh()) },
      copy: { command: () => ['cp', '-r', current, fresh()] },
      ...(inMemory && { memory: { command: () => command('build', sample, '--out', fresh(inMemory)) } }),
      current: { command: command('build', sample, '--out', current) },
      libraries: { command: libraries },
      taken: { command: [...libraries, beside] },
      ...(single && { single: { command: [single, 'lint', sample] } }),
    },
    25,
    env,
  );
  const { bare: none, taken: floor } = times;
  row(`start (--version) / node -e 0${where}`, times.version.quarter / none.quarter, '×', 1.5);
  row(`lint of the sample / the floor${where}`, times.lint.quarter / floor.quarter, '×', 1.25);
  row(`build of the sample, new folder / the floor${where}`, times.build.quarter / floor.quarter, '×', 1.5);
  row(`build of the sample, current / the floor${where}`, times.current.quarter / floor.quarter, '×', 1.5);
  row(
    `plan of the sample and a change of it / lint${where}`,
    times.plan.quarter / times.lint.quarter,
    '×',
    1.3,
  );
  if (single)
    row(
      `lint of the sample, single executable / script${where}`,
      times.single.quarter / times.lint.quarter,
      '×',
      1.3,
    );
  row('  lint of the sample / node -e 0', times.lint.quarter / none.quarter, '×');
  row('  build of the sample / node -e 0', times.build.quarter / none.quarter, '×');
  row('  the same by medians: lint', times.lint.median / none.median, '×');
  row('  the same by medians: build', times.build.median / none.median, '×');
  if (times.memory)
    row('  build of the sample, new folder in memory', times.memory.quarter / none.quarter, '×');
  row('  cp -r of its output', times.copy.quarter / none.quarter, '×');
  row('  commander and yaml alone, reading the sample', times.libraries.quarter / none.quarter, '×');
  row('  and V8 taking up the compiled rest, none of it run: the floor', floor.quarter / none.quarter, '×');
}

/** The rules that were there first; README says what they prevent. */
const FOUNDING = [
  'access/replication-refused',
  'access/rewind-refused',
  'etcd/token-shared',
  'identity/member-name-reused',
  'identity/scope-shared',
  'recovery/rewind-impossible',
  'replication/slot-mismatch',
];

/** What all the other rules cost, those that start and those that find nothing. */
function catalogue(files) {
  const few = join(work, 'founding');
  execFileSync(node, [join(root, 'scripts/build.mjs'), few, ...FOUNDING], { stdio: 'inherit' });
  const founding = (...args) => [node, join(few, 'cli.cjs'), ...args];
  const candidates = {
    all: { command: command('lint', sample) },
    founding: { command: founding('lint', sample) },
  };
  for (const [where, env] of environments()) {
    const one = race(candidates, 60, env);
    row(
      `lint of the sample, all rules / the founding seven${where}`,
      one.all.quarter / one.founding.quarter,
      '×',
      1.2,
    );
  }
  const many = race(
    { all: { command: command('lint', ...files) }, founding: { command: founding('lint', ...files) } },
    3,
  );
  row('  the same of 1,000 topologies', many.all.quarter / many.founding.quarter, '×');
}

function thousand() {
  const folder = join(work, 'thousand');
  mkdirSync(folder);
  const files = Array.from({ length: 1000 }, (_, index) => {
    const path = join(folder, `${index}.yaml`);
    writeFileSync(path, topology(`estate-${index}`, 6, index));
    return path;
  });
  const times = race({ lint: { command: command('lint', ...files) } }, 3);
  row('1,000 topologies in one lint, each', times.lint.quarter / 1000, 'ms', 3);
  return files;
}

/** The time of 6, 60 and 600 nodes without Node's start, per node; and of 600 nodes against copying what they make. */
function growth() {
  const sizes = [6, 60, 600];
  const made = join(work, 'made');
  const file = (members) => written(`${members}.yaml`, topology(`estate-${members}`, members));
  const wrong = (members) =>
    written(`${members}-wrong.yaml`, mistaken(topology(`estate-${members}`, members)));
  const files = Object.fromEntries(sizes.map((members) => [members, file(members)]));
  execFileSync(node, command('build', files[600], '--out', made).slice(1), { stdio: 'ignore' });
  const times = race(
    {
      bare: { command: bare },
      ...Object.fromEntries(
        sizes.map((members) => [`lint ${members}`, { command: command('lint', files[members]) }]),
      ),
      'wrong 60': { command: command('lint', wrong(60)), status: 1 },
      'wrong 600': { command: command('lint', wrong(600)), status: 1 },
      copy: { command: () => ['cp', '-r', made, fresh()] },
      build: { command: () => command('build', files[600], '--out', fresh()) },
    },
    6,
  );
  const start = times['lint 6'].quarter;
  for (const members of sizes)
    row(
      `lint of ${members} nodes beyond Node's start, per node`,
      (times[`lint ${members}`].quarter - times.bare.quarter) / members,
      'ms',
    );
  const more = (name) => times[name].quarter - start;
  row('lint: what 600 nodes cost over 6 / what 60 do', more('lint 600') / more('lint 60'), '×', 11);
  row('the same with a finding in every node', more('wrong 600') / more('wrong 60'), '×', 11);
  row(
    'build of 600 nodes / (2 × cp -r of its output + node -e 0)',
    times.build.quarter / (2 * times.copy.quarter + times.bare.quarter),
    '×',
    1,
  );
  row('  build of 600 nodes', times.build.quarter, 'ms');
  row('  cp -r of its output', times.copy.quarter, 'ms');
}

function peaks(files) {
  const script = join(here, 'max-rss.cjs');
  const empty = written('empty.cjs', '');
  const nothing = memory(script, [node, empty]);
  row('memory of lint / of Node', memory(script, command('lint', sample)) / nothing, '×', 2);
  row('memory of 1,000 topologies', memory(script, command('lint', ...files)), 'MiB', 300);
}

function againstAnsible() {
  const folder = join(here, 'ansible');
  if (spawnSync('ansible-playbook', ['--version'], { stdio: 'ignore' }).status !== 0) {
    rows.push({ what: 'ansible-core / build', verdict: 'left out: ansible-playbook is not installed' });
    return;
  }
  const playbook = ['ansible-playbook', '-i', join(folder, 'inventory.ini'), join(folder, 'playbook.yml')];
  const times = race(
    {
      build: { command: () => command('build', sample, '--out', fresh()) },
      ansible: {
        command: () => [...playbook, '--extra-vars', `out=${fresh()}`],
      },
    },
    2,
  );
  row(
    'the same six nodes by ansible-core / build',
    times.ansible.quarter / times.build.quarter,
    '×',
    50,
    (a, b) => a >= b,
  );
}

/** What this checkout costs beside a commit: the price of the changes between them. */
function againstCommit(commit) {
  const there = join(work, 'there');
  execFileSync('git', ['-C', root, 'worktree', 'add', '--quiet', '--detach', there, commit], {
    stdio: 'inherit',
  });
  try {
    symlinkSync(join(root, 'node_modules'), join(there, 'node_modules'));
    execFileSync(node, [join(there, 'scripts/build.mjs'), join(work, 'before')], { cwd: there });
    const before = (...args) => [node, join(work, 'before/cli.cjs'), ...args];
    const overrides = join(root, 'fixtures/overrides/topology.yaml');
    const built = (name, one) => {
      const current = join(work, name);
      execFileSync(node, one('build', sample, '--out', current).slice(1), { stdio: 'ignore' });
      return one('build', sample, '--out', current);
    };
    const big = written('600.yaml', topology('estate-600', 600));
    const runs = {
      'start (--version)': [(one) => one('--version'), 40],
      'lint of the sample': [(one) => one('lint', sample), 40],
      'lint of overrides': [(one) => one('lint', overrides), 40],
      'build of the sample, new folder': [(one) => () => one('build', sample, '--out', fresh()), 40],
      'build of the sample, current': [(one, name) => built(name, one), 40],
      'build of 600 nodes': [(one) => () => one('build', big, '--out', fresh()), 8],
    };
    for (const [what, [make, rounds]] of Object.entries(runs)) {
      const now = make(command, 'now');
      const past = make(before, 'past');
      const times = race({ now: { command: now }, past: { command: past } }, rounds);
      row(`${what} / the same at ${commit}`, times.now.quarter / times.past.quarter, '×');
    }
  } finally {
    execFileSync('git', ['-C', root, 'worktree', 'remove', '--force', there], { stdio: 'inherit' });
  }
}

async function everything() {
  growth();
  const beside = await chunkBeside();
  const single = singleExecutable();
  for (const [where, env] of environments()) await start(where, env, beside, single);
  const files = thousand();
  catalogue(files);
  peaks(files);
  againstAnsible();
}

try {
  execFileSync(node, [join(root, 'scripts/build.mjs'), join(work, 'command')], { stdio: 'inherit' });
  if (flags.against === undefined) await everything();
  else againstCommit(flags.against);
} finally {
  for (const folder of [work, ...(inMemory ? [inMemory] : [])])
    rmSync(folder, { recursive: true, force: true });
}

if (flags.json) console.log(JSON.stringify({ node: process.version, rows }, null, 2));
else {
  const wide = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, value, unit = '', target, verdict } of rows) {
    const measured = value === undefined ? '' : `${value} ${unit}`;
    console.log(
      `${what.padEnd(wide)}  ${measured.padStart(10)}  ${String(target ?? '').padStart(5)}  ${verdict}`,
    );
  }
}
if (flags.strict && rows.some(({ verdict }) => verdict === 'missed')) process.exitCode = 1;
