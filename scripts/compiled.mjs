// Has V8 compile what runs take, so that no later run has to: src/launcher.cjs keeps the code beside the chunks.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const fixture = (path) => join(root, 'fixtures', path);
const sample = fixture('seoul-busan/topology.yaml');

/** Typical runs, in a folder with a changed sample. A chunk caches the code that its first run compiled. */
const TYPICAL = [
  ['lint', sample],
  ['build', sample],
  ['build', '--check', sample],
  ['lint', fixture('overrides/topology.yaml')],
  ['plan', '--fail-on', 'never', '--from', sample, 'changed.yaml'],
];

const broken = fixture('broken/access-replication-refused/topology.yaml');

/** Runs that take further chunks. */
const RARE = [
  ['lint', '--fail-on', 'never', broken],
  ['lint', '--fail-on', 'never', fixture('nodes/sound-two-sites')],
  ...['json', 'sarif', 'github', 'gitlab', 'junit'].map((format) => [
    'lint',
    ...['--fail-on', 'never', '--format', format],
    broken,
  ]),
  ['adopt', fixture('nodes/sound-two-sites'), '-'],
  ['show', sample],
  ['rules'],
  ['collect'],
  ['completion', 'bash'],
  ['init', '--site', 'a=10.1.0.1,10.1.0.2,10.1.0.3', '--site', 'b=10.2.0.1,10.2.0.2,10.2.0.3', '-'],
];

function runAll(command, runs) {
  const scratch = mkdtempSync(join(tmpdir(), 'pgdr-compile-'));
  const { NODE_OPTIONS, NODE_DISABLE_COMPILE_CACHE, ...env } = process.env;
  writeFileSync(
    join(scratch, 'changed.yaml'),
    readFileSync(sample, 'utf8').replace(/max_connections: \d+/, 'max_connections: 250\n    work_mem: 16MB'),
  );
  try {
    for (const args of runs)
      execFileSync(process.execPath, [command, ...args], { cwd: scratch, stdio: 'pipe', env });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** @param command what has been bundled: cli.cjs */
export const keepCompiled = (command) => runAll(command, TYPICAL);

/** The same for chunks that few runs take. */
export const keepMoreCompiled = (command) => runAll(command, RARE);
