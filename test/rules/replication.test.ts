import { describe, expect, test } from 'vitest';
import { parseSyncNames } from '../../src/rules/replication/sync-names.ts';
import { dcs, findings, patroni, places, rulesIn, told, topology } from './estates.ts';

const software = (version: string): string => `software: { patroni: "${version}" }`;

describe('replication/slot-mismatch', () => {
  test.each(['3.0', '3.2', '4.0', '4.1'])('what is derived is sound under Patroni %s', async (version) => {
    expect(await told({ top: software(version) })).toEqual([]);
    expect(await told({ top: software(version), count: 3 })).toEqual([]);
    const chain = { jeju: 'standby: { follow: busan }' };
    expect(await rulesIn({ top: software(version), count: 3, sites: chain })).toEqual(
      version < '3.3' ? ['replication/cascade-unsupported'] : [],
    );
  });

  test.each(['3.0', '4.0', '4.1'])('both directions, under Patroni %s', async (version) => {
    const site = (name: string, slot: string) => `slots: [${slot}]\nstandby: { slot: from_${name} }`;
    const sites = { seoul: site('busan', 'a'), busan: site('seoul', 'b') };
    expect(await places({ top: software(version), sites })).toEqual([
      'as it stands: a, from_seoul',
      'once busan leads: b, from_busan',
    ]);
    expect(await rulesIn({ top: software(version), sites })).toEqual(['replication/slot-mismatch']);
    const back = { ...sites, seoul: site('busan', 'from_seoul') };
    expect(await places({ top: software(version), sites: back })).toEqual([
      'once busan leads: b, from_busan',
    ]);
  });

  test('a name that is derived is shown at the site it is derived from', async () => {
    const [found, ...others] = await findings(topology({ sites: { seoul: 'slots: [to_busan]' } }));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ message: expect.stringContaining('"standby_cluster_busan"') });
    expect([found?.at, ...(found?.related ?? [])].sort()).toEqual(['busan', 'to_busan']);
  });

  test('a name that is asked for is normalised as Patroni does it, a name that is kept is not', async () => {
    const asks = (slot: string) => ({ seoul: 'slots: [to_busan]', busan: `standby: { slot: ${slot} }` });
    expect(await told({ sites: asks('To-Busan') })).toEqual([]);
    const keeps = { seoul: 'slots: [To-Busan]', busan: 'standby: { slot: to_busan }' };
    expect(await places({ sites: keeps })).toEqual(['as it stands: To-Busan, to_busan']);
    expect((await findings(topology({ sites: keeps })))[0]?.message).toContain('not a valid slot name');
  });

  test.each(['permanent_slots', 'permanent_replication_slots'])(
    '%s shadows slots: in the whole estate, and at one site',
    async (alias) => {
      const shadow = dcs(`{ ${alias}: { other: { type: physical } } }`);
      expect(await places({ top: shadow })).toEqual([`as it stands: ${alias}`]);
      expect(await places({ sites: { seoul: shadow } })).toEqual([`as it stands: ${alias}`]);
      const kept = dcs(`{ ${alias}: { standby_cluster_busan: { cluster_type: primary } } }`);
      expect(await told({ sites: { seoul: kept } })).toEqual([]);
    },
  );

  test.each([
    ['{ type: logical, database: orders, plugin: pgoutput }', 'not a physical slot'],
    ['physical', 'not a physical slot'],
    ['true', 'not a physical slot'],
    ['{ type: null }', undefined],
  ])('a slot overridden by %s', async (value, words) => {
    const slots = dcs(`{ slots: { standby_cluster_busan: ${value} } }`);
    const found = await findings(topology({ sites: { seoul: slots } }));
    if (words === undefined) expect(found).toEqual([]);
    else
      expect(found).toMatchObject([
        { rule: 'replication/slot-mismatch', at: value, message: expect.stringContaining(words) },
      ]);
  });

  test('cluster_type means nothing before Patroni 4.1', async () => {
    const slots = dcs('{ slots: { standby_cluster_jeju: { cluster_type: primary } } }');
    const written = { count: 3, sites: { busan: slots, jeju: 'standby: { follow: busan }' } } as const;
    expect(await rulesIn({ ...written, top: software('4.0') })).not.toContain('replication/slot-mismatch');
    expect(await findings(topology({ ...written, top: software('4.1') }))).toMatchObject([
      { rule: 'replication/slot-mismatch', at: '{ cluster_type: primary }', related: ['jeju'] },
    ]);
  });

  test('a slot with the name of a member of the same site is that member’s', async () => {
    const sites = { seoul: 'slots: [pg_seoul_2]', busan: 'standby: { slot: pg_seoul_2 }' };
    expect(await findings(topology({ sites }))).toMatchObject([
      { rule: 'replication/slot-mismatch', message: expect.stringContaining('member pg-seoul-2') },
    ]);
    const others = { seoul: 'slots: [pg_busan_2]', busan: 'standby: { slot: pg_busan_2 }' };
    expect(await told({ sites: others })).toEqual([]);
  });

  test('use_slots off at either end, for one site and for all', async () => {
    const off = dcs('{ postgresql: { use_slots: false } }');
    for (const written of [{ sites: { busan: off } }, { sites: { seoul: off } }, { top: off }])
      expect(await findings(topology(written))).toMatchObject([
        { rule: 'replication/slot-mismatch', at: 'false', message: expect.stringContaining('use_slots') },
      ]);
  });

  test('use_slots is what Patroni takes the word for', async () => {
    for (const word of ['"off"', '"No"', '0', 'nonsense'])
      expect(await rulesIn({ sites: { seoul: dcs(`{ postgresql: { use_slots: ${word} } }`) } })).toEqual([
        'replication/slot-mismatch',
      ]);
    expect(await told({ top: dcs('{ postgresql: { use_slots: "yes" } }') })).toEqual([]);
  });

  test('a slot with a name that every object has', async () => {
    const sites = { busan: 'standby: { slot: constructor }', seoul: 'slots: [other]' };
    expect(await places({ sites })).toEqual(['as it stands: constructor, other']);
  });

  test('the slot of a member is called what Patroni calls the member', async () => {
    const sites = { seoul: 'slots: [renamed]', busan: 'standby: { slot: renamed }' };
    const nodes = { 'pg-seoul-2': patroni('{ name: renamed }') };
    expect(await findings(topology({ sites, nodes }))).toMatchObject([
      { rule: 'replication/slot-mismatch', message: expect.stringContaining('member pg-seoul-2') },
    ]);
  });

  test('no slot at all', async () => {
    const none = dcs('{ standby_cluster: { primary_slot_name: null } }');
    expect(await findings(topology({ sites: { busan: none } }))).toMatchObject([
      { rule: 'replication/slot-mismatch', at: 'null', message: expect.stringContaining('without a slot') },
    ]);
  });

  test('a site that is fed from an archive alone needs none', async () => {
    const archive = dcs(
      '{ standby_cluster: { host: null, port: null, primary_slot_name: null, restore_command: fetch %f %p } }',
    );
    const lines = await told({ sites: { busan: archive } });
    // The kept slot is idle, and whether such a site can be fed and copied is the matter of other rules.
    expect(lines.filter((line) => line.startsWith('replication/slot-mismatch'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('replication/slot-idle'))).toHaveLength(1);
  });

  test('three sites: two consumers of one slot', async () => {
    const standby = 'standby: { slot: shared }';
    const sites = { seoul: 'slots: [shared]', busan: standby, jeju: standby };
    const found = await findings(topology({ count: 3, sites }));
    expect(found.map(({ message }) => message)).toContain(
      'busan and jeju stream from the same slot "shared" of seoul',
    );
    // Each consumes `shared` at a different upstream once one of the two is primary: that is no clash.
    expect(found.filter(({ message }) => message.includes('stream from the same slot'))).toHaveLength(1);
  });

  test('three sites: a slot is wanted at the site that is followed, not at the primary', async () => {
    const chain = { jeju: 'standby: { follow: busan }' };
    const lacking = { ...chain, seoul: 'slots: [standby_cluster_busan]' };
    expect(await told({ count: 3, sites: lacking })).toEqual([]);
    const missing = { ...chain, busan: 'slots: [standby_cluster_seoul]' };
    expect(await places({ count: 3, sites: missing })).toEqual(['as it stands: jeju, standby_cluster_seoul']);
  });

  test('is not asked of what has no upstream', async () => {
    const unknown = topology().replace('primary: seoul', 'primary: nowhere');
    expect((await findings(unknown)).map(({ rule }) => rule)).toEqual(['topology/site-unknown']);
    expect(await rulesIn({ sites: { busan: 'standby: { follow: nowhere, slot: x }' } })).toEqual([
      'topology/site-unknown',
    ]);
  });
});

