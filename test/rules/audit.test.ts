import { describe, expect, test } from 'vitest';
import { compile } from '../../src/index.ts';
import { findings, patroni, rulesIn, topology } from './estates.ts';

describe('access/credentials-differ', () => {
  const own =
    'overrides: { patroni: { postgresql: { authentication: { replication: { username: repl_busan } } } } }';
  const hba = (users: string): string =>
    `postgresql: { pg_hba: ["local all postgres peer", "host all all 127.0.0.1/32 scram-sha-256", "host replication ${users} 127.0.0.1/32 scram-sha-256", "hostssl all all 10.0.0.0/8 scram-sha-256", "hostssl replication ${users} 10.0.0.0/8 scram-sha-256"], parameters: { max_slot_wal_keep_size: 64GB } }`;

  test('a role for each site that every list is made for works', async () => {
    expect(await rulesIn({ top: hba('replicator,repl_busan'), sites: { busan: own } })).toEqual([]);
  });

  test('one that a list does not know is a mistake, and so is one of a single member', async () => {
    expect(await rulesIn({ top: hba('replicator'), sites: { busan: own } })).toContain(
      'access/credentials-differ',
    );
    expect(await rulesIn({ top: hba('replicator,repl_busan'), nodes: { 'pg-busan-1': own } })).toContain(
      'access/credentials-differ',
    );
  });
});

describe('a variable of HAProxy', () => {
  const proxy = (auth: string): string =>
    topology({
      nodes: { 'pg-seoul-3': 'runs: [haproxy]' },
      top: `overrides: { haproxy: { stats: { bind: "*:7000", stats auth: '${auth}' } } }`,
    });

  test('is no secret, guards the page, and is written so that HAProxy reads it', async () => {
    const { diagnostics, artifacts } = await compile(Buffer.from(proxy('"admin:$STATS_PASSWORD"')));
    expect(diagnostics.filter(({ rule }) => /^(?:secrets|haproxy\/stats)/.test(rule))).toEqual([]);
    const file = artifacts.find(({ path }) => path.endsWith('haproxy.cfg'))?.text ?? '';
    expect(file).toContain('\n    stats auth "admin:$STATS_PASSWORD"\n');
    expect(file).toContain('# Statistics page. It listens on *:7000: other machines reach it there.\n');
  });

  test.each(['admin:$STATS_PASSWORD', 'admin:hunter22', '"admin:hunter22$X"'])('%s is', async (auth) => {
    expect((await findings(proxy(auth))).map(({ rule }) => rule)).toContain('secrets/plaintext');
  });
});

describe('secrets/plaintext in SQL', () => {
  const rules = (sql: string) =>
    rulesIn({ top: patroni(`{ bootstrap: { post_init: ${JSON.stringify(sql)} } }`) });

  test.each([
    `psql -c "ALTER ROLE app PASSWORD 's3cret-1'"`,
    `psql -c "create role app login password E's3cret-1'"`,
    `psql -c 'ALTER ROLE app PASSWORD '\\''s3cret-1'\\'''`,
    `psql -c "ALTER ROLE app ENCRYPTED PASSWORD $x$s3cret-1$x$"`,
  ])('%s', async (sql) => expect(await rules(sql)).toContain('secrets/plaintext'));

  test.each([
    `psql -c "ALTER ROLE app PASSWORD '$APP_PASSWORD'"`,
    `psql -c "ALTER ROLE app PASSWORD NULL"`,
    `psql -v pw="$APP" -c "ALTER ROLE app PASSWORD :'pw'"`,
    `psql -f /etc/patroni/roles.sql`,
  ])('not in %s', async (sql) => expect(await rules(sql)).not.toContain('secrets/plaintext'));
});

describe('etcd3 by another key than hosts', () => {
  const site = (block: string) =>
    rulesIn({ sites: { seoul: `overrides: { patroni: { etcd3: ${block} } }` } });

  test('a single host is enough to start with, and is judged like a list', async () => {
    expect(await site('{ hosts: null, host: "10.1.0.10:2379" }')).toEqual(['etcd/hosts-incomplete']);
    expect(await site('{ hosts: null, host: 10.1.0.10 }')).toEqual(['etcd/hosts-incomplete']);
    expect(await site('{ hosts: null, host: "10.2.0.10:2379" }')).toEqual(['etcd/wrong-ring']);
    expect(await site('{ hosts: null, host: "10.1.0.10:etcd" }')).toContain('etcd/hosts-invalid');
  });

  test('without any Patroni does not start, and beside hosts it is not read', async () => {
    expect(await site('{ hosts: null }')).toContain('placement/key-removed');
    expect(await site('{ host: "10.1.0.10:2379" }')).toEqual(['placement/key-shadowed']);
  });
});

describe('topology/address-reused', () => {
  test('a machine of two sites is one, whatever runs on it', async () => {
    const text = topology({ nodes: { 'pg-busan-3': 'runs: [etcd]' } }).replace('10.2.0.12', '10.1.0.12');
    expect((await findings(text)).map(({ rule }) => rule)).toEqual(['topology/address-reused']);
  });
});
