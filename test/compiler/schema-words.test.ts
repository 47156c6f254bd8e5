import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { lint } from '../../src/index.ts';
import { topology } from '../rules/estates.ts';

/** Rule, message and help of each finding. */
async function told(text: string): Promise<(string | undefined)[][]> {
  const { diagnostics } = await lint(Buffer.from(text), 'topology.yaml');
  return diagnostics.map(({ rule, message, help }) => [rule, message, help]);
}

describe('the words of schema findings', () => {
  test('a number for text is quoted as it was written', async () => {
    const found = await told(topology({ top: 'software: { patroni: 4.0 }' }));
    expect(found).toEqual([
      ['schema/type', '"patroni" must be text, not a number', 'put it in quotes: "4.0"'],
    ]);
  });

  test('a key written for another is one mistake', async () => {
    expect(await told(topology({ top: 'credentials: { replication: { user: repl } }' }))).toEqual([
      ['schema/unknown-key', 'unknown key "user" in "replication"', 'did you mean "username"?'],
    ]);
  });

  test('a key that is lacking beside two that there are none of is told of as well', async () => {
    const found = await told(topology({ top: 'credentials: { replication: { user: a, login: b } }' }));
    expect(found.map(([rule]) => rule).sort()).toEqual([
      'schema/missing-key',
      'schema/unknown-key',
      'schema/unknown-key',
    ]);
  });

  test('an example can be pasted into a topology', async () => {
    const found = await told(topology({ top: 'postgresql: { parameters: none }' }));
    const example = /for example: (.*)$/.exec(found[0]?.[2] ?? '')?.[1] ?? '';
    expect(example).not.toContain('"');
    expect(parse(`parameters: ${example}`)).toEqual({ parameters: expect.any(Object) });
  });

  test('a message is one line', async () => {
    const found = await told(topology({ sites: { busan: 'scope: "a\\nb"' } }));
    expect(found[0]?.[1]).toContain('"a\\nb"');
    expect(found.flat().join('')).not.toContain('\n');
  });
});
