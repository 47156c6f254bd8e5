import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHbaLine } from '../../src/pghba/parse.ts';
import { quoteHbaName } from '../../src/pghba/quote.ts';
import { lineArbitrary, ODD_LINES } from './lines.ts';

const kind = (line: string, major = 18): string => parseHbaLine(line, major).kind;
const record = (line: string, major = 18) => {
  const parsed = parseHbaLine(line, major);
  if (parsed.kind !== 'record') throw new Error(`${line}: ${JSON.stringify(parsed)}`);
  return parsed.record;
};
const message = (line: string, major = 18): string => {
  const parsed = parseHbaLine(line, major);
  return parsed.kind === 'problem' ? parsed.message : parsed.kind;
};

describe('parseHbaLine', () => {
  test('a whole line', () => {
    const line =
      'hostssl replication,"all" +admins, bob 10.0.0.0 255.0.0.0 cert map=m clientcert=verify-full # why';
    expect(record(line)).toEqual({
      type: 'hostssl',
      databases: [{ kind: 'replication' }, { kind: 'name', name: 'all' }],
      users: [
        { kind: 'group', name: 'admins' },
        { kind: 'name', name: 'bob' },
      ],
      address: { kind: 'range', range: { family: 4, address: 0x0a000000n, mask: 0xff000000n } },
      method: 'cert',
      options: new Map([
        ['map', 'm'],
        ['clientcert', 'verify-full'],
      ]),
    });
  });

  test('what depends on the major', () => {
    expect(record('host /^a /b all md5', 16)).toMatchObject({
      databases: [{ kind: 'regex', source: '^a' }],
      users: [{ kind: 'regex', source: 'b' }],
    });
    expect(record('host "/^a" "/b" all md5', 16).databases).toMatchObject([{ kind: 'regex', source: '^a' }]);
    expect(kind('host all /(x all md5', 16)).toBe('problem');
    expect(kind('host all /(x all md5', 15)).toBe('record');
    const long = (length: number): string => `host ${'x'.repeat(length)} all all md5`;
    expect([kind(long(10_238), 15), kind(long(10_239), 15)]).toEqual(['record', 'problem']);
    expect(kind(long(30_000), 16)).toBe('record');
    const list = `local ${Array(2100).fill('database1').join(',')} all trust`;
    expect([kind(list, 13), kind(list, 14)]).toEqual(['problem', 'record']);
    expect(record('host /^a /b all md5', 15).databases).toEqual([{ kind: 'name', name: '/^a' }]);
    for (const directive of ['include x', 'include_if_exists "x y"', 'include_dir x']) {
      expect(kind(directive, 16)).toBe('unknown');
      expect(kind(directive, 15)).toBe('problem');
    }
    expect(kind('include', 16)).toBe('problem');
    expect(kind('include a b', 16)).toBe('problem');
    const oauth = 'host all all all oauth issuer=a scope=b';
    expect(kind(oauth, 18)).toBe('record');
    expect(kind(oauth, 17)).toBe('problem');
    expect(kind('host all all all oauth scope=b', 18)).toBe('problem');
    expect(kind('host all all all oauth issuer=a scope=b map=m delegate_ident_mapping=1', 18)).toBe(
      'problem',
    );
    expect(kind('hostssl all all all md5 clientcert=1', 13)).toBe('record');
    expect(kind('hostssl all all all md5 clientcert=1', 14)).toBe('problem');
    expect(kind('hostssl all all all cert clientcert=no-verify', 13)).toBe('problem');
    expect(kind('hostssl all all all cert clientcert=verify-ca', 13)).toBe('record');
    expect(kind('hostssl all all all cert clientcert=verify-ca', 14)).toBe('problem');
    expect(kind('hostssl all all all md5 clientname=DN', 13)).toBe('problem');
  });

  test('what stands elsewhere', () => {
    expect(record('host @dbs @"my users" all md5')).toMatchObject({
      databases: [{ kind: 'file', path: 'dbs' }],
      users: [{ kind: 'file', path: 'my users' }],
    });
    expect(kind('host all all @addresses md5')).toBe('unknown');
    expect(kind('host all all fe80::1%eth0/128 md5')).toBe('unknown');
  });

  test('line breaks and continuations', () => {
    expect(kind('host all all all trust\n')).toBe('record');
    expect(kind('host all all all trust\r\n')).toBe('record');
    expect(kind('host all all all trust\nhost all all all trust')).toBe('problem');
    // What is put together from several lines may end in one that stood before an empty line.
    expect(record('local all all\\ trust').users).toEqual([{ kind: 'name', name: 'all\\' }]);
    expect(kind('local all all trust \\')).toBe('problem');
  });

  test('messages say what is wrong', () => {
    expect(message('hosts all all all md5')).toContain('"hosts" is not a connection type');
    expect(message('host all all 10.0.0.1 md5')).toBe(
      '"10.0.0.1" needs a prefix length or a netmask, but "md5" is not a netmask',
    );
    expect(message('host all all 10.0.0.0/33 md5')).toBe('invalid prefix length in "10.0.0.0/33"');
    expect(message('host all all 10.0.0.300/32 md5')).toContain('"10.0.0.300" is not an IP address');
    expect(message('host all all all scram')).toContain('does not know the authentication method "scram"');
    expect(message('host all all')).toBe('the line ends before the address');
  });

  test('never throws', () => {
    const major = fc.integer({ min: 13, max: 18 });
    const line = fc.oneof(lineArbitrary, fc.string(), fc.constantFrom(...ODD_LINES));
    fc.assert(
      fc.property(line, major, (text, version) => void parseHbaLine(text, version)),
      { numRuns: 1000 },
    );
  });
});

describe('quoteHbaName', () => {
  test.each([
    ['app', 'app'],
    ['my-app.1', 'my-app.1'],
    ['all', '"all"'],
    ['replication', '"replication"'],
    ['+a', '"+a"'],
    ['@a', '"@a"'],
    ['a b', '"a b"'],
    ['a"b', '"a""b"'],
    ['', '""'],
    ['/a.b', '"/^/a\\.b$"'],
  ])('%s → %s', (name, quoted) => expect(quoteHbaName(name, 18)).toBe(quoted));

  test('a line break cannot be quoted', () => expect(quoteHbaName('a\nb', 18)).toBeUndefined());

  test('a quoted name is read as that name', () => {
    const name = fc
      .oneof(fc.string({ maxLength: 8 }), fc.stringMatching(/^[/+@#",a \\]{0,4}$/))
      .filter((text) => !/[\n\0]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        const quoted = quoteHbaName(text, 15);
        const { databases, users } = record(`local ${quoted} ${quoted} trust`, 15);
        expect([databases, users]).toEqual([[{ kind: 'name', name: text }], [{ kind: 'name', name: text }]]);
      }),
      { numRuns: 1000 },
    );
  });

  test('a name that begins with a slash becomes a pattern for itself alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/[a-z.*"\\/[\]$ ]{0,6}$/), fc.string(), (name, other) => {
        const { databases } = record(`local ${quoteHbaName(name, 16)} all trust`, 16);
        const [word] = databases;
        if (word?.kind !== 'regex') throw new Error('no pattern');
        const pattern = new RegExp(word.source);
        expect(pattern.test(name)).toBe(true);
        expect(pattern.test(other)).toBe(other === name);
      }),
    );
  });
});
