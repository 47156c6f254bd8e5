import { describe, expect, test } from 'vitest';
import { findings, patroni, rulesIn, told, topology } from './estates.ts';

const LOCAL = [
  'host all postgres 127.0.0.1/32 scram-sha-256',
  'host replication replicator 127.0.0.1/32 scram-sha-256',
];
const NODES = (type = 'hostssl'): string[] => [
  `${type} replication replicator 10.0.0.0/14 scram-sha-256`,
  `${type} postgres rewind_user 10.0.0.0/14 scram-sha-256`,
];
const ALL = [...LOCAL, ...NODES()];
const PLAIN = [...LOCAL, ...NODES('host')];

const list = (lines: readonly string[]): string => `pg_hba: [${lines.map((line) => `'${line}'`).join(', ')}]`;
const hba = (...lines: string[]): string => `postgresql: { ${list(lines)} }`;
const client = (user: string, database: string, from: string): string =>
  `clients: [{ user: ${user}, database: ${database}, from: ${from} }]`;

describe('access/clients-refused', () => {
  const refused = async (clients: string, ...lines: string[]): Promise<string[]> =>
    told({ top: `${clients}\n${hba(...ALL, ...lines)}` });

  test('a network is let in by lines for all of it', async () => {
    const app = client('app', 'db', '[10.8.0.0/15]');
    expect(await refused(app, 'hostssl db app 10.8.0.0/15 scram-sha-256')).toEqual([]);
    // That two lines do it between them is not worked out, nor denied.
    expect(
      await refused(app, 'host db app 10.8.0.0/16 scram-sha-256', 'host db app 10.9.0.0/16 scram-sha-256'),
    ).toEqual([]);
    expect(await refused(app, 'host db app 10.10.0.0/16 scram-sha-256')).toHaveLength(1);
    expect(await refused(app, 'host db other 10.0.0.0/8 scram-sha-256')).toHaveLength(1);
    expect(await refused(app, 'host other app 10.0.0.0/8 scram-sha-256')).toHaveLength(1);
  });

  test('everybody and everything, wherever they come from', async () => {
    const anybody = client('all', 'all', '10.9.0.5');
    expect(await refused(anybody, 'hostssl all all 10.9.0.0/16 scram-sha-256')).toEqual([]);
    expect(await refused(anybody, 'hostssl all app 10.9.0.0/16 scram-sha-256')).toHaveLength(1);
    expect(await refused(anybody, 'hostssl db all 10.9.0.0/16 scram-sha-256')).toHaveLength(1);
    expect(await refused(anybody, 'hostssl all +staff 10.9.0.0/16 scram-sha-256')).toHaveLength(1);
    const everywhere = client('app', 'db', 'all');
    expect(await refused(everywhere, 'hostssl db app all scram-sha-256')).toEqual([]);
    expect(await refused(everywhere, 'hostssl db app 0.0.0.0/0 scram-sha-256')).toEqual([]);
  });

  test('what only PostgreSQL knows is no finding', async () => {
    for (const line of [
      'hostssl db +staff 10.0.0.0/8 scram-sha-256',
      'hostssl db app samenet scram-sha-256',
      'hostssl db app .example.com scram-sha-256',
      'hostssl db @users 10.0.0.0/8 scram-sha-256',
      'include more.conf',
      'hostssl db app 10.0.0.0/8 ldap ldapserver=a ldapprefix=b',
    ])
      expect(await refused(client('app', 'db', '10.9.0.5'), line), line).toEqual([]);
    expect(
      await refused(client('+staff', 'db', '10.9.0.5'), 'hostssl db +staff 10.0.0.0/8 scram-sha-256'),
    ).toEqual([]);
  });

  test('HAProxy sends connections to its own site, and to the others when it is told to', async () => {
    const app = client('app', 'db', 'haproxy');
    const proxied = (more: string, ...lines: string[]): string =>
      topology({ top: `${app}\n${hba(...ALL, ...lines)}` }).replace(
        '      - { name: pg-seoul-1,',
        `      - { name: lb, address: 10.5.0.9, runs: [haproxy]${more} }\n      - { name: pg-seoul-1,`,
      );
    const own = await findings(proxied(''));
    expect(own).toMatchObject([
      {
        rule: 'access/clients-refused',
        message: expect.stringMatching(/^seoul refuses .* from lb: no line/),
      },
    ]);
    expect(await findings(proxied('', 'hostssl db app 10.5.0.9/32 scram-sha-256'))).toEqual([]);
    const all = ', haproxy: { writes: all }, wan_address: 203.0.113.9';
    const both = await findings(proxied(all, 'hostssl db app 10.5.0.9/32 scram-sha-256'));
    expect(both).toMatchObject([{ message: expect.stringMatching(/^busan refuses .* from lb: no line/) }]);
    expect(both[0]?.related).toEqual(['203.0.113.9']);
  });

  test('one client that two sites refuse is one mistake', async () => {
    const found = await findings(topology({ top: `${client('app', 'db', '10.9.0.5')}\n${hba(...ALL)}` }));
    expect(found).toMatchObject([{ message: expect.stringMatching(/^seoul and busan refuse/) }]);
  });
});

