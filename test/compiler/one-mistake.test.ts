import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Diagnostic } from '../../src/index.ts';
import { lint } from '../../src/index.ts';
import { partOf } from '../fuzz.ts';
import type { LanguageKey } from '../hostile/schema-strings.ts';
import { LANGUAGE, typesOf } from '../hostile/schema-strings.ts';
import type { Data, Path } from '../hostile/support.ts';
import { replaced, SOUND, valueAt } from '../hostile/support.ts';

const text = SOUND.find(({ name }) => name === 'seoul-busan')?.text ?? '';
const minimal = SOUND.find(({ name }) => name === 'minimal')?.data ?? {};

const linted = async (yaml: string): Promise<readonly Diagnostic[]> =>
  (await lint(Buffer.from(yaml))).diagnostics;

/** `line rule: message`, for whoever reads what a test expected. */
const told = ({ rule, message, span }: Diagnostic): string =>
  `${span?.start.line ?? '-'} ${rule}: ${message}`;

const show = (path: Path): string => path.join('/');

/** What must stand beside a key so that the topology is sound but for it. */
function around(path: Path): Data {
  const endpoint = path.indexOf('endpoint');
  if (endpoint > 0 && path.length > endpoint + 1)
    return replaced(minimal, [...path.slice(0, endpoint + 1), 'address'], '10.9.0.9');
  if (path[0] !== 'credentials' || path.length < 2) return minimal;
  return replaced(minimal, [...path.slice(0, 2), 'username'], 'somebody');
}

/** The line of a topology, written as YAML in blocks, on which a value stands that was put there. */
const lineOf = (yaml: string, mark: string): number =>
  yaml.split('\n').findIndex((line) => line.includes(mark)) + 1;

const written = (data: Data): string => stringify(data, { aliasDuplicateObjects: false });

/** The word with two letters swapped, as a hand does it. */
const misspelt = (word: string): string => `${word.slice(0, -2)}${word.at(-1)}${word.at(-2)}`;

const named = LANGUAGE.filter(({ path, free }) => typeof path.at(-1) === 'string' && !free);

describe('a misspelt key', () => {
  const long = named.filter(({ path }) => String(path.at(-1)).length > 2);

  it.each(partOf(long, 8).map((key) => [show(key.path), key] as const))(
    '%s is one finding that names the key',
    async (_, { path }) => {
      const right = String(path.at(-1));
      const wrong = right.at(-1) === right.at(-2) ? `${right}x` : misspelt(right);
      const parent = path.slice(0, -1);
      // Where the right key must stand, it does.
      const yaml = written(replaced(around(path), [...parent, wrong], 'x'));
      const diagnostics = (await linted(yaml)).filter(({ rule }) => rule !== 'schema/missing-key');
      expect(diagnostics.map(told)).toEqual([
        expect.stringMatching(
          new RegExp(`^${lineOf(yaml, `${wrong}:`)} schema/unknown-key: unknown key "${wrong}"`),
        ),
      ]);
      expect(diagnostics[0]?.help).toBe(`did you mean "${right}"?`);
    },
  );
});

describe('a value of the wrong type', () => {
  const WRONG: readonly (readonly [type: string, value: Data, mark: string])[] = [
    ['array', ['wrong_item'], 'wrong_item'],
    ['object', { wrong_key: 1 }, 'wrong_key'],
    ['string', 'wrong text!', 'wrong text!'],
    ['number', 7.25, '7.25'],
    ['boolean', true, ': true'],
  ];
  const takes = (key: LanguageKey, type: string): boolean =>
    typesOf(key).includes(type) ||
    (type === 'number' && typesOf(key).includes('integer')) ||
    (type === 'boolean' && key.schema.enum?.includes(true) === true);

  const cases = LANGUAGE.flatMap((key) =>
    WRONG.filter(([type]) => !takes(key, type)).map(
      ([type, value, mark]) => [show(key.path), type, key.path, value, mark] as const,
    ),
  );

  it.each(partOf(cases, 16))('%s as %s is one finding', async (_, type, path, value, mark) => {
    const isItem = typeof path.at(-1) === 'number';
    // Lists that must have two items keep their first.
    const data = replaced(around(path), path, value);
    const yaml = written(data);
    const diagnostics = await linted(yaml);
    const own = diagnostics.filter(({ rule }) => rule.startsWith('schema/'));
    expect(own.map(told)).toHaveLength(1);
    if (type === 'boolean' || isItem) return;
    const line = lineOf(yaml, mark);
    const [finding] = own;
    expect([line, line - 1]).toContain(finding?.span?.start.line);
  });
});

