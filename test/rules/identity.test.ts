import { describe, expect, test } from 'vitest';
import { findings, patroni, told, topology } from './estates.ts';

describe('identity/scope-shared', () => {
  test('judges what Patroni will read: an override at the site', async () => {
    const [found, ...others] = await findings(topology({ sites: { busan: patroni('{ scope: pg-seoul }') } }));
    expect(others).toEqual([]);
    expect(found).toEqual({
      rule: 'identity/scope-shared',
      message: 'busan and seoul share the scope "pg-seoul"',
      at: 'pg-seoul',
      related: ['pg-seoul'],
    });
  });

  test('an override for the whole estate is one mistake', async () => {
    expect(await told({ top: patroni('{ scope: pg }') })).toEqual([
      'identity/scope-shared «pg» busan and seoul share the scope "pg"',
    ]);
  });

  test('a scope that is the same only before overrides is sound', async () => {
    const sites = { seoul: 'scope: pg', busan: `scope: pg\n${patroni('{ scope: pg-busan }')}` };
    expect(await told({ sites })).toEqual([]);
  });

  test('each further site is a finding, however many nodes it has', async () => {
    const scope = 'scope: pg';
    expect(await told({ count: 3, sites: { seoul: scope, busan: scope, jeju: scope } })).toEqual([
      'identity/scope-shared «pg» busan and seoul share the scope "pg"',
      'identity/scope-shared «pg» jeju and seoul share the scope "pg"',
    ]);
  });

  test('scopes that differ in case differ: they are keys of the DCS', async () => {
    expect(await told({ sites: { seoul: 'scope: pg', busan: 'scope: PG' } })).toEqual([]);
  });

  test('a scope that YAML would read as a number is text all the same', async () => {
    expect(await told({ top: patroni('{ scope: 5 }') })).toEqual([
      'identity/scope-shared «5» busan and seoul share the scope "5"',
    ]);
  });
});

describe('identity/member-name-reused', () => {
  test('within a site, across sites, and in three', async () => {
    const sites = { count: 3, nodes: { 'pg-seoul-3': patroni('{ name: pg-busan-1 }') } } as const;
    const [found, ...others] = await findings(topology(sites));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'identity/member-name-reused', related: ['pg-busan-1'] });
  });

  test('the name is what Patroni will read: an override may mend it, or break it', async () => {
    const twice = topology().replace('pg-busan-1', 'pg-seoul-1');
    expect((await findings(twice)).map(({ rule, at }) => [rule, at])).toEqual([
      ['identity/member-name-reused', 'pg-seoul-1'],
    ]);
    const mended = twice.replace('10.2.0.10 }', `10.2.0.10, ${patroni('{ name: pg-busan-1 }')} }`);
    expect(await findings(mended)).toEqual([]);
    const [broken] = await findings(topology({ top: patroni('{ name: pg }') }));
    expect(broken).toMatchObject({ message: 'member name "pg" is used twice', at: 'pg', related: ['pg'] });
  });

  test.each([
    ['PG-SEOUL-1', 'member names "PG-SEOUL-1" and "pg-seoul-1" differ only in case'],
    ['pg.seoul_1', 'member names "pg.seoul_1" and "pg-seoul-1" become the same slot name, "pg_seoul_1"'],
  ])('%s is no other name than pg-seoul-1', async (name, message) => {
    expect(await findings(topology().replace('pg-seoul-2', name))).toMatchObject([{ message, at: name }]);
  });

  test('members of two sites may have one slot name: each cluster keeps slots of its own', async () => {
    expect(await findings(topology().replace('pg-seoul-1', 'pg-1').replace('pg-busan-1', 'pg.1'))).toEqual(
      [],
    );
    const found = await findings(topology().replace('pg-seoul-1', 'pg-1').replace('pg-busan-1', 'PG-1'));
    expect(found).toMatchObject([{ rule: 'identity/member-name-reused', at: 'PG-1', related: ['pg-1'] }]);
  });

  test('what runs no PostgreSQL is no member', async () => {
    const runs = 'runs: [etcd]';
    const text = topology({ nodes: { 'pg-seoul-3': runs, 'pg-busan-3': runs } });
    expect(await findings(text.replace(/pg-(seoul|busan)-3/g, 'witness'))).toEqual([]);
  });
});

describe('identity/scope-split', () => {
  test('a namespace of one node, through its overrides', async () => {
    expect(await told({ nodes: { 'pg-busan-2': patroni('{ namespace: /other/ }') } })).toEqual([
      'identity/scope-split «/other/» pg-busan-1 and pg-busan-2 of busan have different values of namespace',
    ]);
  });

  test('a namespace is the same with slashes around it, and by default', async () => {
    for (const namespace of ['service', '//service', 'null'])
      expect(await told({ nodes: { 'pg-busan-2': patroni(`{ namespace: ${namespace} }`) } })).toEqual([]);
  });

  test('the scope of one node is told as what it does to its own site', async () => {
    for (const scope of ['pg-busan', 'other'])
      expect(await told({ nodes: { 'pg-seoul-2': patroni(`{ scope: ${scope} }`) } })).toEqual([
        `identity/scope-split «${scope}» pg-seoul-1 and pg-seoul-2 of seoul have different values of scope`,
      ]);
  });

  test('sites may differ in namespace', async () => {
    expect(await told({ sites: { busan: 'namespace: /db/' } })).toEqual([]);
  });
});

describe('etcd/token-shared', () => {
  test('an override at the site', async () => {
    const override = 'overrides: { etcd: { initial-cluster-token: etcd-seoul } }';
    expect(await findings(topology({ sites: { busan: override } }))).toEqual([
      {
        rule: 'etcd/token-shared',
        message: 'the etcd rings of busan and seoul share the token "etcd-seoul"',
        at: 'etcd-seoul',
        related: ['etcd-seoul'],
      },
    ]);
  });

  test('the token of one node is told as what it does to its own ring', async () => {
    for (const token of ['etcd-seoul', 'other', 'null']) {
      const nodes = { 'pg-busan-2': `overrides: { etcd: { initial-cluster-token: ${token} } }` };
      expect(await findings(topology({ nodes }))).toEqual([
        {
          rule: 'etcd/token-split',
          message: 'the etcd members pg-busan-1 and pg-busan-2 of busan have different tokens',
          at: token,
          related: ['etcd-busan'],
        },
      ]);
    }
  });

  test('without a token a ring has the default, and so may another', async () => {
    const none = 'overrides: { etcd: { initial-cluster-token: null } }';
    expect(await told({ sites: { busan: none } })).toEqual([]);
    expect(await told({ sites: { busan: none, seoul: 'etcd: { token: etcd-cluster }' } })).toEqual([
      'etcd/token-shared «null» the etcd rings of busan and seoul share the token "etcd-cluster"',
    ]);
  });

  test('three sites, two of which share', async () => {
    const shared = 'etcd: { token: ring }';
    expect(await told({ count: 3, sites: { seoul: shared, jeju: shared } })).toEqual([
      'etcd/token-shared «ring» the etcd rings of jeju and seoul share the token "ring"',
    ]);
  });
});
