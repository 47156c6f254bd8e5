import { describe, expect, it } from 'vitest';
import { askRules } from '../../src/compiler/lint/ask-rules.ts';
import { Documents, documentOf } from '../../src/compiler/lint/documents.ts';
import type { FileAnalysis } from '../../src/compiler/lint/file-analysis.ts';
import { fileAnalysis } from '../../src/compiler/lint/file-analysis.ts';
import { fixAll } from '../../src/compiler/lint/fix.ts';
import type { Rule } from '../../src/compiler/lint/rule.ts';
import type { RuleSet } from '../../src/compiler/lint/rule-set.ts';
import { hiddenIn, secretsOf } from '../../src/compiler/lint/secrets.ts';
import { tell } from '../../src/compiler/lint/tell.ts';
import { trustIn } from '../../src/compiler/lint/trust.ts';
import { baselineOf, compareWith } from '../../src/compiler/report/baseline.ts';
import { text as textReport } from '../../src/compiler/report/text.ts';
import type { Finding, Pointer } from '../../src/compiler/text/finding.ts';
import type { Source } from '../../src/compiler/text/source.ts';
import { wording } from '../../src/compiler/topology/remedy-help.ts';
import { parse } from '../../src/compiler/yaml/parse.ts';
import { ALL_RULES, CATALOGUE } from '../../src/workspace/catalogue.ts';
import { analyse } from '../../src/workspace/workspace.ts';

/** An estate that was read from two files: what each site says of the slot that one keeps for the other. */
const SEOUL = 'seoul.yml';
const BUSAN = 'busan.yml';
const RULE = 'replication/slot-idle';

const FILES: readonly Source[] = [
  { file: SEOUL, text: 'slots:\n  busan_1: {}\n' },
  { file: BUSAN, text: 'standby_cluster:\n  host: 10.1.0.10\n  primary_slot_name: busan\n' },
];

const RULES: RuleSet = {
  usual: [],
  beside: async () => [],
  all: async () => ALL_RULES,
  catalogue: async () => CATALOGUE,
};

const slot: Pointer = ['standby_cluster', 'primary_slot_name'];

/** What is said of the two files: about busan's, and about the slot at seoul, which mends it. */
function findingsIn(sources: readonly Source[], words = 'a slot'): Finding[] {
  const kept = sources.find(({ file }) => file === SEOUL)?.text.includes('busan:');
  if (kept) return [];
  return [
    {
      rule: RULE,
      severity: 'error',
      message: `busan streams from ${words} that seoul does not keep`,
      at: { document: BUSAN, pointer: slot, part: 'value' },
      related: [
        { at: { document: SEOUL, pointer: ['slots', 'busan_1'], part: 'key' }, message: 'it keeps this' },
      ],
      fix: {
        title: 'write "busan"',
        edits: [{ kind: 'rename', document: SEOUL, at: ['slots', 'busan_1'], key: 'busan' }],
      },
    },
  ];
}

/** What a front end of several files does: parse, find, tell. */
async function judged(sources: readonly Source[], words?: string): Promise<readonly FileAnalysis[]> {
  const parsed = sources.map((source) => parse(source));
  const all = parsed.map((one) => documentOf(one, secretsOf(one.value ?? null)));
  const [first, ...others] = all;
  if (!first) return [];
  const documents = new Documents(first, ...others);
  const told = await tell(documents, RULES, {
    settings: [],
    findings: findingsIn(sources, words).filter(trustIn(documents).isTrusted),
    asked: new Set([RULE]),
    early: [],
  });
  return all.map((document) => fileAnalysis(document, hiddenIn(all), told));
}

const withText = (file: string, text: string): Source[] =>
  FILES.map((source) => (source.file === file ? { file, text } : source));

