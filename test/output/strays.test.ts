import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkTree } from '../../src/compiler/output/check-tree.ts';
import { treesBelow } from '../../src/compiler/output/trees.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { temporary } from './temporary.ts';
import { artifacts, put } from './tree.ts';

const TREE = artifacts({
  'RUNBOOK.md': 'x\n',
  'certificates/seoul/pg-seoul-1/etcd.cnf': 'x\n',
  'seoul/dcs.yml': 'x\n',
  'seoul/pg-seoul-1/etc/patroni/patroni.yml': 'x\n',
});

const strays = async (root: string): Promise<string[]> => {
  const { differences, clean } = await checkTree(root, TREE, { redact: (text) => text });
  expect(clean).toBe(differences.length === 0);
  expect(differences.every(({ kind }) => kind === 'stray')).toBe(true);
  return differences.map(({ path }) => path);
};

describe('what was put into the folders of nodes', () => {
  test.each([
    ['a file', 'seoul/pg-seoul-1/etc/cron.d/x', 'seoul/pg-seoul-1/etc/cron.d/x'],
    ['a file beside ours', 'seoul/pg-seoul-1/etc/patroni/x', 'seoul/pg-seoul-1/etc/patroni/x'],
    ['a file of git', 'seoul/pg-seoul-1/.gitkeep', 'seoul/pg-seoul-1/.gitkeep'],
    [
      'what an editor leaves',
      'seoul/pg-seoul-1/etc/patroni/.patroni.yml.swp',
      'seoul/pg-seoul-1/etc/patroni/.patroni.yml.swp',
    ],
    ['the folder of a node that is none', 'seoul/old/etc/x', 'seoul/old/etc/x'],
  ])('is found: %s', async (_, path, found) => {
    const { root } = temporary();
    writeTree(root, TREE);
    put(`${root}/${path}`, 'mine\n');
    expect(await strays(root)).toEqual([found]);
  });

  test('is found by its folder where there is much of it', async () => {
    const { root } = temporary();
    writeTree(root, TREE);
    for (let at = 0; at < 6; at += 1) put(`${root}/seoul/pg-seoul-1/srv/${at}/x`, 'mine\n');
    expect(await strays(root)).toEqual(['seoul/pg-seoul-1/srv/']);
  });

  test('is found where it is a link', async () => {
    const { root } = temporary();
    writeTree(root, TREE);
    symlinkSync('/etc/passwd', `${root}/seoul/pg-seoul-1/etc/x`);
    expect(await strays(root)).toEqual(['seoul/pg-seoul-1/etc/x']);
  });

  test.each(['.gitignore', 'README', 'seoul/notes.md', 'certificates/seoul/pg-seoul-1/key.pem', 'notes/x'])(
    'beside them anything may lie: %s',
    async (path) => {
      const { root } = temporary();
      writeTree(root, TREE);
      put(`${root}/${path}`, 'mine\n');
      mkdirSync(`${root}/seoul/pg-seoul-1/empty/folder`, { recursive: true });
      expect(await strays(root)).toEqual([]);
    },
  );
});

test('trees of estates are known by their manifests', () => {
  const { root } = temporary();
  writeTree(`${root}/orders`, TREE);
  writeTree(`${root}/old`, TREE);
  put(`${root}/other/manifest.json`, '{ "version": 1 }\n');
  put(`${root}/notes/x`, 'mine\n');
  put(`${root}/file`, 'mine\n');
  expect(treesBelow(root)).toEqual([`${root}/old`, `${root}/orders`]);
  expect(treesBelow(`${root}/nothing`)).toEqual([]);
});
