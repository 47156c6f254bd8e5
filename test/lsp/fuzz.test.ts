import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../fuzz.ts';
import { startClient } from './client.ts';

const SAMPLE = readFileSync('fixtures/seoul-busan/topology.yaml', 'utf8');
const URI = 'file:///estate/topology.yaml';

/** What people type, and what cats do. */
const piece = fc.oneof(
  fc.constantFrom(
    '\n',
    '  ',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '|',
    '>',
    '\t',
    '\r\n',
    '---\n',
    'sites:',
    '\ud800',
    '\0',
    'name: ',
  ),
  fc.string({ maxLength: 4 }),
);

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(400)),
  text: piece,
});

const METHODS = [
  'hover',
  'completion',
  'definition',
  'documentHighlight',
  'prepareRename',
  'documentSymbol',
  'foldingRange',
  'codeLens',
  'inlayHint',
  'codeAction',
  'references',
] as const;

it('survives any state of a document, keystroke by keystroke (PGDR_FUZZ=20 tries 500 of them)', async () => {
  const client = await startClient();
  await client.open(URI, SAMPLE);
  let text = SAMPLE;
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...METHODS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (edits, method, where) => {
        // Now and then somebody takes it all back.
        if (text.length < 200) text = SAMPLE;
        for (const { at, length, text: words } of edits) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + words + text.slice(start + length);
          await client.change(URI, text);
        }
        const before = text.slice(0, Math.floor(where * text.length));
        const lines = before.split('\n');
        const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
        const range = { start: position, end: position };
        await client
          .ask(`textDocument/${method}`, {
            textDocument: { uri: URI },
            position,
            range,
            context: { diagnostics: [], includeDeclaration: true },
          })
          // No name is under the cursor, or it cannot be renamed: that is an answer.
          .catch((error: { code?: number }) => expect(error.code).toBe(-32602));
      },
    ),
    { ...runs(25), seed: 1, endOnFailure: true },
  );
  await client.change(URI, SAMPLE);
  const params = { textDocument: { uri: URI } };
  expect(await client.ask('textDocument/documentSymbol', params)).not.toEqual([]);
  await client.stop();
});
