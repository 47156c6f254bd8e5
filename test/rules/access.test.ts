import { describe, expect, test } from 'vitest';
import { lint } from '../../src/index.ts';
import type { Written } from './estates.ts';
import { dcs, findings, patroni, rulesIn, SHORT, told, topology } from './estates.ts';

const LOCAL = [
  'host all postgres 127.0.0.1/32 scram-sha-256',
  'host replication replicator 127.0.0.1/32 scram-sha-256',
];
const SEOUL = [
  'hostssl replication replicator 10.1.0.0/16 scram-sha-256',
  'hostssl postgres rewind_user 10.1.0.0/16 scram-sha-256',
];
const BUSAN = SEOUL.map((line) => line.replace('10.1.', '10.2.'));
const JEJU = SEOUL.map((line) => line.replace('10.1.', '10.3.'));
const ALL = [...LOCAL, ...SEOUL, ...BUSAN];

/** A list of lines as the value of pg_hba. */
const hba = (lines: readonly string[]): string =>
  `postgresql: { pg_hba: [${lines.map((line) => `'${line}'`).join(', ')}] }`;

/**
 * Who refuses whom, without the words around it: `replication: busan ← seoul, once busan is the primary`. A rule's
 * messages may be worded anew; what they say may not change.
 */
async function refusals(written: Written): Promise<string[]> {
  return (await findings(topology(written))).map(({ rule, message }) => {
    const [, when = '', servers, whose] =
      /^(?:(once \w+ is the primary): )?(.+?) refuses? the \S+ connections of (.+?)(?: \(.*\))?: /.exec(
        message,
      ) ?? [];
    const kind = rule.replace(/^access\/(.*)-refused$/, '$1');
    return servers ? `${kind}: ${servers} ← ${whose}${when && `, ${when}`}` : `${rule} ${message}`;
  });
}

const BOTH = ['access/replication-refused', 'access/rewind-refused'];

describe('access/pg-hba-ignored', () => {
  const FOUND = ['access/pg-hba-ignored'];

  test('hba_file leads elsewhere: in the dynamic configuration, in the file of a node', async () => {
    const file = 'postgresql: { parameters: { hba_file: /etc/pg_hba.conf } }';
    expect(await findings(topology({ top: file }))).toMatchObject([
      { rule: FOUND[0], at: '/etc/pg_hba.conf', message: expect.stringContaining('pg-seoul-1') },
    ]);
    expect(await rulesIn({ nodes: { 'pg-busan-2': file.replace('hba_file', 'HBA_FILE') } })).toEqual(FOUND);
  });

  test('or to where Patroni writes it', async () => {
    for (const file of ['pg_hba.conf', '/var/lib/postgresql/18/main/pg_hba.conf'])
      expect(await told({ top: `postgresql: { parameters: { hba_file: ${file} } }` })).toEqual([]);
    const folder = patroni('{ postgresql: { config_dir: /etc/postgresql/18/main/ } }');
    const inside = 'postgresql: { parameters: { hba_file: /etc/postgresql/18/main/pg_hba.conf } }';
    expect(await rulesIn({ top: `${folder}\n${inside}` })).not.toContain(FOUND[0]);
  });

  test('ident_file beside a pg_ident, and alone', async () => {
    const file = 'postgresql: { parameters: { ident_file: /etc/pg_ident.conf } }';
    expect(await told({ top: file })).toEqual([]);
    expect(await rulesIn({ top: `${file}\n${patroni('{ postgresql: { pg_ident: [a b c] } }')}` })).toEqual(
      FOUND,
    );
  });

  test.each(['null', '[]', 'all'])('the list overridden by %s', async (list) => {
    const found = await findings(topology({ top: patroni(`{ postgresql: { pg_hba: ${list} } }`) }));
    expect(found).toMatchObject([{ rule: FOUND[0], at: list }]);
  });

  test('without a list of the node, that of the dynamic configuration holds, and is judged', async () => {
    const lines = (list: readonly string[]) => `[${list.map((line) => `'${line}'`).join(', ')}]`;
    const dynamic = (list: readonly string[]) =>
      patroni(
        `{ postgresql: { pg_hba: null }, bootstrap: { dcs: { postgresql: { pg_hba: ${lines(list)} } } } }`,
      );
    expect(await told({ top: dynamic(ALL) })).toEqual([]);
    expect(await rulesIn({ top: dynamic([...LOCAL, ...SEOUL]) })).toEqual(BOTH);
  });
});

