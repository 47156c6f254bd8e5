import { describe, expect, it } from 'vitest';
import type { Branch } from '../../src/site/playground/tree.ts';
import { compared, diffLines, treeOf } from '../../src/site/playground/tree.ts';

const file = (path: string, text = '') => ({ path, text });

describe('two trees as one', () => {
  it('says of each file what became of it, sorted by path', () => {
    const before = [file('b/gone', 'x'), file('b/kept', 'x'), file('c', 'old\n')];
    const after = [file('a', 'new'), file('b/kept', 'x'), file('c', 'young\n')];
    expect(compared(before, after)).toEqual([
      { path: 'a', mark: 'added', before: undefined, after: 'new' },
      { path: 'b/gone', mark: 'removed', before: 'x', after: undefined },
      { path: 'b/kept', mark: 'same', before: 'x', after: 'x' },
      { path: 'c', mark: 'changed', before: 'old\n', after: 'young\n' },
    ]);
  });

  it('tells a file that is empty from one that is not there', () => {
    expect(compared([], [file('a', '')])).toMatchObject([{ mark: 'added' }]);
    expect(compared([file('a', '')], [])).toMatchObject([{ mark: 'removed' }]);
  });
});

/** A branch in short: `name(changes)[…]`. */
const short = ({ name, changes, branches }: Branch): string =>
  `${name}(${changes})${branches.length > 0 ? `[${branches.map(short).join(' ')}]` : ''}`;

describe('the tree of files', () => {
  it('has folders before files, one row for a folder with one thing in it, and counts of changes', () => {
    const before = ['s/n1/etc/patroni/p.yml', 's/n1/etc/etcd/e.yml', 's/dcs.yml', 's/n2/h.cfg'].map((one) =>
      file(one),
    );
    const after = before.map((one) => (one.path.endsWith('p.yml') ? file(one.path, 'changed') : one));
    const tree = treeOf(compared(before, [...after, file('README', 'x')]));
    expect(tree.map(short)).toEqual([
      's(1)[n1/etc(1)[etcd/e.yml(0) patroni/p.yml(1)] n2/h.cfg(0) dcs.yml(0)]',
      'README(1)',
    ]);
    expect(tree[0]?.branches[0]?.path).toBe('s/n1/etc');
    expect(tree[0]?.branches[0]?.branches[1]?.file?.path).toBe('s/n1/etc/patroni/p.yml');
  });

  it('is empty without files', () => {
    expect(treeOf([])).toEqual([]);
  });
});

const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('the difference of two texts', () => {
  it('is empty if they are the same', () => {
    expect(diffLines('a\n', 'a\n')).toEqual([]);
  });

  it('has each change with the lines around it, numbered in both', () => {
    const old = lines(20);
    const young = old.toSpliced(1, 1, 'another').toSpliced(15, 0, 'more');
    const diff = diffLines(`${old.join('\n')}\n`, `${young.join('\n')}\n`);
    expect(diff.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'line 2', before: 2, after: undefined },
      { kind: 'added', text: 'another', before: undefined, after: 2 },
      { kind: 'gap', text: '', before: undefined, after: undefined },
      { kind: 'added', text: 'more', before: undefined, after: 16 },
    ]);
    expect(diff[0]).toEqual({ kind: 'same', text: 'line 1', before: 1, after: 1 });
    expect(diff.at(-1)).toEqual({ kind: 'same', text: 'line 18', before: 18, after: 19 });
  });

  it('shows a file that came or went by all of its lines', () => {
    expect(diffLines('', 'a\nb\n').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'added a',
      'added b',
    ]);
    expect(diffLines('a', '').map(({ kind, text }) => `${kind} ${text}`)).toEqual(['removed a']);
  });

  it('ends where two long texts have nothing in common', () => {
    const other = lines(3000).map((line) => `other ${line}`);
    const diff = diffLines(lines(3000).join('\n'), other.join('\n'));
    expect(diff).toHaveLength(6000);
    expect(diff[0]).toEqual({ kind: 'removed', text: 'line 1', before: 1, after: undefined });
  });
});
