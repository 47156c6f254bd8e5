import { describe, expect, it } from 'vitest';
import { etcdFileOf, etcdFlags, etcdVariables } from '../../src/compiler/nodes/etcd-flags.ts';
import type { Place } from '../../src/compiler/text/finding.ts';

const at = (line: number): Place => ({ document: 'etcd.env', pointer: [line], part: 'value' });

describe('etcd without a file', () => {
  it('reads variables as its file would have them', () => {
    const { value, place } = etcdVariables([
      { name: 'ETCD_NAME', value: 'etcd-1', at: at(1) },
      { name: 'ETCD_INITIAL_CLUSTER', value: 'etcd-1=http://10.1.0.10:2380', at: at(2) },
      { name: 'ETCD_HEARTBEAT_INTERVAL', value: '100', at: at(3) },
      { name: 'ETCD_PEER_CERT_FILE', value: '/a.pem', at: at(4) },
      { name: 'ETCD_CLIENT_CERT_AUTH', value: 'true', at: at(5) },
      { name: 'ETCD_DATA_DIR', value: '', at: at(6) },
      { name: 'ALLOW_NONE_AUTHENTICATION', value: 'yes', at: at(7) },
    ]);
    expect(value).toEqual({
      name: 'etcd-1',
      'initial-cluster': 'etcd-1=http://10.1.0.10:2380',
      'heartbeat-interval': 100,
      'peer-transport-security': { 'cert-file': '/a.pem' },
      'client-transport-security': { 'client-cert-auth': true },
    });
    expect(place(['peer-transport-security', 'cert-file'])).toEqual(at(4));
    expect(place(['initial-cluster'])).toEqual(at(2));
  });

  it('reads flags in each of their forms', () => {
    const words = [
      '/usr/bin/etcd',
      '--name=a',
      '-data-dir',
      '/srv',
      '--force-new-cluster',
      '--config-file',
      '/e.yml',
    ];
    const flags = etcdFlags(words.map((text, line) => ({ text, at: at(line) })));
    expect(flags.value).toEqual({
      name: 'a',
      'data-dir': '/srv',
      'force-new-cluster': true,
      'config-file': '/e.yml',
    });
    expect(etcdFileOf(flags, etcdVariables([]))).toBe('/e.yml');
  });
});