describe('one mistake, one finding', () => {
  test('a line that rejects a member shadows its line, and that is told with it', async () => {
    const lines = [...LOCAL, 'host replication all 10.2.0.0/16 reject', ...NODES()];
    lines.push('hostssl replication replicator 10.2.0.11/32 scram-sha-256');
    expect(await rulesIn({ top: hba(...lines) })).toEqual(['access/replication-refused']);
  });

  test('a member with a user of its own', async () => {
    const stray = patroni('{ postgresql: { authentication: { superuser: { username: admin } } } }');
    expect(await rulesIn({ nodes: { 'pg-busan-2': stray } })).toEqual(['access/credentials-differ']);
    const site = patroni('{ postgresql: { authentication: { rewind: { username: winder } } } }');
    expect(await findings(topology({ sites: { busan: site } }))).toMatchObject([
      { rule: 'access/credentials-differ', at: 'winder' },
    ]);
    expect(await findings(topology({ sites: { seoul: site } }))).toMatchObject([{ at: 'winder' }]);
  });

  test('a line that never decides is told of for nothing else', async () => {
    const wide = 'host all all 10.0.0.0/8 scram-sha-256';
    expect(await rulesIn({ top: hba(...ALL, wide, 'host all all 10.9.0.0/16 trust') })).toEqual([
      'access/line-shadowed',
    ]);
  });
});

describe('lines', () => {
  test.each([
    ['host all all 10.9.0.5/32 trust', 'access/trust-network'],
    ['host all all samenet trust', 'access/trust-network'],
    ['host all all .example.com trust', 'access/trust-network'],
    ['hostssl all all all trust', 'access/trust-network'],
    ['host all all ::/0 scram-sha-256', 'access/open-to-all'],
    ['host all postgres 0.0.0.0/0 scram-sha-256', 'access/open-to-all'],
    ['host replication app,replicator all scram-sha-256', 'access/open-to-all'],
    ['host all all 10.9.0.0 0.0.0.0 scram-sha-256', 'access/open-to-all'],
    ['hostnossl db app 10.9.0.5/32 password', 'access/password-cleartext'],
    ['host db app 10.9.0.5/32 md5', 'access/md5'],
  ])('%s', async (line, rule) => expect(await rulesIn({ top: hba(...ALL, line) })).toEqual([rule]));

  test.each([
    'local all all trust',
    'host all all 127.0.0.0/8 trust',
    'host all all ::1/128 trust',
    'host all all samehost trust',
    'host all all localhost trust',
    'hostgssenc all all all trust',
    'hostssl all all all cert',
    'hostssl all all all scram-sha-256 clientcert=verify-ca',
    'host db app all scram-sha-256',
    'host all all all reject',
    'hostssl db app 10.9.0.5/32 password',
    'host all app 127.0.0.1/32 password',
  ])('%s is left alone', async (line) => expect(await told({ top: hba(...ALL, line) })).toEqual([]));
});

