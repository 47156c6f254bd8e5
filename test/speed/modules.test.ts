import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { USUAL_RULES } from '../../src/rules/generated/usual.ts';
import { type Bundled, bundled } from './command.ts';

const SAMPLE = fileURLToPath(new URL('../../fixtures/seoul-busan/topology.yaml', import.meta.url));

/** What `lint` of a sound topology may load of ours; a path that ends with `/` stands for what is below it. */
const LINT = [
  'package.json',
  'src/version.ts',
  'src/cli/',
  'src/commands/usage-error.ts',
  'src/commands/publish.ts',
  'src/commands/run.ts',
  'src/commands/lint.ts',
  'src/commands/inputs.ts',
  'src/workspace/workspace.ts',
  'src/compiler/text/',
  'src/compiler/secrets/',
  'src/compiler/yaml/',
  'src/compiler/facts/',
  'src/compiler/estate/',
  'src/compiler/topology/',
  'src/compiler/generated/validate.js',
  'src/compiler/lint/',
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

/** What stands below an allowed folder, and is for findings, for overrides or for other commands alone. */
const NEVER = [
  'src/rules/catalogue.ts',
  'src/rules/all.ts',
  'src/rules/generated/only-overrides.ts',
  'src/compiler/report/json.ts',
  'src/compiler/yaml/edit/',
  'src/compiler/yaml/comments/',
  'src/compiler/yaml/pyyaml/',
  'src/compiler/yaml/write/yaml.ts',
  'src/compiler/lint/suppress/',
  'src/compiler/lint/fix.ts',
  'src/compiler/topology/foreign.ts',
  'src/compiler/topology/remedy-help.ts',
  'src/compiler/topology/foreign-words.ts',
  'src/compiler/topology/indentation.ts',
  'src/compiler/topology/schema-words.ts',
  'src/compiler/topology/schema-fix.ts',
  'src/compiler/topology/starter.ts',
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
const BUDGET = 440_000;

/** Bytes of code per rule, with what rules share. */
const RULE_BUDGET = 2_000;

const HELP =
  'A start has to load it from now on. Import it where it is needed, `await import(…)`, and it is evaluated then; or, if every run needs it, add it to the list in this test';

const isIn = (list: readonly string[], path: string): boolean =>
  list.some((one) => (one.endsWith('/') ? path.startsWith(one) : path === one));
const isAllowed = (path: string): boolean => isIn(LINT, path) && !isIn(NEVER, path);

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
  expect(command.size(rules) / USUAL_RULES.length, help).toBeLessThan(RULE_BUDGET);
  expect(command.size(rules)).toBeGreaterThan(10_000);
});
