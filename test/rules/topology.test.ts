import { describe, expect, test } from 'vitest';
import { findings, patroni, rulesIn, topology } from './estates.ts';

/** The rules that found something, but for what is said of rings of two: these estates have them. */
const besideRings = (found: readonly { readonly rule: string }[]): string[] =>
  found.map(({ rule }) => rule).filter((rule) => rule !== 'etcd/ring-fragile');

describe('topology/address-reused', () => {
  const wan = {
    'pg-seoul-1': 'wan_address: 203.0.113.1',
    'pg-seoul-2': 'wan_address: 203.0.113.2',
    'pg-busan-1': 'wan_address: 198.51.100.1',
    'pg-busan-2': 'wan_address: 198.51.100.2',
  };
  const inOneNetwork = (runs: string) =>
    topology({ nodes: { ...wan, 'pg-seoul-3': runs, 'pg-busan-3': runs } }).replaceAll('10.2.0.', '10.1.0.');

  test('of two sites in one private network those need an address of their own that the other site reaches', async () => {
    expect(await findings(inOneNetwork('runs: [etcd]'))).toEqual([]);
    expect(besideRings(await findings(inOneNetwork('runs: [haproxy]')))).toEqual([]);
    const everywhere = await findings(inOneNetwork('runs: [haproxy], haproxy: { writes: all }'));
    expect(besideRings(everywhere)).toEqual(['topology/address-reused']);
    const members = await findings(inOneNetwork('runs: [postgresql]'));
    expect(besideRings(members)).toEqual(['topology/address-reused']);
  });

  test('within a site every machine needs one', async () => {
    const text = topology({ nodes: { 'pg-seoul-3': 'runs: [etcd]' } }).replace('10.1.0.12', '10.1.0.11');
    expect((await findings(text)).map(({ rule }) => rule)).toEqual(['topology/address-reused']);
  });
});

describe('topology/port-clash', () => {
  const proxy = (bind: string, listen: string): string =>
    `runs: [postgresql, etcd, haproxy], overrides: { haproxy: { primary: { bind: "${bind}" } }, patroni: { postgresql: { listen: "${listen}" } } }`;
  const rules = (bind: string, listen: string) => rulesIn({ nodes: { 'pg-seoul-1': proxy(bind, listen) } });

  test('a line that asks for two ports of others is told of each', async () => {
    const text = topology({ nodes: { 'pg-seoul-1': proxy(':5432,:8008', '10.1.0.10:5432') } });
    const found = (await findings(text)).filter(({ rule }) => rule === 'topology/port-clash');
    expect(found.map(({ message }) => /port \d+/.exec(message)?.[0])).toEqual(['port 5432', 'port 8008']);
  });

  test.each([
    ['10.1.0.100:5432', '127.0.0.1,10.1.0.10:5432'],
    ['[fd00::1]:5432', '[fd00::2]:5432'],
    ['10.1.0.100:5433,10.1.0.100:5434', '0.0.0.0:5432'],
  ])('%s and %s are two things', async (bind, listen) => {
    expect(await rules(bind, listen)).not.toContain('topology/port-clash');
  });

  test.each([
    ['*:5432', '127.0.0.1,10.1.0.10:5432'],
    ['10.1.0.100:5432', '*:5432'],
    ['127.0.0.1:5433,127.0.0.1:5432', 'localhost,10.1.0.10:5432'],
    ['[fd00:0::1]:5432 v4v6', '[fd00::1]:5432'],
    [':5432', '0.0.0.0:5432'],
  ])('%s and %s are one', async (bind, listen) => {
    expect(await rules(bind, listen)).toContain('topology/port-clash');
  });
});

describe('topology/name-reused', () => {
  test('an etcd member with the name of another node', async () => {
    const found = await findings(topology({ nodes: { 'pg-seoul-2': 'etcd: { name: PG-seoul-1 }' } }));
    expect(found).toMatchObject([
      { rule: 'topology/name-reused', at: 'PG-seoul-1', related: ['pg-seoul-1'] },
    ]);
  });

  test('two nodes of one name are not told as two etcd members', async () => {
    const nodes = { 'pg-seoul-2': 'runs: [etcd]', 'pg-seoul-3': 'runs: [etcd]' };
    expect(await findings(topology({ nodes }).replace('pg-seoul-3', 'pg-seoul-2'))).toMatchObject([
      { rule: 'topology/name-reused', message: expect.stringContaining('machines') },
    ]);
  });

  test.each(['certificates', 'Certificates'])('a site called %s would share its folder', async (name) => {
    expect(await findings(topology().replace('name: busan', `name: ${name}`))).toMatchObject([
      { rule: 'topology/name-reused', at: name, message: expect.stringContaining('reserved') },
    ]);
  });

  test('a machine called like the file beside it', async () => {
    const text = topology().replace('pg-busan-3', 'dcs.yml');
    expect((await findings(text)).map(({ rule, at }) => [rule, at])).toEqual([
      ['topology/name-reused', 'dcs.yml'],
    ]);
  });
});

describe('topology/placeholder-unknown', () => {
  const RULE = 'topology/placeholder-unknown';

  test('in an override, where none is filled in, and where it is written', async () => {
    const top = patroni('{ restapi: { cafile: "/x/{node}.pem" } }');
    expect(await findings(topology({ top }))).toMatchObject([
      { rule: RULE, at: '"/x/{node}.pem"', message: expect.stringContaining('not filled in') },
    ]);
  });

  test.each(['etcd', 'restapi', 'postgresql'])('in each path of %s, once', async (section) => {
    for (const key of ['ca', 'cert', 'key'])
      expect(
        await findings(topology({ top: `tls: { ${section}: { ${key}: "/x/{nod}.pem" } }` })),
      ).toMatchObject([{ rule: RULE, at: '"/x/{nod}.pem"', message: '{nod} is not a known placeholder' }]);
  });

  test('in the CA of HAProxy', async () => {
    const nodes = { 'pg-seoul-3': 'runs: [haproxy]', 'pg-busan-3': 'runs: [haproxy]' };
    const ca = (path: string) => ({ nodes, top: `tls: { haproxy: { ca: "${path}" } }` });
    expect(besideRings(await findings(topology(ca('/etc/{site}/{node}.pem'))))).toEqual([]);
    const unknown = await findings(topology(ca('/etc/{dc}/ca.pem')));
    expect(besideRings(unknown)).toEqual([RULE]);
    expect(unknown.find(({ rule }) => rule === RULE)).toMatchObject({ at: '"/etc/{dc}/ca.pem"' });
  });
});

describe('a site or a node without a name', () => {
  test('is not an unknown site', async () => {
    const found = await findings(topology().replace('- name: seoul\n   ', '-'));
    expect(found.map(({ rule }) => rule)).toEqual(['schema/missing-key']);
  });

  test('is not a missing service', async () => {
    const nodes = { 'pg-busan-1': 'runs: [etcd]', 'pg-busan-2': 'runs: [etcd]' };
    const found = await findings(topology({ nodes }).replace('name: pg-busan-3, ', ''));
    expect(found.map(({ rule }) => rule)).toEqual(['schema/missing-key']);
  });
});