describe('access/replication-refused and access/rewind-refused', () => {
  test('what is derived is sound: with and without TLS, by two and by three sites, before and after promotions', async () => {
    for (const top of [
      '',
      'tls: { postgresql: false }',
      'software: { postgresql: 13 }',
      'software: { patroni: "3.0" }',
    ])
      for (const count of [2, 3] as const) expect(await told({ top, count })).toEqual([]);
    expect(await told({ top: hba(ALL) })).toEqual([]);
  });

  test('one direction is missing: found for the day it is needed, at the list that lacks it', async () => {
    const written = { sites: { seoul: hba(ALL), busan: hba([...LOCAL, ...BUSAN]) } };
    expect(await refusals(written)).toEqual([
      'replication: busan ← seoul, once busan is the primary',
      'rewind: busan ← seoul, once busan is the primary',
    ]);
    expect((await findings(topology(written))).map(({ at, related }) => [at, related])).toEqual([
      ['pg_hba', ['10.1.0.10']],
      ['pg_hba', ['10.1.0.10']],
    ]);
  });

  test('what is broken both ways is reported once, and so is a list that several sites share', async () => {
    expect(await refusals({ sites: { seoul: hba(LOCAL) } })).toEqual([
      'replication: seoul ← seoul and busan',
      'rewind: seoul ← seoul and busan',
    ]);
    const lacking = [...LOCAL, ...SEOUL, ...BUSAN.map((line) => line.replace('10.2.0.0/16', '10.2.0.10/31'))];
    expect(await refusals({ top: hba(lacking) })).toEqual([
      'replication: seoul and busan ← pg-busan-3',
      'rewind: seoul and busan ← pg-busan-3',
    ]);
  });

  test('three sites: each site needs lines for those that stream from it, in each estate', async () => {
    const lists = { seoul: hba([...ALL, ...JEJU]), busan: hba(ALL), jeju: hba([...ALL, ...JEJU]) };
    expect(await refusals({ count: 3, sites: lists })).toEqual([
      'replication: busan ← jeju, once busan is the primary',
      'rewind: busan ← jeju, once busan is the primary',
    ]);
  });

  test('three sites in a chain: who never streams from a site need not be let in there', async () => {
    const follow = 'standby: { follow: busan }';
    const sites = {
      seoul: hba(ALL),
      busan: hba([...ALL, ...JEJU]),
      jeju: `${follow}\n${hba([...ALL, ...JEJU])}`,
    };
    expect(await told({ count: 3, sites })).toEqual([]);
    expect(await refusals({ count: 3, sites: { ...sites, busan: hba(ALL) } })).toEqual([
      'replication: busan ← jeju',
      'rewind: busan ← jeju',
    ]);
  });

  test('one node’s list is judged for itself, and names the node', async () => {
    const nodes = { 'pg-seoul-2': hba([...LOCAL, ...SEOUL]) };
    expect(await refusals({ top: hba(ALL), nodes })).toEqual([
      'replication: pg-seoul-2 ← busan',
      'rewind: pg-seoul-2 ← busan',
    ]);
  });

  test('overrides replace the list: for the estate, a site, a node', async () => {
    const list = (lines: readonly string[]) =>
      patroni(`{ postgresql: { pg_hba: [${lines.map((line) => `'${line}'`).join(', ')}] } }`);
    expect(await told({ top: `${hba(LOCAL)}\n${list(ALL)}` })).toEqual([]);
    expect(await rulesIn({ sites: { busan: list(LOCAL) } })).toEqual(BOTH);
    const found = await refusals({ nodes: { 'pg-busan-3': list(LOCAL) } });
    expect(found.filter((one) => !one.includes(': pg-busan-3 ←'))).toEqual([]);
    expect(found).not.toEqual([]);
  });

  test('a line that rejects is pointed at; a line above it that lets in is seen', async () => {
    const reject = 'host replication all 10.2.0.11/32 reject';
    const written = { top: hba([...LOCAL, reject, ...SEOUL, ...BUSAN]) };
    expect((await findings(topology(written)))[0]).toMatchObject({
      at: `'${reject}'`,
      message: expect.stringContaining(`line 3 "${reject}" comes before line 6, which would let them in`),
      related: ['10.2.0.11', `'${BUSAN[0]}'`],
    });
    expect(await told({ top: hba([...ALL, reject]) })).toEqual([]);
  });

  test('lines that cannot be judged are no error, and told as info', async () => {
    for (const unknown of [
      'host replication,postgres all samenet scram-sha-256',
      'host replication,postgres all .example.com scram-sha-256',
    ])
      expect(await rulesIn({ top: hba([...LOCAL, unknown]) })).toEqual(['access/connection-undecided']);
    const groups = [
      'hostssl replication +followers 10.0.0.0/8 scram-sha-256',
      'hostssl postgres +rewinders 10.0.0.0/8 scram-sha-256',
    ];
    expect(await rulesIn({ top: hba([...LOCAL, ...groups]) })).toEqual(['access/connection-undecided']);
  });

  test('between sites the address is the one that the other site sees', async () => {
    const nodes = Object.fromEntries(
      [1, 2, 3].map((index) => [`pg-busan-${index}`, `wan_address: 203.0.113.${index}`]),
    );
    expect(await told({ nodes })).toEqual([]);
    expect(await refusals({ nodes, top: hba(ALL) })).toEqual([
      'replication: seoul ← busan',
      'rewind: seoul ← busan',
    ]);
    expect((await findings(topology({ nodes, top: hba(ALL) })))[0]?.related).toEqual(['203.0.113.1']);
    const wan = SEOUL.map((line) => line.replace('10.1.0.0/16', '203.0.113.0/24'));
    expect(await told({ nodes, top: hba([...ALL, ...wan]) })).toEqual([]);
  });

  describe('TLS', () => {
    test('hostssl lines need a server with TLS, and a client that uses it', async () => {
      expect(await rulesIn({ top: `tls: { postgresql: false }\n${hba(ALL)}` })).toEqual(BOTH);
      const plain = patroni('{ postgresql: { authentication: { replication: { sslmode: disable } } } }');
      expect(await rulesIn({ top: plain })).toEqual(['access/replication-refused']);
    });

    test('clients that insist, a server without: one mistake, whichever way round', async () => {
      const off = patroni('{ postgresql: { parameters: { ssl: "off" } } }');
      const found = await findings(topology({ sites: { busan: off } }));
      expect([...new Set(found.map(({ rule }) => rule))]).toEqual(['access/replication-refused']);
      for (const { message } of found) expect(message).toContain('TLS');
    });

    test('an override that takes ssl away is where the mistake is', async () => {
      const none = patroni('{ postgresql: { parameters: { ssl: null } } }');
      expect(await findings(topology({ top: none }))).toMatchObject([
        { rule: 'access/replication-refused', at: 'null' },
      ]);
    });

    test('a certificate is asked for', async () => {
      const certificate = ALL.map((line) =>
        line.startsWith('hostssl replication') ? line.replace('scram-sha-256', 'cert') : line,
      );
      const found = await findings(topology({ top: hba(certificate) }));
      expect(found[0]?.message).toContain('client certificate');
      expect([...new Set(found.map(({ rule }) => rule))]).toEqual(['access/replication-refused']);
      const shown = patroni(
        '{ postgresql: { authentication: { replication: { sslcert: /etc/pg/client.pem } } } }',
      );
      expect(await told({ top: `${hba(certificate)}\n${shown}` })).toEqual([]);
    });
  });

  describe('pg_rewind', () => {
    const only = hba([...LOCAL, ...[...SEOUL, ...BUSAN].filter((line) => line.includes('replication'))]);

    test('a site that does not rewind asks for nothing', async () => {
      const none = dcs('{ postgresql: { use_pg_rewind: false } }');
      expect(await rulesIn({ top: `${only}\n${none}` })).toEqual(['recovery/rewind-off']);
      // busan’s members ask for nothing; seoul’s are refused by both lists, which are one.
      const found = await findings(topology({ top: only, sites: { busan: none } }));
      expect(found.map(({ rule }) => rule)).toContain('access/rewind-refused');
      for (const { related } of found.filter(({ rule }) => rule !== 'recovery/rewind-off'))
        expect(related).toEqual(['10.1.0.10']);
    });

    test('a list that lacks the superuser who rewinds is told once, with all whom it refuses', async () => {
      const none = patroni('{ postgresql: { authentication: { rewind: null } } }');
      expect(await refusals({ top: none })).toEqual(['rewind: seoul and busan ← seoul and busan']);
    });

    test('without a rewind user it is the superuser who rewinds', async () => {
      const none = patroni('{ postgresql: { authentication: { rewind: null } } }');
      const superuser = 'host postgres postgres 10.0.0.0/8 scram-sha-256';
      const shared = ['access/superuser-shared'];
      expect(await rulesIn({ top: `${hba([...ALL, superuser])}\n${none}` })).toEqual(shared);
      expect(await rulesIn({ top: `${hba(ALL)}\n${none}` })).toEqual(['access/rewind-refused']);
    });

    test('users are those of the credentials', async () => {
      const credentials = 'credentials: { rewind: { username: winder }, replication: { username: walker } }';
      expect(await told({ top: credentials })).toEqual([]);
      expect(await rulesIn({ top: `${credentials}\n${hba(ALL)}` })).toEqual(BOTH);
    });
  });
});

