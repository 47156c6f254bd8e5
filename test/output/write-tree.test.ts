import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/compiler/output/filesystem.ts';
import { type WriteResult, writeTree } from '../../src/compiler/output/write-tree.ts';
import { intercept, type Operation } from './intercept.ts';
import { temporary } from './temporary.ts';
import { artifacts, filesIn, put, snapshot } from './tree.ts';

const OLD = artifacts({
  'seoul/dcs.yml': 'ttl: 30\n',
  'seoul/pg-1/etc/patroni.yml': 'scope: a\n',
  'README.md': 'one\n',
});

function conflicts(result: WriteResult): [string, string, boolean][] {
  if (result.kind === 'written') throw new Error('was written');
  return result.conflicts.map(({ path, kind, forceable }) => [path, kind, forceable]);
}

describe('a fresh tree', () => {
  test('holds the artifacts and a manifest of their hashes, and nothing else', () => {
    const { root } = temporary();
    expect(writeTree(root, artifacts({ b: 'ü\n', 'a/1': 'x\n' }))).toEqual({
      kind: 'written',
      written: ['a/1', 'b', 'manifest.json'],
      removed: [],
      unchanged: 0,
      recovered: false,
      strays: [],
    });
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(snapshot(root)).toEqual({
      a: '/',
      'a/1': 'x\n',
      b: 'ü\n',
      'manifest.json': `{\n  "version": 1,\n  "tool": "pgdr-compile",\n  "files": {\n    "a/1": "${hash('x\n')}",\n    "b": "${hash('ü\n')}"\n  }\n}\n`,
    });
  });

  test('is the same whatever the order of the artifacts', () => {
    const first = temporary();
    const second = temporary();
    writeTree(first.root, OLD);
    writeTree(second.root, [...OLD].reverse());
    expect(snapshot(first.root)).toEqual(snapshot(second.root));
  });

  test('has mode 0644 for files and 0755 for directories, under the umask', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    const masked = (mode: number) => mode & ~process.umask();
    for (const file of ['README.md', 'manifest.json', 'seoul/pg-1/etc/patroni.yml']) {
      expect(statSync(`${root}/${file}`).mode & 0o777).toBe(masked(0o644));
    }
    for (const directory of ['', 'seoul', 'seoul/pg-1/etc']) {
      expect(statSync(`${root}/${directory}`).mode & 0o777).toBe(masked(0o755));
    }
  });

  test('ends every file with one newline, adding it if it is not there', () => {
    const { root } = temporary();
    writeTree(root, artifacts({ a: 'x', b: 'x\n', c: '' }));
    expect(filesIn(root)).toEqual({ a: 'x\n', b: 'x\n', c: '\n' });
    expect(writeTree(root, artifacts({ a: 'x', b: 'x\n', c: '' }))).toMatchObject({ written: [] });
  });

  test('costs no look at single files, and one rename for each entry of the root', () => {
    const { root } = temporary();
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`site-${n % 2}/node-${n}/etc/x.yml`, 'x\n']),
    );
    const count: Partial<Record<Operation, number>> = {};
    const fs = intercept(nodeFileSystem, (operation) => {
      count[operation] = (count[operation] ?? 0) + 1;
    });
    writeTree(root, artifacts(files), { fs });
    // Two sites, the manifest, the journal and the lock.
    expect(count).toMatchObject({ rename: 5, lstat: 1 });
    expect(count.readFile).toBeUndefined();
    expect(count.readdir).toBeLessThan(12);
  });

  test.each([
    '',
    '/etc/passwd',
    '../x',
    'a/../b',
    'a//b',
    'a/',
    './a',
    'a\\b',
    'C:/x',
    'a\n',
    'manifest.json',
    '.pgdr-compile/x',
    '.PGDR-compile/x',
  ])('refuses the artifact path %j', (path) => {
    const { outside, root } = temporary();
    expect(() => writeTree(root, [{ path, text: 'x\n' }])).toThrow('unsafe artifact path');
    expect(snapshot(outside)).toEqual({});
  });

  test('refuses artifacts that cannot be in one tree', () => {
    const { root } = temporary();
    const twice = [...artifacts({ a: 'x\n' }), ...artifacts({ a: 'y\n' })];
    expect(() => writeTree(root, twice)).toThrow('two artifacts have the path a');
    expect(() => writeTree(root, artifacts({ a: 'x\n', 'a/b': 'y\n' }))).toThrow('below a, which is a file');
    expect(() => writeTree(root, artifacts({ 'manifest.json/b': 'y\n' }))).toThrow('below manifest.json');
  });
});

