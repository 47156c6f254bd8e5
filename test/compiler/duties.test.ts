import { describe, expect, it } from 'vitest';
import type { Estate, Site } from '../../src/compiler/estate/estate.ts';
import { members } from '../../src/compiler/estate/estate.ts';
import { promotionsOf } from '../../src/compiler/estate/promote.ts';
import { get, listAt, mapAt, textAt } from '../../src/compiler/text/json.ts';
import { compile, lint } from '../../src/index.ts';
import { topology, type Written } from '../rules/estates.ts';

const estateOf = async (written: Written): Promise<Estate> => {
  const { estate } = await lint(Buffer.from(topology(written)));
  if (!estate) throw new Error('no estate');
  return estate;
};

const site = (estate: Estate | undefined, name: string): Site => {
  const found = estate?.sites.find((one) => one.name === name);
  if (!found) throw new Error(`no site ${name}`);
  return found;
};

const hostOf = (one: Site): string | undefined => textAt(one.dcs.value, 'standby_cluster', 'host');

/** The text of a file of the tree that a topology compiles to. */
async function fileOf(written: Written, path: string): Promise<string> {
  const { artifacts, diagnostics } = await compile(Buffer.from(topology(written)));
  const found = [...artifacts].find((one) => one.path === path);
  if (!found) throw new Error(`no ${path}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return found.text;
}

describe('whom a site streams from', () => {
  const cascade: Written = {
    count: 3,
    sites: { jeju: 'standby: { follow: busan }' },
    nodes: { 'pg-busan-1': 'tags: { nofailover: true }' },
  };

  it('below a standby site one member, and one that may lead: no other has the slot', async () => {
    expect(hostOf(site(await estateOf(cascade), 'jeju'))).toBe('10.2.0.11');
    const prioritised = { ...cascade, nodes: { 'pg-busan-1': 'tags: { failover_priority: 0 }' } };
    expect(hostOf(site(await estateOf(prioritised), 'jeju'))).toBe('10.2.0.11');
    const overridden = {
      ...cascade,
      nodes: { 'pg-busan-1': 'overrides: { patroni: { tags: { nofailover: "yes" } } }' },
    };
    expect(hostOf(site(await estateOf(overridden), 'jeju'))).toBe('10.2.0.11');
  });

  it('below a primary every member that may lead, also once it has been promoted', async () => {
    const promoted = promotionsOf(await estateOf(cascade)).find((one) => one.promoted === 'busan');
    expect(hostOf(site(promoted, 'jeju'))).toBe('10.2.0.11,10.2.0.12');
    expect(hostOf(site(promoted, 'seoul'))).toBe('10.2.0.11,10.2.0.12');
  });

  it('where none may lead, all of them: that is another mistake', async () => {
    const none = ['1', '2', '3'].map((index) => [`pg-seoul-${index}`, 'tags: { nofailover: true }']);
    expect(hostOf(site(await estateOf({ nodes: Object.fromEntries(none) }), 'busan'))).toBe(
      '10.1.0.10,10.1.0.11,10.1.0.12',
    );
  });
});

const ARCHIVE = `postgresql:
  create_replica_methods: [restore]
  replica_methods: { restore: { command: /usr/local/bin/copy } }
  parameters:
    max_slot_wal_keep_size: 64GB
    archive_mode: "on"
    archive_command: cp %p /archive/%f
    archive_timeout: 60s`;
const ALONE: Written = {
  top: ARCHIVE,
  sites: { busan: 'standby: { from: archive, restore_command: "cp /archive/%f %p" }' },
};

describe('a site that reads the archive alone', () => {
  it('is told of no host, no port and no slot, and none is kept for it', async () => {
    const estate = await estateOf(ALONE);
    expect(Object.keys(mapAt(site(estate, 'busan').dcs.value, 'standby_cluster')).sort()).toEqual(
      expect.not.arrayContaining(['host', 'port', 'primary_slot_name']),
    );
    expect(get(site(estate, 'seoul').dcs.value, 'slots')).toBeUndefined();
    // It is the other way round that streams.
    const [promoted] = promotionsOf(estate);
    expect(hostOf(site(promoted, 'seoul'))).toBe('10.2.0.10,10.2.0.11,10.2.0.12');
    expect(Object.keys(mapAt(site(promoted, 'busan').dcs.value, 'slots'))).toEqual(['standby_cluster_seoul']);
  });

  it('is copied by commands that Patroni runs without anybody to connect to; the other site by the same', async () => {
    const estate = await estateOf(ALONE);
    const method = (name: string) =>
      get(members(site(estate, name))[0]?.patroni.value, 'postgresql', 'restore', 'no_leader');
    expect([method('busan'), method('seoul')]).toEqual([true, undefined]);
    expect(listAt(site(estate, 'busan').dcs.value, 'standby_cluster', 'create_replica_methods')).toEqual([
      'restore',
    ]);
  });

  it('has a runbook that speaks of no slot, and of the archive', async () => {
    const runbook = await fileOf(ALONE, 'RUNBOOK.md');
    expect(runbook).not.toContain('lost-busan.drop-slot');
    expect(runbook).toContain('verify.busan.archived');
    expect(runbook).toContain('in archive recovery');
    expect(runbook).not.toContain('reclone-busan.checkpoint');
    // Where it streams all of that is there.
    const streaming = await fileOf({}, 'RUNBOOK.md');
    expect(streaming).toContain('lost-busan.drop-slot');
    expect(streaming).not.toContain('in archive recovery');
  });
});

describe('no rewind role', () => {
  const written = { top: 'credentials: { rewind: false }' };

  it('the superuser rewinds, and is let in by every member for that', async () => {
    const [member] = members(site(await estateOf(written), 'seoul'));
    expect(get(member?.patroni.value, 'postgresql', 'authentication', 'rewind')).toBeUndefined();
    expect(listAt(member?.patroni.value, 'postgresql', 'pg_hba')).toContain(
      'hostssl postgres postgres 10.2.0.10/32 scram-sha-256',
    );
    expect((await lint(Buffer.from(topology(written)))).diagnostics).toEqual([]);
  });

  it('no password is asked for that Patroni would stumble over', async () => {
    expect(await fileOf(written, 'RUNBOOK.md')).not.toContain('PATRONI_REWIND_PASSWORD');
    expect(await fileOf({}, 'RUNBOOK.md')).toContain('PATRONI_REWIND_PASSWORD');
  });
});

describe('synchronous mode', () => {
  const mode = (one: Site) => get(one.dcs.value, 'synchronous_mode');

  it.each([
    ['on', true],
    ['true', true],
    ['quorum', 'quorum'],
    ['off', undefined],
  ] as const)('%s', async (word, value) => {
    const estate = await estateOf({ top: `patroni: { synchronous_mode: ${word} }` });
    expect(estate.sites.map(mode)).toEqual([value, value]);
  });

  it('before Patroni 3.2 a site has it while it is the primary alone', async () => {
    const estate = await estateOf({
      top: 'software: { patroni: "3.1", postgresql: 15 }\npatroni: { synchronous_mode: on }',
    });
    expect(estate.sites.map(mode)).toEqual([true, undefined]);
    expect(promotionsOf(estate)[0]?.sites.map(mode)).toEqual([undefined, true]);
  });
});

it('a member without a stream has the restore_command of its site for itself', async () => {
  const estate = await estateOf({
    sites: { busan: 'standby: { restore_command: "cp /archive/%f %p" }' },
    nodes: { 'pg-busan-3': 'tags: { nofailover: true, nostream: true }' },
  });
  const own = members(site(estate, 'busan')).map(({ patroni }) =>
    textAt(patroni.value, 'postgresql', 'recovery_conf', 'restore_command'),
  );
  expect(own).toEqual([undefined, undefined, 'cp /archive/%f %p']);
});

it('copies of logical slots: the replication user is let in to the database of primary_conninfo', async () => {
  const line = 'hostssl postgres replicator 10.2.0.10/32 scram-sha-256';
  const lines = async (version: number) => {
    const estate = await estateOf({
      top: `software: { postgresql: ${version} }\npostgresql: { parameters: { sync_replication_slots: "on" } }`,
    });
    return listAt(members(site(estate, 'seoul'))[0]?.patroni.value, 'postgresql', 'pg_hba');
  };
  expect(await lines(17)).toContain(line);
  expect(await lines(16)).not.toContain(line);
});
