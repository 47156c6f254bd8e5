import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Software } from '../../src/compiler/facts/version.ts';
import {
  atLeast,
  FACTS,
  has,
  knows,
  mayKnow,
  SUPPORTED,
  versionOf,
} from '../../src/compiler/facts/version.ts';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

/** Files that hold versions of software, or say what the numbers mean. */
const TABLES = [
  'compiler/facts/version.ts',
  'compiler/facts/etcd-keys.ts',
  // They ask whether a version is one that is supported at all.
  'rules/topology/version-unsupported.ts',
  'rules/replication/slot-made-anew.ts',
  // It says of a key that is yet to come that no version has it.
  'rules/placement/key-unsupported.ts',
];

/** What is of PostgreSQL alone, and stands on its own: pg_hba by its major, the commands that make a topology. */
const APART = /^(?:pghba\/|compiler\/generated\/|cli\/flags\.ts|commands\/(?:init|answers))/;

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !APART.test(path))
  .map((path) => ({ path, text: readFileSync(`${SOURCE}${path}`, 'utf8') }));

const software = (of: keyof Software, version: string): Software => ({
  patroni: versionOf('4.1'),
  postgresql: versionOf('18'),
  etcd: versionOf('3.5'),
  haproxy: versionOf('3.2'),
  [of]: versionOf(version),
});

describe('the one table of versions', () => {
  it('nothing else compares versions', () => {
    const others = files
      .filter(({ path, text }) => !TABLES.includes(path) && /\batLeast\(|\bversionOf\('/.test(text))
      .map(({ path }) => path);
    expect(others).toEqual([]);
  });

  it.each(Object.entries(FACTS))(
    '%s has a source, versions in order, and a use',
    (name, { of, since, source }) => {
      expect(source).not.toBe('');
      const parts = since.map(versionOf);
      for (const [index, version] of parts.entries()) {
        expect(version.parts.every(Number.isInteger), version.text).toBe(true);
        const before = parts[index - 1];
        if (before) expect(atLeast(version, before.text) && !atLeast(before, version.text)).toBe(true);
      }
      // A fact that every supported version has is no gate.
      expect(atLeast(versionOf(SUPPORTED[of][0]), since[0])).toBe(false);
      expect(
        files.filter(({ path, text }) => path !== TABLES[0] && text.includes(`'${name}'`)).length,
      ).toBeGreaterThan(0);
    },
  );
});

describe('a version', () => {
  it.each([
    ['3.3.2', '3.3.3', false],
    ['3.3', '3.3.0', true],
    ['4', '3.9.9', true],
    ['3.10', '3.9', true],
    ['18', '18.0', true],
  ])('%s is at least %s: %s', (one, other, wanted) => {
    expect(atLeast(versionOf(one), other)).toBe(wanted);
  });

  it.each([
    ['3.4.24', false],
    ['3.4.25', true],
    ['3.5.0', false],
    ['3.5.8', true],
    ['3.6.0', true],
  ])('of a backport: etcd %s has what came with 3.4.25 and 3.5.8: %s', (version, wanted) => {
    expect(has(versionOf(version), ['3.4.25', '3.5.8'])).toBe(wanted);
  });

  it('of which a part is left out is the oldest it can mean, and may be any of its series', () => {
    expect(knows(software('etcd', '3.5'), 'etcd.tls-min-version')).toBe(false);
    expect(mayKnow(software('etcd', '3.5'), 'etcd.tls-min-version')).toBe(true);
    expect(mayKnow(software('etcd', '3.5.0'), 'etcd.tls-min-version')).toBe(false);
  });

  it.each([
    ['3.4.41', false, false],
    ['3.4.42', true, false],
    ['3.4.43', true, true],
    ['3.5.27', false, false],
    ['3.5.28', true, false],
    ['3.5.29', true, true],
    ['3.6.8', false, false],
    ['3.6.9', true, false],
    ['3.6.10', true, true],
  ])(
    'etcd %s asks for a login before it tells its members: %s; a user without the role root is told: %s',
    (version, login, users) => {
      expect(knows(software('etcd', version), 'etcd.login-for-members')).toBe(login);
      expect(login && knows(software('etcd', version), 'etcd.members-for-users')).toBe(users);
    },
  );
});