describe('access/pg-hba-invalid', () => {
  test('PostgreSQL does not load the list: what else it would refuse is not said', async () => {
    const lines = [...LOCAL, ...SEOUL, 'host replication replicator 10.0.0.0/8 scram-sha256'];
    expect(await told({ top: hba(lines) })).toHaveLength(1);
    expect(await rulesIn({ top: hba(lines) })).toEqual(['access/pg-hba-invalid']);
  });

  test('another list is judged all the same', async () => {
    const sites = { seoul: hba(['nonsense']), busan: hba(LOCAL) };
    expect(await rulesIn({ sites })).toEqual(['access/pg-hba-invalid', ...BOTH]);
  });
});

describe('help', () => {
  const helps = async (top: string): Promise<string[]> => {
    const { diagnostics } = await lint(Buffer.from(topology({ top })), 'topology.yaml', SHORT);
    return diagnostics.map(({ help }) => help ?? '');
  };

  test('a list that nobody wrote is not to be left out', async () => {
    const derived = await helps(
      patroni('{ postgresql: { authentication: { rewind: { sslmode: disable } } } }'),
    );
    expect(derived).not.toEqual([]);
    for (const help of derived) expect(help).toContain('the list is derived');
    const renamed = await helps(patroni('{ postgresql: { authentication: { rewind: null } } }'));
    expect(renamed).toEqual([
      expect.stringContaining('remove the override and set the user in credentials.'),
    ]);
    for (const help of await helps(hba(LOCAL))) expect(help).toContain('or leave pg_hba out');
  });
});

