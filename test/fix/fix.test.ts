import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Analysis } from '../../src/compiler/lint/lint.ts';
import type { Diagnostic } from '../../src/compiler/text/finding.ts';
import type { Source } from '../../src/compiler/text/source.ts';
import { decode } from '../../src/compiler/text/source.ts';
import { commentsIn } from '../../src/compiler/yaml/comments/comments.ts';
import type { Fixed } from '../../src/workspace/workspace.ts';
import { analyse, fixAll } from '../../src/workspace/workspace.ts';
import { brokenEstates } from '../fixtures/estates.ts';
import { partOf, runs } from '../fuzz.ts';
import { MISTAKES } from '../generate/mistakes/all.ts';
import { Draft } from '../generate/mistakes/draft.ts';
import { SOUND } from '../hostile/support.ts';
import { pageIds, readPage } from '../rules/page.ts';

function sourceOf(text: string): Source | undefined {
  const source = decode('t.yaml', Buffer.from(text));
  return 'rule' in source ? undefined : source;
}

const countsOf = (diagnostics: readonly Diagnostic[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { rule } of diagnostics) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
};

const commentsOf = (text: string): string[] =>
  [...commentsIn(text)].map(({ start, end }) => text.slice(start, end)).sort();

/** Whether its fix takes a comment out: one that ignores nothing, or what cannot be ignored. */
const isOfComment = ({ fix }: Diagnostic): boolean =>
  /^remove (?:the comment|"[\w/-]+")$/.test(fix?.title ?? '');

/** What holds of every topology that was mended. */
async function assertMended(
  text: string,
  before: Analysis,
  { text: after, fixed: mended, analysis }: Fixed,
): Promise<void> {
  const [then, now] = [countsOf(before.diagnostics), countsOf(analysis.diagnostics)];
  for (const [rule, count] of Object.entries(now))
    expect(count, `${rule} in\n${after}`).toBeLessThanOrEqual(then[rule] ?? 0);
  // What came to light by the fix of another was none of them before.
  const messages = new Set(before.diagnostics.map(({ rule, message }) => `${rule} ${message}`));
  const known = mended.filter(({ rule, message }) => messages.has(`${rule} ${message}`));
  expect(known.length > 0).toBe(mended.length > 0);
  expect(analysis.diagnostics.length).toBeLessThanOrEqual(before.diagnostics.length - known.length);
  expect(analysis.suppressed.length).toBeLessThanOrEqual(before.suppressed.length);
  expect(after === text, 'a change is told').toBe(mended.length === 0);
  if (!mended.some(isOfComment)) expect(commentsOf(after)).toEqual(commentsOf(text));
  expect(after.includes('\r'), 'the line ends stay').toBe(text.includes('\r'));
  expect(/(?<!\r)\n/.test(after)).toBe(/(?<!\r)\n/.test(text));
  // What the command reads next time is what it wrote.
  const again = sourceOf(after);
  expect(again && (await fixAll(again)).text).toBe(after);
}

async function mend(text: string): Promise<Fixed | undefined> {
  const source = sourceOf(text);
  const before = source && (await analyse(source));
  if (!source || !before?.diagnostics.some(({ fix }) => fix)) return undefined;
  const fixed = await fixAll(source);
  await assertMended(text, before, fixed);
  return fixed;
}

const isFixable = async (text: string): Promise<boolean> => {
  const source = sourceOf(text);
  return source !== undefined && (await analyse(source)).diagnostics.some(({ fix }) => fix);
};

const broken: [name: string, text: string][] = [];
for (const { name, bytes } of brokenEstates()) {
  const text = Buffer.from(bytes).toString();
  if (await isFixable(text)) broken.push([name, text]);
}

describe('a broken estate is better for it', () => {
  it.each(partOf(broken, 9))('%s', async (_, text) => {
    await mend(text);
    await mend(text.replaceAll('\n', '\r\n'));
  });

  it.each(partOf(pageIds(), 9))('the bad examples of %s', async (id) => {
    for (const { sound, text } of readPage(id).examples) if (!sound) await mend(text);
  });

  it('a finding that has a fix is mended where it stands alone', async () => {
    for (const [name, text] of broken) {
      const source = sourceOf(text);
      if (!source || (await analyse(source)).diagnostics.length !== 1) continue;
      expect((await fixAll(source)).analysis.diagnostics, name).toEqual([]);
    }
  });
});

describe('a sound estate with mistakes in it is better for it', () => {
  const lines = (text: string): string[] => text.split('\n');
  const estate = fc.constantFrom(...SOUND);

  it('keys misspelt, words of another YAML, versions without quotes', async () => {
    const typo = fc.record({
      line: fc.nat(),
      at: fc.nat(),
      how: fc.constantFrom('drop', 'double', 'swap', 'unquote', 'yes'),
    });
    const slipped = (line: string, at: number, how: string): string => {
      if (how === 'unquote') return line.replace(/"([\d.]+)"/, '$1');
      if (how === 'yes') return line.replace(/\b(true|false)\b/, (word) => (word === 'true' ? 'yes' : 'no'));
      const keys = [...line.matchAll(/[a-z_]{3,}(?=:)/g)];
      const key = keys[at % Math.max(keys.length, 1)];
      if (!key) return line;
      const place = key.index + 1 + (at % (key[0].length - 1));
      const [before, letter, after] = [line.slice(0, place), line.charAt(place), line.slice(place + 1)];
      if (how === 'drop') return before + after;
      if (how === 'double') return before + letter + letter + after;
      return before.slice(0, -1) + letter + before.slice(-1) + after;
    };
    let fixed = 0;
    await fc.assert(
      fc.asyncProperty(estate, fc.array(typo, { minLength: 1, maxLength: 4 }), async ({ text }, typos) => {
        const all = lines(text);
        for (const { line, at, how } of typos) {
          const number = line % all.length;
          all[number] = slipped(all[number] ?? '', at, how);
        }
        fixed += (await mend(all.join('\n')))?.fixed.length ?? 0;
      }),
      { ...runs(80), seed: 4 },
    );
    // Drawn from lists that grow: how many of them have a fix is chance.
    expect(fixed).toBeGreaterThan(0);
  });

  it('mistakes that a rule claims, two at a time', async () => {
    const mistake = fc.constantFrom(...MISTAKES);
    let fixed = 0;
    await fc.assert(
      fc.asyncProperty(estate, mistake, mistake, async ({ data }, one, other) => {
        const draft = new Draft(data, []);
        if (one.make(draft)) other.make(draft);
        fixed += (await mend(stringify(draft.data)))?.fixed.length ?? 0;
      }),
      { ...runs(80), seed: 6 },
    );
    expect(fixed).toBeGreaterThan(0);
  });

  it('lines twice, left out, or in another order', async () => {
    const edit = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('twice', 'out', 'swap', 'deeper', 'comment'));
    await fc.assert(
      fc.asyncProperty(estate, fc.array(edit, { minLength: 1, maxLength: 3 }), async ({ text }, edits) => {
        const all = lines(text);
        for (const [one, other, how] of edits) {
          const [a, b] = [one % all.length, other % all.length];
          const line = all[a] ?? '';
          if (how === 'twice') all.splice(a, 0, line);
          if (how === 'out') all.splice(a, 1);
          if (how === 'swap') [all[a], all[b]] = [all[b] ?? '', line];
          if (how === 'deeper') all[a] = ` ${line}`;
          if (how === 'comment') all.splice(a, 0, '# pgdr-ignore recovery/rewind-off: why');
        }
        await mend(all.join('\n'));
      }),
      { ...runs(60), seed: 5 },
    );
  });
});
