import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workflowCommand } from '../report/formats.ts';
import { BROKEN, command, OTHER, SOUND } from './host.ts';

/** A warning that a baseline may hold: a preset timing that Patroni's loop does not fit in. */
const WARNED = `${SOUND}\noverrides: { patroni: { bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } } }\n`;

let folder = '';
let out = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgdr-check-'));
  out = join(folder, 'build');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const build = (topology: string, ...args: readonly string[]) =>
  command(['topology.yaml', '-o', out, ...args], { files: { 'topology.yaml': topology } });

describe('a tree that is not current, told to machines', () => {
  it('is an annotation for each file, and rows of the summary', async () => {
    await build(SOUND);
    appendFileSync(join(out, 'seoul/dcs.yml'), '# by hand\n');
    rmSync(join(out, 'busan/dcs.yml'));
    const ran = await command(['topology.yaml', '-o', out, '--check', '--format', 'github'], {
      env: { GITHUB_STEP_SUMMARY: 'summary.md' },
    });
    expect(ran.status).toBe(1);
    const annotations = ran.stdout.split('\n').flatMap((line) => workflowCommand(line) ?? []);
    expect(annotations.map(({ properties }) => [properties.title, properties.file])).toEqual([
      ['output/not-current', join(out, 'busan/dcs.yml')],
      ['output/not-current', join(out, 'seoul/dcs.yml')],
    ]);
    const summary = ran.written.get('summary.md') ?? '';
    expect(summary).toContain('2 errors');
    expect(summary).toContain('was edited by hand after it was written');
  });

  it('is one finding where nothing is there', async () => {
    const ran = await build(SOUND, '--check', '--format', 'gitlab');
    expect(JSON.parse(ran.stdout)).toMatchObject([
      { check_name: 'output/not-current', location: { path: out } },
    ]);
  });

  it('leaves a report without findings where it is current', async () => {
    await build(SOUND);
    const ran = await build(SOUND, '--check', '--format', 'json');
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ findings: [] });
  });

  it('is compared, too, where a warning fails the run', async () => {
    const ran = await build(WARNED, '--check', '--fail-on', 'warning', '--format', 'json');
    expect(ran.status).toBe(1);
    const { findings } = JSON.parse(ran.stdout) as { findings: { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(['recovery/rewind-off', 'output/not-current']);
  });
});

describe('findings that are known', () => {
  const FLAGS = ['--fail-on', 'warning', '--baseline', 'known.json'];
  const world = async (topology: string) => {
    const files = { 'topology.yaml': topology };
    const written = await command(['lint', 'topology.yaml', ...FLAGS, '--write-baseline'], { files });
    return { files: { ...files, 'known.json': written.written.get('known.json') ?? '' } };
  };

  it('pass lint, build and build --check alike', async () => {
    const known = await world(WARNED);
    for (const args of [['lint'], ['build', '-o', out], ['build', '-o', out, '--check']]) {
      const ran = await command([...args, 'topology.yaml', ...FLAGS], known);
      expect(ran).toMatchObject({ status: 0 });
    }
    expect((await build(WARNED, '--check', '--fail-on', 'warning')).status).toBe(1);
  });

  it('never let a tree be written that is unsafe', async () => {
    const known = await world(BROKEN);
    const ran = await command(['topology.yaml', '-o', out, ...FLAGS], known);
    expect(ran).toMatchObject({ status: 1, stdout: expect.stringMatching(/nothing was written\n$/) });
    const git = (args: readonly string[]) =>
      args.includes('show') || args.includes('cat-file')
        ? { status: 0, stdout: Buffer.from(BROKEN) }
        : { status: 0, stdout: Buffer.from('') };
    const against = await command(['topology.yaml', '-o', out, '--against', 'main'], {
      files: { 'topology.yaml': BROKEN },
      git,
    });
    expect(against.status).toBe(1);
    expect(existsSync(out)).toBe(false);
  });
});

describe('where a tree is', () => {
  const files = { 'a.yaml': SOUND, 'b.yaml': OTHER };

  it('one of several, checked alone, is looked for where it was written', async () => {
    await command(['a.yaml', 'b.yaml', '-o', out], { files });
    const alone = await command(['b.yaml', '-o', out, '--check'], { files });
    expect(alone).toMatchObject({ status: 0, stdout: expect.stringContaining(`${out}/billing is current`) });
    await command(['b.yaml', '-o', out], { files });
    expect(existsSync(join(out, 'manifest.json'))).toBe(false);
  });

  it('{name} is the name of the estate, for one as for several', async () => {
    await command(['a.yaml', '-o', `${out}/{name}/tree`], { files });
    expect(existsSync(join(out, 'orders/tree/manifest.json'))).toBe(true);
    const both = await command(['a.yaml', 'b.yaml', '-o', `${out}/{name}/tree`], { files });
    expect(both.stdout).toContain(`${out}/billing/tree: `);
    expect(both.stdout).toMatch(/orders\/tree: \d+ unchanged/);
  });
});

describe('--only-topologies', () => {
  const lint = (files: Readonly<Record<string, string>>) =>
    command(['lint', '--only-topologies', ...Object.keys(files)], { files });

  it('passes over what is none', async () => {
    const ran = await lint({
      'estates/prod.yaml': BROKEN,
      'compose.yaml': 'version: "3"\nname: web\nservices: {}\n',
      'values.yaml': '# sites: none\nname: x\nprimary_color: red\n',
    });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('estates/prod.yaml');
    expect(ran.stdout).toContain('1 error in 1 file');
    expect((await lint({ 'compose.yaml': 'services: {}\n' })).status).toBe(0);
  });

  it('keeps one that is misspelt, in another encoding, or cannot be opened', async () => {
    expect((await lint({ 'a.yaml': SOUND.replace('\nsites:', '\nsties:') })).status).toBe(1);
    expect((await lint({ 'a.yaml': [...SOUND].join('\0') })).status).toBe(1);
    expect((await command(['lint', '--only-topologies', 'gone.yaml'], { files: {} })).status).toBe(2);
  });
});
