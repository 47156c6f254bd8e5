import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import schema from '../../schema/topology.schema.json' with { type: 'json' };
import { lint } from '../../src/index.ts';
import { LANGUAGE } from '../hostile/schema-strings.ts';

describe('the schema of the language', () => {
  test('is of draft-07', () => expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#'));

  test('has an example of a topology, which is sound', async () => {
    const [example] = schema.examples;
    expect((await lint(Buffer.from(JSON.stringify(example)))).diagnostics).toEqual([]);
  });

  test.each(LANGUAGE.map(({ path, schema: key }) => [path.join('/'), key] as const))(
    '%s has a description and valid examples',
    (_, key) => {
      const { description, examples = [] } = key as { description?: string; examples?: readonly unknown[] };
      expect(description).toMatch(/^\S.*\.$/s);
      expect(examples.length).toBeGreaterThan(0);
      const check = new Ajv({ strict: false }).compile({ ...key, definitions: schema.definitions });
      for (const example of examples)
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
