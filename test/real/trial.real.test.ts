import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { action, LINTS, runAction } from '../ci/action.ts';
import { filesIn, ROOT, read } from '../ci/blocks.ts';
import { sarifErrors, workflowCommand } from '../report/formats.ts';
import { git, gitEnv, snapshot } from './repository.ts';
import { realDescribe } from './tools.ts';

/** Long enough to install what builds the package, on a busy machine. */
const MINUTES = 60_000;

/** What README shows below "Three ways in": the block that follows some words. */
function shown(words: string): string {
  const page = read('README.md');
  const from = page.indexOf(words, page.indexOf('## Three ways in'));
  return /```\w+\n([\s\S]*?)```/.exec(page.slice(from))?.[1] ?? '';
}

/** What `init` asks, in its order, and what somebody types; nothing: what it offers. */
const ANSWERS: readonly (readonly [question: string, answer: string])[] = [
  ['Name of the estate', 'orders'],
  ['Names of the sites, the primary site first', 'seoul busan'],
  [
    'Addresses of the nodes of seoul that run PostgreSQL and etcd (three are best)',
    '10.1.0.10 10.1.0.11 10.1.0.12',
  ],
  ['Addresses of the nodes of seoul that run HAProxy, if any (may be PostgreSQL nodes)', '10.1.0.20'],
  [
    'Addresses of the nodes of busan that run PostgreSQL and etcd (three are best)',
    '10.2.0.10 10.2.0.11 10.2.0.12',
  ],
  ['Addresses of the nodes of busan that run HAProxy, if any (may be PostgreSQL nodes)', '10.2.0.20'],
  ['Version of Patroni', ''],
  ['Version of PostgreSQL', ''],
  ['Version of etcd', ''],
  ['Version of HAProxy', ''],
];

/** A mistake, what the message says that mends it, and what it mends. */
const MISTAKES: readonly (readonly [string, string, string])[] = [
  ['primary: seoul', 'primary: soul', 'did you mean "seoul"?'],
  ['client_port: 2379', 'client_prot: 2379', 'did you mean "client_port"?'],
  ['patroni: "4.1"', 'patroni: 3.10', 'put it in quotes: "3.10"'],
  ['postgresql: 18', 'postgresql: "18"', 'write it without quotes: 18'],
  ['address: 10.2.0.11', 'address: 10.2.0.10', 'give each machine its own'],
  ['token: pg-busan-etcd-v1', 'token: pg-seoul-etcd-v1', 'give each ring its own token'],
];

