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
  test('a number for text that has a unit is shown with one', async () => {
    const found = await told(topology({ top: 'timing: { inter: 2.0 }' }));
    expect(found).toEqual([['schema/type', '"inter" must be text, not a number', 'for example: 2s']]);
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

  test('a number that lacks its unit as well is not told to be put in quotes', async () => {
    const unitless = topology({ top: 'timing: { preset: norm, inter: 2 }' });
    expect(await told(unitless)).toEqual([
      ['schema/type', '"inter" must be text, not a number', 'for example: 2s'],
    ]);
    expect((await lint(Buffer.from(unitless))).diagnostics.map(({ fix }) => fix)).toEqual([undefined]);
  });

  test('what a text may hold is said, where it holds something else', async () => {
    const found = await told(topology({ sites: { busan: 'namespace: db' } }));
    expect(found[0]?.[1]).toMatch(/ which does not fit: .*a slash, then letters, digits/);
    const [key] = await told(topology({ top: 'postgresql: { parameters: { "max connections": 1 } }' }));
    expect(key).toEqual([
      'schema/unknown-key',
      '"max connections" cannot be a key in "parameters"',
      expect.stringMatching(/letters, digits and _/),
    ]);
  });

  test('an example of text that YAML would read as a number has its quotes', async () => {
    const found = await told(topology({ top: 'software: { patroni: newest }' }));
    expect(found[0]?.[2]).toBe('for example: "4.1"');
  });

  test('a key that there is not is the mistake, whatever its value is', async () => {
    const found = await told(topology({ top: 'overrides: { haproxy: { listen: x } }' }));
    expect(found.filter(([rule]) => rule?.startsWith('schema/'))).toEqual([
      ['schema/unknown-key', 'unknown key "listen" in "haproxy"', expect.stringMatching(/^known here: /)],
    ]);
  });

  test('a line of pg_hba that is none leaves the list unknown: no rule says what it lets in', async () => {
    const lines = '["local all all peer\\nhost all all all trust", "host all all all scram-sha-256"]';
    const found = await told(topology({ top: `postgresql: { pg_hba: ${lines} }` }));
    expect(found.filter(([rule]) => !rule?.startsWith('replication/'))).toEqual([
      ['schema/value', expect.stringMatching(/^item 1 of "pg_hba" is /), expect.any(String)],
    ]);
  });

  test.each([
    ['version: 1', 'version: "1"', 'write it without quotes: 1', 'write 1'],
    ['', 'software: { postgresql: 17.2 }', 'write the major version: 17', 'write 17'],
    ['', 'software: { postgresql: "17.2" }', 'write the major version: 17', 'write 17'],
    ['', 'software: { postgresql: v17 }', 'write the major version: 17', 'write 17'],
    ['', 'software: { postgresql: 9.6 }', 'for example: 18', undefined],
    ['', 'software: { patroni: v4.1.0 }', 'write it without "v": "4.1.0"', 'write "4.1.0"'],
    ['', 'software: { patroni: v9.1.0 }', 'write it without "v": "9.1.0"', undefined],
  ])('a version written another way: %s %s', async (before, line, help, fix) => {
    const text = before ? topology().replace(before, line) : topology({ top: line });
    const { diagnostics } = await lint(Buffer.from(text));
    const found = diagnostics.filter(({ rule }) => rule.startsWith('schema/'));
    expect(found.map((one) => [one.help, one.fix?.title])).toEqual([[help, fix]]);
  });

  test('what is no topology is told what one has', async () => {
    expect(await told('- a\n')).toEqual([
      [
        'schema/type',
        'the topology must be a map, not a list',
        expect.stringMatching(/at least the keys version/),
      ],
    ]);
  });

  test('a message is one line', async () => {
    const found = await told(topology({ sites: { busan: 'scope: "a\\nb"' } }));
    expect(found[0]?.[1]).toContain('"a\\nb"');
    expect(found.flat().join('')).not.toContain('\n');
  });
});