describe('replication/slot-idle', () => {
  const IDLE = ['replication/slot-idle'];
  const busanAt = (site: 'seoul' | 'busan', value: string) => ({
    sites: { [site]: dcs(`{ slots: { standby_cluster_busan: ${value} } }`) },
  });

  test.each(['{ cluster_type: null }', '{ cluster_type: standby }', '{ cluster_type: null, type: null }'])(
    'what is in use now and idle after a promotion: %s',
    async (value) => {
      expect(await findings(topology(busanAt('seoul', value)))).toMatchObject([
        { rule: IDLE[0], message: expect.stringContaining('while busan leads') },
      ]);
    },
  );

  test('before Patroni 4.1 the way back begins with a slot that has to go', async () => {
    const top = software('4.0');
    expect(await rulesIn({ top, ...busanAt('seoul', '{ type: physical }') })).toEqual(IDLE);
    expect(await rulesIn({ top, ...busanAt('seoul', '{ cluster_type: primary }') })).toEqual(IDLE);
  });

  test('a primary cluster makes a slot of cluster_type standby too, and one of its own', async () => {
    const sites = { seoul: dcs('{ slots: { standby_cluster_seoul: { cluster_type: standby } } }') };
    expect(await findings(topology({ sites }))).toMatchObject([
      { rule: IDLE[0], message: expect.stringContaining('while seoul leads') },
    ]);
  });

  test('three sites: the primary keeps the slot of one that always follows another', async () => {
    const sites = {
      seoul: 'slots: [standby_cluster_busan, standby_cluster_jeju]',
      jeju: 'standby: { follow: busan }',
    };
    expect(await findings(topology({ count: 3, sites }))).toMatchObject([
      { rule: IDLE[0], at: 'standby_cluster_jeju' },
    ]);
  });

  test.each([
    ['{ type: logical, database: orders, plugin: pgoutput }', 'no physical slot'],
    ['nonsense', 'no slot at all'],
    ['{ cluster_type: primary }', 'made by primary clusters'],
  ])('what Patroni does not make: %s, %s', async (value) => {
    const sites = { busan: dcs(`{ slots: { standby_cluster_seoul: ${value} } }`) };
    expect(await rulesIn({ sites })).not.toContain(IDLE[0]);
  });

  test('no slots at all with use_slots off', async () => {
    const slots = 'slots: { standby_cluster_seoul: { cluster_type: null } }';
    expect(
      await rulesIn({ sites: { busan: dcs(`{ ${slots}, postgresql: { use_slots: false } }`) } }),
    ).toEqual(['replication/slot-mismatch']);
  });
});

