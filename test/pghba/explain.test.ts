import { expect, test } from 'vitest';
import { parseAddress } from '../../src/pghba/address.ts';
import { explain } from '../../src/pghba/explain.ts';
import { type Attempt, compileHba, evaluate } from '../../src/pghba/match.ts';

const address = parseAddress('10.2.0.10');
const busan: Attempt = {
  kind: 'tcp',
  ...(address && { address }),
  user: 'replicator',
  database: 'replication',
  tls: 'always',
  serverTls: true,
  clientCertificate: false,
};

const said = (lines: readonly string[], change: Partial<Attempt> = {}): string => {
  const hba = compileHba(lines, 18);
  const attempt = { ...busan, ...change };
  return explain(hba, attempt, evaluate(hba, attempt), 'pg-busan-1');
};

test('a line that stands before the right one', () => {
  const lines = [
    'local all all peer',
    'host  all,replication all 10.0.0.0/8 reject',
    'hostnossl replication all 10.0.0.0/8 scram-sha-256',
    'hostssl replication bob 10.0.0.0/8 scram-sha-256',
    'hostssl replication replicator 10.2.0.0/16 scram-sha-256',
  ];
  expect(said(lines)).toBe(
    'line 2 "host all,replication all 10.0.0.0/8 reject" stands before line 5, which would have let pg-busan-1 in',
  );
  expect(said(lines.slice(0, 4))).toBe(
    'line 2 "host all,replication all 10.0.0.0/8 reject" rejects pg-busan-1',
  );
});

test('every other verdict', () => {
  expect(said(['hostssl replication all all cert'])).toBe(
    'line 1 "hostssl replication all all cert" requires a client certificate, but pg-busan-1 has none',
  );
  expect(said(['host replication all all ident'])).toBe(
    'line 1 "host replication all all ident" has a method that cannot work for pg-busan-1',
  );
  expect(said(['host all all all trust'])).toBe('no line matches pg-busan-1');
  expect(said(['host replication all all md5'])).toBe(
    'line 1 "host replication all all md5" lets pg-busan-1 in',
  );
  expect(said(['host replication all all trust'], { serverTls: false })).toBe(
    'pg-busan-1 requires TLS, but the server has ssl off',
  );
  expect(said(['host replication all samenet trust'])).toBe(
    `line 1 "host replication all samenet trust" may decide about pg-busan-1: samenet depends on the server's own addresses`,
  );
  expect(said([`host ${'x,'.repeat(90)}replication all all md5`])).toMatch(/^line 1 "host x.{90,95}…" lets/);
});