describe('what a node runs, misspelt or no list', () => {
  // The only HAProxy of the estate: nothing is said of clients that come from it.
  const proxies = text.split('runs: [haproxy]').length - 1;
  it.each(['runs: haproxy', 'runs: [haprox]'])('%s is one finding per node', async (wrong) => {
    expect(proxies).toBeGreaterThan(0);
    const diagnostics = await linted(text.replaceAll('runs: [haproxy]', wrong));
    expect(diagnostics.map(({ rule }) => rule.split('/')[0])).toEqual(Array(proxies).fill('schema'));
  });
});

describe('a key that is missing', () => {
  const required = LANGUAGE.flatMap(({ path, schema }) =>
    (schema.required ?? []).map((key) => [...path, key] as const),
  );
  const all: readonly Path[] = [...['version', 'name', 'primary', 'sites'].map((key) => [key]), ...required];

  it('knows them', () => expect(all.length).toBeGreaterThan(10));

  it.each(all.map((path) => [show(path), path] as const))('%s is one finding', async (_, path) => {
    const parent = path.slice(0, -1);
    const sample: Data = path.includes('endpoint')
      ? { port: 5000 }
      : { username: 'x', user: 'x', database: 'x', from: '10.0.0.1' };
    const base =
      valueAt(minimal, parent) === null || path[0] === 'credentials'
        ? replaced(minimal, parent, sample)
        : minimal;
    const only = path[0] === 'credentials' ? replaced(minimal, parent, {}) : replaced(base, path, undefined);
    const schema = (await linted(written(only))).filter(({ rule }) => rule.startsWith('schema/'));
    expect(schema.map(told)).toEqual([
      expect.stringMatching(new RegExp(`schema/missing-key: .* lacks the key "${path.at(-1)}"$`)),
    ]);
  });
});

describe('a number out of range, a word of no choice', () => {
  const bounded = LANGUAGE.flatMap(({ path, schema }) => [
    ...(schema.minimum === undefined ? [] : [[show(path), path, schema.minimum - 1] as const]),
    ...(schema.maximum === undefined ? [] : [[show(path), path, schema.maximum + 1] as const]),
    ...(schema.enum === undefined ? [] : [[show(path), path, 'wrnog'] as const]),
  ]);

  it.each(bounded)('%s is one finding', async (_, path, value) => {
    const yaml = written(replaced(around(path), path, value));
    const diagnostics = await linted(yaml);
    expect(diagnostics.filter(({ rule }) => rule.startsWith('schema/')).map(told)).toEqual([
      expect.stringMatching(/^\d+ schema\/value: /),
    ]);
  });
});

