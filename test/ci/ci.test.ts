import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { schema as gitlabSchema } from 'gitlab-ci-local/src/schema/schema.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BROKEN, SOUND } from '../cli/host.ts';
import { workflowCommand } from '../report/formats.ts';
import { action, runAction, stepNamed } from './action.ts';
import { filesIn, ROOT, read } from './blocks.ts';
import { githubErrors } from './github-parser.ts';

const files = filesIn('docs/ci.md');
const workflows = [...files].filter(([name]) => name.startsWith('.github/workflows/'));

describe('what docs/ci.md shows', () => {
  it.each(workflows)('%s is a workflow', (name, text) =>
    expect(githubErrors('workflow', name, text)).toEqual([]),
  );

  it.each(workflows)('%s names inputs that the action has', (_name, text) => {
    const { jobs } = parse(text) as { jobs: Record<string, { steps: { uses?: string; with?: object }[] }> };
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const ours = steps.filter(({ uses }) => uses?.startsWith('pgdr-compile/pgdr-compile@'));
    expect(ours).toHaveLength(1);
    expect(Object.keys(action().inputs)).toEqual(expect.arrayContaining(Object.keys(ours[0]?.with ?? {})));
  });

  it('posts a plan as one comment, and replaces it on each push', () => {
    const text = files.get('.github/workflows/pgdr-compile-plan.yml') ?? '';
    const { jobs } = parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> };
    const script =
      Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))[0] ?? 'exit 99';
    const folder = mkdtempSync(join(tmpdir(), 'pgdr-comment-'));
    // A gh that knows one comment, if there is one, and writes down what it is asked.
    const gh = '#!/bin/sh\necho "$*" >> log\ncase $* in *--paginate*) cat known ;; esac\n';
    writeFileSync(join(folder, 'gh'), gh, { mode: 0o755 });
    writeFileSync(join(folder, 'pgdr-plan.md'), '<!-- pgdr-compile plan -->\n');
    const post = (known: string): string => {
      writeFileSync(join(folder, 'known'), known);
      writeFileSync(join(folder, 'log'), '');
      const env = { PATH: `${folder}:${process.env.PATH}`, GITHUB_REPOSITORY: 'o/r', PR: '7' };
      const ran = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder, env });
      expect(ran.status).toBe(0);
      return readFileSync(join(folder, 'log'), 'utf8').split('\n')[1] ?? '';
    };
    expect(post('')).toBe('api repos/o/r/issues/7/comments -F body=@pgdr-plan.md');
    expect(post('42\n')).toBe('api -X PATCH repos/o/r/issues/comments/42 -F body=@pgdr-plan.md');
    rmSync(folder, { recursive: true });
  });

  it('has workflows at all, and each of the other two', () => {
    expect(workflows.length).toBeGreaterThan(2);
    expect(files.has('.gitlab-ci.yml')).toBe(true);
    expect(files.has('.pre-commit-config.yaml')).toBe(true);
  });

  /** The rows of its tables that begin with a name of this shape: name and default. */
  const told = (name: RegExp): Readonly<Record<string, string>> => {
    const rows = [...read('docs/ci.md').matchAll(/^\| `([\w-]+)` \| .* \| (?:`(.*)`)? ?\|$/gm)];
    const named = rows.filter(([, key = '']) => name.test(key));
    return Object.fromEntries(named.map(([, key, value]) => [key, value ?? '']));
  };

  it('tells every input of the action, with its default', () => {
    const inputs = Object.entries(action().inputs).map(([name, input]) => [name, input.default]);
    expect(told(/^[a-z]/)).toEqual(Object.fromEntries(inputs));
  });

  it('tells every variable of the job for GitLab, with its default', () => {
    const job = parse(read('ci/pgdr-compile.gitlab-ci.yml')) as Record<
      string,
      { variables: Record<string, string> }
    >;
    const { PGDR_PACKAGE, ...variables } = job['pgdr-compile']?.variables ?? {};
    const { PGDR_PACKAGE: told_, ...rows } = told(/^PGDR_/);
    expect(rows).toEqual(variables);
    expect([PGDR_PACKAGE, told_]).toEqual([expect.stringMatching(/^git\+https:/), undefined]);
  });

  it('names hooks that there are', () => {
    const { repos } = parse(files.get('.pre-commit-config.yaml') ?? '') as {
      repos: { hooks: { id: string }[] }[];
    };
    const hooks = (parse(read('.pre-commit-hooks.yaml')) as { id: string }[]).map(({ id }) => id);
    expect(hooks).toEqual(repos.flatMap((repo) => repo.hooks.map(({ id }) => id)));
  });

  it('names variables that the job of GitLab has', () => {
    const job = (text: string) =>
      (parse(text) as Record<string, { variables: Record<string, string> }>)['pgdr-compile']?.variables ?? {};
    const known = Object.keys(job(read('ci/pgdr-compile.gitlab-ci.yml')));
    expect(known).toEqual(expect.arrayContaining(Object.keys(job(files.get('.gitlab-ci.yml') ?? ''))));
  });
});

it('the parser of GitHub refuses something', () => {
  expect(
    githubErrors('workflow', 'x.yml', 'on: push\njobs: { a: { runs-on: x, steps: [{ uses: y, nope: 1 }] } }'),
  ).not.toEqual([]);
});

describe('GitLab', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(gitlabSchema);
  it.each([
    ['the job', read('ci/pgdr-compile.gitlab-ci.yml')],
    ['what docs/ci.md shows', files.get('.gitlab-ci.yml') ?? ''],
  ])('%s fits the schema', (_what, text) => {
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
  });
  it('the schema refuses something', () => expect(validate({ a: { script: 1 } })).toBe(false));
});

