import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, ROOT } from '../ci/blocks.ts';
import { BROKEN, SOUND } from '../cli/host.ts';
import { git, gitEnv, snapshot } from './repository.ts';
import { realDescribe } from './tools.ts';

/** Long enough to install what builds the package, on a busy machine. */
const MINUTES = 60_000;

realDescribe('in the repository of a user', ['pre-commit'], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-ci-'));
  const project = join(folder, 'project');
  let commit = '';
  beforeAll(() => {
    mkdirSync(project);
    commit = snapshot(project);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A repository with a sound topology. */
  function scratch(name: string): string {
    const repo = join(folder, name);
    mkdirSync(repo);
    git(repo, 'init', '--quiet', '--initial-branch=main');
    writeFileSync(join(repo, 'topology.yaml'), SOUND);
    return repo;
  }

  describe('pre-commit, set up as docs/ci.md shows', () => {
    let repo = '';
    const env = { ...gitEnv(), PRE_COMMIT_HOME: join(folder, 'pre-commit'), GITHUB_ACTIONS: '' };
    const attempt = (message: string) => {
      git(repo, 'add', '--all');
      const { status, stdout, stderr } = spawnSync('git', ['commit', '-m', message], {
        cwd: repo,
        env,
        encoding: 'utf8',
      });
      return { status, said: stdout + stderr };
    };

    beforeAll(() => {
      repo = scratch('hooked');
      const shown = filesIn('docs/ci.md').get('.pre-commit-config.yaml') ?? '';
      writeFileSync(
        join(repo, '.pre-commit-config.yaml'),
        shown.replace('https://github.com/pgdr-compile/pgdr-compile', project).replace('v0.1.0', commit),
      );
      execFileSync('pre-commit', ['install', '--install-hooks'], { cwd: repo, env, stdio: 'pipe' });
    }, 8 * MINUTES);

    it('both files are valid', () => {
      const files = ['validate-config', join(repo, '.pre-commit-config.yaml')];
      execFileSync('pre-commit', files, { env, stdio: 'pipe' });
      execFileSync('pre-commit', ['validate-manifest', join(ROOT, '.pre-commit-hooks.yaml')], {
        env,
        stdio: 'pipe',
      });
    });

    it('refuses a topology without its tree, and takes it with it', { timeout: MINUTES }, () => {
      const without = attempt('topology alone');
      expect(without).toMatchObject({ status: 1 });
      expect(without.said).toMatch(/pgdr-compile lint\.+Passed/);
      expect(without.said).toMatch(/pgdr-compile build --check\.+Failed/);
      execFileSync(process.execPath, [join(ROOT, 'dist/cli.cjs'), 'topology.yaml'], {
        cwd: repo,
        stdio: 'pipe',
      });
      expect(attempt('with its tree')).toMatchObject({ status: 0 });
    });

    it('refuses an unsafe topology, and an edit of the tree by hand', { timeout: MINUTES }, () => {
      writeFileSync(join(repo, 'topology.yaml'), BROKEN);
      const unsafe = attempt('unsafe');
      expect(unsafe).toMatchObject({ status: 1 });
      expect(unsafe.said).toContain('error[etcd/token-shared]');
      writeFileSync(join(repo, 'topology.yaml'), SOUND);
      const edited = join(repo, 'build/seoul/dcs.yml');
      writeFileSync(edited, `${readFileSync(edited, 'utf8')}# by hand\n`);
      const byHand = attempt('by hand');
      expect(byHand).toMatchObject({ status: 1 });
      expect(byHand.said).toContain('build/seoul/dcs.yml');
    });
  });

  describe('the job for GitLab, run', () => {
    const runner = createRequire(import.meta.url).resolve('gitlab-ci-local/src/index.js');
    let tarball = '';
    beforeAll(() => {
      const env = { ...process.env, npm_config_ignore_scripts: 'true' };
      const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
        cwd: ROOT,
        env,
      });
      tarball = join(folder, packed.toString().trim().split('\n').at(-1) ?? '');
    }, MINUTES);

    function job(repo: string) {
      copyFileSync(join(ROOT, 'ci/pgdr-compile.gitlab-ci.yml'), join(repo, 'job.yml'));
      writeFileSync(
        join(repo, '.gitlab-ci.yml'),
        [
          'include: [{ local: job.yml }]',
          'pgdr-compile:',
          '  variables:',
          `    PGDR_PACKAGE: ${tarball}`,
          `    NPM_CONFIG_PREFIX: ${join(folder, 'npm')}`,
          "    PGDR_CHECK: 'true'",
          `  before_script: ['export PATH="${join(folder, 'npm/bin')}:$PATH"']`,
        ].join('\n'),
      );
      git(repo, 'add', '--all');
      git(repo, 'commit', '--quiet', '--message=job');
      git(repo, 'remote', 'add', 'origin', 'https://example.org/group/project.git');
      const args = [runner, '--force-shell-executor', '--no-shell-isolation', 'pgdr-compile'];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        cwd: repo,
        env: { ...gitEnv(), HOME: folder },
        encoding: 'utf8',
        timeout: 2 * MINUTES,
      });
      return { status, said: stdout + stderr };
    }

    it('passes where all is current', { timeout: 3 * MINUTES }, () => {
      const repo = scratch('pipeline');
      execFileSync(process.execPath, [join(ROOT, 'dist/cli.cjs'), 'topology.yaml'], {
        cwd: repo,
        stdio: 'pipe',
      });
      const { status, said } = job(repo);
      expect(said).toContain('build is current');
      expect(status).toBe(0);
    });

    it('fails for an unsafe topology, and leaves its reports', { timeout: 3 * MINUTES }, () => {
      const repo = scratch('unsafe');
      writeFileSync(join(repo, 'topology.yaml'), BROKEN);
      const { status, said } = job(repo);
      expect(said).toContain('error[etcd/token-shared]');
      expect(status).not.toBe(0);
      const report = JSON.parse(readFileSync(join(repo, 'gl-code-quality-report.json'), 'utf8'));
      expect(report).toHaveLength(1);
      expect(report[0].location.path).toBe('topology.yaml');
    });
  });
});
