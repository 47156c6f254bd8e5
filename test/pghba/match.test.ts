import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../src/pghba/address.ts';
import { candidatesFor } from '../../src/pghba/candidates.ts';
import { type Attempt, compileHba, decide, evaluate, type Hba, judge } from '../../src/pghba/match.ts';
import { parseCidr } from '../../src/pghba/range.ts';
import { lineArbitrary } from './lines.ts';

const from = (text: string): Pick<Attempt, 'address'> => {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`no address: ${text}`);
  return { address };
};
const replication: Attempt = {
  kind: 'tcp',
  ...from('10.0.0.1'),
  user: 'replicator',
  database: 'replication',
  tls: 'never',
  serverTls: true,
  clientCertificate: false,
};
const rewind: Attempt = { ...replication, user: 'rewind', database: 'postgres' };
const verdict = (lines: readonly string[], attempt: Attempt, major = 18) => {
  const hba = compileHba(lines, major);
  expect(hba.problems).toEqual([]);
  return evaluate(hba, attempt);
};
const no = (reason: string, line?: number) => ({
  verdict: 'refused',
  reason,
  ...(line !== undefined && { line }),
});
const yes = (line: number) => ({ verdict: 'allowed', line });

describe('evaluate', () => {
  test('the first line that matches decides', () => {
    const lines = [
      '# x',
      'host all bob all trust',
      'host all all 10.0.0.1/32 reject',
      'host all all all trust',
    ];
    expect(verdict(lines, rewind)).toEqual(no('reject', 2));
    expect(verdict(lines, { ...rewind, ...from('10.0.0.2') })).toEqual(yes(3));
    expect(verdict(lines.slice(0, 2), rewind)).toEqual(no('no-line'));
  });

  test('replication is a keyword of its own', () => {
    expect(verdict(['host all all all trust'], replication)).toEqual(no('no-line'));
    expect(verdict(['host "replication" all all trust'], replication)).toEqual(no('no-line'));
    expect(verdict(['host sameuser all all trust'], { ...replication, user: 'replication' })).toEqual(
      no('no-line'),
    );
    expect(verdict(['host /. all all trust'], replication)).toEqual(no('no-line'));
    expect(verdict(['host app,replication all all trust'], replication)).toEqual(yes(0));
    expect(verdict(['host replication all all trust'], rewind)).toEqual(no('no-line'));
  });

  test('local lines and TCP lines keep apart', () => {
    const local: Attempt = { ...rewind, kind: 'local' };
    expect(verdict(['local all all trust'], rewind)).toEqual(no('no-line'));
    expect(verdict(['host all all all trust'], local)).toEqual(no('no-line'));
    expect(verdict(['local all all trust'], local)).toEqual(yes(0));
    expect(verdict(['local all all peer'], local).verdict).toBe('unknown');
    expect(verdict(['local all all ident'], { ...local, systemUser: 'rewind' })).toEqual(yes(0));
    expect(verdict(['local all all peer'], { ...local, systemUser: 'postgres' })).toEqual(no('method', 0));
    expect(verdict(['local all all peer map=m'], { ...local, systemUser: 'rewind' }).verdict).toBe('unknown');
  });

  test('TLS and plain lines', () => {
    const always: Attempt = { ...rewind, tls: 'always' };
    const prefer: Attempt = { ...rewind, tls: 'prefer' };
    expect(verdict(['hostssl all all all trust'], rewind)).toEqual(no('no-line'));
    expect(verdict(['hostssl all all all trust'], always)).toEqual(yes(0));
    expect(verdict(['hostssl all all all trust'], prefer)).toEqual(yes(0));
    expect(verdict(['hostnossl all all all trust'], always)).toEqual(no('no-line'));
    expect(verdict(['hostnossl all all all trust'], prefer)).toEqual(yes(0));
    expect(verdict(['hostssl all all all reject', 'host all all all trust'], prefer)).toEqual(yes(1));
    expect(verdict(['hostssl all all all reject'], prefer)).toEqual(no('reject', 0));
    expect(verdict(['hostnossl all all all reject'], prefer)).toEqual(no('reject', 0));
    expect(verdict(['hostssl all all samenet trust', 'host all all all trust'], prefer)).toEqual(yes(1));
    expect(verdict(['hostssl all all samenet trust'], prefer).verdict).toBe('unknown');
    expect(verdict(['host all all all trust'], { ...always, serverTls: false })).toEqual(no('tls-server'));
    expect(verdict(['hostssl all all all trust'], { ...prefer, serverTls: false })).toEqual(no('no-line'));
    expect(verdict(['hostgssenc all all all trust'], always)).toEqual(no('no-line'));
    expect(verdict(['hostnogssenc all all all trust'], always)).toEqual(yes(0));
  });

  test('methods', () => {
    const always: Attempt = { ...rewind, tls: 'always' };
    for (const method of ['trust', 'password', 'md5', 'scram-sha-256'])
      expect(verdict([`host all all all ${method}`], rewind)).toEqual(yes(0));
    expect(verdict(['host all all all ident'], rewind)).toEqual(no('method', 0));
    expect(verdict(['host all all all gss'], rewind).verdict).toBe('unknown');
    for (const rest of ['cert', 'md5 clientcert=verify-ca', 'trust clientcert=verify-full']) {
      expect(verdict([`hostssl all all all ${rest}`], always)).toEqual(no('client-certificate', 0));
      expect(verdict([`hostssl all all all ${rest}`], { ...always, clientCertificate: true })).toEqual(
        yes(0),
      );
    }
    expect(verdict(['hostssl all all all md5 clientcert=0'], always, 13)).toEqual(yes(0));
    expect(verdict(['hostssl all all all cert map=m'], { ...always, clientCertificate: true }).verdict).toBe(
      'unknown',
    );
  });

  test('a certificate is asked for before anything else', () => {
    const always: Attempt = { ...rewind, tls: 'always' };
    // Seen with PostgreSQL 15, on a list that was made at random.
    const lines = ['hostssl all all all reject clientcert=verify-full'];
    expect(verdict(lines, always)).toEqual(no('client-certificate', 0));
    expect(verdict(lines, { ...always, clientCertificate: true })).toEqual(no('reject', 0));
  });

  test('what cannot be told from the line is unknown, but only when it decides', () => {
    const unsure = [
      'host all all samenet trust',
      'host all all samehost trust',
      'host all all db1.example.com trust',
      'host all all .example.com trust',
      'host all +group all trust',
      'host samerole all all trust',
      'host @file all all trust',
      'host all @file all trust',
      'host /(?i)x all all trust',
      'host all "/\\mx" all trust',
      'include more.conf',
    ];
    for (const line of unsure) {
      expect(verdict([line, 'host all all all trust'], rewind)).toMatchObject({
        verdict: 'unknown',
        line: 0,
      });
      expect(verdict(['host all all all trust', line], rewind)).toEqual(yes(0));
    }
    expect(verdict(['host all bob samenet trust', 'host @file bob all trust'], rewind)).toEqual(
      no('no-line'),
    );
    expect(verdict(['host all +group,rewind all trust'], rewind)).toEqual(yes(0));
    expect(verdict(['host all +rewind all trust'], rewind)).toEqual(yes(0));
    expect(verdict(['host @file all all trust'], replication).verdict).toBe('unknown');
  });

  test('what all possible lines agree on is judged, whichever of them decides', () => {
    const of = (lines: readonly string[], attempt: Attempt = rewind) => judge(compileHba(lines, 18), attempt);
    const [in0, in1] = ['host all all samenet trust', 'host all all all md5'];
    const out = 'host all all db1.example.com reject';
    expect(of([in0, in1])).toEqual(yes(1));
    expect(of([out])).toEqual(no('no-line'));
    expect(of([out, 'host all all samenet reject', 'host all all all reject'])).toEqual(no('reject', 2));
    for (const open of [
      [in0],
      [out, in1],
      [in0, out, in1],
      [in0, 'host all all all gss'],
      [out, 'include more'],
    ])
      expect(of(open).verdict, open.join('; ')).toBe('unknown');
    const prefer: Attempt = { ...rewind, tls: 'prefer' };
    const never = 'hostssl all all samenet reject';
    expect(of([never], prefer)).toEqual(no('no-line'));
    expect(of([never, 'hostnossl all all samenet trust'], prefer).verdict).toBe('unknown');
    expect(of([never, 'hostnossl all all all trust'], prefer)).toEqual(yes(1));
  });

  test('host names', () => {
    const named: Attempt = { ...rewind, ...from('DB1.example.com') };
    expect(verdict(['host all all db1.Example.com trust'], named)).toEqual(yes(0));
    expect(verdict(['host all all .example.com trust'], named)).toEqual(yes(0));
    expect(verdict(['host all all .example.org trust'], named)).toEqual(no('no-line'));
    expect(verdict(['host all all db2.example.com trust'], named)).toEqual(no('no-line'));
    expect(verdict(['host all all db1 trust'], named).verdict).toBe('unknown');
    expect(verdict(['host all all db1.example.com trust'], { ...rewind, ...from('db1') }).verdict).toBe(
      'unknown',
    );
    expect(verdict(['host all all .example.com trust'], { ...rewind, ...from('db1') }).verdict).toBe(
      'unknown',
    );
    expect(verdict(['host all all 10.0.0.1/32 trust'], named).verdict).toBe('unknown');
    expect(verdict(['host all all 10.0.0.300 trust'], rewind)).toEqual(no('no-line'));
  });

  test('addresses', () => {
    const mapped: Attempt = { ...rewind, ...from('::ffff:10.0.0.1') };
    expect(verdict(['host all all 10.0.0.1/32 trust'], mapped)).toEqual(yes(0));
    expect(verdict(['host all all ::ffff:10.0.0.1/128 trust'], mapped)).toEqual(no('no-line'));
    const six: Attempt = { ...rewind, ...from('fd00::000a') };
    expect(verdict(['host all all FD00:0::A/128 trust'], six)).toEqual(yes(0));
    expect(verdict(['host all all 0.0.0.0/0 trust', 'host all all ::/0 md5'], six)).toEqual(yes(1));
    const { address: _, ...anywhere } = rewind;
    expect(verdict(['host all all all trust'], anywhere)).toEqual(yes(0));
    expect(verdict(['host all all 10.0.0.1/32 trust'], anywhere).verdict).toBe('unknown');
  });

  test('problems are told, with their lines', () => {
    const { problems, entries } = compileHba(['# x', 'host all all', 'local all all trust'], 18);
    expect(problems).toEqual([{ line: 1, message: 'the line ends before the address' }]);
    expect(entries.map(({ line }) => line)).toEqual([2]);
  });
});