/** One edit of the text: what stands in it once, and what a typo of the hand makes of it. */
const TYPOS: readonly (readonly [what: string, from: string, to: string, expected: string])[] = [
  [
    'a tab',
    '    scope: pg-seoul-cluster',
    '\tscope: pg-seoul-cluster',
    '16 syntax/yaml: a tab cannot indent',
  ],
  [
    'a tab in the second site',
    '    standby:\n      slot: standby_cluster_busan',
    '\tstandby:\n\t\tslot: standby_cluster_busan',
    '36 syntax/yaml: a tab cannot indent',
  ],
  ['a tab in the clients', '  - { user: orders', '\t- { user: orders', '47 syntax/yaml: a tab cannot indent'],
  ['a key too deep', '  postgresql: 18', '   postgresql: 18', '7 syntax/yaml: '],
  [
    'a key too shallow',
    '    namespace: /db/\n    etcd:\n      token: pg-seoul',
    '   namespace: /db/\n    etcd:\n      token: pg-seoul',
    '17 syntax/yaml: ',
  ],
  ['no blank behind a colon', 'primary: seoul', 'primary:seoul', '11 syntax/yaml: '],
  ['no colon', '    scope: pg-busan-standby', '    scope pg-busan-standby', '3[23] syntax/yaml: '],
  ['a double quote left open', 'patroni: "4.1"', 'patroni: "4.1', '[67] syntax/yaml: '],
  ['a single quote left open', 'name: orders', "name: 'orders", '3 syntax/yaml: '],
  [
    'a brace left open',
    'address: 10.1.0.11, etcd: { name: etcd-seoul-2 } }',
    'address: 10.1.0.11, etcd: { name: etcd-seoul-2 }',
    '2[78] syntax/yaml: ',
  ],
  [
    'a bracket left open',
    'from: [10.9.0.0/16]',
    'from: [10.9.0.0/16',
    '48 syntax/yaml: this { or . is not closed',
  ],
  [
    'a brace too many',
    'etcd: { name: etcd-busan-1 } }',
    'etcd: { name: etcd-busan-1 } } }',
    '41 syntax/yaml: ',
  ],
  [
    'a comma too many',
    'user: orders_app, database',
    'user: orders_app,, database',
    '47 syntax/yaml: there is nothing before',
  ],
  [
    'no blank behind a dash',
    '  - name: busan',
    '  -name: busan',
    '31 syntax/yaml: a blank is missing after this dash',
  ],
  [
    'a blank that does not break behind a colon',
    'primary: seoul',
    'primary:\u00a0seoul',
    '11 syntax/yaml: a blank is missing after this colon',
  ],
  [
    'blanks that do not break before a key',
    '    scope: pg-busan-standby',
    '\u00a0\u00a0\u00a0\u00a0scope: pg-busan-standby',
    '32 syntax/yaml: YAML does not accept this kind of blank',
  ],
  ['a comma too few', 'user: orders_app, database', 'user: orders_app database', '47 '],
  ['text that begins with @', 'name: orders\n', 'name: @orders\n', '3 syntax/yaml: '],
  ['an alias of nothing', 'primary: seoul', 'primary: *seoul', '11 syntax/alias: '],
  ['a second document', 'clients:', '---\nclients:', '46 syntax/yaml: a second document'],
  ['a tag', 'name: orders', 'name: !secret orders', '3 syntax/yaml: tags'],
  ['an escape that is none', 'patroni: "4.1"', 'patroni: "4\\.1"', '6 syntax/yaml: unknown escape'],
  ['a merge key', 'etcd: { name: etcd-busan-1 }', 'etcd: { <<: x }', '41 syntax/merge-key: '],
  [
    'a double quote left open in a map',
    '{ name: pg-seoul-2,',
    '{ name: "pg-seoul-2,',
    '2[78] syntax/yaml: this quote is not closed',
  ],
  [
    'a dash forgotten',
    '  - name: busan',
    '    name: busan',
    '31 syntax/duplicate-key: key "name" is written twice',
  ],
  ['a key written twice', 'timing: norm', 'timing: norm\nname: orders', '13 syntax/duplicate-key: '],
  [
    'yes',
    'timing: norm',
    'patroni: { failsafe_mode: yes }',
    '12 schema/type: "failsafe_mode" must be true or false',
  ],
  [
    'a version without quotes',
    'patroni: "4.1"',
    'patroni: 4.10',
    '6 schema/type: "patroni" is 4.10 without quotes',
  ],
];

describe('a typo of the hand', () => {
  it.each(TYPOS)('%s is one finding, on its line', async (_, from, to, expected) => {
    expect(text.split(from)).toHaveLength(2);
    const diagnostics = await linted(text.replace(from, to));
    expect(diagnostics.map(told)).toEqual([expect.stringMatching(new RegExp(`^${expected}`))]);
  });

  /** What spoils the block that the other mistake is in, so that it cannot be judged. */
  const NEAR = [
    'a tab',
    'a tab in the second site',
    'a key too shallow',
    'a single quote left open',
    'a brace left open',
    'a double quote left open in a map',
    'a dash forgotten',
    'no blank behind a dash',
    'blanks that do not break before a key',
  ];

  it.each(TYPOS.filter(([what]) => !NEAR.includes(what)))(
    '%s hides no finding elsewhere',
    async (_, from, to, expected) => {
      const shared = text.replace('token: pg-busan-etcd-v1', 'token: pg-seoul-etcd-v1');
      const all = (await linted(shared.replace(from, to))).map(told);
      expect(all).toHaveLength(2);
      expect(all).toContainEqual(expect.stringMatching(new RegExp(`^${expected}`)));
      expect(all).toContainEqual(expect.stringMatching(/^3[56] etcd\/token-shared: /));
    },
  );

  it('a bad port hides no finding elsewhere', async () => {
    const diagnostics = await linted(
      text.replace('token: pg-busan-etcd-v1', 'token: pg-seoul-etcd-v1\n      client_port: 99999'),
    );
    expect(diagnostics.map(told)).toEqual([
      expect.stringMatching(/^35 etcd\/token-shared/),
      expect.stringMatching(/^36 schema\/value: "client_port" is 99999, but must be at most 65535$/),
    ]);
  });

  it.each(
    text
      .split('\n')
      .map((line, index) => [index + 1, line] as const)
      .filter(([, line]) => /^\s+\S/.test(line)),
  )('a tab before line %s is one finding', async (number, line) => {
    const lines = text.split('\n');
    lines[number - 1] = line.replace(/^\s+/, '\t');
    const diagnostics = await linted(lines.join('\n'));
    expect(diagnostics.map(told)).toEqual([`${number} syntax/yaml: a tab cannot indent`]);
  });
});
