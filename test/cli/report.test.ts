import { describe, expect, it } from 'vitest';
import { workflowCommand } from '../report/formats.ts';
import { BROKEN, command, SOUND } from './host.ts';

const files = { 'infra/topology.yaml': BROKEN };
const lint = (args: readonly string[], env: Readonly<Record<string, string>>, more = {}) =>
  command(['lint', 'infra/topology.yaml', ...args], { files, env, ...more });

describe('under GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/summary.md', GITHUB_WORKSPACE: '/' };

  it('annotations are what is written, and the summary of the job', async () => {
    const { stdout, written } = await lint([], env);
    expect(workflowCommand(stdout.split('\n')[0] ?? '')).toMatchObject({
      command: 'error',
      properties: { title: 'etcd/token-shared', file: 'repo/infra/topology.yaml' },
    });
    expect(written.get('/summary.md')).toContain('| error | repo/infra/topology.yaml:');
  });

  it('a terminal, or a format that is named, has its way', async () => {
    expect((await lint([], env, { isTerminal: true })).stdout).toContain('-->');
    const named = await lint(['--format', 'text'], env);
    expect(named.stdout).toContain('-->');
    expect(named.written.size).toBe(0);
  });

  it('a build says what it did beside them', async () => {
    const world = { files: { 'topology.yaml': SOUND }, env };
    const ran = await command(['build', '--check', '--out', '/nowhere/build', 'topology.yaml'], world);
    expect(ran.stdout).toContain('differs from what the topology compiles to');
  });

  it('a summary that cannot be written is said to be', async () => {
    const ran = await lint([], { ...env, GITHUB_STEP_SUMMARY: 'nowhere/summary.md' });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('cannot write the report to nowhere/summary.md');
  });
});

it('GitLab knows files from the top of the checkout', async () => {
  const { stdout } = await lint(['--format', 'gitlab'], { CI_PROJECT_DIR: '/repo' });
  expect(JSON.parse(stdout)[0].location.path).toBe('infra/topology.yaml');
});

it('a file outside of the checkout keeps its name', async () => {
  const { stdout } = await lint(['--format', 'gitlab'], { CI_PROJECT_DIR: '/elsewhere' });
  expect(JSON.parse(stdout)[0].location.path).toBe('infra/topology.yaml');
});

it('several formats in one run', async () => {
  const { stdout, written } = await lint(
    ['--format', 'sarif=out.sarif', '--format', 'junit=out.xml', '--format', 'github'],
    {},
  );
  expect(JSON.parse(written.get('out.sarif') ?? '').runs).toHaveLength(1);
  expect(written.get('out.xml')).toMatch(/^<\?xml/);
  expect(stdout).toMatch(/^::error /);
});
