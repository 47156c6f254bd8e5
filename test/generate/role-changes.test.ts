import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { changesOf, settingOf } from '../../src/compiler/render/dcs-change.ts';
import { runs } from '../fuzz.ts';
import type { Data } from '../hostile/support.ts';
import { changingEstate, roleChangesOf, said } from './role-changes.ts';

type DataMap = { [key: string]: Data };

const isMap = (value: Data | undefined): value is DataMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What `patronictl edit-config --set` does (ctl.py, apply_config_changes): test/real asks Patroni's own. */
function set(config: DataMap, path: readonly string[], value: Data, prefix = ''): DataMap {
  const [key = '', ...rest] = prefix === 'postgresql.parameters.' ? [path.join('.')] : path;
  const { [key]: old, ...others } = config;
  if (rest.length === 0) return value === null ? others : { ...others, [key]: value };
  const inner = set(isMap(old) ? old : {}, rest, value, `${prefix}${key}.`);
  return Object.keys(inner).length === 0 ? others : { ...others, [key]: inner };
}

const applied = (config: DataMap, settings: readonly string[]): DataMap =>
  settings.reduce((result, setting) => {
    const at = setting.indexOf('=');
    return set(
      result,
      setting.slice(0, at).trim().split('.'),
      parse(setting.slice(at + 1), { version: '1.1' }),
    );
  }, config);

it('the blocks of a change of role leave in etcd what is compiled for the new roles, at every site', async () => {
  let compiled = 0;
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(changingEstate, async (estate) => {
      tried += 1;
      const changes = await roleChangesOf(estate);
      if (!changes) return;
      compiled += 1;
      for (const { what, before, settings, after } of changes)
        expect({
          what,
          dcs: said(
            applied(
              before as DataMap,
              settings.filter((one) => one !== 'pause=null'),
            ),
          ),
        }).toEqual({ what, dcs: said(after) });
    }),
    { ...runs(30), seed: 1 },
  );
  expect(compiled).toBeGreaterThan(tried * 0.9);
});

/** Configurations of any shape, with names that have dots where patronictl knows them to. */
const key = fc.constantFrom(
  'ttl',
  'slots',
  'standby_cluster',
  'postgresql',
  'parameters',
  'a',
  'b',
  'auto_explain.log_min_duration',
  'x = y',
);
const scalar = fc.oneof(
  fc.constantFrom<Data[]>(
    'on',
    '010',
    "it's",
    'a: b',
    'x\ny',
    '{',
    '',
    '1e3',
    '~',
    '2001-01-01',
    0,
    -1,
    1.5,
    true,
    false,
  ),
  fc.string() as fc.Arbitrary<Data>,
);
const { config } = fc.letrec<{ value: Data; config: DataMap }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(scalar, { maxLength: 2 }),
    tie('config'),
  ) as fc.Arbitrary<Data>,
  config: fc.dictionary(key, tie('value') as fc.Arbitrary<Data>, {
    maxKeys: 4,
    noNullPrototype: true,
  }) as fc.Arbitrary<DataMap>,
}));
/** Patroni's own words, none of which has a dot, are what stands at the top. */
const whole = config.map((value) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => /^\w+$/.test(name))),
);

it('the difference of two configurations, applied to the one, gives the other', () => {
  fc.assert(
    fc.property(whole, whole, (before, after) => {
      const result = applied(before, changesOf(before, after).map(settingOf));
      expect(said(result)).toEqual(said(after));
    }),
    { ...runs(2_000), seed: 1 },
  );
});

it('what both have, and what somebody set beside it, stays', () => {
  const before = { ttl: 30, slots: { dr: { type: 'physical' } }, standby_cluster: { host: 'a', port: 5432 } };
  const after = { ttl: 30, standby_cluster: { host: 'b', port: 5432 } };
  const settings = changesOf(before, after).map(settingOf);
  expect(settings).toEqual(['slots.dr=null', 'standby_cluster={"host": "b", "port": 5432}']);
  const live = { ...before, pause: true, slots: { ...before.slots, cdc: { type: 'logical' } } };
  expect(applied(live, settings)).toEqual({ ...after, pause: true, slots: { cdc: { type: 'logical' } } });
});

it('a parameter changes as one, whatever it holds: below it nothing has a name', () => {
  const before = { postgresql: { parameters: { ttl: { a: 1 }, 'x.y': 1 } } };
  const after = { postgresql: { parameters: { ttl: { a: 2 } } } };
  const settings = changesOf(before, after).map(settingOf);
  expect(settings).toEqual(['postgresql.parameters.ttl={"a": 2}', 'postgresql.parameters.x.y=null']);
  expect(applied(before, settings)).toEqual(after);
});
