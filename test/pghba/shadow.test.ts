import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../src/pghba/address.ts';
import { type Attempt, compileHba, evaluate } from '../../src/pghba/match.ts';
import { shadowedLines } from '../../src/pghba/shadow.ts';

const shadowed = (...lines: string[]) => {
  const hba = compileHba(lines, 18);
  expect(hba.problems).toEqual([]);
  return shadowedLines(hba).map(({ line, by }) => [line, by]);
};

describe('shadowedLines', () => {
  test.each([
    ['host all all all md5', 'hostssl app bob 10.0.0.0/8 scram-sha-256'],
    ['host all all 10.0.0.0/8 md5', 'hostnossl all bob 10.1.0.0/16 trust'],
    ['host all all 10.0.0.0/8 md5', 'host all all 10.1.2.3/32 trust'],
    ['hostnossl all all all md5', 'hostgssenc all all all gss'],
    ['hostnogssenc all all all md5', 'hostssl all all all cert'],
    ['host app,db all all md5', 'host db,app bob all trust'],
    ['host samerole all all md5', 'host sameuser all all trust'],
    ['host replication all all reject', 'host replication bob all trust'],
    ['host all +staff all md5', 'host all staff,+staff all trust'],
    ['host /^a all all md5', 'host "app" all all trust'],
    ['host all @x all md5', 'host all @x all trust'],
    ['host all all samenet md5', 'host all all samehost trust'],
    ['host all all samehost md5', 'host all all 127.0.0.1/32 trust'],
    ['host all all .example.com md5', 'host all all DB1.Example.com trust'],
    ['host all all db1 md5', 'host all all DB1 trust'],
    ['local all all peer', 'local app bob md5'],
    ['host all all 0.0.0.0/0 md5', 'host all all 10.0.0.0 255.0.0.0 trust'],
  ])('%s stands before %s', (first, second) => {
    expect(shadowed(first, second)).toEqual([[1, 0]]);
    expect(shadowed('host x y 10.9.9.9/32 md5', first, '# x', second)).toEqual([[3, 1]]);
  });

  test.each([
    ['hostssl all all all md5', 'host all all all trust'],
    ['hostnossl all all all md5', 'hostnogssenc all all all trust'],
    ['host all all all md5', 'host replication all all trust'],
    ['host all all all md5', 'host @x all all trust'],
    ['host all all all md5', 'local all all trust'],
    ['host "all" all all md5', 'host app all all trust'],
    ['host all "all" all md5', 'host all bob all trust'],
    ['host sameuser all all md5', 'host samerole all all trust'],
    ['host all bob all md5', 'host all bob,eve all trust'],
    ['host all +staff all md5', 'host all bob all trust'],
    ['host all all 10.0.0.0/8 md5', 'host all all 10.0.0.0/7 trust'],
    ['host all all 10.0.0.0/8 md5', 'host all all db1 trust'],
    ['host all all 0.0.0.0/0 md5', 'host all all all trust'],
    ['host all all ::/0 md5', 'host all all 10.0.0.0/8 trust'],
    ['host all all samenet md5', 'host all all 10.0.0.1/32 trust'],
    ['host all all .example.com md5', 'host all all .com trust'],
  ])('%s leaves something for %s', (first, second) => expect(shadowed(first, second)).toEqual([]));

  test('what is shadowed never decides', () => {
    const line = fc
      .tuple(
        fc.constantFrom('local', 'host', 'hostssl', 'hostnossl', 'hostnogssenc'),
        fc.constantFrom('all', 'app', 'replication', 'sameuser', 'samerole', '/^a', 'app,db'),
        fc.constantFrom('all', 'app', '+staff', 'staff', '/p$', 'bob,app'),
        fc.constantFrom(
          '10.0.0.1/32',
          '10.0.0.0/24',
          '0.0.0.0/0',
          'all',
          '127.0.0.1/32',
          'samehost',
          'samenet',
        ),
      )
      .map(([type, ...fields]) =>
        [type, ...(type === 'local' ? fields.slice(0, 2) : fields), 'trust'].join(' '),
      );
    const who = fc
      .record({
        kind: fc.constantFrom('tcp' as const, 'tcp' as const, 'local' as const),
        from: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.9.0.1', '127.0.0.1', '::1'),
        user: fc.constantFrom('app', 'bob', 'staff'),
        database: fc.constantFrom('app', 'db', 'bob', 'staff', 'replication'),
        tls: fc.constantFrom('never' as const, 'always' as const),
        memberOf: fc.constantFrom(new Set<string>(), new Set(['staff'])),
      })
      .map(({ from, ...one }): Attempt => {
        const address = parseAddress(from);
        return { ...one, ...(address && { address }), serverTls: true, clientCertificate: false };
      });
    let seen = 0;
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.array(who, { minLength: 5, maxLength: 5 }),
        (lines, all) => {
          const hba = compileHba(lines, 18);
          const never = shadowedLines(hba).map(({ line: index }) => index);
          seen += never.length;
          for (const one of all) {
            const verdict = evaluate(hba, one);
            if (verdict.verdict === 'allowed') expect(never).not.toContain(verdict.line);
          }
        },
      ),
      { numRuns: 2000 },
    );
    expect(seen).toBeGreaterThan(200);
  });
});