describe('an earlier tree', () => {
  test('is not touched where it is right, and updated where it is not', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    for (const { path } of OLD) utimesSync(`${root}/${path}`, 1, 1);
    const result = writeTree(root, [...OLD.slice(1), { path: 'seoul/dcs.yml', text: 'ttl: 20\n' }]);
    expect(result).toMatchObject({ written: ['seoul/dcs.yml', 'manifest.json'], unchanged: 2 });
    expect(statSync(`${root}/README.md`).mtimeMs).toBe(1000);
    expect(filesIn(root)['seoul/dcs.yml']).toBe('ttl: 20\n');
  });

  test('that is right is only read', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    const fs = intercept(nodeFileSystem, (operation) =>
      expect(['readdir', 'readFile', 'lstat']).toContain(operation),
    );
    expect(writeTree(root, OLD, { fs })).toMatchObject({ kind: 'written', written: [], unchanged: 4 });
  });

  test('is right only with a manifest that says so, and with nothing left of a run that was cut off', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    const right = snapshot(root);
    const manifest = right?.['manifest.json'] ?? '';
    put(`${root}/manifest.json`, manifest.replace(/[0-9a-f]{64}/, '0'.repeat(64)));
    expect(writeTree(root, OLD)).toMatchObject({ written: ['manifest.json'], unchanged: 3 });
    put(`${root}/.pgdr-compile/new/README.md`, 'half\n');
    expect(writeTree(root, OLD)).toMatchObject({ written: [], unchanged: 4 });
    expect(snapshot(root)).toEqual(right);
  });

  test.each(['seoul', 'seoul/pg-1'])(
    'is not right where its directory %s is a link to the same files',
    (path) => {
      const { outside, root } = temporary();
      writeTree(root, OLD);
      renameSync(`${root}/${path}`, `${outside}/elsewhere`);
      symlinkSync(`${outside}/elsewhere`, `${root}/${path}`);
      expect(conflicts(writeTree(root, OLD))).toContainEqual([path, 'blocked', false]);
    },
  );

  test.each(['README.md', 'manifest.json'])(
    'is not right, nor waited for, where its %s is a pipe',
    (path) => {
      const { root } = temporary();
      writeTree(root, OLD);
      rmSync(`${root}/${path}`);
      execFileSync('mkfifo', [`${root}/${path}`]);
      expect(conflicts(writeTree(root, OLD))).toContainEqual([path, 'foreign', true]);
    },
  );

  test('loses its orphans and the directories they leave empty, not directories with other things', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    put(`${root}/seoul/notes.txt`, 'mine\n');
    const result = writeTree(root, artifacts({ 'README.md': 'one\n' }));
    expect(result).toMatchObject({ removed: ['seoul/dcs.yml', 'seoul/pg-1/etc/patroni.yml'] });
    expect(snapshot(root)).toMatchObject({ seoul: '/', 'seoul/notes.txt': 'mine\n' });
    expect(snapshot(root)).not.toHaveProperty('seoul/pg-1');
  });

  test('keeps foreign files that are in nobody’s way', () => {
    const { root } = temporary();
    put(`${root}/notes.txt`, 'mine\n');
    put(`${root}/seoul/.gitkeep`, '');
    writeTree(root, OLD);
    writeTree(root, OLD.slice(0, 1), { force: true });
    expect(filesIn(root)).toEqual({
      'notes.txt': 'mine\n',
      'seoul/.gitkeep': '',
      'seoul/dcs.yml': 'ttl: 30\n',
    });
  });

  test('takes a deleted file again, and one edited to what is wanted', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    rmSync(`${root}/README.md`);
    put(`${root}/seoul/dcs.yml`, 'ttl: 20\n');
    const wanted = [...OLD.slice(1), { path: 'seoul/dcs.yml', text: 'ttl: 20\n' }];
    expect(writeTree(root, wanted)).toMatchObject({ written: ['README.md', 'manifest.json'] });
  });

  test('may turn a file into a directory and a directory into a file', () => {
    const { root } = temporary();
    writeTree(root, artifacts({ a: '1\n', 'b/c/d': '2\n' }));
    expect(writeTree(root, artifacts({ 'a/x/y': '3\n', b: '4\n' }))).toMatchObject({ kind: 'written' });
    expect(filesIn(root)).toEqual({ 'a/x/y': '3\n', b: '4\n' });
  });
});