describe('replication/upstream-invalid', () => {
  const hosts = (block: string) =>
    findings(topology({ sites: { busan: dcs(`{ standby_cluster: ${block} }`) } }));

  test.each([
    ['"10.1.0.10, 10.1.0.11,10.1.0.12"', '" 10.1.0.11" has a blank in it'],
    ['"10.1.0.10,,10.1.0.11,10.1.0.12"', 'an empty host'],
    ['"[fd00::1],[fd00::2]"', 'without brackets'],
    ['"10.1.0.10:5432,10.1.0.11:5432"', 'the port has its own key'],
    ['"10.1.0.10;10.1.0.11"', '"10.1.0.10;10.1.0.11"'],
  ])('host: %s', async (host, words) => {
    expect(await hosts(`{ host: ${host} }`)).toMatchObject([
      { rule: 'replication/upstream-invalid', at: host, message: expect.stringContaining(words) },
    ]);
  });

  test.each(['"5432,5433"', '0', '70000', 'none', '[5432]'])('port: %s', async (port) => {
    expect(await hosts(`{ port: ${port} }`)).toMatchObject([
      { rule: 'replication/upstream-invalid', at: port },
    ]);
  });

  test.each([['{ port: "5432" }'], ['{ host: "primary.example.com" }'], ['{ host: "/run/tunnel" }']])(
    'silent on %s',
    async (block) => {
      const found = await hosts(block);
      expect(found.filter(({ rule }) => rule !== 'replication/host-not-certified')).toEqual([]);
    },
  );

  test('what waits for a promotion is said as such', async () => {
    const sites = { seoul: dcs('{ standby_cluster: { host: "10.2.0.10, 10.2.0.11, 10.2.0.12" } }') };
    expect((await findings(topology({ sites })))[0]?.message).toMatch(
      /^once busan is the primary: seoul is told to stream from a host that libpq cannot read/,
    );
  });
});

