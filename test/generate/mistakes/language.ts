import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

/** Mistakes that the language itself refuses. */
export const LANGUAGE: readonly Mistake[] = [
  ...of('schema/unknown-key', {
    'address is misspelt': (d) => d.rename([...d.member(0, 0), 'address'], 'adress'),
    'scope is misspelt': (d) => d.rename(['sites', 0, 'scope'], 'scop'),
    'token is misspelt': (d) => d.rename(['sites', 0, 'etcd', 'token'], 'tokn'),
    'nodes is misspelt': (d) => d.rename(['sites', 0, 'nodes'], 'node'),
    'primary is misspelt': (d) => d.rename(['primary'], 'primery'),
    'parameters is misspelt': (d) => d.rename(['postgresql', 'parameters'], 'paramters'),
    'software is called versions': (d) => d.set(['versions'], { patroni: '4.1' }),
    'the user of a client is called username': (d) => d.rename(['clients', 0, 'user'], 'username'),
    'standby_cluster instead of standby': (d) => d.set(['sites', 1, 'standby_cluster'], { host: '10.0.0.1' }),
    'ttl at the top of the file': (d) => d.set(['ttl'], 30),
    'host instead of address': (d) => d.rename([...d.member(0, 0), 'address'], 'host'),
    'a Patroni tag that the language does not have': (d) =>
      d.set([...d.member(0, 0), 'tags'], { sync_priority: 2 }),
    'an unknown HAProxy pool': (d) => d.set(['haproxy', 'ports'], { writer: 5000 }),
  }),
  ...of('schema/missing-key', {
    'a node has no address': (d) => d.remove(...d.member(0, 0), 'address'),
    'a node has no name': (d) => d.remove(...d.member(0, 0), 'name'),
    'a site has no scope': (d) => d.remove('sites', 1, 'scope'),
    'a site has no token': (d) => d.remove('sites', 1, 'etcd', 'token'),
    'a site has no nodes': (d) => d.remove('sites', 1, 'nodes'),
    'the key primary is missing': (d) => d.remove('primary'),
    'the key version is missing': (d) => d.remove('version'),
    'a client has no database': (d) => d.remove('clients', 0, 'database'),
  }),
  ...of('schema/type', {
    'a list of versions': (d) => d.set(['software', 'patroni'], ['4.1']),
    'a port in quotes': (d) => d.set(['postgresql', 'port'], '5432'),
    'yes instead of true': (d) => d.set(['postgresql', 'data_checksums'], 'yes'),
    'a list of parameters': (d) => d.set(['postgresql', 'parameters'], ['max_connections=200']),
    'slots as text instead of a list': (d) => d.set(['sites', 0, 'slots'], 'standby_cluster_busan'),
    'pg_hba as text instead of a list': (d) => d.set(['postgresql', 'pg_hba'], 'local all all peer'),
    'sites as a map instead of a list': (d) => d.set(['sites'], { seoul: {}, busan: {} }),
    'an address that is a number': (d) => d.set([...d.member(0, 0), 'address'], 10),
    'a tag that is text instead of true or false': (d) =>
      d.set([...d.member(0, 0), 'tags'], { nofailover: 'false' }),
  }),
  ...of('schema/value', {
    'a port beyond 65535': (d) => d.set(['postgresql', 'port'], 54320000),
    'a name with a blank': (d) => d.set(['name'], 'orders db'),
    'a site name with a dot': (d) => d.set(['sites', 1, 'name'], 'bu.san'),
    'an unknown timing preset': (d) => d.set(['timing'], 'quick'),
    "a ttl below Patroni's minimum": (d) => d.set(['timing'], { ttl: 10 }),
    "a retry_timeout below Patroni's minimum": (d) => d.set(['timing'], { retry_timeout: 1 }),
    'only one site': (d) => d.set(['sites'], [d.get('sites', 0) ?? null]),
    'an unknown service': (d) => d.set([...d.member(0, 0), 'runs'], ['postgres', 'etcd']),
    'a node that runs nothing': (d) => d.set([...d.member(0, 0), 'runs'], []),
    'another version of the language': (d) => d.set(['version'], 2),
    'PostgreSQL 12': (d) => d.set(['software', 'postgresql'], 12),
    'a path that is not absolute': (d) => d.set(['postgresql', 'data_dir'], 'main'),
    'a role name that needs quotes': (d) => d.set(['credentials', 'replication'], { username: 'repl user' }),
    'a command over two lines': (d) => d.set(['sites', 1, 'standby'], { restore_command: 'cp a\nb' }),
    'an unknown watchdog mode': (d) => d.set(['patroni', 'watchdog'], { mode: 'on' }),
    'an empty pg_hba list': (d) => d.set(['postgresql', 'pg_hba'], []),
    'an unknown value of haproxy.writes': (d) => d.set(['haproxy', 'writes'], 'both'),
  }),
  ...of('secrets/plaintext', {
    'a password under credentials': (d) =>
      d.set(['credentials', 'replication'], { username: 'r', password: 'hunter2hunter2' }),
    'a password of the REST API': (d) =>
      d.patroni({ restapi: { authentication: { password: 'hunter2hunter2' } } }),
    'a password of PostgreSQL in an override': (d) =>
      d.patroni({ postgresql: { authentication: { superuser: { password: 'hunter2hunter2' } } } }),
    'a password in a connection string': (d) =>
      d.set(['sites', 1, 'standby'], { restore_command: 'fetch postgres://u:hunter2hunter2@h/db %f' }),
  }),
  ...of('lint/unknown-rule', {
    'a severity for a rule that does not exist': (d) =>
      d.set(['lint'], { rules: { 'replication/slots': 'off' } }),
  }),
  ...of('lint/not-waivable', {
    'a rule against split brain is off': (d) =>
      d.set(['lint'], { rules: { 'identity/scope-shared': 'off' } }),
    'a schema finding is off': (d) => d.set(['lint'], { rules: { 'schema/value': 'off' } }),
  }),
];
