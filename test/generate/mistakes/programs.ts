import type { Data } from '../../hostile/support.ts';
import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

const ringMember = (d: Draft, site: number, index = 0) => d.running('etcd', site)[index] ?? [];

/** Reduces a site's ring to this many members: removes witnesses, and etcd from other machines. */
function ringOf(d: Draft, left: number): boolean {
  const tooMany = d.running('etcd', 0).slice(left).reverse();
  for (const node of tooMany) {
    const runs = d.get(...node, 'runs') as Data[] | undefined;
    if (runs?.length === 1) d.remove(...node);
    else {
      d.remove(...node, 'etcd');
      d.set(
        [...node, 'runs'],
        (runs ?? ['postgresql', 'etcd']).filter((service) => service !== 'etcd'),
      );
    }
  }
  return tooMany.length > 0;
}

/** Overrides of etcd and HAProxy. */
export const PROGRAMS: readonly Mistake[] = [
  ...of('etcd/token-shared', {
    'the etcd rings of two sites share a token': (d) =>
      d.set(['sites', 1, 'etcd', 'token'], d.text('sites', 0, 'etcd', 'token')),
    'an override removes the tokens': (d) => d.etcd({ 'initial-cluster-token': null }),
  }),
  ...of('etcd/token-split', {
    'one member has another token': (d) =>
      d.running('etcd', 1).length > 1 && d.etcd({ 'initial-cluster-token': 'other' }, ringMember(d, 1, 1)),
  }),
  ...of('etcd/wrong-ring', {
    'Patroni uses the etcd of the other site': (d) => {
      const other = ringMember(d, 0);
      const address = d.text(...other, 'wan_address') || d.text(...other, 'address');
      return /^[\d.]+$/.test(address) && d.patroni({ etcd3: { hosts: [`${address}:2379`] } }, d.member(1, 0));
    },
    'an etcd member has another name than in its ring': (d) => d.etcd({ name: 'somebody' }, ringMember(d, 0)),
    'a member is not in the list of its ring': (d) =>
      d.etcd({ 'initial-cluster': 'other=https://10.99.0.1:2380' }, ringMember(d, 0)),
  }),
  ...of('etcd/hosts-invalid', {
    'quotes inside the text of etcd3.hosts': (d) =>
      d.patroni({ etcd3: { hosts: "'10.1.0.10:2379','10.1.0.11:2379'" } }, ['sites', 1]),
    'a port in etcd3.hosts that is not a number': (d) => d.patroni({ etcd3: { hosts: ['10.1.0.10:etcd'] } }),
  }),
  ...of('restapi/allowlist-unread', {
    'the allowlist is text instead of a list': (d) =>
      d.patroni({ restapi: { allowlist: '127.0.0.1/32,10.0.0.0/8' } }),
    'a network in the allowlist has a prefix length of 33': (d) =>
      d.patroni({ restapi: { allowlist: ['0.0.0.0/0', '::/0', '10.1.0.0/33'] } }),
  }),
  ...of('failover/paused', {
    'a cluster starts paused': (d) => d.dcs({ pause: true }),
  }),
  ...of('failover/trigger-file', {
    'promote_trigger_file is set': (d) =>
      !d.has('postgresql', '16') &&
      d.merge(['postgresql', 'parameters'], { promote_trigger_file: '/tmp/promote' }),
  }),
  ...of('etcd/force-new-cluster', {
    'force-new-cluster is left in the file': (d) => d.etcd({ 'force-new-cluster': true }, ringMember(d, 1)),
  }),
  ...of('etcd/unsafe-no-fsync', {
    'unsafe-no-fsync is set': (d) => d.has('etcd', '3.5') && d.etcd({ 'unsafe-no-fsync': true }),
  }),
  ...of('etcd/second-dcs', {
    'a Consul section beside etcd': (d) => d.patroni({ consul: { host: '127.0.0.1:8500' } }),
    "a section for etcd's old API": (d) => d.patroni({ etcd: { host: '127.0.0.1:2379' } }, d.member(0, 0)),
  }),
  ...of('etcd/unknown-key', {
    'a key of etcd is misspelt': (d) => d.etcd({ 'quota-backendbytes': 4294967296 }),
    'an etcd flag is used as a key': (d) => d.etcd({ 'peer-client-cert-auth': true }),
    'an unknown key in a section of etcd': (d) =>
      d.etcd({ 'client-transport-security': { 'ca-file': '/etc/ca.pem' } }),
  }),
  ...of('etcd/value-invalid', {
    'a number of milliseconds with a unit': (d) => d.etcd({ 'heartbeat-interval': '100ms' }),
    'an election-timeout below five heartbeats': (d) =>
      d.etcd({ 'heartbeat-interval': 300, 'election-timeout': 1000 }, ['sites', 1]),
    'a boolean in quotes': (d) => d.etcd({ 'strict-reconfig-check': 'yes' }),
  }),
  ...of('etcd/auth-unsupported', {
    'etcd requires logins, but this Patroni does not log in everywhere': (d) =>
      d.set(['software', 'patroni'], '4.0.7') &&
      d.set(['software', 'etcd'], '3.6.9') &&
      d.patroni({ etcd3: { username: 'patroni' } }),
  }),
  ...of('etcd/members-refused', {
    'etcd lists its members only for root, but Patroni has another user': (d) =>
      d.set(['software', 'patroni'], '4.1.1') &&
      d.set(['software', 'etcd'], '3.6.9') &&
      d.patroni({ etcd3: { username: 'patroni' } }),
  }),
  ...of('etcd/client-refused', {
    'Patroni uses HTTP although etcd uses TLS': (d) =>
      d.hasEtcdTls && d.patroni({ etcd3: { protocol: 'http' } }),
    'Patroni has no client certificate for etcd': (d) =>
      d.hasEtcdTls && d.patroni({ etcd3: { cert: null } }, d.member(1, 0)),
  }),
  ...of('etcd/hosts-incomplete', {
    'Patroni knows only one member of the ring': (d) => {
      const [node, second] = d.running('etcd', 1);
      const address = node && d.text(...node, 'address');
      const port = d.text('etcd', 'client_port') || '2379';
      return (
        second !== undefined &&
        /^[\d.]+$/.test(address ?? '') &&
        d.patroni({ etcd3: { hosts: [`${address}:${port}`] } }, ['sites', 1])
      );
    },
  }),
  ...of('etcd/tls-incomplete', {
    'an override removes the key file of a member': (d) =>
      d.hasEtcdTls && d.etcd({ 'peer-transport-security': { 'key-file': null } }, ringMember(d, 0, 1)),
  }),
  ...of('etcd/election-too-slow', {
    'an etcd election takes longer than Patroni waits': (d) =>
      d.etcd({ 'heartbeat-interval': 500, 'election-timeout': 9000 }),
  }),
  ...of('etcd/not-compacted', {
    'etcd keeps every revision': (d) => d.etcd({ 'auto-compaction-retention': 0 }),
  }),
  ...of('etcd/quota-unsuitable', {
    'a quota in megabytes': (d) => d.etcd({ 'quota-backend-bytes': 4096 }),
  }),
  ...of('etcd/timings-differ', {
    'one member has an election timeout of its own': (d) =>
      d.running('etcd', 1).length > 1 && d.etcd({ 'election-timeout': 3000 }, ringMember(d, 1, 1)),
  }),
  ...of('haproxy/certificate-unverified', {
    'checks accept any certificate': (d) =>
      d.restTls !== '' &&
      d.haproxy({
        primary: {
          'default-server': 'inter 2s fall 3 rise 3 check-ssl verify none on-marked-down shutdown-sessions',
        },
      }),
  }),
  ...of('haproxy/failover-unnoticed', {
    'the interval of checks is longer than ttl allows': (d) =>
      d.running('haproxy', 0).length > 0 &&
      d.set(['timing'], { preset: 'norm', ttl: 25, inter: '20s', fastinter: '20s' }),
  }),
  ...of('haproxy/line-invalid', {
    'a time with a blank before its unit': (d) => d.haproxy({ defaults: { 'timeout queue': '5 s' } }),
    'use-server names an unknown server': (d) => d.haproxy({ primary: { 'use-server nobody': 'if TRUE' } }),
    'a server in a section that has no servers': (d) =>
      d.haproxy({ defaults: { 'server other': '10.99.0.1:5432' } }),
  }),
  ...of('etcd/ring-fragile', {
    'an etcd ring of two members': (d) => ringOf(d, 2),
    'an etcd ring of one member in a site with several PostgreSQL members': (d) =>
      d.running('postgresql', 0).length > 1 && ringOf(d, 1),
  }),
  ...of('haproxy/single-proxy', {
    'a site with one HAProxy, if the rule is on': (d) =>
      d.running('haproxy', 0).length === 1 &&
      d.get('lint') === undefined &&
      d.set(['lint'], { rules: { 'haproxy/single-proxy': 'info' } }),
  }),
  ...of('haproxy/unknown-keyword', {
    'a HAProxy keyword is misspelt': (d) => d.haproxy({ global: { maxcon: 4000 } }),
    'an unknown HAProxy option': (d) => d.haproxy({ defaults: { 'option tcp-log': true } }),
  }),
  ...of('haproxy/stats-open', {
    'the statistics page listens on every address': (d) => d.haproxy({ stats: { bind: '*:7000' } }),
  }),
  ...of('haproxy/timeout-missing', {
    'timeout server is removed': (d) => d.haproxy({ defaults: { 'timeout server': null } }),
  }),
  ...of('haproxy/timeout-too-short', {
    'HAProxy timeouts without a unit': (d) =>
      d.haproxy({ defaults: { 'timeout client': 1800, 'timeout server': 1800 } }),
  }),
  ...of('haproxy/timeouts-differ', {
    'timeout client is longer than timeout server': (d) =>
      d.haproxy({ defaults: { 'timeout client': '8h' } }),
  }),
  ...of('haproxy/mode-http', {
    'pools in HTTP mode': (d) => d.haproxy({ defaults: { mode: 'http' } }),
  }),
  ...of('haproxy/writes-misrouted', {
    'writes go to any leader': (d) =>
      d.haproxy({ primary: { 'http-check send': 'meth OPTIONS uri /leader' } }),
    'writes go to any node that answers': (d) =>
      d.haproxy({ primary: { 'http-check send': 'meth OPTIONS uri /health' } }),
    'writes go to replicas': (d) =>
      d.haproxy({ primary: { 'http-check send': 'meth OPTIONS uri /replica' } }),
    'the pool for writes is not checked': (d) =>
      d.haproxy({ primary: { 'option httpchk': null, 'http-check send': null, 'http-check expect': null } }),
    'PostgreSQL itself is checked': (d) => d.haproxy({ primary: { 'option pgsql-check': 'user haproxy' } }),
  }),
  ...of('haproxy/reads-misrouted', {
    'reads go to any node that answers': (d) =>
      d.haproxy({ replicas: { 'http-check send': 'meth OPTIONS uri /health' } }),
    'reads go to the primary': (d) =>
      d.haproxy({ replicas: { 'http-check send': 'meth OPTIONS uri /primary' } }),
  }),
  ...of('haproxy/reload-keeps-sessions', {
    'hard-stop-after is removed': (d) => d.haproxy({ global: { 'hard-stop-after': null } }),
    'hard-stop-after is one day': (d) => d.haproxy({ global: { 'hard-stop-after': '1d' } }),
  }),
  ...of('haproxy/sessions-kept', {
    'sessions stay on a server that is marked down': (d) =>
      d.haproxy({ primary: { 'default-server': `inter 3s fall 3 rise 2${d.restTls}` } }),
  }),
  ...of('haproxy/sites-mixed', {
    'the pool holds a node of the other site': (d) => {
      const [proxy] = d.running('haproxy', 0);
      const node = d.member(1, 0);
      const address = d.text(...node, 'wan_address') || d.text(...node, 'address');
      return (
        proxy !== undefined &&
        /^[\d.]+$/.test(address) &&
        d.merge([...proxy, 'overrides', 'haproxy'], {
          primary: {
            'server another-site': `${address}:${d.text('postgresql', 'port') || 5432} check port 8008`,
          },
        })
      );
    },
  }),
  ...of('haproxy/checks-refused', {
    'checks without TLS': (d) =>
      d.get('tls') !== false &&
      d.get('tls', 'restapi') !== false &&
      d.haproxy({ replicas: { 'default-server': 'inter 3s fall 3 rise 2' } }),
  }),
];