describe('replication/no-upstream', () => {
  const found = (once: boolean) => [
    {
      rule: 'replication/no-upstream',
      at: 'null',
      message: expect.stringMatching(once ? /^once busan is the primary: seoul is/ : /^busan is/),
    },
  ];

  test('a site that is told to follow nobody is a second primary: one finding, in either direction', async () => {
    const nobody = dcs('{ standby_cluster: null }');
    expect(await findings(topology({ sites: { busan: nobody } }))).toMatchObject(found(false));
    expect(await findings(topology({ sites: { seoul: nobody } }))).toMatchObject(found(true));
  });

  test('nothing that Patroni takes for a source: neither host nor port nor restore_command', async () => {
    expect(await rulesIn({ sites: { busan: dcs('{ standby_cluster: { host: null, port: 0 } }') } })).toEqual([
      'replication/no-upstream',
    ]);
  });
});

describe('replication/no-upstream, of a site that is told of a source', () => {
  const standby = (block: string) => ({ sites: { busan: dcs(`{ standby_cluster: ${block} }`) } });

  test('a port and no host: Patroni fails on it', async () => {
    expect(await findings(topology(standby('{ host: null }')))).toMatchObject([
      { rule: 'replication/no-upstream', at: 'null', message: expect.stringContaining('no host') },
    ]);
    expect(await rulesIn(standby('{ host: "", restore_command: fetch %f %p }'))).toEqual([
      'replication/no-upstream',
    ]);
  });

  test('hosts as a list: Patroni wants a text', async () => {
    expect(await rulesIn(standby('{ host: [10.1.0.10, 10.1.0.11] }'))).toEqual(['replication/no-upstream']);
  });

  test('an archive, and a slot that nothing asks for', async () => {
    const lines = await told(standby('{ host: null, port: null, restore_command: fetch %f %p }'));
    expect(lines.filter((line) => line.startsWith('replication/no-upstream'))).toEqual([]);
  });
});

describe('replication/wrong-source', () => {
  const host = (hosts: string, more = '') => dcs(`{ standby_cluster: { host: "${hosts}"${more} } }`);

  test('a standby site that is told to stream from itself', async () => {
    expect(await findings(topology({ sites: { busan: host('10.1.0.10,10.2.0.10') } }))).toMatchObject([
      {
        rule: 'replication/wrong-source',
        at: '"10.1.0.10,10.2.0.10"',
        message: 'busan is told to stream from itself',
        related: ['10.2.0.10'],
      },
    ]);
    expect(await findings(topology({ sites: { seoul: host('10.1.0.10') } }))).toMatchObject([
      { message: expect.stringMatching(/^once busan is the primary: seoul is told to stream from itself/) },
    ]);
  });

  test('three sites: from one that is not its upstream, now or after a promotion', async () => {
    const sites = { jeju: host('10.2.0.10') };
    expect((await findings(topology({ count: 3, sites })))[0]?.message).toContain('from busan, which is not');
    const follows = { jeju: `standby: { follow: busan }\n${host('10.2.0.10')}` };
    expect(await told({ count: 3, sites: follows })).toEqual([]);
  });

  test('by the address that the site would reach it by', async () => {
    const nodes = { 'pg-busan-1': 'wan_address: 198.51.100.1', 'pg-seoul-1': 'wan_address: 203.0.113.1' };
    for (const address of ['10.2.0.10', '198.51.100.1'])
      expect(await rulesIn({ nodes, sites: { busan: host(address) } })).toEqual(['replication/wrong-source']);
    expect(await told({ nodes, sites: { busan: host('203.0.113.1,10.1.0.11,10.1.0.12') } })).toEqual([]);
  });

  test('what may follow the primary is passed over: a virtual address, a name, a proxy beside PostgreSQL', async () => {
    for (const source of ['10.1.0.100', 'primary.example.com'])
      expect(await rulesIn({ sites: { busan: host(source) } })).toEqual(['replication/host-not-certified']);
    expect(await told({ sites: { busan: host('10.1.0.10,10.1.0.11,10.1.0.12') } })).toEqual([]);
    expect(await told({ sites: { busan: host('10.2.0.10', ', port: 5000') } })).toEqual([]);
  });
});

