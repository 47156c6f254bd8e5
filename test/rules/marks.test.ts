import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import { lint } from '../../src/index.ts';
import { marked, unmarked } from './marks.ts';

const RULE = 'identity/scope-shared';

const TEXT = `version: 1
name: orders
primary: seoul
postgresql: { parameters: { max_slot_wal_keep_size: 64GB } }
sites:
  - name: seoul
    scope: pg
    etcd: { token: a }
    nodes: [{ name: a, address: 10.1.0.10 }]
  - name: busan
    scope: pg
#          ^^ error: busan and seoul share
    etcd: { token: b }
    nodes: [{ name: b, address: 10.2.0.10 }]
`;

const remarked = async (text: string, id = RULE): Promise<string> =>
  marked(text, (await lint(Buffer.from(text))).diagnostics, id);

test('a page that tells what is found is left as it is', async () => {
  expect(await remarked(TEXT)).toBe(TEXT);
});

test.each([
  ['the caret before', TEXT.replace('#          ^^ ', '#         ^^^ ')],
  ['the caret behind', TEXT.replace(' ^^ ', ' ^^^ ')],
  ['a column off', TEXT.replace('#          ^^ ', '#           ^^ ')],
  ['another line', TEXT.replace(/(#.*\n)(.*\n)/, '$2$1')],
  ['another message', TEXT.replace('busan and seoul share', 'seoul and busan share')],
  ['another severity', TEXT.replace('^^ error', '^^ warning')],
  ['no mark', unmarked(TEXT)],
  ['a mark too many', TEXT.replace(/(#.*\n)/, '$1$1')],
  ['a mark where nothing is', TEXT.replace('    etcd: { token: b }\n', '$&#   ^^^^ error: wrong\n')],
])('%s is noticed', async (_, text) => {
  expect(await remarked(text)).not.toBe(text);
});

test('a finding of another rule cannot be expected', async () => {
  expect(await remarked(TEXT, 'identity/scope-split')).toContain(
    '^^ error[identity/scope-shared]: busan and',
  );
});

test('in the first column, and of the whole file', async () => {
  expect(await remarked('version: 1\nprimery: a\n', 'schema/unknown-key')).toContain(
    'primery: a\n#^^^^^^ error: unknown key "primery" at the top\n',
  );
  expect(await remarked('# nothing\n', 'syntax/unreadable')).toBe('# nothing\n# error: the file is empty\n');
});

test('a place that goes on over further lines', () => {
  const text = 'nodes:\n  - name: b\n    tags: {}\n';
  const found: Diagnostic = {
    rule: RULE,
    severity: 'info',
    message: 'it is wrong',
    span: { start: { line: 2, column: 5, offset: 11 }, end: { line: 3, column: 13, offset: 31 } },
    related: [],
  };
  expect(marked(text, [found], RULE)).toBe(
    'nodes:\n  - name: b\n#   ^^^^^^^… info: it is wrong\n    tags: {}\n',
  );
});
