import { describe, expect, it } from 'vitest';
import { isWithin, normalised, ownerOf } from '../../src/compiler/facts/path.ts';

it.each([
  ['/var/lib/../..', '/'],
  ['/../../etc//', '/etc'],
  ['/data/./main/', '/data/main'],
  ['/bin', '/usr/bin'],
  ['/var/run/../etc', '/etc'],
  ['/lib/postgresql/18', '/usr/lib/postgresql/18'],
  ['/binary', '/binary'],
])('%s is %s', (path, plain) => {
  expect(normalised(path)).toBe(plain);
});

it('a directory is within itself, and within none that only begins alike', () => {
  expect(isWithin('/data/main/', '/data/main')).toBe(true);
  expect(isWithin('/data/main/../../data/main/pg_wal', '/data/main')).toBe(true);
  expect(isWithin('/data/main2', '/data/main')).toBe(false);
});

describe('who has a directory', () => {
  it.each([
    '/',
    '/etc',
    '/etc/postgresql/18/main',
    '/var',
    '/var/lib',
    '/home',
    '/root',
    '/boot',
    '/dev/shm/pg',
  ])('%s is the system', (path) => expect(ownerOf(path)).toBe('the system'));

  it.each([
    '/proc',
    '/sbin',
    '/usr/lib/postgresql',
    '/run/pg',
    '/tmp/pg',
    '/var/lib/dpkg',
    '/usr/local',
    '/opt/',
  ])('%s is the system as well', (path) => expect(ownerOf(path)).toBe('the system'));

  it.each([
    '/var/lib/postgresql/18/main',
    '/data',
    '/pgdata/18',
    '/srv/pg',
    '/opt/pg/data',
    '/home/postgres/pgdata',
    '/mnt/volume1/pg',
    '/usr/local/pgsql/data',
    '/var/lib/etcd/data',
  ])('%s is nobody', (path) => expect(ownerOf(path)).toBeUndefined());

  it('the home that a package made for its user is not to be had whole', () => {
    expect(ownerOf('/var/lib/postgresql/')).toBe('the packages of PostgreSQL');
    expect(ownerOf('/var/lib/etcd/default/..')).toBe('the package of etcd');
  });
});