describe('what the caller knows of the client', () => {
  test('the roles it is a member of', () => {
    const member: Attempt = { ...rewind, memberOf: new Set(['staff', 'postgres']) };
    expect(verdict(['host all +staff all trust'], member)).toEqual(yes(0));
    expect(verdict(['host samerole all all trust'], member)).toEqual(yes(0));
    expect(verdict(['host all +others all trust', 'host all all all md5'], member)).toEqual(yes(1));
  });

  test('whether it is on the machine of the server', () => {
    const lines = ['host all all samehost trust'];
    expect(verdict(lines, { ...rewind, ...from('127.0.0.1') })).toEqual(yes(0));
    expect(verdict(lines, { ...rewind, ...from('::1') })).toEqual(yes(0));
    expect(verdict(lines, { ...rewind, ...from('127.0.0.2') }).verdict).toBe('unknown');
    expect(verdict(['host all all samenet trust'], { ...rewind, ...from('127.0.0.2') })).toEqual(yes(0));
    expect(verdict(lines, { ...rewind, sameHost: true })).toEqual(yes(0));
    expect(verdict(lines, { ...rewind, sameHost: false })).toEqual(no('no-line'));
    expect(verdict(['host all all samenet trust'], { ...rewind, sameHost: false }).verdict).toBe('unknown');
  });

  test('another machine comes from no loopback address, and from none that resolves to localhost', () => {
    for (const name of ['localhost', 'LOCALHOST', 'db.localhost', '.localhost', 'ip6-loopback'])
      expect(verdict([`host all all ${name} trust`], rewind), name).toEqual(no('no-line'));
    for (const address of ['127.0.0.1', '::1'])
      expect(verdict(['host all all localhost trust'], { ...rewind, ...from(address) }).verdict).toBe(
        'unknown',
      );
    const elsewhere: Attempt = { ...rewind, ...from('db9.example.com'), sameHost: false };
    for (const own of ['localhost', 'samehost', '127.0.0.1/32', '127.0.0.0/8', '::1/128'])
      expect(verdict([`host all all ${own} trust`], elsewhere), own).toEqual(no('no-line'));
    expect(verdict(['host all all 0.0.0.0/0 trust'], elsewhere).verdict).toBe('unknown');
    const { address: _, ...anywhere } = elsewhere;
    expect(verdict(['host all all localhost trust'], anywhere)).toEqual(no('no-line'));
    const network = { kind: 'network', text: '' } as const;
    const [ten, loopback] = [parseCidr('10.0.0.0/8'), parseCidr('127.0.0.0/8')];
    if (!ten || !loopback) throw new Error('no range');
    const lines = ['host all all localhost trust'];
    expect(verdict(lines, { ...rewind, address: { ...network, range: ten } })).toEqual(no('no-line'));
    expect(verdict(lines, { ...rewind, address: { ...network, range: loopback } }).verdict).toBe('unknown');
  });

  test('the network it is in', () => {
    const range = parseCidr('10.1.0.0/16');
    if (range === undefined) throw new Error('no range');
    const somewhere: Attempt = { ...rewind, address: { kind: 'network', range, text: '10.1.0.0/16' } };
    expect(verdict(['host all all 10.0.0.0/8 trust'], somewhere)).toEqual(yes(0));
    expect(verdict(['host all all 10.1.0.0/16 trust'], somewhere)).toEqual(yes(0));
    expect(verdict(['host all all 10.2.0.0/16 trust', 'host all all ::/0 trust'], somewhere)).toEqual(
      no('no-line'),
    );
    for (const part of ['10.1.2.0/24', '10.1.2.3/32', '10.0.0.1 255.0.0.1', 'db1.example.com'])
      expect(verdict([`host all all ${part} trust`], somewhere).verdict, part).toBe('unknown');
  });

  test('patterns from PostgreSQL 16 on', () => {
    expect(verdict(['host /^post all all trust'], rewind)).toEqual(yes(0));
    expect(verdict(['host /^o all all trust', 'host all "/^re.*d$" all md5'], rewind)).toEqual(yes(1));
    expect(verdict(['host all /é all trust'], rewind).verdict).toBe('unknown');
    expect(verdict(['host all /. all trust'], { ...rewind, user: 'é' }).verdict).toBe('unknown');
    expect(verdict(['host /^post all all trust'], rewind, 15)).toEqual(no('no-line'));
  });
});

