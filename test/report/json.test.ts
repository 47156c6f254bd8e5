import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { json } from '../../src/compiler/report/json.ts';
import { at, finding, related, report, SAMPLE } from './sample.ts';

type Schema = Readonly<Record<string, unknown>>;

const schema = JSON.parse(
  readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
) as Schema;
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

test('a whole report', () => {
  const source = 'x: aa\ny: bbb\n';
  const diagnostic = finding({
    span: at(source, 'bbb'),
    related: [related(at(source, 'aa'), 'this')],
    why: 'so it is',
    help: 'do this',
  });
  expect(json(report(source, diagnostic, finding({ severity: 'info' })))).toBe(`{
  "$schema": "https://pgdr-compile.dev/schema/report.schema.json",
  "format": 1,
  "tool": {
    "name": "pgdr-compile",
    "version": "1.2.3"
  },
  "summary": {
    "files": 1,
    "errors": 1,
    "warnings": 0,
    "infos": 1,
    "suppressed": 0,
    "fixable": 0
  },
  "findings": [
    {
      "file": "t.yaml",
      "rule": "test/rule",
      "severity": "error",
      "message": "it is wrong",
      "span": {
        "start": {
          "line": 2,
          "column": 4,
          "offset": 9
        },
        "end": {
          "line": 2,
          "column": 7,
          "offset": 12
        }
      },
      "related": [
        {
          "message": "this",
          "span": {
            "start": {
              "line": 1,
              "column": 4,
              "offset": 3
            },
            "end": {
              "line": 1,
              "column": 6,
              "offset": 5
            }
          }
        }
      ],
      "why": "so it is",
      "help": "do this"
    },
    {
      "file": "t.yaml",
      "rule": "test/rule",
      "severity": "info",
      "message": "it is wrong",
      "span": null,
      "related": []
    }
  ],
  "suppressed": []
}
`);
});

test('findings of all files, in the order of the report', () => {
  const { summary, findings } = JSON.parse(json(SAMPLE));
  expect(summary).toEqual({ files: 3, errors: 2, warnings: 1, infos: 0, suppressed: 1, fixable: 1 });
  expect(findings.map((found: { file: string }) => found.file)).toEqual([
    'topology.yaml',
    'topology.yaml',
    'gone.yaml',
  ]);
});

test('what a terminal obeys is escaped, and reads back as it was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'a"\\\u001b\u0085\u009b\u202e\u2028\u2066🚀\u{e0041}') }),
      (message) => {
        const output = json(report('', finding({ message })));
        expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(output).findings[0].message).toBe(message);
      },
    ),
  );
});

describe('schema', () => {
  test.each([
    ['the sample', SAMPLE],
    ['nothing found', report('a: 1\n')],
    ['no files', { version: '1.2.3', files: [] }],
  ])('describes %s', (_name, sample) => {
    validate(JSON.parse(json(sample)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('refuses what the format does not say', () => {
    const output = JSON.parse(json(SAMPLE));
    expect(validate({ ...output, more: 1 })).toBe(false);
    expect(validate({ ...output, format: 2 })).toBe(false);
    expect(validate({ ...output, findings: [{ ...output.findings[0], severity: 'fatal' }] })).toBe(false);
  });

  const objects = objectsIn(schema);

  test('has objects to judge', () => expect(objects.length).toBeGreaterThan(5));

  test.each(objects)('%s is closed and requires only keys it has', (_path, object) => {
    expect(object.additionalProperties).toBe(false);
    expect(Object.keys(propertiesOf(object))).toEqual(expect.arrayContaining(object.required as string[]));
  });

  test.each(propertiesIn(objects))('%s has a description and valid examples', (_path, property) => {
    expect(property.description).toMatch(/^[A-Z].*\.$/s);
    const examples = property.examples as unknown[];
    expect(examples.length).toBeGreaterThan(0);
    const check = new Ajv({ strict: true }).compile({ ...property, definitions: schema.definitions });
    for (const example of examples) expect(check(example)).toBe(true);
  });
});

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

function propertiesOf(object: Schema): Record<string, Schema> {
  return object.properties as Record<string, Schema>;
}

/** All schemas of objects, however deep, with their path. */
function objectsIn(value: unknown, path = '#'): [string, Schema][] {
  if (!isObject(value)) return [];
  const own: [string, Schema][] = value.type === 'object' ? [[path, value]] : [];
  return [...own, ...Object.entries(value).flatMap(([key, child]) => objectsIn(child, `${path}/${key}`))];
}

function propertiesIn(objects: readonly [string, Schema][]): [string, Schema][] {
  return objects.flatMap(([path, object]) =>
    Object.entries(propertiesOf(object)).map(([key, property]): [string, Schema] => [
      `${path}/${key}`,
      property,
    ]),
  );
}
