import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../src/cli/replace-file.ts';

const root = mkdtempSync(join(tmpdir(), 'pgdr-replace-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
  file = join(folder, 'topology.yaml');
  writeFileSync(file, 'old\n');
});
const OLD = Buffer.from('old\n');

describe('a file is replaced', () => {
  it('as a whole, and nothing stays beside it', () => {
    const before = statSync(file).ino;
    replaceFile(file, OLD, 'new: ü\n');
    expect(readFileSync(file, 'utf8')).toBe('new: ü\n');
    expect(readdirSync(folder)).toEqual(['topology.yaml']);
    expect(statSync(file).ino, 'renamed over, not written into').not.toBe(before);
  });

  it('with its mode', () => {
    chmodSync(file, 0o640);
    replaceFile(file, OLD, 'new\n');
    expect(statSync(file).mode & 0o7777).toBe(0o640);
  });

  it('behind a symbolic link, which stays', () => {
    mkdirSync(join(folder, 'a'));
    const link = join(folder, 'a/link.yaml');
    symlinkSync('../topology.yaml', link);
    replaceFile(link, OLD, 'new\n');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(lstatSync(file).isSymbolicLink()).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('new\n');
  });
});

describe('a file is left alone', () => {
  it('when it holds something else by now', () => {
    writeFileSync(file, 'newer\n');
    expect(() => replaceFile(file, OLD, 'new\n')).toThrow('it was changed in the meantime');
    expect(readFileSync(file, 'utf8')).toBe('newer\n');
    expect(readdirSync(folder)).toEqual(['topology.yaml']);
  });

  it('when there is none, or it is no file', () => {
    expect(() => replaceFile(join(folder, 'none'), OLD, 'new\n')).toThrow('ENOENT');
    expect(() => replaceFile('/dev/null', Buffer.from(''), 'new\n')).toThrow('it is not a regular file');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