describe('replication/upstream-incomplete', () => {
  const host = (hosts: string) => dcs(`{ standby_cluster: { host: "${hosts}" } }`);

  test('by the address that the site would reach it by', async () => {
    const nodes = { 'pg-seoul-3': 'wan_address: 203.0.113.3' };
    expect(await findings(topology({ nodes, sites: { busan: host('10.1.0.10,10.1.0.11') } }))).toMatchObject([
      { rule: 'replication/upstream-incomplete', related: ['203.0.113.3'] },
    ]);
  });

  test('an address of no member may lead anywhere', async () => {
    expect(await rulesIn({ sites: { busan: host('10.1.0.10,10.1.0.100') } })).toEqual([
      'replication/host-not-certified',
    ]);
  });

  test('the way back is said once', async () => {
    const found = await findings(topology({ count: 3, sites: { seoul: host('10.2.0.10') } }));
    expect(found.filter(({ rule }) => rule === 'replication/upstream-incomplete')).toMatchObject([
      {
        message: expect.stringMatching(
          /^once busan is the primary: standby_cluster\.host of seoul lacks pg-busan-2 and 1 more/,
        ),
      },
    ]);
  });
});

describe('replication/upstream-ports-differ', () => {
  test('only where somebody streams from the site, in either direction', async () => {
    const port = 'postgresql: { port: 5433 }';
    expect(await places({ nodes: { 'pg-seoul-2': port } })).toEqual(['as it stands: 10.1.0.10, 5433']);
    expect(await places({ nodes: { 'pg-busan-2': port } })).toEqual(['once busan leads: 10.2.0.10, 5433']);
    expect(await rulesIn({ nodes: { 'pg-seoul-2': port } })).toEqual(['replication/upstream-ports-differ']);
  });

  test('sites may have different ports', async () => {
    expect(await told({ sites: { busan: 'postgresql: { port: 5433 }' } })).toEqual([]);
  });
});

describe('recovery/rewind-impossible', () => {
  const FOUND = ['recovery/rewind-impossible'];
  const HINTS = dcs('{ postgresql: { parameters: { wal_log_hints: "off" } } }');
  const off = (software: string, word = '"off"'): string =>
    `software: ${software}\npostgresql: { data_checksums: false, parameters: { wal_log_hints: ${word} } }`;

  test.each([
    ['{ patroni: "3.0", postgresql: 17 }', []],
    ['{ patroni: "3.3", postgresql: 17 }', []],
    ['{ patroni: "4.0", postgresql: 17 }', FOUND],
    ['{ patroni: "4.1", postgresql: 17 }', FOUND],
    ['{ patroni: "4.1", postgresql: 18 }', FOUND],
  ])('software: %s', async (software, rules) => {
    expect(await rulesIn({ top: off(software) })).toEqual(rules);
  });

  test.each(['false', 'no', '"0"', 'OFF', '0'])('wal_log_hints: %s is off', async (word) => {
    expect(await rulesIn({ top: off('{ patroni: "4.1" }', word) })).toEqual(FOUND);
  });

  test('the checksums that count are those of the primary site', async () => {
    const none = 'postgresql: { data_checksums: false }';
    expect(await rulesIn({ top: HINTS, sites: { busan: none } })).toEqual([]);
    const [found] = await findings(topology({ top: HINTS, sites: { seoul: none } }));
    expect(found).toMatchObject({ rule: FOUND[0], at: '"off"', related: ['false'] });
  });

  test('any member may win the race to run initdb', async () => {
    const nodes = { 'pg-seoul-3': 'postgresql: { data_checksums: false }' };
    expect(await rulesIn({ top: HINTS, nodes })).toEqual(FOUND);
  });

  test.each([
    ['[no-data-checksums]', 18, FOUND],
    ['[encoding: UTF8]', 18, []],
    ['[encoding: UTF8]', 17, FOUND],
    ['[k]', 17, []],
    ['[data-checksums, encoding: UTF8]', 17, []],
  ])('initdb overridden by %s, PostgreSQL %d', async (options, major, rules) => {
    const hints = 'dcs: { postgresql: { parameters: { wal_log_hints: "off" } } }';
    const top = `${patroni(`{ bootstrap: { initdb: ${options}, ${hints} } }`)}\nsoftware: { postgresql: ${major} }`;
    const found = (await rulesIn({ top })).filter((rule) => rule !== 'parameters/encoding-unset');
    expect(found).toEqual(rules);
  });

  test('a site that does not rewind has nothing to lose', async () => {
    const site = dcs('{ postgresql: { use_pg_rewind: false } }');
    const top = off('{ patroni: "4.1" }');
    const found = await findings(topology({ top, sites: { busan: site } }));
    const impossible = found.filter(({ rule }) => rule === FOUND[0]);
    expect(impossible).toMatchObject([{ message: expect.stringContaining('seoul') }]);
    expect(impossible[0]?.message).not.toContain('busan');
    expect(await rulesIn({ top, sites: { busan: site, seoul: site } })).toEqual(OFF);
  });

  const OFF = ['recovery/rewind-off'];
  const NONE = 'postgresql: { data_checksums: false, parameters: { wal_log_hints: "off" } }';

  test('sites that do not rewind by the files of their nodes, which win', async () => {
    expect(await rulesIn({ top: `${NONE}\n${patroni('{ postgresql: { use_pg_rewind: false } }')}` })).toEqual(
      OFF,
    );
    const on =
      '{ postgresql: { use_pg_rewind: true }, bootstrap: { dcs: { postgresql: { use_pg_rewind: false } } } }';
    expect(await rulesIn({ top: `${NONE}\n${patroni(on)}` })).toEqual(FOUND);
  });

  test('of use_pg_rewind Patroni asks no more than whether it is there: the word "off" switches it on', async () => {
    expect(await rulesIn({ top: `${NONE}\n${dcs('{ postgresql: { use_pg_rewind: "off" } }')}` })).toEqual([
      ...FOUND,
      'placement/value-misread',
    ]);
    expect(await rulesIn({ top: `${NONE}\n${dcs('{ postgresql: { use_pg_rewind: 0 } }')}` })).toEqual(OFF);
  });

  test('a parameter has one name in upper and lower case', async () => {
    expect(await rulesIn({ top: NONE.replace('wal_log_hints', 'WAL_LOG_HINTS') })).toEqual(FOUND);
  });

  test('under a node wal_log_hints is ignored, and that is said', async () => {
    const nodes = {
      'pg-seoul-1': 'postgresql: { data_checksums: false, parameters: { wal_log_hints: "off" } }',
    };
    expect(await rulesIn({ nodes })).toEqual(['placement/parameter-ignored']);
  });
});

