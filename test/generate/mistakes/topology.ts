import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

/** Names, addresses, ports, and what runs where. */
export const TOPOLOGY: readonly Mistake[] = [
  ...of('identity/scope-shared', {
    'two sites share a scope': (d) => d.set(['sites', 1, 'scope'], d.text('sites', 0, 'scope')),
  }),
  ...of('identity/scope-split', {
    'one node has another scope': (d) => d.patroni({ scope: 'other' }, d.member(0, 1)),
    'one node has another namespace': (d) => d.patroni({ namespace: '/other/' }, d.member(0, 1)),
  }),
  ...of('identity/member-name-reused', {
    'members of two sites share a name': (d) =>
      d.set([...d.member(1, 0), 'name'], d.text(...d.member(0, 0), 'name')),
    'member names differ only in case': (d) =>
      d.set([...d.member(1, 0), 'name'], d.text(...d.member(0, 0), 'name').toUpperCase()),
    'two member names give the same slot name': (d) =>
      d.set([...d.member(0, 1), 'name'], d.text(...d.member(0, 0), 'name').replaceAll('-', '_')),
    'an override gives two members the same name': (d) =>
      d.patroni({ name: d.text(...d.member(0, 0), 'name') }, d.member(1, 0)),
  }),
  ...of('topology/name-reused', {
    'two sites share a name': (d) => d.set(['sites', 1, 'name'], d.text('sites', 0, 'name')),
    'two etcd members share a name': (d) => {
      const [first, second] = d.running('etcd', 1);
      return first && second
        ? d.set([...first, 'etcd', 'name'], 'e') && d.set([...second, 'etcd', 'name'], 'e')
        : false;
    },
    'a site is called certificates': (d) => d.set(['sites', 1, 'name'], 'certificates'),
  }),
  ...of('topology/address-reused', {
    'an endpoint is the address of one machine': (d) =>
      d.running('postgresql', 0).length > 1 &&
      d.set(['sites', 0, 'endpoint'], d.text(...d.member(0, 0), 'address')),
    'two machines of a site share an address': (d) =>
      d.set([...d.member(0, 1), 'address'], d.text(...d.member(0, 0), 'address')),
    'machines of two sites share an address': (d) => {
      const [one, other] = [d.member(0, 0), d.member(1, 0)];
      const key = d.get(...other, 'wan_address') === undefined ? 'address' : 'wan_address';
      return d.set([...other, key], d.text(...one, 'wan_address') || d.text(...one, 'address'));
    },
  }),
  ...of('topology/address-invalid', {
    'an endpoint is loopback': (d) => d.set(['sites', 0, 'endpoint'], '127.0.0.1'),
    'a number of an address is above 255': (d) => d.set([...d.member(0, 0), 'address'], '10.1.0.300'),
    'an address is loopback': (d) => d.set([...d.member(0, 0), 'address'], '127.0.0.1'),
    'an address is 0.0.0.0': (d) => d.set([...d.member(0, 0), 'address'], '0.0.0.0'),
    'an address is localhost': (d) => d.set([...d.member(0, 0), 'address'], 'localhost'),
    'an address is a multicast address': (d) => d.set([...d.member(0, 0), 'address'], '239.1.2.3'),
    'an address is link-local': (d) => d.set([...d.member(0, 0), 'address'], '169.254.10.1'),
    'an address is incomplete': (d) => d.set([...d.member(0, 0), 'address'], '10.1.0'),
    'a wan_address is loopback': (d) => d.set([...d.member(0, 0), 'wan_address'], '127.0.0.1'),
  }),
  ...of('topology/site-unknown', {
    'primary names no site': (d) => d.set(['primary'], 'sejong'),
    'the site name under primary lacks a letter': (d) => d.set(['primary'], d.text('primary').slice(0, -1)),
    'follow names no site': (d) => d.set(['sites', 1, 'standby', 'follow'], 'sejong'),
    'a site follows itself': (d) => d.set(['sites', 1, 'standby', 'follow'], d.text('sites', 1, 'name')),
  }),
  ...of('topology/service-missing', {
    'a site without PostgreSQL': (d) =>
      d.running('postgresql', 1).every((node) => d.set([...node, 'runs'], ['etcd'])),
    'a site without etcd': (d) =>
      d.running('etcd', 1).every((node) => d.set([...node, 'runs'], ['postgresql'])),
  }),
  ...of('topology/port-clash', {
    'PostgreSQL on the port of the REST API': (d) =>
      d.set(['postgresql', 'port'], Number(d.text('patroni', 'restapi', 'port') || 8008)),
    'client port and peer port of etcd are the same': (d) =>
      d.set([...(d.running('etcd', 0)[0] ?? []), 'etcd', 'peer_port'], 2379),
    'PostgreSQL on the port of etcd': (d) => d.set([...d.member(0, 0), 'postgresql', 'port'], 2379),
    'two HAProxy pools use the same port': (d) =>
      d.proxy() !== undefined && d.set(['haproxy', 'ports'], { primary: 5001 }),
    'HAProxy on the port of PostgreSQL on the same node': (d) =>
      d.set([...d.member(0, 0), 'runs'], ['postgresql', 'etcd', 'haproxy']) &&
      d.set([...d.member(0, 0), 'haproxy', 'ports'], {
        primary: Number(d.text('postgresql', 'port') || 5432),
      }),
  }),
  ...of('topology/version-unsupported', {
    'Patroni that is too old': (d) => d.set(['software', 'patroni'], '2.1'),
    'Patroni that is too new': (d) => d.set(['software', 'patroni'], '5.0'),
    'etcd that is too old': (d) => d.set(['software', 'etcd'], '3.3'),
    'etcd that is too new': (d) => d.set(['software', 'etcd'], '3.7'),
    'HAProxy that is too old': (d) => d.set(['software', 'haproxy'], '1.8'),
    'HAProxy that is too new': (d) => d.set(['software', 'haproxy'], '3.4'),
  }),
  ...of('topology/placeholder-unknown', {
    'an unknown placeholder': (d) =>
      d.set(['tls', 'restapi'], { ca: '/etc/ca.pem', cert: '/etc/{host}.pem', key: '/etc/{node}.key' }),
  }),
  ...of('topology/endpoint-mismatch', {
    'an override changes the address of the REST API': (d) =>
      d.patroni({ restapi: { connect_address: '10.99.0.1:8009' } }, d.member(0, 0)),
    'an override changes the address of PostgreSQL': (d) =>
      d.patroni({ postgresql: { connect_address: '10.99.0.1:5433' } }, d.member(0, 0)),
  }),
  ...of('topology/data-dir-nested', {
    "the data of etcd is inside PostgreSQL's data directory": (d) =>
      d.set(['postgresql', 'data_dir'], '/var/lib/data') &&
      d.set(['etcd', 'data_dir'], '/var/lib/data/etcd') &&
      d.remove('sites', 0, 'etcd', 'data_dir') !== undefined,
  }),
  ...of('parameters/data-directory-moved', {
    'the parameter data_directory is set': (d) =>
      d.merge(['postgresql', 'parameters'], { data_directory: '/data/other' }),
  }),
  ...of('topology/system-directory', {
    'a data_dir with .. that leads to the root directory': (d) =>
      d.patroni({ postgresql: { data_dir: '/var/lib/../..' } }, d.member(0, 0)),
    'data_dir without its first slash': (d) =>
      d.patroni({ postgresql: { data_dir: 'data/main' } }, d.member(1, 0)),
    "etcd's data in a directory of the system": (d) =>
      d.etcd({ 'data-dir': '/var/lib' }, d.running('etcd', 1)[0] ?? []),
  }),
  ...of('topology/path-unusable', {
    '~ in the path of pgpass': (d) => d.patroni({ postgresql: { pgpass: '~/pgpass' } }),
    "Patroni's log in a directory of root": (d) => d.patroni({ log: { dir: '/var/log' } }),
  }),
  ...of('topology/address-family', {
    'one member of an IPv4 estate has an IPv6 address': (d) =>
      /^[\d.]+$/.test(d.text(...d.member(0, 0), 'address')) &&
      d.set([...d.member(1, 0), 'address'], 'fd00:7::7') &&
      d.remove(...d.member(1, 0), 'wan_address') !== undefined,
  }),
  ...of('failover/no-candidate', {
    'nofailover at every member of a site': (d) =>
      d.running('postgresql', 1).every((node) => d.merge([...node, 'tags'], { nofailover: true })),
    'nofailover at every member of the primary site': (d) =>
      d.running('postgresql', 0).every((node) => d.merge([...node, 'tags'], { nofailover: true })),
    'nofailover as text at every member of a site': (d) =>
      d.running('postgresql', 1).every((node) => d.patroni({ tags: { nofailover: 'true' } }, node)),
    'nofailover as a number at every member of the primary site': (d) =>
      d.running('postgresql', 0).every((node) => d.patroni({ tags: { nofailover: 1 } }, node)),
    'a failover_priority of "0" in quotes at every member of a site': (d) =>
      d.has('patroni', '3.2') &&
      d
        .running('postgresql', 1)
        .every((node) => d.patroni({ tags: { nofailover: null, failover_priority: '0' } }, node)),
  }),
  ...of('failover/single-candidate', {
    'nofailover "yes" at every member but one': (d) =>
      d.get(...d.member(1, 0), 'tags', 'nofailover') !== true &&
      d.running('postgresql', 1).length > 1 &&
      d
        .running('postgresql', 1)
        .slice(1)
        .every((node) => d.patroni({ tags: { nofailover: 'yes' } }, node)),
    'nofailover at every member but one': (d) =>
      d.running('postgresql', 1).length > 1 &&
      d.get(...d.member(1, 0), 'tags', 'nofailover') !== true &&
      d
        .running('postgresql', 1)
        .slice(1)
        .every((node) => d.merge([...node, 'tags'], { nofailover: true })),
  }),
  ...of('failover/nostream-candidate', {
    'a nostream member may become the leader': (d) =>
      d.has('patroni', '3.3') && d.patroni({ tags: { nostream: true } }, d.member(1, 1)),
  }),
  ...of('failover/tag-contradiction', {
    'nofailover together with failover_priority': (d) =>
      d.has('patroni', '3.2') &&
      d.merge([...d.member(0, 1), 'tags'], { nofailover: true, failover_priority: 2 }),
  }),
  ...of('failover/tag-not-boolean', {
    '"off" instead of false in a tag': (d) => d.patroni({ tags: { nofailover: 'off' } }, d.member(1, 0)),
  }),
  ...of('failover/failsafe-unreliable', {
    'failsafe_mode with Patroni 4.0.6': (d) =>
      d.set(['software', 'patroni'], '4.0.6') &&
      (!d.has('postgresql', '18') || d.set(['software', 'postgresql'], 17)) &&
      d.merge(['patroni'], { failsafe_mode: true }),
    'failsafe_mode with Patroni 4.1.2': (d) =>
      d.set(['software', 'patroni'], '4.1.2') && d.merge(['patroni'], { failsafe_mode: true }),
  }),
  ...of('identity/member-name-altered', {
    'a member name of more than 63 letters': (d) => d.patroni({ name: 'pg-'.repeat(24) }, d.member(1, 1)),
  }),
  ...of('identity/member-name-invalid', {
    'a member name with a slash': (d) => d.patroni({ name: 'busan/2' }, d.member(1, 1)),
  }),
  ...of('topology/wrong-version-path', {
    'a path of another PostgreSQL version': (d) =>
      d.set(['postgresql', 'bin_dir'], '/usr/lib/postgresql/12/bin'),
  }),
];
