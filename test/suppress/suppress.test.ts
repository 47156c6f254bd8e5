import { describe, expect, it } from 'vitest';
import { decode } from '../../src/compiler/text/source.ts';
import { analyse } from '../../src/workspace/workspace.ts';
import { SOUND } from '../hostile/support.ts';

const text = SOUND.find(({ name }) => name === 'minimal')?.text ?? '';

/** The minimal estate with edits of its text. */
function edited(...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((before, [from, to]) => {
    expect(before.split(from), from).toHaveLength(2);
    return before.replace(from, () => to);
  }, text);
}

async function judged(topology: string) {
  const source = decode('t.yaml', Buffer.from(topology));
  if ('rule' in source) throw new Error(source.message);
  const { diagnostics, suppressed } = await analyse(source);
  return {
    left: diagnostics.map(({ rule, span }) => `${span?.start.line}:${span?.start.column} ${rule}`),
    suppressed: suppressed.map(({ diagnostic, reason }) => `${diagnostic.rule}: ${reason}`),
    diagnostics,
  };
}

const RULE = 'recovery/rewind-off';
const OFF = 'patroni: { postgresql: { use_pg_rewind: false } }';
const NODE = '- { name: pg-seoul-1, address: 10.1.0.10 }';

/** One node whose override is found, in a block of its own. */
const block = (lines: (ignore: string) => string): string =>
  edited([NODE, lines(`# pgdr-ignore ${RULE}: cloned by the storage`)]);

describe('a comment covers', () => {
  it.each([
    [
      'the item below it',
      (c: string) => `${c}\n      - { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } }`,
    ],
    [
      'the item it stands behind',
      (c: string) => `- { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } } ${c}`,
    ],
    [
      'a block item below it, with all that is in it',
      (c: string) =>
        `${c}\n      - name: pg-seoul-1\n        address: 10.1.0.10\n        overrides: { ${OFF} }`,
    ],
    [
      'the key below it',
      (c: string) =>
        `- name: pg-seoul-1\n        address: 10.1.0.10\n        ${c}\n        overrides: { ${OFF} }`,
    ],
    [
      'the key below it and blank lines',
      (c: string) =>
        `- name: pg-seoul-1\n        address: 10.1.0.10\n        ${c}\n\n        # more\n        overrides: { ${OFF} }`,
    ],
    [
      'the key it stands behind',
      (c: string) => `- name: pg-seoul-1\n        address: 10.1.0.10\n        overrides: { ${OFF} } ${c}`,
    ],
    [
      'the key that is opened on its line',
      (c: string) =>
        `- name: pg-seoul-1\n        address: 10.1.0.10\n        overrides: ${c}\n          ${OFF}`,
    ],
    [
      'an item behind whose sign it stands',
      (c: string) =>
        `- ${c}\n        name: pg-seoul-1\n        address: 10.1.0.10\n        overrides: { ${OFF} }`,
    ],
    [
      'what is closed on its line',
      (c: string) =>
        `- name: pg-seoul-1\n        address: 10.1.0.10\n        overrides: {\n          ${OFF}\n        } ${c}`,
    ],
    [
      'a key of a flow map',
      (c: string) =>
        `- { name: pg-seoul-1, address: 10.1.0.10,\n          overrides: { ${OFF} }, ${c}\n          tags: { clonefrom: true } }`,
    ],
    [
      'an item that is opened and closed around it',
      (c: string) => `- { ${c}\n        name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } }`,
    ],
  ])('%s', async (_, lines) => {
    const { left, suppressed } = await judged(block(lines));
    expect(left).toEqual([]);
    expect(suppressed).toEqual([`${RULE}: cloned by the storage`]);
  });

  it('with Windows line ends too', async () => {
    const topology = block((c) => `- { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } } ${c}`);
    const { left, suppressed } = await judged(topology.replaceAll('\n', '\r\n'));
    expect(left).toEqual([]);
    expect(suppressed).toEqual([`${RULE}: cloned by the storage`]);
  });

  it('the whole of a site', async () => {
    const { left, suppressed } = await judged(
      edited(
        ['  - name: seoul', `  # pgdr-ignore ${RULE}: why\n  - name: seoul`],
        [NODE, `- { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } }`],
      ),
    );
    expect(left).toEqual([]);
    expect(suppressed).toHaveLength(1);
  });
});

describe('a comment does not cover', () => {
  const both = [`recovery/rewind-off`, 'lint/needless-ignore'].sort();
  it.each([
    [
      'more of an item than what is on its line',
      (c: string) => `- name: pg-seoul-1 ${c}\n        address: 10.1.0.10\n        overrides: { ${OFF} }`,
    ],
    [
      'the item above it',
      (c: string) => `- { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } }\n      ${c}`,
    ],
    [
      'the key beside it',
      (c: string) => `- name: pg-seoul-1\n        overrides: { ${OFF} }\n        address: 10.1.0.10 ${c}`,
    ],
  ])('%s', async (_, lines) => {
    const { left, diagnostics } = await judged(block(lines));
    expect(left.map((one) => one.split(' ')[1]).sort()).toEqual(both);
    expect(
      diagnostics.find(({ rule }) => rule === 'lint/needless-ignore')?.fix,
      'it may be misplaced',
    ).toBeUndefined();
  });

  it('what only looks like a comment', async () => {
    const { left } = await judged(
      edited(
        [NODE, `- { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } }`],
        ['clients:', `overrides: { patroni: { log: { format: "# pgdr-ignore ${RULE}: no" } } }\nclients:`],
      ),
    );
    expect(left.map((one) => one.split(' ')[1])).toEqual([RULE]);
  });

  it('another rule', async () => {
    const { left } = await judged(
      edited([
        NODE,
        `- { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } } # pgdr-ignore placement/override-ignored: no`,
      ]),
    );
    expect(left.map((one) => one.split(' ')[1]).sort()).toEqual(both);
  });
});

