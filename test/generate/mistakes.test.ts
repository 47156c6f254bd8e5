import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { members } from '../../src/compiler/estate/estate.ts';
import { listAt } from '../../src/compiler/estate/tree.ts';
import { lint } from '../../src/index.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import type { Sound } from '../hostile/support.ts';
import { SOUND } from '../hostile/support.ts';
import { MISTAKES, SYNTAX, UNSEEN } from './mistakes/all.ts';
import { Draft } from './mistakes/draft.ts';

/** The lines of pg_hba that each site of an estate has. */
async function hbaOf(text: string): Promise<string[][]> {
  const { estate } = await lint(Buffer.from(text));
  return (estate?.sites ?? []).map((site) => {
    const [first] = members(site);
    return listAt(first?.patroni.value, 'postgresql', 'pg_hba').map(String);
  });
}

const HBA = new Map<Sound, string[][]>();
beforeAll(async () => {
  for (const sound of SOUND) HBA.set(sound, await hbaOf(sound.text));
});

/** The rules that find something in each sound estate with a mistake made in it, by the name of the estate. */
async function found(
  make: (sound: Sound) => string | undefined,
): Promise<Map<string, { readonly rules: readonly string[]; readonly words: string }>> {
  const results = new Map<string, { rules: string[]; words: string }>();
  for (const sound of SOUND) {
    const text = make(sound);
    if (text === undefined) continue;
    const { diagnostics } = await lint(Buffer.from(text));
    const serious = diagnostics.filter(({ severity }) => severity !== 'info');
    results.set(sound.name, {
      rules: serious.map(({ rule }) => rule),
      words: serious.map(({ rule, message }) => `${rule}: ${message}`).join('\n'),
    });
  }
  return results;
}

/** The estate with a mistake in it, as JSON, which is YAML. */
const inData =
  (make: (draft: Draft) => boolean) =>
  (sound: Sound): string | undefined => {
    const draft = new Draft(sound.data, HBA.get(sound) ?? []);
    return make(draft) ? JSON.stringify(draft.data) : undefined;
  };

const caught = { tried: 0, caught: 0 };

describe('a rule finds what it claims to', () => {
  const all = [
    ...MISTAKES.map(({ name, rule, make }) => ({ name, rule, make: inData(make) })),
    ...SYNTAX.map(({ name, rule, text }) => ({ name, rule, make: (sound: Sound) => text(sound.text) })),
  ];

  it.each(all)('$rule: $name', async ({ rule, make }) => {
    const results = await found(make);
    expect(results.size, 'there is an estate to make it in').toBeGreaterThan(0);
    const missed = [...results].filter(([, { rules }]) => !rules.includes(rule));
    caught.tried += results.size;
    caught.caught += results.size - missed.length;
    expect(missed.map(([estate, { words }]) => `${estate}: ${words || 'nothing'}`)).toEqual([]);
  });

  it('in every estate: 100 %', () => {
    expect(caught.caught / caught.tried).toBe(1);
  });

  it('there are at least 150 kinds, and no two of one name', () => {
    const names = [...all.map(({ name }) => name), ...UNSEEN.map(({ name }) => name)];
    expect(new Set(names).size).toBe(names.length);
    expect(all.length).toBeGreaterThanOrEqual(150);
  });
});

const DOCS = fileURLToPath(new URL('../../docs/mistakes.md', import.meta.url));

const INTRODUCTION = `# Mistakes that are found, and mistakes that are not

Each line is one thing that somebody may get wrong in a topology. A test makes each of them, alone, in every sound estate
of \`fixtures/\` that has something to make it in, and asks that the rule it stands under finds it; and makes each of those
that nothing finds, and asks that nothing does. This page is written by that test (\`test/generate/mistakes\`).
`;

function page(): string {
  const kinds = [...MISTAKES, ...SYNTAX];
  const rules = CATALOGUE.map(({ id }) => id).filter((id) => kinds.some(({ rule }) => rule === id));
  const found = rules.flatMap((id) => [
    `- [${id}](rules/${id}.md)`,
    ...kinds.filter(({ rule }) => rule === id).map(({ name }) => `  - ${name}`),
  ]);
  return [
    INTRODUCTION,
    '## What no rule finds, and why',
    '',
    ...UNSEEN.map(({ name, why }) => `- ${name}: ${why}`),
    '',
    '## What is found',
    '',
    `${kinds.length} kinds, made ${caught.tried} times in ${SOUND.length} sound estates: found ${caught.caught} times.`,
    '',
    ...found,
    '',
  ].join('\n');
}

describe('no rule finds', () => {
  it.each(UNSEEN)('$name', async ({ make }) => {
    const results = await found(inData(make));
    expect(results.size, 'there is an estate to make it in').toBeGreaterThan(0);
    for (const [estate, { words }] of results) expect(words, estate).toBe('');
  });
});

it('docs/mistakes.md is current (UPDATE_DOCS=1 writes it)', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(DOCS, page());
  expect(readFileSync(DOCS, 'utf8')).toBe(page());
});