describe('oauth', () => {
  const at = (libraries: string, options: string): Promise<string[]> =>
    told({
      top: `postgresql: { parameters: { oauth_validator_libraries: ${libraries} }, ${list([...ALL, `hostssl db app 10.9.0.0/16 oauth issuer=a scope=b ${options}`])} }`,
    });

  test('is loaded when its validator is', async () => {
    expect(await at('one', '')).toEqual([]);
    expect(await at('"one, two"', 'validator=two')).toEqual([]);
    expect(await at('""', '')).toEqual([
      expect.stringContaining('oauth_validator_libraries, which is not set'),
    ]);
    expect(await at('"one, two"', '')).toEqual([expect.stringContaining('needs the option "validator"')]);
    expect(await at('one', 'validator=two')).toEqual([expect.stringContaining('does not name "two"')]);
  });
});

describe('password_encryption', () => {
  const at = (value: string, lines: readonly string[], top = ''): Promise<string[]> =>
    rulesIn({ top: `${top}\npostgresql: { parameters: { password_encryption: ${value} }, ${list(lines)} }` });
  const MD5 = ALL.map((line) => line.replace('scram-sha-256', 'md5'));

  test('its words, by version', async () => {
    const old = 'software: { postgresql: 13 }';
    expect(await at('md5', ALL)).toEqual(['access/scram-impossible']);
    expect(await at('MD5', ALL, old)).toEqual(['access/scram-impossible']);
    expect(await at('scram-sha-256', ALL, old)).toEqual([]);
    expect(await at('md5', MD5)).toEqual(['access/md5-hashes']);
    expect(await at('scram-sha-256', MD5)).toEqual(['access/md5']);
  });
});

describe('TLS between the sites', () => {
  const mode = (role: string, sslmode: string): string =>
    patroni(`{ postgresql: { authentication: { ${role}: { sslmode: ${sslmode} } } } }`);

  test.each(['prefer', 'allow', 'disable', 'null'])('sslmode %s, where lines take both', async (sslmode) => {
    const found = await findings(topology({ top: `${hba(...PLAIN)}\n${mode('replication', sslmode)}` }));
    expect(found).toMatchObject([{ rule: 'access/cleartext-replication', at: sslmode }]);
    expect(found[0]?.message).toContain(
      sslmode === 'disable' ? 'is sent unencrypted' : 'may be sent unencrypted',
    );
  });

  test('where the lines take TLS alone, or the servers have none, it says nothing', async () => {
    expect(await told({ top: `${hba(...ALL)}\n${mode('rewind', 'prefer')}` })).toEqual([]);
    expect(await rulesIn({ top: `${hba(...ALL)}\n${mode('rewind', 'disable')}` })).toEqual([
      'access/rewind-refused',
    ]);
    expect(await told({ top: `tls: { postgresql: false }\n${hba(...PLAIN)}` })).toEqual([]);
  });

  test('hostssl lines without ssl: told unless somebody is kept out by it', async () => {
    const off = 'tls: { postgresql: false }';
    const line = 'hostssl db app 10.9.0.5/32 scram-sha-256';
    expect(await rulesIn({ top: `${off}\n${hba(...PLAIN, line)}` })).toEqual(['access/hostssl-without-ssl']);
    expect(
      await rulesIn({ top: `${off}\n${client('app', 'db', '10.9.0.5')}\n${hba(...PLAIN, line)}` }),
    ).toEqual(['access/clients-refused']);
  });
});

describe('access/pg-hba-differs', () => {
  const line = 'hostssl db reporter 10.9.0.5/32 scram-sha-256';
  const own = (...lines: string[]): string => `postgresql: { ${list(lines)} }`;

  test('who is in the list of one node alone', async () => {
    expect(await rulesIn({ nodes: { 'pg-seoul-2': own(...ALL, line) }, top: hba(...ALL) })).toEqual([
      'access/pg-hba-differs',
    ]);
    expect(await rulesIn({ nodes: { 'pg-seoul-2': own(...ALL) }, top: hba(...ALL, line) })).toEqual([
      'access/pg-hba-differs',
    ]);
  });

  test('another order, a line for the node itself, another site', async () => {
    const self = 'hostssl all monitor 10.1.0.11/32 scram-sha-256';
    expect(await told({ nodes: { 'pg-seoul-2': own(self, ...ALL) }, top: hba(...ALL) })).toEqual([]);
    expect(await told({ nodes: { 'pg-seoul-2': own(line, ...ALL) }, top: hba(...ALL, line) })).toEqual([]);
    expect(await told({ sites: { busan: own(...ALL, line) }, top: hba(...ALL) })).toEqual([]);
  });
});