describe('synchronous_standby_names', () => {
  test.each([
    ['a', 1, ['a']],
    ['a, "B-1" ,c', 1, ['a', 'b-1', 'c']],
    ['2 (a,b)', 2, ['a', 'b']],
    ['FIRST 1 ("any", b)', 1, ['any', 'b']],
    ['any 3 (*)', 3, ['*']],
    ['"a ""b"" c"', 1, ['a "b" c']],
  ])('%s', (text, count, names) => {
    expect(parseSyncNames(text)).toEqual({ count, names });
  });

  test.each(['', '  ', 'ANY 1 ()'])('nothing in "%s"', (text) => {
    expect(parseSyncNames(text)).toBeUndefined();
  });

  const names = (value: string) => ({
    seoul: `postgresql: { parameters: { synchronous_standby_names: '${value}' } }`,
  });

  test('without regard to case, and by the names that Patroni has', async () => {
    const nodes = { 'pg-seoul-2': patroni('{ name: renamed }') };
    expect(await rulesIn({ nodes, sites: names('RENAMED, PG-seoul-1') })).toEqual([]);
    expect(await rulesIn({ nodes, sites: names('Renamed') })).toEqual(['replication/sync-standby-missing']);
    expect(await rulesIn({ sites: names('PG-BUSAN-1, pg-seoul-1, pg-seoul-2') })).toEqual([
      'replication/sync-across-sites',
    ]);
  });

  test('the standby leader of a site counts if any of its members would do', async () => {
    expect(await rulesIn({ sites: names('pg-busan-1, pg-busan-2, pg-busan-3') })).toEqual([
      'replication/sync-across-sites',
    ]);
    expect(await rulesIn({ sites: names('pg-busan-1, pg-busan-2') })).toEqual([
      'replication/sync-standby-missing',
    ]);
  });

  test('before Patroni 3.3.2 nobody waits', async () => {
    const top = software('3.3.1');
    expect(await rulesIn({ top, sites: names('pg-seoul-2') })).toEqual([]);
    expect(await rulesIn({ top: software('3.3.2'), sites: names('pg-seoul-2') })).toEqual([
      'replication/sync-standby-missing',
    ]);
  });
});
