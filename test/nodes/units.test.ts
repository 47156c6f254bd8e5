import { describe, expect, it } from 'vitest';
import { versionOf } from '../../src/compiler/facts/version.ts';
import { etcdTree, patroniTree } from '../../src/compiler/nodes/daemons.ts';
import { haproxyConfig } from '../../src/compiler/nodes/haproxy/config.ts';
import { sectionsOf } from '../../src/compiler/nodes/haproxy/sections.ts';
import { belongingOf } from '../../src/compiler/nodes/layout.ts';
import { readFile } from '../../src/compiler/nodes/read.ts';
import { textAt } from '../../src/compiler/text/json.ts';

const SOFTWARE = {
  patroni: versionOf('4.1'),
  postgresql: versionOf('18'),
  etcd: versionOf('3.5'),
  haproxy: versionOf('3.2'),
};

const node = (files: Readonly<Record<string, string>>) => ({
  name: 'n',
  files: Object.entries(files).flatMap(
    ([path, text]) => readFile({ file: path, path: `s/n/${path}`, text }) ?? [],
  ),
});

describe('units of a daemon', () => {
  it('a drop-in of the administrator wins over the unit of the package, though its path sorts before', () => {
    const tree = patroniTree(
      node({
        'etc/systemd/system/patroni.service.d/local.conf':
          '[Service]\nExecStart=\nExecStart=/usr/bin/patroni /etc/patroni/local.yml\n',
        'usr/lib/systemd/system/patroni.service':
          '[Service]\nExecStart=/usr/bin/patroni /etc/patroni/config.yml\n',
        'etc/patroni/config.yml': 'scope: of-the-package\nname: n\n',
        'etc/patroni/local.yml': 'scope: local\nname: n\n',
      }),
    );
    expect(textAt(tree?.value, 'scope')).toBe('local');
  });

  it('a unit below /etc replaces the one of the package', () => {
    const tree = etcdTree(
      node({
        'etc/systemd/system/etcd.service':
          '[Service]\nExecStart=/usr/bin/etcd --name own --initial-cluster own=http://10.0.0.1:2380\n',
        'lib/systemd/system/etcd.service':
          '[Service]\nEnvironment=ETCD_INITIAL_CLUSTER_TOKEN=package\nExecStart=/usr/bin/etcd --name package\n',
      }),
    );
    expect(textAt(tree?.value, 'name')).toBe('own');
    expect(textAt(tree?.value, 'initial-cluster-token')).toBeUndefined();
  });

  it('of several drop-ins the last by name counts, whatever folder it is in', () => {
    const tree = etcdTree(
      node({
        'etc/systemd/system/etcd.service.d/10-a.conf':
          '[Service]\nEnvironment=ETCD_NAME=ten ETCD_INITIAL_CLUSTER=a=http://10.0.0.1:2380\n',
        'usr/lib/systemd/system/etcd.service.d/20-b.conf': '[Service]\nEnvironment=ETCD_NAME=twenty\n',
        'usr/lib/systemd/system/etcd.service': '[Service]\nExecStart=/usr/bin/etcd\n',
      }),
    );
    expect(textAt(tree?.value, 'name')).toBe('twenty');
  });
});

describe('what packages leave on a machine', () => {
  it('is no member of a ring: the unit of etcd without a configuration', () => {
    const unit =
      '[Service]\nEnvironment=ETCD_NAME=%H\nEnvironment=ETCD_DATA_DIR=/var/lib/etcd/default\nExecStart=/usr/bin/etcd\n';
    expect(etcdTree(node({ 'usr/lib/systemd/system/etcd.service': unit }))).toBeUndefined();
    const own = { 'etc/default/etcd': 'ETCD_INITIAL_CLUSTER=a=http://10.0.0.1:2380\n' };
    const named = `${unit}EnvironmentFile=-/etc/default/%p\n`;
    expect(etcdTree(node({ 'usr/lib/systemd/system/etcd.service': named, ...own }))).toBeDefined();
  });

  it('is no HAProxy of the estate: a haproxy.cfg without a server', () => {
    const config = (text: string) =>
      haproxyConfig([{ document: 'haproxy.cfg', text: sectionsOf(text) }], SOFTWARE, () => true);
    const defaults = 'global\n  daemon\ndefaults\n  mode http\n';
    expect(config(defaults)).toBeUndefined();
    expect(config(`${defaults}listen a\n  bind :5000\n  server b 10.0.0.1:5432 check\n`)).toBeDefined();
  });
});

describe('where a file belongs', () => {
  it.each([
    ['seoul/pg1/data/pg/pg_hba.conf', { site: 'seoul', node: 'pg1', onNode: '/data/pg/pg_hba.conf' }],
    ['seoul/pg1/etc/patroni/patroni.yml', { site: 'seoul', node: 'pg1', onNode: '/etc/patroni/patroni.yml' }],
    ['pg1/etc/patroni/patroni.yml', { site: undefined, node: 'pg1', onNode: '/etc/patroni/patroni.yml' }],
    ['seoul/dcs.yml', { site: 'seoul', node: undefined, onNode: 'dcs.yml' }],
    ['pg1.yml', { site: undefined, node: undefined, onNode: 'pg1.yml' }],
  ])('%s', (path, belonging) => {
    expect(belongingOf(path)).toEqual(belonging);
  });
});
