import { describe, expect, it } from 'vitest';
import { isInLanguage, mapsWith, patroniHome } from '../../src/compiler/topology/elsewhere.ts';
import { foreignHelp } from '../../src/compiler/topology/foreign.ts';
import { FOREIGN_WORDS, normal } from '../../src/compiler/topology/foreign-words.ts';
import { lint } from '../../src/index.ts';
import { topology } from '../rules/estates.ts';

const words = FOREIGN_WORDS.flatMap((entry) => entry.words.split(' ').map((word) => ({ word, entry })));

describe('the table of words that other tools have', () => {
  it('has every word once, in small letters', () => {
    const all = words.map(({ word }) => word);
    expect(all).toEqual([...new Set(all)]);
    for (const word of all) expect(normal(word)).toBe(word);
  });

  it.each(words)(
    '$word goes to a key of the language or of Patroni, or a note says why not',
    ({ word, entry }) => {
      const { to, note } = entry;
      if (to === undefined) expect(note).toBeTruthy();
      else expect(isInLanguage(to) || patroniHome(to.split('.').at(-1) ?? '') !== undefined, to).toBe(true);
      expect(foreignHelp(word)).toMatch(/^\S.{10,}$/);
    },
  );

  it('has no word that is a key of the language at the top, under a site or a node', () => {
    const open = ['the top of the file', 'a site (an item of "sites")', 'a node (an item of "nodes")'];
    for (const { word } of words)
      expect(
        mapsWith(word).filter((map) => open.includes(map)),
        word,
      ).toEqual([]);
  });
});

/** What is said of an unknown key: message, help, and whether it is mended. */
async function said(yaml: string): Promise<string[]> {
  const { diagnostics } = await lint(Buffer.from(yaml));
  return diagnostics
    .filter(({ rule }) => rule.startsWith('schema/'))
    .map(({ message, help, fix }) => `${message} | ${help}${fix ? ` | ${fix.title}` : ''}`);
}

const AT_TOP = (key: string): string => topology({ top: `${key}: x` });
const AT_SITE = (key: string): string => topology({ sites: { busan: `${key}: x` } });