describe('findings in several files', () => {
  it('stand in their own file, and name the others', async () => {
    const [seoul, busan] = await judged(FILES);
    expect(seoul?.diagnostics).toEqual([]);
    expect(seoul?.text).not.toBe('');
    const [finding, ...more] = busan?.diagnostics ?? [];
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      route: 'standby_cluster/primary_slot_name',
      span: { start: { line: 3 } },
      related: [{ file: SEOUL, span: { start: { line: 2, column: 3 } } }],
      fix: { edits: [{ file: SEOUL, span: { start: { line: 2, column: 3 } }, text: 'busan' }] },
    });
  });

  it('are shown with the lines of both', async () => {
    const files = await judged(FILES);
    expect(await textReport({ version: '1', files }, { color: false })).toBe(
      `error[${RULE}]: busan streams from a slot that seoul does not keep
 --> busan.yml:3:22
  |
3 |   primary_slot_name: busan
  |                      ^^^^^
  |
 ::: seoul.yml:2:3
  |
2 |   busan_1: {}
  |   ------- it keeps this
  |
  = fix: write "busan"

1 error in 2 files; lint --fix can fix it
`,
    );
  });

  it('are ignored by a comment in the file of the primary place alone', async () => {
    const comment = `# pgdr-ignore ${RULE}: it is made later\n`;
    const [, busan] = FILES;
    const [none, ignored] = await judged(withText(BUSAN, comment + (busan?.text ?? '')));
    expect(none?.diagnostics).toEqual([]);
    expect(ignored?.diagnostics).toEqual([]);
    expect(ignored?.suppressed).toMatchObject([{ reason: 'it is made later', diagnostic: { rule: RULE } }]);
    const [needless, found] = await judged(withText(SEOUL, `${comment}slots:\n  busan_1: {}\n`));
    expect(found?.diagnostics.map(({ rule }) => rule)).toEqual([RULE]);
    expect(needless?.diagnostics).toMatchObject([
      { rule: 'lint/needless-ignore', span: { start: { line: 1 } } },
    ]);
  });

  it('quote no secret of any of them', async () => {
    const sources = withText(SEOUL, 'slots:\n  busan_1: {}\npassword: tr0ub4dor\n');
    const [seoul, busan] = await judged(sources, 'the slot tr0ub4dor');
    expect(seoul?.text).toBe('slots:\n  busan_1: {}\npassword: *********\n');
    expect(busan?.diagnostics[0]?.message).toBe('busan streams from the slot *** that seoul does not keep');
  });

  it('are not told where a syntax error may have made anything of one of the places', async () => {
    const [, busan] = await judged(withText(SEOUL, 'slots:\n  busan_1: "{}\n'));
    expect(busan?.diagnostics).toEqual([]);
  });

  it('are mended in the file that the fix names', async () => {
    const { fixed: mended, analyses } = await fixAll(FILES, judged);
    expect(mended).toMatchObject([{ file: BUSAN, diagnostic: { rule: RULE } }]);
    expect(analyses.map(({ parsed: { source } }) => source.text)).toEqual([
      'slots:\n  busan: {}\n',
      FILES[1]?.text,
    ]);
    expect(analyses.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });

  it('are known by the file of the primary place', async () => {
    const baseline = baselineOf(await judged(FILES), (file) => file);
    expect(baseline.findings).toEqual([
      { file: BUSAN, rule: RULE, route: 'standby_cluster/primary_slot_name', count: 1 },
    ]);
    const { reports, known } = compareWith(baseline, await judged(FILES), (file) => file);
    expect(known).toBe(1);
    expect(reports.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });
});

describe('what is missing in one file', () => {
  const documentsOf = (other: string): Documents =>
    new Documents(
      documentOf(parse({ file: SEOUL, text: 'slots:\n  busan: {}\n' }), []),
      documentOf(parse({ file: BUSAN, text: other }), []),
    );
  const missing: Finding = {
    rule: RULE,
    severity: 'error',
    message: 'nothing limits the slots of seoul',
    at: { document: SEOUL, pointer: ['slots'], part: 'key' },
    absent: true,
  };

  it('may be in another one that has a syntax error', () => {
    expect(trustIn(documentsOf('a: 1\n')).isTrusted(missing)).toBe(true);
    expect(trustIn(documentsOf('a: "1\n')).isTrusted(missing)).toBe(false);
  });
});

it('keys that are wrong for one cause are one finding in each file', async () => {
  const at = (document: string, key: string) => ({
    message: `"${key}" is unknown`,
    at: { document, pointer: ['postgresql', 'parameters', key], part: 'key' as const },
    cause: 'unknown',
  });
  const rule: Rule = {
    id: 'test/rule',
    severity: 'error',
    waivable: true,
    since: '0.1.0',
    summary: '',
    why: '',
    references: [],
    afterPromotion: false,
    check: () => [at(SEOUL, 'a'), at(SEOUL, 'b'), at(BUSAN, 'a')],
  };
  const rules: RuleSet = { ...RULES, usual: [rule] };
  const { estate } = await analyse({ file: 't.yaml', text: 'version: 1\nname: orders\n' });
  if (!estate) throw new Error('there is an estate');
  const { findings } = await askRules({}, estate, rules, {}, async () => wording);
  expect(findings.map(({ message, at: { document } }) => [document, message])).toEqual([
    [SEOUL, '"a" is unknown; the same holds for one other key beside it'],
    [BUSAN, '"a" is unknown'],
  ]);
});

it('a place in a file that nobody gave is a fault of the front end', () => {
  const documents = new Documents(documentOf(parse({ file: SEOUL, text: 'a: 1\n' }), []));
  expect(() => documents.of({ document: BUSAN })).toThrow(/busan\.yml/);
});
