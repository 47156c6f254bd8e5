import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RULES } from '../../src/rules/index.ts';
import { type Bundled, bundled } from './command.ts';

const SAMPLE = fileURLToPath(new URL('../../fixtures/seoul-busan/topology.yaml', import.meta.url));

/** What `lint` of a sound topology may load of ours; a path that ends with `/` stands for what is below it. */
const LINT = [
  'package.json',
  'src/cli/main.ts',
  'src/cli/cli.ts',
  'src/cli/flags.ts',
  'src/cli/host.ts',
  'src/cli/optimise-later.ts',
  'src/cli/streams.ts',
  'src/version.ts',
  'src/commands/usage-error.ts',
  'src/commands/publish.ts',
  'src/commands/run.ts',
  'src/commands/lint.ts',
  'src/commands/inputs.ts',
  'src/compiler/text/finding.ts',
  'src/compiler/text/error-code.ts',
  'src/compiler/text/source.ts',
  'src/compiler/text/lines.ts',
  'src/compiler/yaml/parse.ts',
  'src/compiler/yaml/reader.ts',
  'src/compiler/yaml/scalar-tags.ts',
  'src/compiler/yaml/syntax.ts',
  'src/compiler/typos/',
  'src/compiler/yaml/recovery.ts',
  'src/compiler/yaml/locate.ts',
  'src/compiler/yaml/value.ts',
  'src/compiler/lint/secrets.ts',
  'src/compiler/secrets/secret-words.ts',
  'src/compiler/secrets/redact.ts',
  'src/compiler/topology/octal.ts',
  'src/compiler/secrets/private-key.ts',
  'src/compiler/secrets/secret-end.ts',
  'src/compiler/topology/stray.ts',
  'src/compiler/topology/versions-written.ts',
  'src/compiler/secrets/enclosing.ts',
  'src/compiler/yaml/route.ts',
  'src/compiler/topology/writable.ts',
  'src/compiler/lint/resolve.ts',
  'src/compiler/text/suggest.ts',
  'src/compiler/lint/severities.ts',
  'src/compiler/topology/validate.ts',
  'src/compiler/generated/validate.js',
  'src/compiler/lint/lint.ts',
  'src/compiler/lint/ask-rules.ts',
  'src/compiler/estate/',
  'src/compiler/report/',
  'src/pghba/',
  'src/rules/',
  'node_modules/commander/',
  // Its table is not among them: see src/compiler/report/width.ts.
  'node_modules/yaml/',
  // What stands for node:child_process in commander: nothing.
  'none:none',
  // Two of its modules: see src/pghba/address.ts.
  'node_modules/ip-num/dist/src/',
];

/** The modules a lint starts from: the command line, and what it imports on the way. */
const LINT_ENTRIES = [
  'src/cli/main.ts',
  'src/commands/lint.ts',
  'src/commands/inputs.ts',
  'src/compiler/report/text.ts',
];

/** Modules below an allowed folder that lint has no use for. */
const NEVER = [
  'src/rules/catalogue.ts',
  'src/rules/all.ts',
  'src/rules/of-overrides.ts',
  'src/compiler/report/json.ts',
];

/** Node's modules that it may load: what standard output takes, and what commander asks for. */
const LINT_BUILTINS = new Set([
  'node:buffer',
  'node:diagnostics_channel',
  'node:events',
  'node:fs',
  'node:net',
  'node:path',
  'node:process',
  'node:stream',
  'node:stream/promises',
  'node:string_decoder',
  'node:tty',
  'node:vm',
]);

/** What a build may load on top of that. */
const BUILD_BUILTINS = new Set([...LINT_BUILTINS, 'node:crypto', 'node:os']);

/** Bytes of code, without the rules: a tenth above what they were. */
const BUDGET = 400_000;

/** Bytes of code per rule, with what rules share. */
const RULE_BUDGET = 2_000;

const HELP =
  'A start has to load it from now on. Import it where it is needed, `await import(…)`, and it is evaluated then; or, if every run needs it, add it to the list in this test';

const isAllowed = (path: string): boolean =>
  !NEVER.includes(path) &&
  LINT.some((allowed) => (allowed.endsWith('/') ? path.startsWith(allowed) : path === allowed));

let command: Bundled;
beforeAll(() => {
  command = bundled();
});
afterAll(() => command?.remove());

test('lint evaluates what it needs and nothing else', () => {
  const modules = command.evaluated(...LINT_ENTRIES);
  expect(modules).toContain('src/compiler/lint/lint.ts');
  expect(
    modules.filter((path) => !isAllowed(path)),
    HELP,
  ).toEqual([]);
});

test('lint loads no more of Node than it needs', () => {
  const { builtins } = command.run('lint', SAMPLE);
  expect(
    builtins.filter((name) => !LINT_BUILTINS.has(name)),
    HELP,
  ).toEqual([]);
});

test('build loads no more of Node than it needs', () => {
  const { builtins } = command.run('build', SAMPLE, '--out', join(command.folder, 'out'));
  expect(
    builtins.filter((name) => !BUILD_BUILTINS.has(name)),
    HELP,
  ).toEqual([]);
});

test('a fresh tree needs no diff', () => {
  const modules = command.evaluated('src/commands/build.ts', 'src/compiler/output/write-tree.ts');
  expect(modules).toContain('src/compiler/output/inspect.ts');
  expect(modules).not.toContain('src/compiler/output/diff.ts');
});

test('the code of a start stays within its budget', () => {
  const modules = command.evaluated(...LINT_ENTRIES);
  const rules = modules.filter((path) => path.startsWith('src/rules/'));
  const others = modules.filter((path) => !rules.includes(path));
  const help = 'What grew? meta.json in the output of scripts/build.mjs lists it';
  expect(command.size(others), help).toBeLessThan(BUDGET);
  expect(command.size(rules) / RULES.length, help).toBeLessThan(RULE_BUDGET);
  expect(command.size(rules)).toBeGreaterThan(10_000);
});