describe('Patroni on its own node', () => {
  test('over loopback, where PostgreSQL listens there', async () => {
    const written = { top: hba([...LOCAL.slice(1), ...SEOUL, ...BUSAN]) };
    const superuser = await findings(topology(written));
    expect(superuser).not.toEqual([]);
    for (const found of superuser)
      expect(found).toMatchObject({
        rule: 'access/superuser-refused',
        at: 'pg_hba',
        message: expect.stringContaining('127.0.0.1'),
      });
    expect(await rulesIn({ top: hba([...LOCAL.slice(0, 1), ...SEOUL, ...BUSAN]) })).toEqual([
      'access/replication-refused',
    ]);
  });

  test('over the unix socket, where that is switched on', async () => {
    const sockets = patroni('{ postgresql: { use_unix_socket: true, use_unix_socket_repl: true } }');
    const own = ['local all postgres peer', 'local replication replicator scram-sha-256'];
    expect(await told({ top: `${hba([...own, ...SEOUL, ...BUSAN])}\n${sockets}` })).toEqual([]);
    expect(
      await findings(topology({ top: `${hba([...LOCAL, ...SEOUL, ...BUSAN])}\n${sockets}` })),
    ).toMatchObject([
      { rule: 'access/replication-refused', message: expect.stringContaining('over the unix socket') },
      {
        rule: 'access/superuser-refused',
        message: expect.stringContaining('over the unix socket: no line lets them in'),
      },
    ]);
  });

  test('what Patroni takes for switched on: any word, "off" too', async () => {
    const sockets = patroni('{ postgresql: { use_unix_socket: "off", use_unix_socket_repl: 1 } }');
    const own = 'local all,replication all scram-sha-256';
    expect(await rulesIn({ top: `${hba([own, ...SEOUL, ...BUSAN])}\n${sockets}` })).toEqual([
      'placement/value-misread',
    ]);
  });

  test('a node without a valid address does not listen on ::1 for that', async () => {
    const lines = [
      'host all,replication postgres,replicator 127.0.0.1/32 scram-sha-256',
      'host all,replication all 10.0.0.0/8 scram-sha-256',
    ];
    const found = await findings(topology({ top: hba(lines) }).replace('10.1.0.10 ', '10.1.0.300 '));
    expect(found.map(({ rule }) => rule)).toEqual(['topology/address-invalid']);
  });

  test('from ::1, and why from there, where PostgreSQL listens on every address', async () => {
    const everywhere = patroni('{ postgresql: { listen: "*:5432" } }');
    const { diagnostics } = await lint(
      Buffer.from(topology({ top: `${hba(ALL)}\n${everywhere}` })),
      'x',
      SHORT,
    );
    const own = diagnostics.filter(({ message }) => message.includes('on the node itself, from ::1'));
    expect(own.map(({ rule }) => rule).sort()).toEqual([
      'access/replication-refused',
      'access/superuser-refused',
    ]);
    for (const { help } of own)
      expect(help).toMatch(
        /; PostgreSQL listens on every address, and Patroni connects to localhost, which may be ::1$/,
      );
  });

  test('over its own address, where PostgreSQL listens on that alone', async () => {
    const nodes = { 'pg-seoul-1': patroni('{ postgresql: { listen: "10.1.0.10:5432" } }') };
    const own = 'host all,replication postgres,replicator 10.1.0.10/32 scram-sha-256';
    expect(await told({ nodes, top: hba([...ALL, own]) })).toEqual([]);
    expect(await rulesIn({ nodes, sites: { seoul: hba(ALL) } })).toContain('access/superuser-refused');
  });
});