/** Settings in places where Patroni does not read them, or misreads them. */
export const PLACEMENT: readonly Mistake[] = [
  ...of('placement/dcs-per-node', {
    'dynamic configuration under a node': (d) => d.dcs({ ttl: 60 }, d.member(0, 0)),
  }),
  ...of('placement/parameter-ignored', {
    'max_connections under a node': (d) =>
      d.set([...d.member(0, 0), 'postgresql', 'parameters'], { max_connections: 500 }),
    'wal_level under a node': (d) =>
      d.set([...d.member(0, 0), 'postgresql', 'parameters'], { wal_level: 'logical' }),
    'listen_addresses is set as a parameter': (d) =>
      d.set(['postgresql', 'parameters', 'listen_addresses'], '*'),
    'port is set as a parameter': (d) => d.set(['postgresql', 'parameters', 'port'], 6432),
  }),
  ...of('placement/override-ignored', {
    'an override removes a server of a pool': (d) => {
      const site = d.proxy()?.[1];
      // A pool always has the members of its own site.
      return (
        typeof site === 'number' &&
        d.haproxy({ primary: { [`server ${d.text(...d.member(site, 0), 'name')}`]: null } })
      );
    },
    'an override of HAProxy under a node that does not run it': (d) =>
      d.merge([...d.member(0, 0), 'overrides', 'haproxy'], { defaults: { maxconn: 100 } }) &&
      !(d.get(...d.member(0, 0), 'runs') as unknown[] | undefined)?.includes('haproxy'),
    'an override of etcd under a node that does not run it': (d) => {
      const proxy = d.proxy();
      const isAlone = proxy && !(d.get(...proxy, 'runs') as unknown[]).includes('etcd');
      return Boolean(isAlone) && d.etcd({ 'snapshot-count': 5000 }, proxy);
    },
    'an override sets the dynamic configuration to null': (d) =>
      d.patroni({ bootstrap: { dcs: null } }, ['sites', 1]),
  }),
  ...of('placement/key-removed', {
    'an override removes the scope': (d) => d.patroni({ scope: null }, ['sites', 1]),
    'an override removes the address of the REST API': (d) =>
      d.patroni({ restapi: { connect_address: null } }),
    'an override removes initial-cluster': (d) => d.etcd({ 'initial-cluster': null }),
    'an override removes the data directory': (d) => d.patroni({ postgresql: { data_dir: null } }),
  }),
  ...of('placement/unknown-key', {
    'a key of the dynamic configuration is misspelt': (d) => d.dcs({ maximum_lag_on_failvover: 1048576 }),
    'a TLS file of the REST API under its etcd3 name': (d) =>
      d.patroni({ restapi: { cacert: '/etc/ca.pem' } }),
    'a TLS file of etcd3 under its REST API name': (d) => d.patroni({ etcd3: { certfile: '/etc/etcd.pem' } }),
    'a tag is misspelt': (d) => d.patroni({ tags: { nosinc: true } }, d.member(0, 1)),
    'an unknown key in standby_cluster': (d) => d.dcs({ standby_cluster: { application_name: 'busan' } }),
    'primary_slot_name is misspelt': (d) => d.dcs({ standby_cluster: { primary_slotname: 'x' } }),
    'pg_rewind instead of use_pg_rewind': (d) => d.patroni({ postgresql: { pg_rewind: true } }),
  }),
  ...of('placement/key-misplaced', {
    'ttl in patroni.yml instead of the dynamic configuration': (d) => d.patroni({ ttl: 30 }),
    'a parameter outside "parameters"': (d) => d.dcs({ postgresql: { shared_buffers: '8GB' } }, []),
    'use_slots in patroni.yml instead of the dynamic configuration': (d) =>
      d.patroni({ postgresql: { use_slots: true } }),
    'use_pg_rewind in standby_cluster': (d) => d.dcs({ standby_cluster: { use_pg_rewind: true } }),
    'pgpass in the dynamic configuration': (d) =>
      d.dcs({ postgresql: { pgpass: '/var/lib/postgresql/.pgpass' } }, []),
  }),
  ...of('placement/key-unsupported', {
    'bootstrap.users under Patroni 4': (d) =>
      d.has('patroni', '4.0') && d.patroni({ bootstrap: { users: { admin: { options: ['createrole'] } } } }),
    'pg_hba_standby_leader is set': (d) =>
      d.dcs({ postgresql: { pg_hba_standby_leader: ['local all all peer'] } }),
    'a tag of a later Patroni': (d) =>
      !d.has('patroni', '3.3') && d.patroni({ tags: { nostream: true } }, d.member(0, 1)),
  }),
  ...of('placement/configuration-discarded', {
    'a ttl with a unit': (d) => d.dcs({ ttl: '30s' }),
    'a loop_wait that is text': (d) => d.dcs({ loop_wait: 'ten' }, []),
  }),
  ...of('parameters/encoding-unset', {
    'a list of initdb options without an encoding': (d) =>
      d.patroni({ bootstrap: { initdb: ['data-checksums'] } }),
    'the encoding is removed': (d) =>
      d.merge(['postgresql', 'initdb'], { encoding: false, 'no-locale': true }),
  }),
  ...of('placement/initdb-refused', {
    'an initdb option that Patroni sets itself': (d) =>
      d.merge(['postgresql', 'initdb'], { pwfile: '/etc/postgresql/pw' }),
    'a number as the value of an initdb option': (d) =>
      d.patroni({ bootstrap: { initdb: ['data-checksums', { 'wal-segsize': 64 }] } }),
  }),
  ...of('placement/key-shadowed', {
    'the old name of a key together with its new name': (d) => d.dcs({ master_start_timeout: 60 }),
    'etcd3.host together with etcd3.hosts': (d) =>
      d.patroni({ etcd3: { host: '10.1.0.10:2379' } }, d.member(1, 0)),
  }),
  ...of('placement/log-refused', {
    'a log level in lower case': (d) => d.patroni({ log: { level: 'info' } }, d.member(0, 1)),
    'a log size with a unit': (d) => d.patroni({ log: { dir: '/var/log/patroni', file_size: '25MB' } }),
  }),
  ...of('placement/value-misread', {
    'a lag with a unit': (d) => d.has('patroni', '3.0.3') && d.dcs({ maximum_lag_on_failover: '16MB' }),
    'permissions in decimal instead of octal': (d) =>
      d.has('patroni', '4.0') && d.patroni({ log: { mode: 640 } }),
    'enabled instead of true': (d) => d.dcs({ failsafe_mode: 'enabled' }, []),
    '"no" in quotes instead of false': (d) => d.patroni({ postgresql: { use_unix_socket: 'no' } }),
    'a delay without a unit': (d) =>
      d.dcs({ standby_cluster: { recovery_min_apply_delay: 3600 } }, ['sites', 1]),
  }),
  ...of('restapi/allowlist-incomplete', {
    'one member is not in the allowlist': (d) => {
      const nodes = d.running('postgresql', 1).slice(1);
      return (
        d.hasAddresses &&
        nodes.length > 0 &&
        d.patroni({ restapi: { allowlist: nodes.map((node) => d.text(...node, 'address')) } }, ['sites', 1])
      );
    },
  }),
  ...of('restapi/authentication-differs', {
    'one member has another user of the REST API': (d) =>
      d.running('postgresql', 1).length > 1 &&
      d.patroni({ restapi: { authentication: { username: 'admin' } } }, d.member(1, 1)),
  }),
  ...of('restapi/client-certificate-required', {
    'the REST API requires client certificates': (d) =>
      d.hasRestTls && d.patroni({ restapi: { verify_client: 'required' } }),
  }),
  ...of('restapi/ctl-certificate-missing', {
    'patronictl has no client certificate': (d) =>
      d.has('patroni', '3.1') && d.hasRestTls && d.patroni({ restapi: { verify_client: 'optional' } }),
  }),
  ...of('restapi/verify-client-ineffective', {
    'the REST API requires client certificates without TLS': (d) =>
      !d.hasRestTls && d.patroni({ restapi: { verify_client: 'required' } }),
    'an unknown value of verify_client': (d) => d.patroni({ restapi: { verify_client: 'yes' } }),
  }),
  ...of('watchdog/never-armed', {
    'a safety_margin that leaves less time than loop_wait': (d) =>
      d.set(['timing'], { preset: 'norm', safety_margin: 28 }) &&
      d.get('overrides', 'patroni', 'watchdog') !== null,
    'a safety_margin in quotes': (d) => d.patroni({ watchdog: { safety_margin: '26' } }),
    "a safety_margin that leaves less time than Patroni's default loop_wait": (d) =>
      d.set(['timing'], { preset: 'norm', safety_margin: 24 }) &&
      d.dcs({ loop_wait: null, ttl: 30, retry_timeout: 5 }) &&
      d.get('overrides', 'patroni', 'watchdog') !== null,
    'an unknown watchdog mode in an override': (d) => d.patroni({ watchdog: { mode: 'on' } }),
  }),
  ...of('timing/stop-timeout-unused', {
    'primary_stop_timeout without synchronous_mode': (d) =>
      d.get('patroni', 'synchronous_mode') === undefined &&
      d.get('overrides', 'patroni', 'bootstrap', 'dcs', 'synchronous_mode') === undefined &&
      d.dcs({ primary_stop_timeout: 30 }, ['sites', 0]),
  }),
  ...of('timing/ttl-too-short', {
    'ttl is below loop_wait + 2 × retry_timeout': (d) =>
      d.set(['timing'], { ttl: 20, loop_wait: 10, retry_timeout: 10 }),
    'only retry_timeout is raised': (d) => d.set(['timing'], { retry_timeout: 20 }),
    'an override lowers ttl at one site': (d) => d.dcs({ ttl: 20, loop_wait: 10, retry_timeout: 10 }),
    'an override removes a longer ttl': (d) =>
      d.set(['timing'], { ttl: 60, loop_wait: 10, retry_timeout: 20 }) && d.dcs({ ttl: null }),
    'an override removes a shorter retry_timeout': (d) =>
      d.set(['timing'], { ttl: 20, loop_wait: 5, retry_timeout: 5 }) && d.dcs({ retry_timeout: null }),
    "an override sets ttl below Patroni's minimum": (d) => d.dcs({ ttl: 15, loop_wait: 1, retry_timeout: 3 }),
  }),
];
