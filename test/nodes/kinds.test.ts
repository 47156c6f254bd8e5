import { describe, expect, it } from 'vitest';
import {
  isLeftBehind,
  kindOfName,
  kindOfText,
  kindOfYaml,
  templateIn,
} from '../../src/compiler/nodes/kinds.ts';
import { belongingOf } from '../../src/compiler/nodes/layout.ts';
import { unitSettings } from '../../src/compiler/nodes/unit.ts';

/** A variable of a shell. */
const SHELL = ['$', '{NODE}'].join('');

describe('what a file is', () => {
  it.each([
    [{ scope: 'pg', restapi: {} }, 'patroni'],
    [{ ttl: 30, loop_wait: 10 }, 'dcs'],
    [{ 'initial-cluster': 'a=b' }, 'etcd'],
    [{ postgresql: { pg_hba: [] } }, 'patroni'],
    [{ postgresql: { image: 'postgres' } }, undefined],
    [{ services: {} }, undefined],
    ['text', undefined],
    [null, undefined],
  ])('%j by its keys', (value, kind) => {
    expect(kindOfYaml(value)).toBe(kind);
  });

  it.each([
    ['# by hand\n\nglobal\n  maxconn 1\n', 'haproxy'],
    ['listen primary\n', 'haproxy'],
    ['ETCD_NAME=a\n', 'environment'],
    ['; c\nexport PATRONI_NAME=a\n', 'environment'],
    ['[Service]\nExecStart=\n', 'unit'],
    ['hostssl replication replicator 10.0.0.0/8 scram-sha-256\n', 'pg_hba'],
    ['global: {scrape_interval: 15s}\n', undefined],
    ['hello\n', undefined],
    ['', undefined],
  ])('%j by its first line', (text, kind) => {
    expect(kindOfText(text)).toBe(kind);
  });

  it.each([
    ['seoul/dcs.yml', 'dcs'],
    ['etc/haproxy/haproxy.cfg', 'haproxy'],
    ['etc/patroni/config.yml', 'patroni'],
    ['etc/etcd/etcd.conf.yml', 'etcd'],
    ['etc/systemd/system/etcd.service.d/a.conf', 'unit'],
    ['etc/patroni/conf.d/10-postgresql.yml', 'patroni'],
    ['etc/default/etcd', 'environment'],
    ['README.md', undefined],
  ])('%s by its name', (path, kind) => {
    expect(kindOfName(path)).toBe(kind);
  });

  it.each(['patroni.yml~', 'patroni.yml.bak', 'config.yml.in', 'haproxy.cfg.dpkg-dist', 'a.rpmnew'])(
    '%s is what an editor or a package left behind',
    (path) => {
      expect(isLeftBehind(path)).toBe(true);
    },
  );

  it('says which word of a template is in it', () => {
    expect(templateIn('a: 1\nname: {{ inventory_hostname }}\n', 'patroni')).toEqual({
      line: 2,
      word: '{{ inventory_hostname }}',
    });
    expect(templateIn(`name: ${SHELL}\n`, 'patroni')).toEqual({ line: 1, word: SHELL });
    expect(templateIn(`bind "${SHELL}:5000"\n`, 'haproxy')).toBeUndefined();
    expect(templateIn('# {{ managed }}\na: 1\n', 'patroni')).toBeUndefined();
  });
});

describe('where a file belongs', () => {
  it.each([
    ['seoul/pg-seoul-1/etc/patroni/patroni.yml', 'seoul', 'pg-seoul-1', '/etc/patroni/patroni.yml'],
    [
      'collected/seoul/pg-1/var/lib/postgresql/18/main/pg_hba.conf',
      'seoul',
      'pg-1',
      '/var/lib/postgresql/18/main/pg_hba.conf',
    ],
    ['pg-seoul-1/etc/patroni.yml', undefined, 'pg-seoul-1', '/etc/patroni.yml'],
    ['seoul/dcs.yml', 'seoul', undefined, 'dcs.yml'],
    ['seoul/pg-1/patroni.yml', 'seoul', 'pg-1', 'patroni.yml'],
    ['pg-1.yml', undefined, undefined, 'pg-1.yml'],
  ])('%s', (path, site, node, onNode) => {
    expect(belongingOf(path)).toEqual({ site, node, onNode });
  });
});

describe('a unit of systemd', () => {
  it('says the environment, its files, and the command', () => {
    const text = `[Unit]
Environment=NO=1
[Service]
Environment="A=b c" D=e
EnvironmentFile=-/etc/default/etcd
# ExecStart=/bin/false
ExecStart=
ExecStart=+/usr/bin/etcd \\
  --config-file /etc/etcd.yml --name=a
`;
    expect(unitSettings(text)).toEqual({
      environment: [
        { name: 'A', value: 'b c', line: 4 },
        { name: 'D', value: 'e', line: 4 },
      ],
      environmentFiles: [{ path: '/etc/default/etcd', optional: true, line: 5 }],
      command: ['/usr/bin/etcd', '--config-file', '/etc/etcd.yml', '--name=a'].map((word, index) => ({
        text: word,
        line: index === 0 ? 8 : 9,
      })),
      resets: new Set(['ExecStart']),
    });
  });
});
