import { describe, expect, it } from 'vitest';
import { contextAt } from '../../src/lsp/context.ts';

/** Where the cursor `|` of a text is. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const found = contextAt(marked.slice(0, offset) + marked.slice(offset + 1), offset);
  return found && [found.kind, found.pointer.join('/'), found.typed];
}

describe('where somebody types', () => {
  it.each([
    ['at the top', 'version: 1\n|', ['key', '', '']],
    ['a key that is begun', 'version: 1\npri|', ['key', '', 'pri']],
    ['a value', 'primary: se|', ['value', 'primary', 'se']],
    ['a value that is not begun', 'primary: |', ['value', 'primary', '']],
    ['a key of a block', 'timing:\n  ttl: 30\n  lo|', ['key', 'timing', 'lo']],
    ['a key of a block that is empty', 'timing:\n  |', ['key', 'timing', '']],
    ['a key of an item', 'sites:\n  - name: seoul\n    sc|', ['key', 'sites/0', 'sc']],
    ['the first key of an item', 'sites:\n  - name: seoul\n  - na|', ['key', 'sites/1', 'na']],
    ['a list without indentation', 'sites:\n- name: seoul\n- name: busan\n  st|', ['key', 'sites/1', 'st']],
    [
      'a key deep in an item',
      'sites:\n  - name: seoul\n    nodes:\n      - { name: a }\n  - name: busan\n    standby:\n      fo|',
      ['key', 'sites/1/standby', 'fo'],
    ],
    [
      'an item of texts',
      'sites:\n  - name: seoul\n    slots:\n      - a\n      - b|',
      ['key', 'sites/0/slots/1', 'b'],
    ],
    ['braces', 'nodes:\n  - { name: a, add| }', ['key', 'nodes/0', 'add']],
    ['a value in braces', 'nodes:\n  - { name: a, runs: x| }', ['value', 'nodes/0/runs', 'x']],
    ['brackets in braces', 'nodes:\n  - { name: a, runs: [x, y| }', ['value', 'nodes/0/runs/1', 'y']],
    ['braces in braces', 'nodes:\n  - { name: a, tags: { no| } }', ['key', 'nodes/0/tags', 'no']],
    ['braces of a key', 'tls: { etcd: { c| } }', ['key', 'tls/etcd', 'c']],
    ['below a comment', 'timing:\n  # what\n  # it is\n  t|', ['key', 'timing', 't']],
    ['behind blank lines', 'timing:\n\n\n  t|', ['key', 'timing', 't']],
    ['in Windows', 'timing:\r\n  ttl: 30\r\n  l|', ['key', 'timing', 'l']],
    ['below an anchor', 'timing: &a\n  t|', ['key', 'timing', 't']],
  ])('is known: %s', (_, text, wanted) => {
    expect(at(text)).toEqual(wanted);
  });

  it('is nowhere in a comment', () => {
    expect(at('primary: seoul # the fi|rst')).toBeUndefined();
    expect(at('# pri|')).toBeUndefined();
    expect(at('a: "x # y|"')).toEqual(['value', 'a', '"x # y']);
  });
});