describe('what others wrote', () => {
  test('is refused all together, with nothing written, and overwritten by force', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    put(`${root}/README.md`, 'edited\n');
    put(`${root}/seoul/dcs.yml`, 'edited\n');
    put(`${root}/new.md`, 'foreign\n');
    const wanted = artifacts({ 'README.md': 'two\n', 'new.md': 'x\n', 'other.md': 'x\n' });
    const before = snapshot(root);
    expect(conflicts(writeTree(root, wanted))).toEqual([
      ['README.md', 'edited', true],
      ['new.md', 'foreign', true],
      ['seoul/dcs.yml', 'edited', true],
    ]);
    expect(snapshot(root)).toEqual(before);
    expect(writeTree(root, wanted, { force: true })).toMatchObject({ kind: 'written' });
    expect(filesIn(root)).toEqual({ 'README.md': 'two\n', 'new.md': 'x\n', 'other.md': 'x\n' });
  });

  test('is no conflict where a foreign file is as wanted', () => {
    const { root } = temporary();
    put(`${root}/README.md`, 'one\n');
    expect(writeTree(root, OLD)).toMatchObject({ kind: 'written', unchanged: 1 });
  });

  test('is not a directory that force would delete', () => {
    const { root } = temporary();
    put(`${root}/README.md/keep.txt`, 'mine\n');
    mkdirSync(`${root}/seoul/dcs.yml`, { recursive: true });
    mkdirSync(`${root}/manifest.json`);
    const before = snapshot(root);
    expect(conflicts(writeTree(root, OLD, { force: true }))).toEqual([
      ['README.md', 'blocked', false],
      ['seoul/dcs.yml', 'blocked', false],
      ['manifest.json', 'blocked', false],
    ]);
    expect(snapshot(root)).toEqual(before);
  });

  test('is not a file or link that force would make a directory', () => {
    const { outside, root } = temporary();
    put(`${outside}/elsewhere/dcs.yml`, 'mine\n');
    put(`${root}/busan`, 'mine\n');
    symlinkSync('../elsewhere', `${root}/seoul`);
    const before = snapshot(outside);
    const wanted = [...OLD, { path: 'busan/dcs.yml', text: 'x\n' }];
    expect(conflicts(writeTree(root, wanted, { force: true }))).toEqual([
      ['busan', 'blocked', false],
      ['seoul', 'blocked', false],
    ]);
    expect(snapshot(outside)).toEqual(before);
  });

  test('is replaced itself, not written through, where it is a link', () => {
    const { outside, root } = temporary();
    put(`${outside}/precious`, 'one\n');
    mkdirSync(root);
    symlinkSync('../precious', `${root}/README.md`);
    symlinkSync('../nowhere', `${root}/manifest.json`);
    expect(conflicts(writeTree(root, OLD))).toEqual([
      ['README.md', 'foreign', true],
      ['manifest.json', 'foreign', true],
    ]);
    expect(writeTree(root, OLD, { force: true })).toMatchObject({ kind: 'written' });
    expect(snapshot(outside)).toMatchObject({ precious: 'one\n', 'build/README.md': 'one\n' });
  });

  test('is left alone behind a link or directory that took an orphan’s place', () => {
    const { outside, root } = temporary();
    writeTree(root, artifacts({ 'a/b': 'x\n', c: 'x\n' }));
    rmSync(`${root}/a`, { recursive: true });
    rmSync(`${root}/c`);
    put(`${outside}/elsewhere/b`, 'x\n');
    symlinkSync('../elsewhere', `${root}/a`);
    put(`${root}/c/mine`, 'x\n');
    expect(writeTree(root, [], { force: true })).toMatchObject({ kind: 'written', removed: [] });
    expect(filesIn(outside)).toMatchObject({
      'elsewhere/b': 'x\n',
      'build/a': '-> ../elsewhere',
      'build/c/mine': 'x\n',
    });
  });

  test('includes the mode of a file that is right', () => {
    const { root } = temporary();
    writeTree(root, OLD);
    chmodSync(`${root}/README.md`, 0o600);
    expect(writeTree(root, OLD)).toMatchObject({ written: [] });
    expect(statSync(`${root}/README.md`).mode & 0o777).toBe(0o600);
  });
});