describe('records over several lines', () => {
  test('from PostgreSQL 14 on', () => {
    const lines = ['# no \\', 'comment', 'host all all \\', 'all trust'];
    expect(verdict(lines, rewind)).toEqual(yes(2));
    expect(compileHba(lines, 13).problems.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(verdict(['host all all all \\\ntrust'], rewind)).toEqual(yes(0));
    expect(verdict(['host all all all trust \\'], rewind)).toEqual(yes(0));
  });

  test('of one entry', () => {
    expect(verdict(['# x\nhost all all all trust\n'], rewind)).toEqual(yes(0));
    expect(verdict(['host all all all trust\0 x\n'], rewind)).toEqual(yes(0));
  });
});

describe('the index', () => {
  const attempt: fc.Arbitrary<Attempt> = fc.record(
    {
      kind: fc.constantFrom('tcp', 'tcp', 'tcp', 'local'),
      address: fc
        .constantFrom(
          '10.0.0.1',
          '10.0.0.2',
          'fd00::1',
          'db1',
          'db1.example.com',
          'db1.example.com.x',
          '127.0.0.1',
        )
        .map((text) => from(text).address)
        .filter((address) => address !== undefined),
      user: fc.constantFrom('app', 'my db', 'group', 'all'),
      database: fc.constantFrom('app', 'replication', 'all', 'x'),
      tls: fc.constantFrom('never', 'always', 'prefer'),
      serverTls: fc.boolean(),
      clientCertificate: fc.boolean(),
    },
    { requiredKeys: ['kind', 'user', 'database', 'tls', 'serverTls', 'clientCertificate'] },
  );
  const near = fc
    .tuple(
      fc.constantFrom('local', 'host', 'hostssl', 'hostnossl'),
      fc.constantFrom('all', 'app', 'replication', 'samerole'),
      fc.constantFrom('all', 'app', '+group', '/^a'),
      fc.constantFrom(
        '10.0.0.1/32',
        '10.0.0.2 255.255.255.255',
        '10.0.0.0/24',
        '10.1/32',
        'FD00::1/128',
        'db1',
        'DB1.example.com',
        'db1.example.com.x',
        '.com',
        'all',
        'samenet',
      ),
      fc.constantFrom('trust', 'reject', 'md5'),
    )
    .map(([type, database, user, address, method]) =>
      [type, database, user, ...(type === 'local' ? [] : [address]), method].join(' '),
    );

  test('gives the verdict of looking at every line in order', () => {
    const lines = fc.array(fc.oneof({ weight: 4, arbitrary: near }, lineArbitrary), { maxLength: 12 });
    const everyLine = (hba: Hba): Hba => {
      const { entries } = hba;
      const all = [...entries];
      return {
        ...hba,
        candidates: {
          local: all,
          byHost: new Map(),
          hosts: [],
          byName: new Map(),
          byBeginning: new Map(),
          names: [],
          rest: all,
        },
      };
    };
    fc.assert(
      fc.property(lines, attempt, (list, who) => {
        const hba = compileHba(list, 16);
        expect(evaluate(hba, who)).toEqual(evaluate(everyLine(hba), who));
      }),
      { numRuns: 5000 },
    );
  });

  test('leaves few lines to look at: n hosts cost O(n) in total', () => {
    const hosts = Array.from({ length: 2000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    const names = hosts.map((host) => `db.${host.replaceAll('.', '-')}.example.com`);
    for (const list of [hosts, names]) {
      const suffix = list === hosts ? '/32' : '';
      const hba = compileHba(
        ['local all all trust', ...list.map((host) => `host all all ${host}${suffix} md5`)],
        18,
      );
      let looked = 0;
      for (const [index, host] of list.entries()) {
        const who: Attempt = { ...rewind, ...from(host) };
        for (const _ of candidatesFor(hba.candidates, who.address)) looked += 1;
        expect(evaluate(hba, who)).toEqual(yes(index + 1));
      }
      expect(looked).toBeLessThanOrEqual(2 * list.length);
    }
  });

  test('a list without entries refuses', () => {
    expect(decide([], rewind, 'plain')).toEqual(no('no-line'));
  });
});
