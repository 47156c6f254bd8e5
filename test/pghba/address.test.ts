import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bracketed,
  hostCidr,
  isLoopback,
  isUnspecified,
  numericText,
  parseAddress,
  parseNumeric,
} from '../../src/pghba/address.ts';
import { containsAddress, containsRange, parseCidr, parseLenientNumeric } from '../../src/pghba/range.ts';

const ip = fc.oneof(fc.ipV4(), fc.ipV6());
const read = (text: string) => {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`no address: ${text}`);
  return address;
};

describe('parseAddress', () => {
  test.each([
    ['10.0.0.1', 'ipv4', '10.0.0.1', '10.0.0.1/32', '10.0.0.1'],
    ['FD00:0:0::000A', 'ipv6', 'fd00::a', 'fd00::a/128', '[FD00:0:0::000A]'],
    ['::ffff:10.0.0.1', 'ipv4', '10.0.0.1', '10.0.0.1/32', '[::ffff:10.0.0.1]'],
    ['0:0:0:0:0:ffff:a00:1', 'ipv4', '10.0.0.1', '10.0.0.1/32', '[0:0:0:0:0:ffff:a00:1]'],
    ['::10.0.0.1', 'ipv6', '::a00:1', '::a00:1/128', '[::10.0.0.1]'],
    ['DB1.Example.com.', 'hostname', 'db1.example.com', 'db1.example.com', 'DB1.Example.com.'],
    ['db-1_a', 'hostname', 'db-1_a', 'db-1_a', 'db-1_a'],
    ['10.example', 'hostname', '10.example', '10.example', '10.example'],
  ])('%s', (text, kind, key, cidr, inUrl) => {
    const address = read(text);
    expect(address).toEqual({ kind, text, key });
    expect(hostCidr(address)).toBe(cidr);
    expect(bracketed(address)).toBe(inUrl);
  });

  test.each([
    '',
    ' ',
    '.',
    '10.0.0',
    '10.0.0.300',
    '010.0.0.1',
    '10.0.0.1/32',
    '10.0.0.1:5432',
    '[::1]',
    '::1%eth0',
    ':::',
    '1::2::3',
    '-a',
    'a-',
    'a..b',
    '.example.com',
    'a b',
    'é',
    'a/b',
    'x'.repeat(64),
  ])('refuses %j', (text) => expect(parseAddress(text)).toBeUndefined());

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:.%/]{0,20}$/)),
        (text) => void parseAddress(text),
      ),
    );
  });
});

describe('numbers of addresses', () => {
  test('are read exactly where Node finds an IP address, zones left out', () => {
    const text = fc.oneof(
      ip,
      fc.stringMatching(/^[0-9a-f:.]{0,20}$/),
      fc.stringMatching(/^[0-9]{1,3}(\.[0-9]{1,3}){2,4}$/),
    );
    const property = fc.property(text, (address) => {
      expect(parseNumeric(address)?.family ?? 0).toBe(isIP(address));
    });
    fc.assert(property, { numRuns: 5000 });
  });

  test('have the canonical text of the URL standard', () => {
    const sparse = fc
      .array(fc.constantFrom('0', '0', '0000', '1', '10', '00a0', 'FFFF'), { minLength: 8, maxLength: 8 })
      .map((groups) => groups.join(':'));
    const canonical = (text: string): string => new URL(`http://[${text}]`).hostname.slice(1, -1);
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), sparse), (text) => {
        const number = parseNumeric(text);
        expect(number && numericText(number)).toBe(canonical(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('one key for all spellings', () => {
    fc.assert(
      fc.property(ip, (text) => {
        const { key } = read(text);
        expect(read(key).key).toBe(key);
        expect(read(text.toUpperCase()).key).toBe(key);
      }),
    );
  });

  test.each([
    ['10.1', '10.0.0.1'],
    ['10.1.258', '10.1.1.2'],
    ['010.0.0.1', '8.0.0.1'],
    ['0x0a.0.0.0x1', '10.0.0.1'],
    ['167772161', '10.0.0.1'],
    ['24', '0.0.0.24'],
  ])('PostgreSQL takes %s for %s', (text, meant) => {
    expect(parseLenientNumeric(text)).toEqual(parseNumeric(meant));
  });
});

describe('special addresses', () => {
  test('loopback', () => {
    for (const text of [
      '127.0.0.1',
      '127.9.9.9',
      '::1',
      '::ffff:127.0.0.1',
      'localhost',
      'LOCALHOST',
      'a.localhost',
    ])
      expect([text, isLoopback(read(text))]).toEqual([text, true]);
    for (const text of ['10.0.0.1', '::2', 'localhost.example.com', '0.0.0.0', '12.7.0.1'])
      expect([text, isLoopback(read(text))]).toEqual([text, false]);
  });

  test('unspecified', () => {
    for (const text of ['0.0.0.0', '::', '0::0', '::ffff:0.0.0.0'])
      expect([text, isUnspecified(read(text))]).toEqual([text, true]);
    for (const text of ['0.0.0.1', '::1', 'db1'])
      expect([text, isUnspecified(read(text))]).toEqual([text, false]);
  });
});

describe('ranges', () => {
  const cidr = (text: string) => {
    const range = parseCidr(text);
    if (range === undefined) throw new Error(`no range: ${text}`);
    return range;
  };

  test('contain', () => {
    const inside = (range: string, address: string): boolean => {
      const number = parseNumeric(address);
      return number !== undefined && containsAddress(cidr(range), number);
    };
    expect(inside('10.0.0.0/8', '10.255.0.1')).toBe(true);
    expect(inside('10.9.9.9/8', '10.255.0.1')).toBe(true);
    expect(inside('10.0.0.0/8', '11.0.0.1')).toBe(false);
    expect(inside('0.0.0.0/0', '255.255.255.255')).toBe(true);
    expect(inside('::/0', '10.0.0.1')).toBe(false);
    expect(inside('fd00::/8', 'fdff::1')).toBe(true);
    expect(inside('10.0.0.1', '10.0.0.1')).toBe(true);
  });

  test('contain each other', () => {
    expect(containsRange(cidr('10.0.0.0/8'), cidr('10.1.0.0/16'))).toBe(true);
    expect(containsRange(cidr('10.1.0.0/16'), cidr('10.0.0.0/8'))).toBe(false);
    expect(containsRange(cidr('10.0.0.0/8'), cidr('10.0.0.0/8'))).toBe(true);
    expect(containsRange(cidr('10.0.0.0/8'), cidr('11.0.0.0/16'))).toBe(false);
    expect(containsRange(cidr('::/0'), cidr('10.0.0.0/8'))).toBe(false);
  });

  test.each([
    '',
    'a',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '::/129',
    '10/8',
    'db1/32',
    '10.0.0.0/+8',
  ])('refuses %j', (text) => expect(parseCidr(text)).toBeUndefined());
});
