import { readFileSync, writeFileSync } from 'node:fs';
import type { Issue } from 'codeclimate-types';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Format } from '../../src/compiler/report/format.ts';
import type { FormatName } from '../../src/compiler/report/formats.ts';
import { FORMAT_NAMES, FORMATS } from '../../src/compiler/report/formats.ts';
import { github } from '../../src/compiler/report/github.ts';
import { githubSummary } from '../../src/compiler/report/github-summary.ts';
import type { CodeQualityFinding } from '../../src/compiler/report/gitlab.ts';
import { gitlab } from '../../src/compiler/report/gitlab.ts';
import { junit } from '../../src/compiler/report/junit.ts';
import type { FileReport, Report } from '../../src/compiler/report/report.ts';
import { sarif } from '../../src/compiler/report/sarif.ts';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import { decode } from '../../src/compiler/text/source.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import { brokenEstates, FILE, UPDATE } from '../fixtures/estates.ts';
import { gitlabErrors, jsonErrors, junitErrors, OPTIONS, sarifErrors, workflowCommand } from './formats.ts';
import { at, finding, related, report, SAMPLE, TWO_FILES } from './sample.ts';

const NASTY = fc.string({
  unit: fc.constantFrom(
    ...'a"\\<>&\'%:,|`*[]\u0000\u0009\u001b\u0085\u202e\u2028\ufffe🚀\n\r',
    '\ud800',
    '::',
  ),
});