describe('through an alias', () => {
  const used = (anchor: string, use: string): string =>
    edited(
      [NODE, `- { name: pg-seoul-1, address: 10.1.0.10, overrides: ${anchor}`],
      [
        '- { name: pg-seoul-2, address: 10.1.0.11 }',
        `- { name: pg-seoul-2, address: 10.1.0.11, overrides: *off } ${use}`,
      ],
    );

  it('a comment at the anchor speaks for every use', async () => {
    const { left, suppressed } = await judged(used(`&off { ${OFF} } } # pgdr-ignore ${RULE}: why`, ''));
    expect(left).toEqual([]);
    expect(suppressed.length).toBeGreaterThan(0);
  });

  it('a comment at an alias speaks for that use alone', async () => {
    const { left, diagnostics } = await judged(used(`&off { ${OFF} } }`, `# pgdr-ignore ${RULE}: why`));
    expect(left.map((one) => one.split(' ')[1])).toEqual([RULE]);
    expect(diagnostics[0]?.message).toContain('pg-seoul-1');
  });
});

const FOUND = `- { name: pg-seoul-1, address: 10.1.0.10, overrides: { ${OFF} } }`;
const behind = (comment: string): string => edited([NODE, `${FOUND} ${comment}`]);

describe('a comment itself', () => {
  it('may name several rules', async () => {
    const { left, suppressed } = await judged(behind(`# pgdr-ignore ${RULE}, placement/key-removed: a: b`));
    expect(left.map((one) => one.split(' ')[1])).toEqual(['lint/not-waivable']);
    expect(suppressed).toEqual([`${RULE}: a: b`]);
  });

  it.each([
    ['no reason', `# pgdr-ignore ${RULE}`, ['lint/missing-reason']],
    ['an empty reason', `#pgdr-ignore ${RULE} :  `, ['lint/missing-reason']],
    ['a reason without a colon', `# pgdr-ignore ${RULE} as it is meant`, ['lint/missing-reason']],
    ['no rule', '# pgdr-ignore: all of it', ['lint/unknown-rule', RULE]],
    ['an unknown rule', '# pgdr-ignore recovery/rewind-of: why', ['lint/unknown-rule', RULE]],
    ['a rule that is not waivable', '# pgdr-ignore identity/scope-shared: why', ['lint/not-waivable', RULE]],
    ['what is no rule', '# pgdr-ignore syntax/yaml: why', ['lint/not-waivable', RULE]],
    ['other words', '# see pgdr-ignore recovery/rewind-off: why', [RULE]],
    ['a longer word', '# pgdr-ignored recovery/rewind-off: why', [RULE]],
  ])('%s', async (_, comment, rules) => {
    const { left } = await judged(behind(comment));
    expect(left.map((one) => one.split(' ')[1] ?? '').sort()).toEqual([...rules].sort());
  });

  it.each([
    ['finds nothing', `${NODE} # pgdr-ignore ${RULE}: why`, 'finds nothing here to ignore'],
    ['finds nothing, without a reason', `${NODE} # pgdr-ignore ${RULE}`, 'finds nothing here to ignore'],
  ])('is needless where its rule %s', async (_, line, words) => {
    const { diagnostics } = await judged(edited([NODE, line]));
    expect(diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['lint/needless-ignore', 'warning'],
    ]);
    expect(diagnostics[0]?.message).toContain(words);
    expect(diagnostics[0]?.fix).toBeDefined();
  });

  it('is needless where its rule is off', async () => {
    const { diagnostics } = await judged(
      `${behind(`# pgdr-ignore ${RULE}: why`)}lint: { rules: { ${RULE}: off } }\n`,
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `"${RULE}" is off: there is nothing to ignore`,
    ]);
  });

  it('is not called needless while a part of the file cannot be judged', async () => {
    const { diagnostics } = await judged(
      edited([NODE, `${NODE} # pgdr-ignore ${RULE}: why`], ['name: orders', 'nmae: orders']),
    );
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['schema/unknown-key']);
  });

  it('of two, the inner one counts', async () => {
    const { left, suppressed } = await judged(
      edited(
        ['  - name: seoul', `  # pgdr-ignore ${RULE}: outer\n  - name: seoul`],
        [NODE, `${FOUND} # pgdr-ignore ${RULE}: inner`],
      ),
    );
    expect(suppressed).toEqual([`${RULE}: inner`]);
    expect(left.map((one) => one.split(' ')[1])).toEqual(['lint/needless-ignore']);
  });

  it('hides no secret in its reason', async () => {
    const { suppressed } = await judged(behind(`# pgdr-ignore ${RULE}: password=hunter2hunter2`));
    expect(suppressed).toHaveLength(1);
    expect(suppressed[0]).not.toContain('hunter2');
  });
});