/** One repository, from the first command on: each part goes on where the one before has left it. */
realDescribe('a trial by README, in the three ways that it shows', ['pre-commit', 'man'], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-trial-'));
  const project = join(folder, 'project');
  const repo = join(folder, 'repo');
  const topology = join(repo, 'topology.yaml');
  const tree = join(repo, 'build/seoul/dcs.yml');
  let commit = '';
  let sound = '';

  const env = {
    ...gitEnv(),
    PATH: `${join(folder, 'global/bin')}${delimiter}${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    PRE_COMMIT_HOME: join(folder, 'pre-commit'),
    GITHUB_ACTIONS: '',
    NO_COLOR: '1',
  };
  const shell = (command: string, cwd = repo) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd, env, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };
  const change = (from: string, to: string): void => {
    expect(sound).toContain(from);
    writeFileSync(topology, sound.replace(from, to));
  };

  beforeAll(() => {
    for (const name of [project, repo, join(folder, 'global')]) mkdirSync(name);
    commit = snapshot(project);
    // The action's steps before the one that lints: is Node one that fits, and what it installs. They make the package, too.
    const output = join(folder, 'output');
    const { steps } = action().runs;
    const lint = steps.findIndex(({ name }) => name === LINTS);
    const before = steps.slice(0, lint).filter(({ run }) => run !== undefined);
    expect(before).toHaveLength(2);
    for (const step of before)
      expect(runAction(project, repo, {}, { GITHUB_OUTPUT: output }, step)).toMatchObject({ status: 0 });
    expect(readFileSync(output, 'utf8')).toBe('fit=true\n');
  }, 8 * MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe('by hand', () => {
    const commands = shown('By hand')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' #')[0]?.trim() ?? '');
    const [init = '', build = '', check = ''] = commands;

    it('is installed by the command that README has', { timeout: 3 * MINUTES }, () => {
      const [command = ''] = /^npm pack && .*$/m.exec(read('README.md')) ?? [];
      // It has just been built.
      const local = command.replace('npm pack', `npm pack --ignore-scripts --pack-destination "${repo}"`);
      expect(local).toContain('install --global ./');
      const installed = shell(
        local.replace('&& npm', `&& cd "${repo}" && npm --prefix "${join(folder, 'global')}"`),
        project,
      );
      expect(installed).toMatchObject({ status: 0 });
      expect(shell('rm *.tgz; pgdr-compile --version').status).toBe(0);
      // npm puts the manual where man looks, beside the command.
      expect(shell(`man -w -M "${join(folder, 'global/share/man')}" pgdr-compile`)).toMatchObject({
        status: 0,
      });
    });

    it('asks for what there is, and writes a topology', () => {
      expect(commands).toEqual([
        'pgdr-compile init',
        'pgdr-compile topology.yaml',
        'pgdr-compile --check topology.yaml',
      ]);
      writeFileSync(join(folder, 'typed'), ANSWERS.map(([, answer]) => `${answer}\n`).join(''));
      const asked = shell(`script --quiet --return --command '${init}' /dev/null < ${join(folder, 'typed')}`);
      expect(asked).toMatchObject({ status: 0 });
      // The terminal's prompt is written anew for each question; what it offers stands in brackets behind the question.
      const questions = asked.said.split('\u001b[0J').map((prompt) => prompt.split(/(?: \[.*?\])?: /)[0]);
      expect(questions.slice(1)).toEqual(ANSWERS.map(([question]) => question));
      expect(asked.said).toContain('wrote topology.yaml');
      sound = `${readFileSync(topology, 'utf8')}etcd: { client_port: 2379 }\n`;
      writeFileSync(topology, sound);
    });

    it('compiles, and is current then', () => {
      expect(shell(check)).toMatchObject({ status: 1, said: expect.stringContaining('of build exists') });
      expect(shell(build)).toMatchObject({
        status: 0,
        said: expect.stringContaining('start with build/RUNBOOK.md'),
      });
      expect(shell(check)).toMatchObject({ status: 0, said: expect.stringContaining('build is current') });
    });

    it.each(MISTAKES)('%s, written as %s, is refused with what mends it', (from, to, help) => {
      change(from, to);
      const refused = shell(build);
      expect(refused).toMatchObject({ status: 1, said: expect.stringContaining(help) });
      expect(refused.said).toMatch(/^nothing was written$/m);
      if (refused.said.includes('lint --fix'))
        expect(shell('pgdr-compile lint --fix topology.yaml')).toMatchObject({ status: 0 });
      else writeFileSync(topology, sound);
      expect(shell('pgdr-compile lint topology.yaml')).toMatchObject({ status: 0 });
      writeFileSync(topology, sound);
      expect(shell(check)).toMatchObject({ status: 0 });
    });
  });

  describe('as a hook', () => {
    const attempt = (message: string) => shell(`git add --all && git commit --quiet -m '${message}'`);

    beforeAll(() => {
      git(repo, 'init', '--quiet', '--initial-branch=main');
      const block = shown('As a hook')
        .replace('https://github.com/pgdr-compile/pgdr-compile', project)
        .replace('v0.1.0', commit);
      writeFileSync(join(repo, '.pre-commit-config.yaml'), block);
      expect(shell('pre-commit install --install-hooks')).toMatchObject({ status: 0 });
    }, 8 * MINUTES);

    it('all files of pre-commit are valid', () => {
      writeFileSync(join(folder, 'docs.yaml'), filesIn('docs/ci.md').get('.pre-commit-config.yaml') ?? '');
      for (const config of [join(repo, '.pre-commit-config.yaml'), join(folder, 'docs.yaml')])
        expect(shell(`pre-commit validate-config ${config}`)).toMatchObject({ status: 0 });
      expect(shell(`pre-commit validate-manifest ${join(ROOT, '.pre-commit-hooks.yaml')}`)).toMatchObject({
        status: 0,
      });
    });

    it('refuses a topology without its tree, and takes it with it', { timeout: 2 * MINUTES }, () => {
      rmSync(join(repo, 'build'), { recursive: true });
      const without = attempt('topology alone');
      expect(without).toMatchObject({ status: 1 });
      expect(without.said).toMatch(/pgdr-compile lint\.+Passed/);
      expect(without.said).toMatch(/pgdr-compile build --check\.+Failed/);
      expect(without.said.split('\n').length).toBeLessThan(20);
      expect(shell('pgdr-compile topology.yaml')).toMatchObject({ status: 0 });
      expect(attempt('with its tree')).toMatchObject({ status: 0 });
    });

    it('refuses what is unsafe, stale or edited by hand', { timeout: 2 * MINUTES }, () => {
      change('token: pg-busan-etcd-v1', 'token: pg-seoul-etcd-v1');
      const unsafe = attempt('unsafe');
      expect(unsafe.status).toBe(1);
      expect(unsafe.said.match(/error\[etcd\/token-shared\]/g)).toHaveLength(1);
      change('64GB', '32GB');
      expect(attempt('stale')).toMatchObject({
        status: 1,
        said: expect.stringContaining('run "pgdr-compile topology.yaml"'),
      });
      writeFileSync(topology, sound);
      appendFileSync(tree, '# by hand\n');
      expect(attempt('by hand')).toMatchObject({
        status: 1,
        said: expect.stringContaining('build/seoul/dcs.yml was edited by hand'),
      });
      expect(shell('pgdr-compile --force topology.yaml')).toMatchObject({ status: 0 });
      expect(shell('git diff HEAD --stat build')).toMatchObject({ said: '' });
    });
  });

  describe('as a check of a pull request', () => {
    /** A warning that may be waived: rewinding switched off. */
    const WARNED =
      'overrides: { patroni: { bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } } }\n';
    const summary = join(folder, 'summary.md');
    const run = (inputs: Readonly<Record<string, string>>) => {
      rmSync(summary, { force: true });
      const ran = runAction(project, repo, inputs, { GITHUB_STEP_SUMMARY: summary });
      return { ...ran, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
    };
    const [step] = parse(shown('As a check')) as [{ uses: string; with: Record<string, unknown> }];
    const inputs = Object.fromEntries(Object.entries(step.with).map(([key, value]) => [key, String(value)]));

    it('passes what is on main', () => {
      expect(inputs).toEqual({ topologies: 'topology.yaml', check: 'true' });
      expect(run(inputs)).toMatchObject({ status: 0, summary: expect.stringContaining('o findings') });
    });

    it('annotates what a branch adds, writes SARIF, and knows what was there before', () => {
      // Main has a finding of its own, which is not what the branch is held to.
      writeFileSync(topology, sound + WARNED);
      git(repo, 'commit', '--quiet', '--no-verify', '--all', '--message=warned');
      git(repo, 'switch', '--quiet', '--create', 'branch');
      const held = { topologies: 'topology.yaml', 'fail-on': 'warning' };
      expect(run(held)).toMatchObject({ status: 1, summary: expect.stringContaining('recovery/rewind-off') });
      expect(run({ ...held, against: 'main' })).toMatchObject({ status: 0 });

      writeFileSync(topology, (sound + WARNED).replace('token: pg-busan-etcd-v1', 'token: pg-seoul-etcd-v1'));
      git(repo, 'commit', '--quiet', '--no-verify', '--all', '--message=a token copied');
      const added = run({ ...held, against: 'main', sarif: 'out.sarif' });
      expect(added).toMatchObject({ status: 1, summary: expect.stringContaining('etcd/token-shared') });
      expect(added.summary).not.toContain('recovery/rewind-off');
      const annotations = added.stdout.split('\n').flatMap((line) => workflowCommand(line) ?? []);
      expect(annotations).toMatchObject([
        { command: 'error', properties: { title: 'etcd/token-shared', file: 'topology.yaml' } },
      ]);
      const sarif = readFileSync(join(repo, 'out.sarif'), 'utf8');
      expect(sarifErrors(sarif)).toBeNull();
      expect(JSON.parse(sarif).runs[0].results).toMatchObject([{ ruleId: 'etcd/token-shared' }]);
    });

    it('is held to what is new by a baseline, as docs/ci.md has it', () => {
      const [write = '', use = ''] =
        read('docs/ci.md').match(/^pgdr-compile lint .*--baseline .* topology\.yaml$/gm) ?? [];
      writeFileSync(topology, sound + WARNED);
      expect(shell(write)).toMatchObject({ status: 0 });
      expect(shell(use)).toMatchObject({ status: 0 });
      const held = { topologies: 'topology.yaml', 'fail-on': 'warning', baseline: '.pgdr-baseline.json' };
      expect(run(held)).toMatchObject({ status: 0 });
      writeFileSync(topology, `${sound + WARNED}timing: { preset: norm, ttl: 20 }\n`);
      expect(run(held).status).toBe(1);
    });

    it('finds a tree that is not current', () => {
      change('64GB', '32GB');
      const stale = execFileSync('git', ['diff', '--stat'], { cwd: repo, env, encoding: 'utf8' });
      expect(stale).toContain('topology.yaml');
      const ran = run(inputs);
      expect(ran).toMatchObject({ status: 1 });
      expect(ran.stdout).toContain('+    max_slot_wal_keep_size: "32GB"');
    });
  });
});
