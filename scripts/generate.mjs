// Makes src/compiler/generated/: types from the schema, the ahead-of-time validator, the precompiled templates, the script of
// `collect`; and src/rules/generated/: the lists of rules.
// `node scripts/generate.mjs --check` writes nothing and exits 1 when a file is not current.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile as typesOf } from 'json-schema-to-typescript';
import { languageKeys } from './language-keys.mjs';
import { ruleLists } from './rule-lists.mjs';
import { templatesTypes } from './template-shapes.mjs';
import { templatesModule } from './templates.mjs';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const schema = JSON.parse(readFileSync(join(root, 'schema/topology.schema.json'), 'utf8'));
const notice = '// Made by scripts/generate.mjs. Do not edit.\n';

/** The topology's TypeScript types. */
async function topologyTypes() {
  const types = await typesOf(structuredClone(schema), 'Topology', {
    bannerComment: notice,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  return types;
}

/** The validator as plain code: no compilation of schemas at run time. */
function validator() {
  const Ajv = require('ajv').default;
  const standalone = require('ajv/dist/standalone').default;
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    allowUnionTypes: true,
    strictTypes: false,
    code: { source: true, esm: true, lines: true },
  });
  const code = standalone(ajv, ajv.compile(withoutProse(schema)));
  return (
    notice +
    code.replace(
      /const (\w+) = require\("([^"]+)"\)\.default;/g,
      'import $1Module from "$2.js";\nconst $1 = $1Module.default;',
    )
  );
}

/** A schema without text for people, because the validator contains its schemas. */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const keep = ([key, v]) =>
    typeof v !==
    { title: 'string', description: 'string', examples: 'object', defaultSnippets: 'object' }[key];
  return Object.fromEntries(
    Object.entries(value)
      .filter(keep)
      .map(([key, v]) => [key, withoutProse(v)]),
  );
}

const VALIDATOR_TYPES = `${notice}export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
}
export const validate: { (data: unknown): boolean; errors?: readonly SchemaError[] | null };
export { validate as default };
`;

/** The templates by name, without their ending. */
function templates() {
  const names = readdirSync(join(root, 'templates'), { recursive: true }).filter((n) => n.endsWith('.hbs'));
  return Object.fromEntries(
    names.map((name) => [name.replace(/\.hbs$/, ''), readFileSync(join(root, 'templates', name), 'utf8')]),
  );
}

/** The script that `collect` prints: one file, with its programs of awk in it. */
function collectScript() {
  const read = (name) => readFileSync(join(root, 'templates/collect', name), 'utf8');
  return read('collect.sh').replace(/^@include (\S+)\n/gm, (_, name) => read(name));
}

const sources = templates();
const files = {
  'src/compiler/generated/topology.ts': await topologyTypes(),
  'src/compiler/generated/language-keys.ts': `${notice}${languageKeys(schema)}`,
  'src/compiler/generated/validate.js': validator(),
  'src/compiler/generated/validate.d.ts': VALIDATOR_TYPES,
  'src/compiler/generated/templates.js': `${notice}${templatesModule(sources)}`,
  'src/compiler/generated/templates.d.ts': `${notice}${templatesTypes(sources)}`,
  'src/compiler/generated/collect.ts': `${notice}export const COLLECT_SCRIPT = ${JSON.stringify(collectScript())};\n`,
  ...Object.fromEntries(
    Object.entries(ruleLists(root)).map(([name, text]) => [
      `src/rules/generated/${name}`,
      `${notice}${text}`,
    ]),
  ),
};

const current = (path) => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
};
const stale = Object.entries(files).filter(([path, text]) => current(path) !== text);
for (const [path, text] of stale) {
  if (check) console.error(`${path} is not current: run npm run generate`);
  else {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
if (check && stale.length > 0) process.exitCode = 1;