describe('a manifest that is not ours', () => {
  const hash = createHash('sha256').update('mine\n').digest('hex');
  const listing = (path: string, value = hash) =>
    `{\n  "version": 1,\n  "tool": "pgdr-compile",\n  "files": {\n    ${JSON.stringify(path)}: "${value}"\n  }\n}\n`;

  test.each([
    ['a path out of the root', listing('../precious'), 'edited'],
    ['a path through the root', listing('a/../../precious'), 'edited'],
    ['the staging directory', listing('.pgdr-compile/x'), 'edited'],
    ['itself', listing('manifest.json'), 'edited'],
    ['something that is no hash', listing('notes.txt', 'x'), 'edited'],
    ['a merge conflict', `<<<<<<< HEAD\n${listing('notes.txt')}`, 'edited'],
    ['a line edited in', listing('notes.txt').replace('"version"', ' "version"'), 'edited'],
    ['a web application', '{ "name": "app", "files": {} }\n', 'foreign'],
    ['no JSON', 'hello\n', 'foreign'],
    ['nothing', '', 'foreign'],
    ['a list', '[]\n', 'foreign'],
    ['null', 'null\n', 'foreign'],
  ])('with %s is refused, and by force replaced without a deletion', (_, manifest, kind) => {
    const { outside, root } = temporary();
    put(`${outside}/precious`, 'mine\n');
    put(`${root}/notes.txt`, 'mine\n');
    put(`${root}/manifest.json`, manifest);
    const before = snapshot(outside);
    expect(conflicts(writeTree(root, OLD))).toEqual([['manifest.json', kind, true]]);
    expect(snapshot(outside)).toEqual(before);
    expect(writeTree(root, OLD, { force: true })).toMatchObject({ kind: 'written', removed: [] });
    expect(filesIn(outside)).toMatchObject({ precious: 'mine\n', 'build/notes.txt': 'mine\n' });
  });

  test('with an absolute path is refused', () => {
    const { outside, root } = temporary();
    put(`${outside}/precious`, 'mine\n');
    put(`${root}/manifest.json`, listing(`${outside}/precious`));
    expect(conflicts(writeTree(root, OLD))).toEqual([['manifest.json', 'edited', true]]);
    writeTree(root, OLD, { force: true });
    expect(snapshot(outside)).toMatchObject({ precious: 'mine\n' });
  });
});
