import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkTree } from '../../src/compiler/output/check-tree.ts';
import { nodeFileSystem } from '../../src/compiler/output/filesystem.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { redacted } from '../../src/compiler/secrets/redact.ts';
import { intercept } from './intercept.ts';
import { temporary } from './temporary.ts';
import { artifacts, put, snapshot } from './tree.ts';

const OLD = artifacts({ 'a/one': '1\n2\n3\n4\n5\n6\n7\n', two: 'x\n' });
const redact = (text: string) => text.replace(/(password: ).*/g, '$1<redacted>');

async function kinds(root: string, wanted = OLD): Promise<[string, string][]> {
  const { differences, clean } = await checkTree(root, wanted, { redact });
  expect(clean).toBe(differences.length === 0);
  return differences.map(({ path, kind }) => [path, kind]);
}

describe('check', () => {
  test('finds a tree just written clean', async () => {
    const { root } = temporary();
    writeTree(root, OLD);
    expect(await checkTree(root, OLD, { redact })).toEqual({
      clean: true,
      files: OLD.length + 1,
      differences: [],
      diff: '',
    });
  });

  test('finds everything missing where there is nothing', async () => {
    const { root, outside } = temporary();
    expect(await kinds(root)).toEqual([
      ['a/one', 'missing'],
      ['two', 'missing'],
      ['manifest.json', 'missing'],
    ]);
    expect(snapshot(outside)).toEqual({});
  });

  test('tells stale, edited, foreign, missing and orphan apart', async () => {
    const { root } = temporary();
    writeTree(
      root,
      artifacts({ stale: 'x\n', edited: 'x\n', missing: 'x\n', orphan: 'x\n', changed: 'x\n', same: 'x\n' }),
    );
    put(`${root}/edited`, 'mine\n');
    put(`${root}/foreign`, 'mine\n');
    put(`${root}/changed`, 'mine\n');
    put(`${root}/elsewhere/notes`, 'mine\n');
    rmSync(`${root}/missing`);
    const wanted = artifacts({ stale: 'y\n', edited: 'y\n', missing: 'y\n', foreign: 'y\n', same: 'x\n' });
    expect(await kinds(root, wanted)).toEqual([
      ['edited', 'edited'],
      ['foreign', 'foreign'],
      ['missing', 'missing'],
      ['stale', 'stale'],
      ['manifest.json', 'stale'],
      ['changed', 'orphan'],
      ['orphan', 'orphan'],
    ]);
  });

  test('finds what is in the way, and links', async () => {
    const { root } = temporary();
    put(`${root}/a`, 'mine\n');
    symlinkSync('a', `${root}/two`);
    expect(await kinds(root)).toEqual([
      ['a', 'foreign'],
      ['a/one', 'missing'],
      ['two', 'foreign'],
      ['manifest.json', 'missing'],
    ]);
  });

  test('finds an edit of the manifest alone', async () => {
    const { root } = temporary();
    writeTree(root, OLD);
    put(`${root}/manifest.json`, '{}\n');
    const { differences, diff } = await checkTree(root, OLD, { redact });
    expect(differences).toMatchObject([{ path: 'manifest.json', kind: 'foreign' }]);
    expect(diff).toContain('--- a/manifest.json\ton disk\n+++ b/manifest.json\tfrom the topology\n');
  });

  test('finds what a run left that was cut off, and leaves it', async () => {
    const { root } = temporary();
    writeTree(root, OLD);
    mkdirSync(`${root}/.pgdr-compile`);
    expect(await kinds(root)).toEqual([['.pgdr-compile', 'interrupted']]);
    expect(snapshot(root)).toHaveProperty('.pgdr-compile');
  });

  test('only reads', async () => {
    const { root } = temporary();
    writeTree(root, OLD);
    put(`${root}/two`, 'mine\n');
    const fs = intercept(nodeFileSystem, (operation) => expect(['readdir', 'readFile']).toContain(operation));
    expect((await checkTree(root, OLD, { redact, fs })).clean).toBe(false);
  });
});