describe('the action', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-action-'));
  beforeAll(() => {
    execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), join(folder, 'dist')], {
      stdio: 'pipe',
    });
    mkdirSync(join(folder, 'repo/infra'), { recursive: true });
    writeFileSync(join(folder, 'repo/infra/topology.yaml'), SOUND);
    writeFileSync(join(folder, 'repo/infra/broken.yaml'), BROKEN);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = (inputs: Readonly<Record<string, string>>, env = {}) =>
    runAction(folder, join(folder, 'repo'), { 'working-directory': 'infra', ...inputs }, env);

  it('is one, says GitHub', () =>
    expect(githubErrors('action', 'action.yml', read('action.yml'))).toEqual([]));

  it('is a shell script that shellcheck has nothing against', () => {
    if (spawnSync('shellcheck', ['--version']).error) return;
    for (const { run: script = '' } of action().runs.steps) {
      const checked = spawnSync('shellcheck', ['--shell=bash', '-'], { input: script, encoding: 'utf8' });
      expect(checked.stdout).toBe('');
    }
  });

  it('passes a sound topology, and fails for a broken one with annotations', () => {
    expect(run({})).toMatchObject({ status: 0, stderr: '' });
    const summary = join(folder, 'summary.md');
    const broken = run({ topologies: '*.yaml' }, { GITHUB_STEP_SUMMARY: summary });
    expect(broken.status).toBe(1);
    expect(workflowCommand(broken.stdout.split('\n')[0] ?? '')?.properties.file).toBe('infra/broken.yaml');
    expect(readFileSync(summary, 'utf8')).toContain('infra/broken.yaml');
  });

  it('fails on what it is told to, and where it cannot run', () => {
    expect(run({ topologies: 'broken.yaml', 'fail-on': 'never' }).status).toBe(0);
    expect(run({ topologies: 'none.yaml', check: 'true' }).status).toBe(2);
  });

  it('writes SARIF beside', () => {
    expect(run({ topologies: 'broken.yaml', sarif: 'out.sarif' }).status).toBe(1);
    const sarif = JSON.parse(readFileSync(join(folder, 'repo/infra/out.sarif'), 'utf8'));
    expect(sarif.runs[0].results).toHaveLength(1);
  });

  it('compares the compiled tree when it is asked to', () => {
    const summary = join(folder, 'stale.md');
    const stale = run({ check: 'true', out: 'tree' }, { GITHUB_STEP_SUMMARY: summary });
    expect(stale.status).toBe(1);
    const said = stale.stdout.split('\n').flatMap((line) => workflowCommand(line) ?? []);
    expect(said.map(({ properties }) => [properties.title, properties.file])).toEqual([
      ['output/not-current', 'infra/tree'],
    ]);
    expect(readFileSync(summary, 'utf8')).toContain('1 error');
    const cwd = join(folder, 'repo/infra');
    execFileSync(process.execPath, [join(folder, 'dist/cli.cjs'), 'topology.yaml', '--out', 'tree'], { cwd });
    expect(run({ check: 'true', out: 'tree' })).toMatchObject({ status: 0 });
  });

  it('plans the change of each topology, in the summary and in a file that a comment can hold', () => {
    const repo = join(folder, 'repo');
    const git = (...words: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false', ...words],
        { cwd: repo, stdio: 'pipe' },
      );
    git('init', '-q');
    git('add', 'infra/topology.yaml');
    git('commit', '-q', '-m', 'before');
    const plan = (env = {}) =>
      runAction(
        folder,
        repo,
        { 'working-directory': 'infra', topologies: 'topology.yaml new.yaml' },
        { FROM: 'HEAD', ...env },
        stepNamed('Plan the change'),
      );
    writeFileSync(
      join(repo, 'infra/topology.yaml'),
      SOUND.replace('max_connections: 200', 'max_connections: 300'),
    );
    writeFileSync(join(repo, 'infra/new.yaml'), SOUND);
    const summary = join(folder, 'plan.md');
    const { status, stdout } = plan({ GITHUB_STEP_SUMMARY: summary });
    expect(status).toBe(0);
    expect(workflowCommand(stdout.split('\n')[0] ?? '')?.properties).toMatchObject({
      file: 'infra/topology.yaml',
    });
    const text = readFileSync(join(repo, 'infra/pgdr-plan.md'), 'utf8');
    expect(text).toMatch(/^<!-- pgdr-compile plan -->\n## pgdr-compile plan: 1 change/);
    expect(readFileSync(summary, 'utf8')).toBe(text.trimEnd().concat('\n'));
    writeFileSync(
      join(repo, 'infra/topology.yaml'),
      SOUND.replace('scope: pg-busan-standby', 'scope: pg-busan'),
    );
    expect(plan().status).toBe(1);
    expect(plan({ FROM: 'nowhere' })).toMatchObject({ status: 2 });
    writeFileSync(join(repo, 'infra/topology.yaml'), SOUND);
  });

  it('takes no input for a command', () => {
    const evil = 'topology.yaml"; touch "$GITHUB_WORKSPACE/evil"; #$(touch evil)';
    run({ topologies: evil, out: evil, sarif: evil, against: evil, baseline: evil, check: 'true' });
    expect(spawnSync('find', [join(folder, 'repo'), '-name', 'evil']).stdout.toString()).toBe('');
  });
});
