import { describe, expect, it } from 'vitest';
import { etcdTree, patroniTree } from '../../src/compiler/nodes/daemons.ts';
import { belongingOf } from '../../src/compiler/nodes/layout.ts';
import { readFile } from '../../src/compiler/nodes/read.ts';
import { textAt } from '../../src/compiler/text/json.ts';

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
        'etc/systemd/system/etcd.service': '[Service]\nExecStart=/usr/bin/etcd --name own\n',
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
        'etc/systemd/system/etcd.service.d/10-a.conf': '[Service]\nEnvironment=ETCD_NAME=ten\n',
        'usr/lib/systemd/system/etcd.service.d/20-b.conf': '[Service]\nEnvironment=ETCD_NAME=twenty\n',
        'usr/lib/systemd/system/etcd.service': '[Service]\nExecStart=/usr/bin/etcd\n',
      }),
    );
    expect(textAt(tree?.value, 'name')).toBe('twenty');
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