/** Findings of any words, in a file of any name. */
const ANY: fc.Arbitrary<Report> = fc
  .array(
    fc.record({
      message: NASTY.map((words) => `it is ${words}`),
      why: NASTY,
      help: NASTY,
      route: NASTY,
      severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
      isPlaced: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((all) => {
    const source = 'x: aa\ny: bbb\n';
    const diagnostics = all.map(({ isPlaced, ...words }) =>
      finding({
        ...words,
        ...(isPlaced ? { span: at(source, 'bbb'), related: [related(at(source, 'aa'), words.help)] } : {}),
      }),
    );
    return report(source, ...diagnostics);
  });

/** What the command says of every broken estate. */
const real: Report = {
  version: '1.2.3',
  files: await Promise.all(
    brokenEstates().map(async ({ name, bytes }): Promise<FileReport> => {
      const file = `${name}/${FILE}`;
      const source = decode(file, bytes);
      return 'rule' in source ? { file, text: '', diagnostics: [source] } : analyse(source);
    }),
  ),
};

/** Every format that the command has, and the summary, which comes with one of them. */
const ALL: readonly (readonly [name: string, load: () => Promise<Format>])[] = [
  ...FORMAT_NAMES.map((name) => [name, FORMATS[name].load] as const),
  ['github-summary', async () => githubSummary],
];

/**
 * What is wrong with an output, by format: a schema where there is one. A format without an entry does not compile.
 */
const ERRORS_OF: Readonly<Record<FormatName, (output: string) => unknown>> = {
  text: (output) =>
    /^.+\n$/s.test(output) && !output.includes('\u001b') ? null : 'control characters, or no line end',
  json: jsonErrors,
  sarif: sarifErrors,
  github: (output) =>
    output.split('\n').some((line) => line.startsWith('::') && !workflowCommand(line))
      ? 'a broken command'
      : null,
  gitlab: gitlabErrors,
  junit: junitErrors,
};

const LOOKED_AT: readonly (readonly [folder: string, sample: Report])[] = [
  ['golden', SAMPLE],
  ['golden/two-files', TWO_FILES],
];

test.each(
  LOOKED_AT.flatMap(([folder, sample]) => ALL.map(([name, load]) => [name, folder, sample, load] as const)),
)('%s, as it was looked at in %s', async (name, folder, sample, load) => {
  const path = new URL(`${folder}/${name}.txt`, import.meta.url);
  const output = await (await load())(sample, OPTIONS);
  if (UPDATE) writeFileSync(path, output);
  expect(output).toBe(readFileSync(path, 'utf8'));
});

describe.each(FORMAT_NAMES)('%s fits what it is to be', (name) => {
  const errorsIn = async (sample: Report): Promise<unknown> =>
    ERRORS_OF[name](await (await FORMATS[name].load())(sample, OPTIONS));
  test.each([
    ['the sample', SAMPLE],
    ['findings between two files', TWO_FILES],
    ['no findings', report('a: 1\n')],
    ['no files', { version: '1.2.3', files: [] }],
    ['every broken estate', real],
  ])('%s', async (_what, sample) => expect(await errorsIn(sample)).toBeNull());

  test('any words', async () => {
    await fc.assert(
      fc.asyncProperty(ANY, async (any) => {
        expect(await errorsIn(any)).toBeNull();
      }),
    );
  });
});

test('README and docs name every format', () => {
  const line = /--format <format>\[=FILE\] +([a-z, ]+); repeatable/.exec(readFileSync('README.md', 'utf8'));
  expect(line?.[1]?.split(', ')).toEqual(FORMAT_NAMES);
});

test('the schemas refuse something', () => {
  expect(sarifErrors('{"version":"2.1.0","runs":[{}]}')).not.toBeNull();
  expect(gitlabErrors('[{}]')).not.toBeNull();
  expect(junitErrors('<testsuites><testcase/></testsuites>')).not.toBeNull();
});

describe('sarif', () => {
  test('every rule that found something is described, and every finding knows which it is', async () => {
    const [run] = JSON.parse(await sarif(real, OPTIONS)).runs;
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  test('the name of a file is a URI reference', async () => {
    const named = async (file: string): Promise<string> =>
      JSON.parse(await sarif({ version: '', files: [{ file, text: '', diagnostics: [finding()] }] }, OPTIONS))
        .runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    expect(await named('a b/ü%.yaml')).toBe('a%20b/%C3%BC%25.yaml');
    expect(await named('/srv/t.yaml')).toBe('file:///srv/t.yaml');
    expect(await named('a:b.yaml')).toBe('a%3Ab.yaml');
  });
});

describe('sarif of what may be mended or is ignored', async () => {
  const source = 'x: aa\ny: bbb\n';
  const fix = { title: 'write "cc"', edits: [{ span: at(source, 'bbb'), text: 'cc' }] };
  const ignored = {
    diagnostic: finding({ span: at(source, 'aa') }),
    reason: 'so it is',
    span: at(source, 'x'),
  };
  const one: Report = {
    version: '',
    files: [{ file: 't.yaml', text: source, diagnostics: [finding({ fix })], suppressed: [ignored] }],
  };
  const [open, excused] = JSON.parse(await sarif(one, OPTIONS)).runs[0].results;

  test('fits the schema', async () => expect(sarifErrors(await sarif(one, OPTIONS))).toBeNull());

  test('has the fix', () => {
    expect(open.fixes).toMatchObject([
      {
        description: { text: 'write "cc"' },
        artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 2, endColumn: 7 } }] }],
      },
    ]);
    expect(open.suppressions).toBeUndefined();
  });

  test('says why something is ignored', () => {
    expect(excused.suppressions).toMatchObject([{ kind: 'inSource', justification: 'so it is' }]);
  });
});

