import { mkdirSync, symlinkSync } from 'node:fs';
import type { Artifact } from '../../src/compiler/output/artifact.ts';
import { writeTree } from '../../src/compiler/output/write-tree.ts';
import { artifacts, put } from './tree.ts';

/** A tree as it is before a run that will die. */
export interface Scenario {
  readonly name: string;
  readonly wanted: readonly Artifact[];
  readonly force: boolean;
  prepare(root: string): void;
}

const OLD = artifacts({
  'a/one': 'old one\n',
  'a/same': 'same\n',
  'b/c/orphan': 'orphan\n',
  'to-directory': 'file\n',
  'to-file/x/y': 'deep\n',
  top: 'old top\n',
});

const NEW = artifacts({
  'a/one': 'new one\n',
  'a/same': 'same\n',
  'a/added': 'added\n',
  'd/e/f': 'new directory\n',
  'd/e/g': 'new directory\n',
  'to-directory/z': 'deep\n',
  'to-file': 'file\n',
  top: 'new top\n',
});

export const SCENARIOS: readonly Scenario[] = [
  { name: 'a fresh tree', wanted: NEW, force: false, prepare: () => undefined },
  {
    name: 'an update with orphans, files become directories and directories files',
    wanted: NEW,
    force: false,
    prepare: (root) => writeTree(root, OLD),
  },
  {
    name: 'a forced update over edits, a foreign file and a link',
    wanted: NEW,
    force: true,
    prepare(root) {
      writeTree(root, OLD);
      put(`${root}/a/one`, 'edited\n');
      put(`${root}/b/c/orphan`, 'edited\n');
      mkdirSync(`${root}/d/e`, { recursive: true });
      put(`${root}/d/e/f`, 'foreign\n');
      symlinkSync('nowhere', `${root}/a/added`);
    },
  },
];
