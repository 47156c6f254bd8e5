import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import schema from '../../schema/topology.schema.json' with { type: 'json' };
import { exampleOf } from '../../src/compiler/topology/schema-node.ts';
import { lint } from '../../src/index.ts';
import { LANGUAGE } from '../hostile/schema-strings.ts';

describe('the schema of the language', () => {
  test('is of draft-07', () => expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#'));

  test('has an example of a topology, which is sound', async () => {
    const [example] = schema.defaultSnippets;
    expect((await lint(Buffer.from(JSON.stringify(example?.body)))).diagnostics).toEqual([]);
  });

  test.each(LANGUAGE.map(({ path, schema: key }) => [path.join('/'), key] as const))(
    '%s has a description and valid examples',
    (_, key) => {
      const { description, examples = [], defaultSnippets = [] } = key;
      expect(description).toMatch(/^\S.*\.$/s);
      expect(exampleOf(key)).toBeDefined();
      const check = new Ajv({ strict: false }).compile({
        ...key,
        // An example shows one item, however many there must be.
        ...(key.items ? { minItems: 1 } : {}),
        definitions: schema.definitions,
      });
      for (const example of [exampleOf(key), ...examples, ...defaultSnippets.map(({ body }) => body)])
        expect({ example, valid: check(example) }).toEqual({ example, valid: true });
    },
  );

  test.each(LANGUAGE.map(({ path, schema: key }) => [path.join('/'), key] as const))(
    '%s is closed, where it is a map of known keys',
    (_, { properties, additionalProperties }) => {
      if (properties) expect(additionalProperties).toBe(false);
    },
  );
});