describe('the diff', () => {
  test('hides a secret whose first line is far above what differs', async () => {
    const { root } = temporary();
    const tree = artifacts({ two: 'user: a\n' });
    writeTree(root, tree);
    put(`${root}/two`, `password: |\n${'  never shown\n'.repeat(9)}  hunter2\nuser: a\n`);
    const { diff } = await checkTree(root, tree, { redact: (text) => redacted(text, { comments: false }) });
    expect(diff).toContain('-  *******');
    expect(diff).not.toMatch(/hunter2|never shown/);
    expect(diff).toContain('user: a');
  });

  test('leads from the disk to what would be written, secrets and control characters hidden', async () => {
    const { root } = temporary();
    writeTree(root, OLD);
    put(`${root}/a/one`, '1\n2\n3\npassword: hunter2\n4\n5\n\u001b[31m6\n7');
    const { diff } = await checkTree(root, OLD, { redact });
    expect(diff).toBe(
      [
        '--- a/a/one\ton disk',
        '+++ b/a/one\tfrom the topology',
        '@@ -1,8 +1,7 @@',
        ' 1',
        ' 2',
        ' 3',
        '-password: <redacted>',
        ' 4',
        ' 5',
        '-\\x1b[31m6',
        '-7',
        '\\ No newline at end of file',
        '+6',
        '+7',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['binary', Buffer.from([0, 1, 2])],
    ['binary', Buffer.from([0xff, 0xfe, 0x41])],
    ['too long', Buffer.alloc(1024 * 1024 + 1, 'x\n')],
    ['too many changes', Buffer.from(Array.from({ length: 5000 }, (_, n) => `${n * 7}\n`).join(''))],
  ])('says so where the disk holds something %s', async (reason, content) => {
    const { root } = temporary();
    writeTree(root, OLD);
    writeFileSync(`${root}/two`, content);
    expect((await checkTree(root, OLD, { redact })).diff).toBe(`two: ${reason}, no diff shown\n`);
  });

  test('ends after some thousand lines and counts the rest', async () => {
    const { root } = temporary();
    const tree = (mark: string) => {
      const text = Array.from({ length: 300 }, (_, n) => `${mark}${n}\n`).join('');
      return artifacts(Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, text])));
    };
    writeTree(root, tree('a'));
    const { diff, differences } = await checkTree(root, tree('b'), { redact });
    expect(differences).toHaveLength(21);
    expect(diff.split('\n').length).toBeLessThan(6000);
    expect(diff).toMatch(/… and 1\d more files differ\n$/);
  });
});

describe('a tree that git checked out with line ends of Windows', () => {
  const crlf = (root: string): void => {
    for (const [path, text] of Object.entries(snapshot(root) ?? {}))
      if (text !== '/') put(`${root}/${path}`, text.replaceAll('\n', '\r\n'));
  };

  test('is as clean as it was', async () => {
    const { root } = temporary();
    writeTree(root, OLD);
    crlf(root);
    expect(await kinds(root)).toEqual([]);
    expect(writeTree(root, OLD)).toMatchObject({ kind: 'written', written: [], unchanged: OLD.length + 1 });
  });

  test('is stale, edited and orphaned as any other, and the diff shows what differs alone', async () => {
    const { root } = temporary();
    writeTree(root, artifacts({ edited: '1\n2\n', orphan: 'x\n', stale: 'x\n' }));
    crlf(root);
    put(`${root}/edited`, '1\r\nmine\r\n');
    const wanted = artifacts({ edited: '1\n2\n', stale: 'y\n' });
    expect(await kinds(root, wanted)).toEqual([
      ['edited', 'edited'],
      ['stale', 'stale'],
      ['manifest.json', 'stale'],
      ['orphan', 'orphan'],
    ]);
    const { diff } = await checkTree(root, wanted, { redact });
    expect(diff).toContain('\n 1\n-mine\n+2\n');
  });

  test('other carriage returns are edits', async () => {
    const { root } = temporary();
    writeTree(root, OLD);
    put(`${root}/two`, 'x\r');
    expect(await kinds(root)).toEqual([['two', 'edited']]);
  });
});
