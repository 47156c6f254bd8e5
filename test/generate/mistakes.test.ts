import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { lint } from '../../src/index.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';
import { FUZZ } from '../fuzz.ts';
import type { Sound } from '../hostile/support.ts';
import { SOUND } from '../hostile/support.ts';
import { MISTAKES, SYNTAX, UNSEEN } from './mistakes/all.ts';
import { Draft, hbaOf } from './mistakes/draft.ts';

const HBA = new Map<Sound, string[][]>();
beforeAll(async () => {
  for (const sound of SOUND) {
    const { estate } = await lint(Buffer.from(sound.text));
    HBA.set(sound, hbaOf({ sites: estate?.sites ?? [] }));
  }
});

interface Found {
  readonly rules: readonly string[];
  readonly words: string;
}

async function foundIn(text: string): Promise<Found> {
  const { diagnostics } = await lint(Buffer.from(text));
  return {
    rules: diagnostics.map(({ rule }) => rule),
    words: diagnostics.map(({ rule, message }) => `${rule}: ${message}`).join('\n'),
  };
}

/** Tries one of the estates in turn; CI tries all of them. */
const PARTS = FUZZ >= 1 ? 1 : SOUND.length;

/** What is found in sound estates with a mistake, by the name of the estate; tries the other estates if the mistake is impossible. */
async function found(
  make: (sound: Sound) => string | undefined,
  turn: number,
): Promise<ReadonlyMap<string, Found>> {
  const results = new Map<string, Found>();
  const part = (index: number): number => (index + turn) % PARTS;
  for (const isIn of [(index: number) => part(index) === 0, (index: number) => part(index) !== 0]) {
    for (const [index, sound] of SOUND.entries()) {
      const text = isIn(index) ? make(sound) : undefined;
      if (text !== undefined) results.set(sound.name, await foundIn(text));
    }
    if (results.size > 0) break;
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

  it.each(all.map((one, turn) => ({ ...one, turn })))('$rule: $name', async ({ rule, make, turn }) => {
    const results = await found(make, turn);
    expect(results.size, 'there is an estate to make it in').toBeGreaterThan(0);
    const missed = [...results].filter(([, { rules }]) => !rules.includes(rule));
    caught.tried += results.size;
    caught.caught += results.size - missed.length;
    expect(missed.map(([estate, { words }]) => `${estate}: ${words || 'nothing'}`)).toEqual([]);
  });

  it('in every estate: 100 %', () => {
    expect(caught.caught / caught.tried).toBe(1);
  });

  it('each rule claims one', () => {
    // What is wrong with a compiled tree is no mistake in a topology: test/cli/check.test.ts shows it. What two topologies
    // share is none in either: test/cli/estates.test.ts does. What is said of files of nodes is in test/nodes/notices.test.ts,
    // what is said of changes in test/plan/hazards.test.ts.
    const claimed = new Set([...all.map(({ rule }) => rule), 'output/not-current']);
    const unclaimed = CATALOGUE.filter(
      ({ id, ofRun, only }) =>
        !ofRun &&
        only !== 'files of nodes' &&
        only !== 'changes' &&
        only !== 'the running estate' &&
        !claimed.has(id),
    );
    expect(unclaimed.map(({ id }) => id)).toEqual([]);
  });

  it('there are at least 150 kinds, and no two of one name', () => {
    const names = [...all.map(({ name }) => name), ...UNSEEN.map(({ name }) => name)];
    expect(new Set(names).size).toBe(names.length);
    expect(all.length).toBeGreaterThanOrEqual(150);
  });
});

const DOCS = fileURLToPath(new URL('../../docs/mistakes.md', import.meta.url));

const INTRODUCTION = `# Mistakes that are found, and mistakes that are not

Each line is one mistake in a topology. A test makes each mistake alone, in every sound estate of \`fixtures/\` in which it is
possible, and checks that the rule above the line finds it. It also makes each mistake that no rule finds, and checks that
nothing is found. That test (\`test/generate/mistakes\`) writes this page.
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
    '## What no rule finds, and why not',
    '',
    ...UNSEEN.map(({ name, why }) => `- ${name}: ${why}`),
    '',
    '## What is found',
    '',
    `${kinds.length} kinds, in ${SOUND.length} sound estates: the rules find every mistake in every estate.`,
    '',
    ...found,
    '',
  ].join('\n');
}

describe('no rule finds', () => {
  it.each(UNSEEN)('$name', async ({ make }) => {
    const results = await found(inData(make), 0);
    expect(results.size, 'there is an estate to make it in').toBeGreaterThan(0);
    for (const [estate, { words }] of results) expect(words, estate).toBe('');
  });
});

it('docs/mistakes.md is current (UPDATE_DOCS=1 writes it)', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(DOCS, page());
  expect(readFileSync(DOCS, 'utf8')).toBe(page());
});
