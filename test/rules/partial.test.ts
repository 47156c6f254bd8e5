import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify as toYaml } from 'yaml';
import { lint } from '../../src/index.ts';
import { ALL_RULES } from '../../src/rules/all.ts';
import { runs } from '../fuzz.ts';
import { topology } from './estates.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** Without aliases: one object put in several places is several. */
const stringify = (value: Json): string => toYaml(value, { aliasDuplicateObjects: false });

const fixture = (name: string): Json =>
  parse(readFileSync(new URL(`../../fixtures/${name}/topology.yaml`, import.meta.url), 'utf8'));

/** Sound topologies that use much of the language. */
const SOUND: readonly Json[] = [
  fixture('seoul-busan'),
  parse(topology({ count: 3, sites: { jeju: 'standby: { follow: busan, restore_command: fetch %f %p }' } })),
  parse(
    topology({
      top: [
        "postgresql: { pg_hba: ['host all,replication all 127.0.0.1/32 scram-sha-256', 'host all,replication all 10.0.0.0/8 scram-sha-256'], parameters: { wal_log_hints: on, max_slot_wal_keep_size: 64GB } }",
        'overrides: { patroni: { bootstrap: { dcs: { slots: { more: { type: physical } } } }, log: { type: json } }, etcd: { logger: null } }',
        'credentials: { rewind: { username: winder } }',
        'tls: { postgresql: false, etcd: { cert: "/etc/{node}.pem" } }',
        'lint: { rules: { access/rewind-refused: warning } }',
        'clients: [{ user: app, database: app, from: [haproxy, 10.9.0.0/16] }]',
      ].join('\n'),
      nodes: {
        'pg-seoul-3': 'runs: [etcd, haproxy], wan_address: 203.0.113.3',
        'pg-busan-3': 'tags: { nofailover: true }',
      },
    }),
  ),
];

const isBranch = (value: Json): value is Json[] | { [key: string]: Json } =>
  typeof value === 'object' && value !== null;

const pathsOf = (value: Json, path: Path = []): Path[] =>
  isBranch(value)
    ? Object.entries(value).flatMap(([key, child]) => {
        const inner = [...path, Array.isArray(value) ? Number(key) : key];
        return [inner, ...pathsOf(child, inner)];
      })
    : [];

/** A copy in which the value at a path is gone, or something else. */
function changed(value: Json, path: Path, to: Json | undefined): Json {
  const [head, ...rest] = path;
  if (head === undefined || !isBranch(value)) return value;
  if (Array.isArray(value)) {
    const index = Number(head);
    if (rest.length === 0 && to === undefined) return value.filter((_, at) => at !== index);
    return value.map((item, at) => (at === index ? changedAt(item, rest, to) : item));
  }
  if (!(head in value)) return value;
  if (rest.length === 0 && to === undefined)
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== head));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === head ? changedAt(item, rest, to) : item]),
  );
}

const changedAt = (item: Json, rest: Path, to: Json | undefined): Json =>
  rest.length === 0 ? (to ?? null) : changed(item, rest, to);

/** What may stand where something else did; undefined takes it away. */
const replacement: fc.Arbitrary<Json | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  fc.constantFrom<Json>(
    null,
    '',
    0,
    -1,
    true,
    [],
    {},
    [null],
    [[]],
    { a: null },
    'seoul',
    '10.1.0.10',
    '::',
    '*',
  ),
);

const broken: fc.Arbitrary<Json> = fc
  .constantFrom(...SOUND)
  .chain((sound) =>
    fc
      .array(fc.tuple(fc.constantFrom(...pathsOf(sound)), replacement), { minLength: 1, maxLength: 8 })
      .map((changes) => changes.reduce((value, [path, to]) => changed(value, path, to), sound)),
  );

const judge = async (text: string) => (await lint(Buffer.from(text))).diagnostics;

/** Words that only a rule which looked at what is not there would say. */
const NONSENSE =
  /undefined|NaN|\[object|\bnull\b|\(\)| {2}|^ | (?:of|and|of member|follows) (?:refuses|and|is|has)\b/;

describe('an estate of which parts are missing', () => {
  test('the whole ones are sound', async () => {
    for (const sound of SOUND) expect(await judge(stringify(sound))).toEqual([]);
  });

  test('is judged without throwing, by every rule, in words that make sense, at places that are there', async () => {
    await fc.assert(
      fc.asyncProperty(broken, async (value) => {
        const text = stringify(value);
        for (const { rule, message, span, related } of await judge(text)) {
          if (rule.startsWith('schema/')) continue;
          expect(message, rule).not.toMatch(NONSENSE);
          // What is quoted was written.
          for (const [, quoted = ''] of message.matchAll(/"([^"]*)"/g))
            if (quoted === '') expect(text).toContain('""');
          for (const place of [span, ...related.map((one) => one.span)]) {
            expect(place?.start.offset, rule).toBeGreaterThanOrEqual(0);
            expect(place?.end.offset, rule).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      runs(1500),
    );
  });

  test('no finding is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(broken, async (value) => {
        const told = (await judge(stringify(value))).map(({ rule, message, span }) =>
          JSON.stringify([rule, message, span]),
        );
        expect(told).toEqual([...new Set(told)]);
      }),
      runs(500),
    );
  });

  /** Clients said to come from the HAProxy that is gone, and nodes of which there are too few, are another matter. */
  const MISSED = ['access/client-unknown', 'etcd/ring-fragile', 'failover/single-candidate'];

  test('a node, a site or a tag that is gone altogether is missed by nobody', async () => {
    for (const sound of SOUND)
      for (const path of pathsOf(sound)) {
        const optional =
          path.at(-2) === 'nodes' || ['tags', 'clients', 'lint', 'timing'].includes(String(path.at(-1)));
        if (!optional) continue;
        const found = await judge(stringify(changed(sound, path, undefined)));
        expect(
          found.filter(({ rule }) => !MISSED.includes(rule)).map(({ rule, message }) => `${rule} ${message}`),
          path.join('/'),
        ).toEqual([]);
      }
  });

  test('one key that has to be there and is not is one finding', async () => {
    // Sites without a name and sites without nodes are told apart in known.test.ts.
    const required = [
      ['scope'],
      ['etcd'],
      ['etcd', 'token'],
      ['nodes', 0, 'address'],
      ['nodes', 1, 'name'],
    ] as const;
    for (const path of required)
      for (const site of [0, 1]) {
        const text = stringify(changed(parse(topology()), ['sites', site, ...path], undefined));
        const found = await judge(text);
        expect(
          found.map(({ rule }) => rule),
          `${site} ${path.join('/')}`,
        ).toEqual(['schema/missing-key']);
      }
  });

  test('each rule takes an estate with nothing in it', async () => {
    const { estate } = await lint(
      Buffer.from('{ sites: [{ name: seoul, nodes: [{ name: a }] }, {}, { name: busan }] }'),
    );
    expect(estate).toBeDefined();
    if (estate) for (const rule of ALL_RULES) expect(() => [...rule.check(estate)], rule.id).not.toThrow();
    const nothing = await lint(Buffer.from('{}'));
    if (nothing.estate)
      for (const rule of ALL_RULES) expect([...rule.check(nothing.estate)], rule.id).toEqual([]);
  });
});
