import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { RuleInfo } from '../../src/compiler/lint/rule.ts';
import { lint } from '../../src/index.ts';
import { ALL_RULES } from '../../src/rules/all.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import { marked } from './marks.ts';
import type { Page } from './page.ts';
import { DOCS, pageIds, readPage } from './page.ts';

/** With UPDATE_DOCS=1 what follows from the rules is written to the pages instead of compared with them. */
const UPDATE = process.env.UPDATE_DOCS === '1';

const HEADINGS = ['What it does', 'Why', 'Example', 'How to fix', 'References'];
const APPLIES = 'Applies to';
const EXPLAINED = CATALOGUE.filter(({ id }) => existsSync(`${DOCS}${id}.md`));

/**
 * What no example of one topology shows: `test/cli/check.test.ts` does for trees, `test/cli/estates.test.ts` for several,
 * `test/nodes/notices.test.ts` for files of nodes, `test/plan/hazards.test.ts` for changes, `test/live/rules.test.ts` for an
 * estate that runs.
 */
const UNSHOWN: readonly string[] = [
  'output/not-current',
  ...CATALOGUE.filter(
    (one) =>
      one.ofRun ||
      one.only === 'files of nodes' ||
      one.only === 'changes' ||
      one.only === 'the running estate',
  ).map((one) => one.id),
];

const findingsOf = async (text: string) => (await lint(Buffer.from(text))).diagnostics;

const headOf = ({ id, summary, severity, waivable, optIn, since }: RuleInfo): string[] => [
  `# ${id}`,
  '',
  summary,
  '',
  `**${severity}** · ${waivable ? 'may be waived under `lint.rules`' : 'cannot be waived'}${optIn ? ' · only if `lint.rules` asks for it' : ''} · since ${since}`,
];

const INTRODUCTION = `# Rules

Every finding is called by the id of its rule. An error stops the build. A rule that may be waived is lowered, or
switched off, for the whole file under \`lint.rules\`; a comment says so of one place, and why:

    # pgdr-ignore recovery/rewind-off: the storage clones volumes faster than pg_rewind reads them
    overrides:
      patroni: { bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } }

Above a key or an item it speaks for all of it, behind a line for what stands on that line; through an alias for that use
alone, at an anchor for every use. Several rules stand with commas between. What is ignored is counted in the report. A rule
that guards against split brain or data loss, or without which nothing could be compiled, can be neither lowered nor
ignored. One that is off by default judges where \`lint.rules\` gives it a severity: what it finds is wrong at some sites alone.

The column "judges" says what a rule is about: every estate, in a topology or in the files of nodes; words that only a
topology has; the files of nodes themselves; a change of a topology (\`pgdr-compile plan\`); or the running estate
(\`pgdr-compile verify\`).

\`lint --fix\` mends what has one right answer, and leaves all else in the file as it is; \`--fix --diff\` shows it.

Each page is a test as well: its bad examples give exactly the findings that are marked in them, its good examples
give none. Where a place is marked, the text after the carets is how the message begins.
`;

function readme(): string {
  const rows = CATALOGUE.map(
    ({ id, severity, waivable, optIn, only, summary }) =>
      `| [${id}](${id}.md) | ${optIn ? `off, or ${severity}` : severity} | ${waivable ? 'yes' : 'no'} | ${only ?? 'every estate'} | ${summary.replaceAll('|', '\\|')} |`,
  );
  return [
    INTRODUCTION,
    '| rule | severity | waivable | judges | what is wrong |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Brings a page up to date with its rule: its head, and the marks of its examples. */
async function update(rule: RuleInfo): Promise<void> {
  const page = readPage(rule.id);
  let text = [...headOf(rule), '', ''].join('\n') + page.text.slice(page.text.indexOf('## '));
  for (const example of page.examples) {
    const after = marked(example.text, await findingsOf(example.text), rule.id);
    text = text.replace(example.text, () => after);
  }
  writeFileSync(page.path, text);
}

if (UPDATE) {
  for (const rule of EXPLAINED) await update(rule);
  writeFileSync(`${DOCS}README.md`, readme());
}

const PAGES = new Map<string, Page>(EXPLAINED.map(({ id }) => [id, readPage(id)]));

describe('the pages', () => {
  test('are one for each entry of the catalogue', () => {
    expect(pageIds()).toEqual(CATALOGUE.map(({ id }) => id));
  });

  test('are listed in README.md', () => {
    expect(readFileSync(`${DOCS}README.md`, 'utf8')).toBe(readme());
  });
});

describe.each(
  EXPLAINED.map((rule) => ({ id: rule.id, rule, page: PAGES.get(rule.id) ?? readPage(rule.id) })),
)('$id', ({ id, rule, page }) => {
  test('the head says what the rule says', () => {
    expect(page.head).toEqual(headOf(rule));
  });

  test('the headings are complete and in order', () => {
    const known = page.headings.includes(APPLIES) || rule.applies ? [...HEADINGS, APPLIES] : HEADINGS;
    const without = UNSHOWN.includes(id) ? ['Example'] : [];
    expect(page.headings).toEqual(known.filter((heading) => !without.includes(heading)));
    for (const [heading, body] of page.sections) expect(body, heading).not.toBe('');
  });

  test('the references are links, to documents and to source', () => {
    const references = (page.sections.get('References') ?? '').split('\n- ');
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(reference).toMatch(/https:\/\/|\]\(\.\.\/|`[\w/.-]+\.\w+`/);
  });

  test('there are bad examples and good ones, and nothing else', () => {
    expect(
      page.examples.map(({ title }) => title).filter((title) => !/^(bad|good)(: .+)?$/.test(title)),
    ).toEqual([]);
    expect(new Set(page.examples.map(({ sound }) => sound)).size).toBe(UNSHOWN.includes(id) ? 0 : 2);
    // Any other fence would not be executed.
    expect(page.text.match(/^```\S+/gm)?.filter((fence) => fence !== '```yaml') ?? []).toEqual([]);
  });

  test.each(page.examples)('$title', async ({ sound, text }) => {
    const findings = await findingsOf(text);
    expect(marked(text, findings, id)).toBe(text);
    expect(findings.map((finding) => finding.rule)).toEqual(findings.map(() => id));
    if (sound) expect(findings).toEqual([]);
    else expect(findings).not.toEqual([]);
  });
});

describe('the registry', () => {
  const ids = ALL_RULES.map(({ id }) => id);
  const camel = (id: string): string =>
    (id.split('/')[1] ?? '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

  test('is sorted, without doubles', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(CATALOGUE.map(({ id }) => id)).toEqual([...new Set(CATALOGUE.map(({ id }) => id))].sort());
  });

  test.each(ALL_RULES)('$id stands in the file of its name, under its name', async (rule) => {
    const path = fileURLToPath(new URL(`../../src/rules/${rule.id}.ts`, import.meta.url));
    const module: Record<string, unknown> = await import(pathToFileURL(path).href);
    expect(Object.keys(module)).toContain(camel(rule.id));
    expect(module[camel(rule.id)]).toBe(rule);
  });

  test.each(CATALOGUE)('$id says what it is in one line, and where it is from', (rule) => {
    // Lower case, but for the name of a program.
    expect(rule.summary).toMatch(/^(?:[^A-Z\n]|(?:PostgreSQL|Patroni|HAProxy) )[^\n]*[^.\n]$/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.references.length).toBeGreaterThan(0);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