describe('fingerprints', () => {
  const printsOf = (one: FileReport): string[] =>
    JSON.parse(gitlab({ version: '', files: [one] }, OPTIONS)).map(
      (found: { fingerprint: string }) => found.fingerprint,
    );
  const lint = async (source: string): Promise<FileReport> => {
    const decoded = decode('t.yaml', Buffer.from(source));
    if ('rule' in decoded) throw new Error('unreadable');
    return analyse(decoded);
  };

  test('no two of a file are the same', () => {
    for (const one of real.files) expect(new Set(printsOf(one)).size).toBe(one.diagnostics.length);
  });

  test('survive edits elsewhere: comments, and sites and nodes that come before', async () => {
    const source = brokenEstates().find(({ name }) => name === 'replication-slot-mismatch');
    const before = Buffer.from(source?.bytes ?? []).toString();
    const after = before
      .replace(/^sites:\n/m, '\n# a word\n\nsites:\n')
      .replace(
        /^( *- ){ name: pg-seoul-1/m,
        '$1{ name: witness-seoul, address: 10.1.0.99, runs: [etcd], etcd: { name: w } }\n$1{ name: pg-seoul-1',
      );
    expect(after.split('\n').length).toBe(before.split('\n').length + 4);
    const [first, second] = [await lint(before), await lint(after)];
    expect(first.diagnostics.length).toBeGreaterThan(0);
    expect(second.diagnostics.map(({ span }) => span?.start.line)).not.toEqual(
      first.diagnostics.map(({ span }) => span?.start.line),
    );
    expect(printsOf(second)).toEqual(printsOf(first));
  });

  test('differ by file, rule and place', () => {
    const print = (file: string, more: Partial<Diagnostic>): string | undefined =>
      printsOf({ file, text: '', diagnostics: [finding(more)] })[0];
    const one = print('a', { route: 'x' });
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(print('a', { route: 'x', message: 'said in other words' })).toBe(one);
    for (const other of [
      print('b', { route: 'x' }),
      print('a', { route: 'y' }),
      print('a', { route: 'x', rule: 'test/other' }),
      print('a', {}),
    ])
      expect(other).not.toBe(one);
  });
});

describe('github', () => {
  const linesOf = (one: Report): string[] => github(one, OPTIONS).trimEnd().split('\n');

  test('one command per finding, whatever its words', () => {
    fc.assert(
      fc.property(ANY, (any) => {
        const commands = linesOf(any).flatMap((line) => workflowCommand(line) ?? []);
        const found = any.files.flatMap(({ diagnostics }) => diagnostics);
        expect(commands).toHaveLength(found.length);
        for (const { properties } of commands) {
          expect(properties.title).toBe('test/rule');
          expect(properties.file).toBe('t.yaml');
        }
      }),
    );
  });

  test('the worst first', () => {
    const severities = ['info', 'error', 'warning'] as const;
    const mixed = report('', ...severities.map((severity) => finding({ severity })));
    expect(linesOf(mixed).flatMap((line) => workflowCommand(line)?.command ?? [])).toEqual([
      'error',
      'warning',
      'notice',
    ]);
  });

  test('columns only where all is on one line', () => {
    const source = 'x: aa\ny: bbb\n';
    const one = finding({ span: at(source, 'bbb') });
    const two = finding({ span: { start: at(source, 'aa').start, end: at(source, 'bbb').end } });
    const [first, second] = linesOf(report(source, one, two)).map(workflowCommand);
    expect(first?.properties).toMatchObject({ line: '2', endLine: '2', col: '4', endColumn: '7' });
    expect(Object.keys(second?.properties ?? {})).toEqual(['title', 'file', 'line', 'endLine']);
  });

  test('says when GitHub will not show them all', () => {
    const many = (count: number): string =>
      github(report('', ...Array.from({ length: count }, () => finding())), OPTIONS);
    expect(many(10)).not.toContain('annotations');
    expect(many(11)).toContain('GitHub shows 10 of these 11 errors as annotations');
  });

  test('nothing a finding says is markup in the summary', () => {
    const output = githubSummary(report('', finding({ message: '<img src=x> | **a** [b](c) `d`' })), OPTIONS);
    expect(output).not.toMatch(/<img|\*\*|\[b\]|`d`/);
    expect(output.split('\n').filter((line) => line.startsWith('| error'))).toHaveLength(1);
  });
});

describe('gitlab', () => {
  test('is of the type that Code Climate has for it', () => {
    expectTypeOf<CodeQualityFinding>().toExtend<Issue>();
  });

  test('a path has no dot in front', () => {
    const one = { version: '', files: [{ file: './a/t.yaml', text: '', diagnostics: [finding()] }] };
    expect(JSON.parse(gitlab(one, OPTIONS))[0].location.path).toBe('a/t.yaml');
  });
});

describe('junit', () => {
  test('a finding fails where it fails the run', () => {
    const two = report('', finding(), finding({ severity: 'warning' }));
    const failures = (failOn: 'error' | 'warning' | 'never'): number =>
      junit(two, { ...OPTIONS, failOn }).match(/<failure/g)?.length ?? 0;
    expect([failures('never'), failures('error'), failures('warning')]).toEqual([0, 1, 2]);
  });

  test('a clean topology is a test that passed', () => {
    expect(junit(report('a: 1\n'), OPTIONS)).toContain('<testcase name="no findings" classname="t.yaml"/>');
  });
});
