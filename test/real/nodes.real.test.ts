import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT } from '../ci/blocks.ts';
import { BROKEN, SOUND } from '../cli/host.ts';
import { realDescribe } from './tools.ts';

const MINUTES = 60_000;

/** Every Node that the package says it runs on: this one, and the current majors, whose programs are npm packages. */
const NODES = ['this', '22', '24', '26'];

realDescribe('the package, as npm packs it', [], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-package-'));
  let tarball = '';
  const npm = (cwd: string, path: string, ...args: readonly string[]): string =>
    execFileSync('npm', args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${path}${delimiter}${process.env.PATH}` },
    });

  beforeAll(() => {
    const packed = npm(
      ROOT,
      dirname(process.execPath),
      'pack',
      '--silent',
      '--ignore-scripts',
      '--pack-destination',
      folder,
    );
    tarball = join(folder, packed.trim().split('\n').at(-1) ?? '');
  }, MINUTES);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a Node in a folder. */
  const run = (node: string, cwd: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(node, args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_ACTIONS: '', NO_COLOR: '1' },
    });
    return { status, stdout, stderr };
  };

  const LIBRARY = `import { compile, explain, VERSION } from 'pgdr-compile';
    import { readFileSync } from 'node:fs';
    const { artifacts } = await compile(readFileSync('topology.yaml'));
    console.log(artifacts.length > 10, explain('etcd/token-shared').severity, VERSION);`;

  describe.each(NODES)('on Node %s', (version) => {
    let node = process.execPath;
    const project = join(folder, `project-${version}`);
    const cli = join(project, 'node_modules/pgdr-compile/dist/cli.cjs');

    beforeAll(() => {
      mkdirSync(project);
      writeFileSync(join(project, 'package.json'), '{ "private": true }');
      writeFileSync(join(project, 'topology.yaml'), SOUND);
      writeFileSync(join(project, 'broken.yaml'), BROKEN);
      writeFileSync(join(project, 'library.mjs'), LIBRARY);
      if (version !== 'this') {
        const home = join(folder, `node-${version}`);
        mkdirSync(home);
        npm(
          home,
          dirname(node),
          'install',
          '--prefix',
          home,
          '--silent',
          '--ignore-scripts',
          `node-linux-${process.arch}@${version}`,
        );
        node = join(home, `node_modules/node-linux-${process.arch}/bin/node`);
      }
      npm(project, dirname(node), 'install', '--silent', '--engine-strict', tarball);
    }, 4 * MINUTES);

    it('is that version', () => {
      const major = run(node, project, '--version').stdout;
      if (version !== 'this') expect(major).toMatch(new RegExp(`^v${version}\\.`));
    });

    it('brings nothing with it', () => {
      expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
        'pgdr-compile',
      ]);
    });

    it('judges, compiles, checks and explains as here', () => {
      const lint = run(node, project, cli, 'lint', 'topology.yaml');
      expect(lint).toEqual({ status: 0, stdout: 'no findings in 1 file\n', stderr: '' });
      expect(run(node, project, cli, 'lint', 'broken.yaml')).toEqual(
        run(process.execPath, project, join(ROOT, 'dist/cli.cjs'), 'lint', 'broken.yaml'),
      );
      for (const round of ['first', 'second']) {
        const built = run(node, project, cli, 'topology.yaml');
        expect({ round, status: built.status, stderr: built.stderr }).toEqual({
          round,
          status: 0,
          stderr: '',
        });
      }
      expect(run(node, project, cli, '--check', 'topology.yaml').status).toBe(0);
      expect(
        run(process.execPath, project, join(ROOT, 'dist/cli.cjs'), '--check', 'topology.yaml').status,
      ).toBe(0);
      expect(run(node, project, cli, 'explain', 'etcd/token-shared').stdout).toBe(
        readFileSync(join(ROOT, 'docs/rules/etcd/token-shared.md'), 'utf8'),
      );
      expect(run(node, project, cli, '--version').stdout).toBe(`${manifest.version}\n`);
    });

    it('is a library', () => {
      expect(run(node, project, 'library.mjs')).toEqual({
        status: 0,
        stdout: `true error ${manifest.version}\n`,
        stderr: '',
      });
    });
  });

  it('has types that a strict compiler takes, without those of Node', () => {
    const cwd = join(folder, 'project-this');
    writeFileSync(
      join(cwd, 'typed.ts'),
      `import { compile, explain, lint } from 'pgdr-compile';
       const { diagnostics } = await lint(new Uint8Array(), 'topology.yaml');
       const { artifacts } = await compile(new Uint8Array());
       const line: number | undefined = diagnostics[0]?.span?.start.line;
       const text: string | undefined = artifacts[0]?.text;
       const why: string | undefined = explain('etcd/token-shared')?.why;
       export default [line, text, why];
       // @ts-expect-error: bytes, not the name of a file.
       void lint('topology.yaml');\n`,
    );
    const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--types', ''];
    const target = ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023', 'typed.ts'];
    writeFileSync(join(cwd, 'package.json'), '{ "private": true, "type": "module" }');
    const { stdout, status } = run(process.execPath, cwd, ...tsc, ...target);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it('runs where nobody may write beside it', () => {
    const sealed = join(folder, 'sealed');
    cpSync(join(folder, 'project-this'), sealed, { recursive: true });
    execFileSync('chmod', ['-R', 'a-w', sealed]);
    const user = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath];
    execFileSync('chmod', ['755', folder]);
    const cli = join(sealed, 'node_modules/pgdr-compile/dist/cli.cjs');
    const ran = run('setpriv', sealed, ...user, cli, 'lint', 'topology.yaml');
    expect(ran).toEqual({ status: 0, stdout: 'no findings in 1 file\n', stderr: '' });
    execFileSync('chmod', ['-R', 'u+w', sealed]);
  });

  it('is small, has no install scripts, and depends on nothing', () => {
    const packed = JSON.parse(
      readFileSync(join(folder, 'project-this/node_modules/pgdr-compile/package.json'), 'utf8'),
    );
    expect(packed.dependencies ?? {}).toEqual({});
    for (const script of ['preinstall', 'install', 'postinstall'])
      expect(packed.scripts).not.toHaveProperty(script);
    const kilobytes = Math.round(statSync(tarball).size / 1000);
    console.log(`packed: ${kilobytes} kB, dependencies: 0`);
    expect(kilobytes).toBeLessThan(1500);
  });
});
