import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../ci/blocks.ts';
import { BROKEN, SOUND } from '../cli/host.ts';
import { git, gitEnv, snapshot } from './repository.ts';
import { realDescribe } from './tools.ts';

/** Long enough to install what builds the package, on a busy machine. */
const MINUTES = 60_000;

realDescribe('in the repository of a user', [], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-ci-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A repository with a sound topology. */
  function scratch(name: string): string {
    const repo = join(folder, name);
    mkdirSync(repo);
    git(repo, 'init', '--quiet', '--initial-branch=main');
    writeFileSync(join(repo, 'topology.yaml'), SOUND);
    return repo;
  }

  describe('the job for GitLab, run', () => {
    const runner = createRequire(import.meta.url).resolve('gitlab-ci-local/src/index.js');
    const project = join(folder, 'project');
    // The package as the documents name it: a repository, from which npm builds it.
    beforeAll(() => {
      mkdirSync(project);
      snapshot(project);
    }, MINUTES);

    function job(repo: string) {
      copyFileSync(join(ROOT, 'ci/pgdr-compile.gitlab-ci.yml'), join(repo, 'job.yml'));
      writeFileSync(
        join(repo, '.gitlab-ci.yml'),
        [
          'include: [{ local: job.yml }]',
          'pgdr-compile:',
          '  variables:',
          `    PGDR_PACKAGE: git+file://${project}#main`,
          "    PGDR_CHECK: 'true'",
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
        timeout: 5 * MINUTES,
      });
      return { status, said: stdout + stderr };
    }

    it('passes where all is current', { timeout: 6 * MINUTES }, () => {
      const repo = scratch('pipeline');
      execFileSync(process.execPath, [join(ROOT, 'dist/cli.cjs'), 'topology.yaml'], {
        cwd: repo,
        stdio: 'pipe',
      });
      const { status, said } = job(repo);
      expect(said).toContain('build is current');
      expect(status).toBe(0);
    });

    it('fails for an unsafe topology, and leaves its reports', { timeout: 6 * MINUTES }, () => {
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