describe('an unknown key that another tool has', () => {
  it.each([
    ['ttl under patroni', topology({ top: 'patroni: { ttl: 30 }' }), '"ttl" goes into "timing"'],
    [
      'master_start_timeout',
      topology({ top: 'patroni: { master_start_timeout: 30 }' }),
      '"master_start_timeout" is "primary_start_timeout" here, in "timing"',
    ],
    [
      'upstream',
      AT_SITE('upstream'),
      '"upstream" is "follow" here, in "standby" of a site; it names the site to stream from; hosts and port are derived',
    ],
    [
      'vip',
      AT_SITE('vip'),
      '"vip" is "endpoint" here, in a site (an item of "sites"); set up the program that moves the address yourself',
    ],
    ['consul', AT_TOP('consul'), 'it is not supported: each site has its own etcd ring, and no other store'],
    ['nodes at the top', AT_TOP('nodes'), '"nodes" goes into a site (an item of "sites")'],
    ['connectionPooler', AT_TOP('connectionPooler'), 'pgdr-compile does not configure connection poolers'],
    [
      'a key of Patroni without a word here',
      topology({ top: 'patroni: { primary_stop_timeout: 30 }' }),
      'Patroni\'s "primary_stop_timeout" goes into "overrides": patroni: { bootstrap: { dcs: { primary_stop_timeout: … } } }',
    ],
    [
      'replication_quorum of pg_auto_failover, which is of a node',
      topology().replace('address: 10.1.0.10', 'address: 10.1.0.10, replication_quorum: false'),
      '"replication_quorum" is "nosync" here, in "tags" of a node; it means the opposite: for replication_quorum = false write tags: { nosync: true }, and for true write nothing',
    ],
    [
      'nodekind of pg_auto_failover, which is of Citus',
      topology().replace('address: 10.1.0.10', 'address: 10.1.0.10, nodekind: standalone'),
      'Citus is not supported',
    ],
    [
      'etcd_cluster of autobase, which lists machines',
      AT_TOP('etcd_cluster'),
      '"etcd_cluster" is "runs" here, in a node (an item of "nodes"); a member has runs: [etcd], or [postgresql, etcd], which is the default; initial-cluster-state is derived; ',
    ],
    [
      'postgresql_pg_ident of autobase, which is no pg_hba',
      topology({ top: 'postgresql: { postgresql_pg_ident: [] }' }),
      'Patroni\'s "pg_ident" goes into "overrides"',
    ],
    [
      'patroni_etcd_hosts',
      AT_TOP('patroni_etcd_hosts'),
      '"patroni_etcd_hosts" is "etcd" here, at the top; each site has its own etcd ring',
    ],
    [
      'data_directory',
      topology({ top: 'postgresql: { data_directory: /x }' }),
      '"data_directory" is "data_dir" here, in "postgresql"',
    ],
    ...['listen', 'connect_address'].flatMap((key): [string, string, string][] => [
      [
        `${key} of the REST API`,
        topology({ top: `patroni: { restapi: { ${key}: x } }` }),
        `it is derived from the address of the node and "patroni.restapi.port"; write another value into "overrides": patroni: { restapi: { ${key}: … } }`,
      ],
      [
        `${key} of PostgreSQL`,
        topology({ top: `postgresql: { ${key}: x }` }),
        `it is derived from the address of the node and "postgresql.port"; write another value into "overrides": patroni: { postgresql: { ${key}: … } }`,
      ],
    ]),
    ...['host', 'port', 'primary_slot_name'].map((key): [string, string, string] => [
      `${key} of a standby cluster`,
      topology({ sites: { busan: `standby: { ${key}: x }` } }),
      `${key === 'primary_slot_name' ? '"primary_slot_name" is "slot" here, in "standby" of a site; ' : ''}every site except the primary is a standby cluster; host, port and slot are derived`,
    ]),
    ['use_slots', topology({ top: 'postgresql: { use_slots: true }' }), 'it is always on; to switch it off'],
    [
      'dcs of bootstrap',
      topology({ top: 'bootstrap: { dcs: {} }' }),
      "Patroni's dynamic configuration is made",
    ],
    [
      'port of HAProxy',
      topology({ top: 'haproxy: { port: 5000 }' }),
      'each pool has its own port: ports: { primary: 5000 }',
    ],
    [
      'a key of the top in a site',
      topology({ sites: { busan: 'timing: {}' } }),
      '"timing" goes to the top of the file',
    ],
  ])('%s is told where it goes, and mended by nobody', async (_, yaml, help) => {
    const [first, ...more] = await said(yaml);
    expect(more).toEqual([]);
    expect(first).toContain(` | ${help}`);
    expect(first?.split(' | ')).toHaveLength(2);
  });

  it.each([
    ['pgbouncer', 'pgdr-compile does not configure connection poolers'],
    ['keepalived', 'pgdr-compile does not configure it: set it up yourself'],
    ['vip-manager', 'pgdr-compile does not configure it: set it up yourself'],
    ['patroni', 'postgresql includes Patroni'],
    ['witness', 'a witness has runs: [etcd]'],
    ['postgres', 'did you mean "postgresql"? | write "postgresql"'],
    ['etcd3', 'did you mean "etcd"? | write "etcd"'],
  ])('%s that a node shall run is told why it cannot', async (service, help) => {
    const yaml = topology().replace('address: 10.1.0.10', `address: 10.1.0.10, runs: [${service}]`);
    const [first] = await said(yaml);
    expect(first).toContain(` | ${help}`);
  });

  it('a misspelt key is one all the same', async () => {
    expect(await said(AT_TOP('credental'))).toEqual([
      'unknown key "credental" at the top | did you mean "credentials"? | write "credentials"',
    ]);
  });

  it('is not taken for the key that its map lacks, unless it is the word for that', async () => {
    const node = (keys: string): string => topology().replace('address: 10.1.0.10', keys);
    expect(await said(node('ip: 10.1.0.10'))).toEqual([
      'unknown key "ip" in item 1 of "nodes" | did you mean "address"?',
    ]);
    expect(await said(node('vip: 10.1.0.10'))).toHaveLength(2);
  });
});
