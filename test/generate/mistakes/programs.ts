import type { Data } from '../../hostile/support.ts';
import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

const ringMember = (d: Draft, site: number, index = 0) => d.running('etcd', site)[index] ?? [];

/** Leaves a site that many members of its ring: of the others a witness goes, and any other machine runs etcd no more. */
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

/** etcd and HAProxy, as overrides change them. */
export const PROGRAMS: readonly Mistake[] = [
  ...of('etcd/token-shared', {
    'the rings of two sites have one token': (d) =>
      d.set(['sites', 1, 'etcd', 'token'], d.text('sites', 0, 'etcd', 'token')),
    'an override takes the tokens away': (d) => d.etcd({ 'initial-cluster-token': null }),
  }),
  ...of('etcd/token-split', {
    'one member has another token': (d) =>
      d.running('etcd', 1).length > 1 && d.etcd({ 'initial-cluster-token': 'other' }, ringMember(d, 1, 1)),
  }),
  ...of('etcd/wrong-ring', {
    'Patroni asks the etcd of the other site': (d) => {
      const other = ringMember(d, 0);
      const address = d.text(...other, 'wan_address') || d.text(...other, 'address');
      return /^[\d.]+$/.test(address) && d.patroni({ etcd3: { hosts: [`${address}:2379`] } }, d.member(1, 0));
    },
    'an etcd member calls itself by another name': (d) => d.etcd({ name: 'somebody' }, ringMember(d, 0)),
    'a member is not in the list of its ring': (d) =>
      d.etcd({ 'initial-cluster': 'other=https://10.99.0.1:2380' }, ringMember(d, 0)),
  }),
  ...of('etcd/hosts-invalid', {
    'quotes within the text of etcd3.hosts': (d) =>
      d.patroni({ etcd3: { hosts: "'10.1.0.10:2379','10.1.0.11:2379'" } }, ['sites', 1]),
    'etcd3.hosts without a port that is a number': (d) => d.patroni({ etcd3: { hosts: ['10.1.0.10:etcd'] } }),
  }),
  ...of('restapi/allowlist-unread', {
    'the allowlist is text': (d) => d.patroni({ restapi: { allowlist: '127.0.0.1/32,10.0.0.0/8' } }),
    'a network of the allowlist is too small': (d) =>
      d.patroni({ restapi: { allowlist: ['0.0.0.0/0', '::/0', '10.1.0.0/33'] } }),
  }),
  ...of('failover/paused', {
    'a cluster is made paused': (d) => d.dcs({ pause: true }),
  }),
  ...of('failover/trigger-file', {
    'a file that promotes a standby': (d) =>
      !d.has('postgresql', '16') &&
      d.merge(['postgresql', 'parameters'], { promote_trigger_file: '/tmp/promote' }),
  }),
  ...of('etcd/force-new-cluster', {
    'force-new-cluster stays': (d) => d.etcd({ 'force-new-cluster': true }, ringMember(d, 1)),
  }),
  ...of('etcd/unsafe-no-fsync', {
    'etcd does not wait for its disk': (d) => d.has('etcd', '3.5') && d.etcd({ 'unsafe-no-fsync': true }),
  }),
  ...of('etcd/second-dcs', {
    'another place for the leader lock': (d) => d.patroni({ consul: { host: '127.0.0.1:8500' } }),
    'etcd by its old API as well': (d) => d.patroni({ etcd: { host: '127.0.0.1:2379' } }, d.member(0, 0)),
  }),
  ...of('etcd/unknown-key', {
    'a key of etcd is misspelt': (d) => d.etcd({ 'quota-backendbytes': 4294967296 }),
    'a flag of etcd is written as a key': (d) => d.etcd({ 'peer-client-cert-auth': true }),
    'a key of a section that there is none of': (d) =>
      d.etcd({ 'client-transport-security': { 'ca-file': '/etc/ca.pem' } }),
  }),
  ...of('etcd/value-invalid', {
    'a number of milliseconds with a unit': (d) => d.etcd({ 'heartbeat-interval': '100ms' }),
    'an election within five heartbeats': (d) =>
      d.etcd({ 'heartbeat-interval': 300, 'election-timeout': 1000 }, ['sites', 1]),
    'a boolean in quotes': (d) => d.etcd({ 'strict-reconfig-check': 'yes' }),
  }),
  ...of('etcd/auth-unsupported', {
    'an etcd that wants logins, and a Patroni that does not log in everywhere': (d) =>
      d.set(['software', 'patroni'], '4.0.7') &&
      d.set(['software', 'etcd'], '3.6.9') &&
      d.patroni({ etcd3: { username: 'patroni' } }),
  }),
  ...of('etcd/members-refused', {
    'an etcd that tells its members to root alone, and a Patroni with a user of its own': (d) =>
      d.set(['software', 'patroni'], '4.1.1') &&
      d.set(['software', 'etcd'], '3.6.9') &&
      d.patroni({ etcd3: { username: 'patroni' } }),
  }),
  ...of('etcd/client-refused', {
    'Patroni speaks plain HTTP to an etcd with TLS': (d) =>
      d.hasEtcdTls && d.patroni({ etcd3: { protocol: 'http' } }),
    'Patroni has no certificate to show': (d) =>
      d.hasEtcdTls && d.patroni({ etcd3: { cert: null } }, d.member(1, 0)),
  }),
  ...of('etcd/hosts-incomplete', {
    'Patroni is told of one member of the ring': (d) => {
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
    'the key of a member is taken away': (d) =>
      d.hasEtcdTls && d.etcd({ 'peer-transport-security': { 'key-file': null } }, ringMember(d, 0, 1)),
  }),
  ...of('etcd/election-too-slow', {
    'an election that lasts longer than Patroni waits': (d) =>
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
    'checks that believe any certificate': (d) =>
      d.restTls !== '' &&
      d.haproxy({
        primary: {
          'default-server': 'inter 2s fall 3 rise 3 check-ssl verify none on-marked-down shutdown-sessions',
        },
      }),
  }),
  ...of('haproxy/failover-unnoticed', {
    'checks that are rarer than the lock lives': (d) =>
      d.running('haproxy', 0).length > 0 &&
      d.set(['timing'], { preset: 'norm', ttl: 25, inter: '20s', fastinter: '20s' }),
  }),
  ...of('haproxy/line-invalid', {
    'a time with a blank before its unit': (d) => d.haproxy({ defaults: { 'timeout queue': '5 s' } }),
    'a rule for a server that there is none of': (d) =>
      d.haproxy({ primary: { 'use-server nobody': 'if TRUE' } }),
    'a server in a section without any': (d) => d.haproxy({ defaults: { 'server other': '10.99.0.1:5432' } }),
  }),
  ...of('etcd/ring-fragile', {
    'an etcd ring of two': (d) => ringOf(d, 2),
    'an etcd ring of one beside several members': (d) =>
      d.running('postgresql', 0).length > 1 && ringOf(d, 1),
  }),
  ...of('haproxy/single-proxy', {
    'a site with one HAProxy, where that is asked for': (d) =>
      d.running('haproxy', 0).length === 1 &&
      d.get('lint') === undefined &&
      d.set(['lint'], { rules: { 'haproxy/single-proxy': 'info' } }),
  }),
  ...of('haproxy/unknown-keyword', {
    'a keyword that is misspelt': (d) => d.haproxy({ global: { maxcon: 4000 } }),
    'an option that there is none of': (d) => d.haproxy({ defaults: { 'option tcp-log': true } }),
  }),
  ...of('haproxy/stats-open', {
    'the statistics page on every address': (d) => d.haproxy({ stats: { bind: '*:7000' } }),
  }),
  ...of('haproxy/timeout-missing', {
    'no limit for a server that does not answer': (d) => d.haproxy({ defaults: { 'timeout server': null } }),
  }),
  ...of('haproxy/timeout-too-short', {
    'times without a unit': (d) =>
      d.haproxy({ defaults: { 'timeout client': 1800, 'timeout server': 1800 } }),
  }),
  ...of('haproxy/timeouts-differ', {
    'clients may rest for longer than servers': (d) => d.haproxy({ defaults: { 'timeout client': '8h' } }),
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
    'no end of old sessions after a reload': (d) => d.haproxy({ global: { 'hard-stop-after': null } }),
    'old sessions live for a day after a reload': (d) => d.haproxy({ global: { 'hard-stop-after': '1d' } }),
  }),
  ...of('haproxy/sessions-kept', {
    'sessions stay on a server that is marked down': (d) =>
      d.haproxy({ primary: { 'default-server': `inter 3s fall 3 rise 2${d.restTls}` } }),
  }),
  ...of('haproxy/sites-mixed', {
    'a node of the other site beside the nodes of this one': (d) => {
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

/** Where Patroni reads a setting, and what of it. */
export const PLACEMENT: readonly Mistake[] = [
  ...of('placement/dcs-per-node', {
    'dynamic configuration under a node': (d) => d.dcs({ ttl: 60 }, d.member(0, 0)),
  }),
  ...of('placement/parameter-ignored', {
    'max_connections under a node': (d) =>
      d.set([...d.member(0, 0), 'postgresql', 'parameters'], { max_connections: 500 }),
    'wal_level under a node': (d) =>
      d.set([...d.member(0, 0), 'postgresql', 'parameters'], { wal_level: 'logical' }),
    'listen_addresses as a parameter': (d) => d.set(['postgresql', 'parameters', 'listen_addresses'], '*'),
    'port as a parameter': (d) => d.set(['postgresql', 'parameters', 'port'], 6432),
  }),
  ...of('placement/override-ignored', {
    'a server of a pool is taken away': (d) => {
      const site = d.proxy()?.[1];
      // A pool has the members of its own site in any case.
      return (
        typeof site === 'number' &&
        d.haproxy({ primary: { [`server ${d.text(...d.member(site, 0), 'name')}`]: null } })
      );
    },
    'an override of HAProxy under a node without it': (d) =>
      d.merge([...d.member(0, 0), 'overrides', 'haproxy'], { defaults: { maxconn: 100 } }) &&
      !(d.get(...d.member(0, 0), 'runs') as unknown[] | undefined)?.includes('haproxy'),
    'an override of etcd under an HAProxy': (d) => {
      const proxy = d.proxy();
      const isAlone = proxy && !(d.get(...proxy, 'runs') as unknown[]).includes('etcd');
      return Boolean(isAlone) && d.etcd({ 'snapshot-count': 5000 }, proxy);
    },
    'the dynamic configuration is overridden by nothing': (d) =>
      d.patroni({ bootstrap: { dcs: null } }, ['sites', 1]),
  }),
  ...of('placement/key-removed', {
    'an override takes the scope away': (d) => d.patroni({ scope: null }, ['sites', 1]),
    'an override takes the address of the REST API away': (d) =>
      d.patroni({ restapi: { connect_address: null } }),
    'an override takes the ring away': (d) => d.etcd({ 'initial-cluster': null }),
    'an override takes the data directory away': (d) => d.patroni({ postgresql: { data_dir: null } }),
  }),
  ...of('placement/unknown-key', {
    'a key of the dynamic configuration is misspelt': (d) => d.dcs({ maximum_lag_on_failvover: 1048576 }),
    'a TLS file of the REST API by the name that etcd3 has': (d) =>
      d.patroni({ restapi: { cacert: '/etc/ca.pem' } }),
    'a TLS file of etcd3 by the name that the REST API has': (d) =>
      d.patroni({ etcd3: { certfile: '/etc/etcd.pem' } }),
    'a tag is misspelt': (d) => d.patroni({ tags: { nosinc: true } }, d.member(0, 1)),
    'a key of standby_cluster that there is none of': (d) =>
      d.dcs({ standby_cluster: { application_name: 'busan' } }),
    primary_slotname: (d) => d.dcs({ standby_cluster: { primary_slotname: 'x' } }),
    'pg_rewind for use_pg_rewind': (d) => d.patroni({ postgresql: { pg_rewind: true } }),
  }),
  ...of('placement/key-misplaced', {
    'ttl in the file of a node': (d) => d.patroni({ ttl: 30 }),
    'a parameter beside the parameters': (d) => d.dcs({ postgresql: { shared_buffers: '8GB' } }, []),
    'use_slots in the file of a node': (d) => d.patroni({ postgresql: { use_slots: true } }),
    'use_pg_rewind in standby_cluster': (d) => d.dcs({ standby_cluster: { use_pg_rewind: true } }),
    'pgpass in the dynamic configuration': (d) =>
      d.dcs({ postgresql: { pgpass: '/var/lib/postgresql/.pgpass' } }, []),
  }),
  ...of('placement/key-unsupported', {
    'bootstrap.users under Patroni 4': (d) =>
      d.has('patroni', '4.0') && d.patroni({ bootstrap: { users: { admin: { options: ['createrole'] } } } }),
    'lines of pg_hba for one role': (d) =>
      d.dcs({ postgresql: { pg_hba_standby_leader: ['local all all peer'] } }),
    'a tag that came later': (d) =>
      !d.has('patroni', '3.3') && d.patroni({ tags: { nostream: true } }, d.member(0, 1)),
  }),
  ...of('placement/configuration-discarded', {
    'a ttl with a unit': (d) => d.dcs({ ttl: '30s' }),
    'a loop_wait that is a word': (d) => d.dcs({ loop_wait: 'ten' }, []),
  }),
  ...of('parameters/encoding-unset', {
    'a list of options for initdb, and no encoding in it': (d) =>
      d.patroni({ bootstrap: { initdb: ['data-checksums'] } }),
    'the encoding is taken away': (d) =>
      d.merge(['postgresql', 'initdb'], { encoding: false, 'no-locale': true }),
  }),
  ...of('placement/initdb-refused', {
    'an option that Patroni gives initdb itself': (d) =>
      d.merge(['postgresql', 'initdb'], { pwfile: '/etc/postgresql/pw' }),
    'a number for initdb': (d) =>
      d.patroni({ bootstrap: { initdb: ['data-checksums', { 'wal-segsize': 64 }] } }),
  }),
  ...of('placement/key-shadowed', {
    'the old name of a key, beside the new one': (d) => d.dcs({ master_start_timeout: 60 }),
    'one host of etcd beside the list': (d) =>
      d.patroni({ etcd3: { host: '10.1.0.10:2379' } }, d.member(1, 0)),
  }),
  ...of('placement/log-refused', {
    'a level of the log in small letters': (d) => d.patroni({ log: { level: 'info' } }, d.member(0, 1)),
    'the size of a log with a unit': (d) =>
      d.patroni({ log: { dir: '/var/log/patroni', file_size: '25MB' } }),
  }),
  ...of('placement/value-misread', {
    'a lag with a unit': (d) => d.has('patroni', '3.0.3') && d.dcs({ maximum_lag_on_failover: '16MB' }),
    'permissions in decimal': (d) => d.has('patroni', '4.0') && d.patroni({ log: { mode: 640 } }),
    'enabled for true': (d) => d.dcs({ failsafe_mode: 'enabled' }, []),
    'no in quotes for false': (d) => d.patroni({ postgresql: { use_unix_socket: 'no' } }),
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
    'one member knows another user of the REST API': (d) =>
      d.running('postgresql', 1).length > 1 &&
      d.patroni({ restapi: { authentication: { username: 'admin' } } }, d.member(1, 1)),
  }),
  ...of('restapi/client-certificate-required', {
    'the REST API answers nobody without a certificate': (d) =>
      d.hasRestTls && d.patroni({ restapi: { verify_client: 'required' } }),
  }),
  ...of('restapi/ctl-certificate-missing', {
    'patronictl has no certificate to show': (d) =>
      d.has('patroni', '3.1') && d.hasRestTls && d.patroni({ restapi: { verify_client: 'optional' } }),
  }),
  ...of('restapi/verify-client-ineffective', {
    'client certificates are asked for where there is no TLS': (d) =>
      !d.hasRestTls && d.patroni({ restapi: { verify_client: 'required' } }),
    'a word that Patroni does not know': (d) => d.patroni({ restapi: { verify_client: 'yes' } }),
  }),
  ...of('watchdog/never-armed', {
    'a margin that leaves less than a loop': (d) =>
      d.set(['timing'], { preset: 'norm', safety_margin: 28 }) &&
      d.get('overrides', 'patroni', 'watchdog') !== null,
    'a margin in quotes': (d) => d.patroni({ watchdog: { safety_margin: '26' } }),
    'a margin that leaves less than a loop of Patroni’s own': (d) =>
      d.set(['timing'], { preset: 'norm', safety_margin: 24 }) &&
      d.dcs({ loop_wait: null, ttl: 30, retry_timeout: 5 }) &&
      d.get('overrides', 'patroni', 'watchdog') !== null,
    'a mode of the watchdog that there is none of': (d) => d.patroni({ watchdog: { mode: 'on' } }),
  }),
  ...of('timing/stop-timeout-unused', {
    'a time to stop in that only synchronous mode knows': (d) =>
      d.get('patroni', 'synchronous_mode') === undefined &&
      d.get('overrides', 'patroni', 'bootstrap', 'dcs', 'synchronous_mode') === undefined &&
      d.dcs({ primary_stop_timeout: 30 }, ['sites', 0]),
  }),
  ...of('timing/ttl-too-short', {
    'ttl below loop_wait and two retry_timeout': (d) =>
      d.set(['timing'], { ttl: 20, loop_wait: 10, retry_timeout: 10 }),
    'retry_timeout raised alone': (d) => d.set(['timing'], { retry_timeout: 20 }),
    'ttl of one site lowered by an override': (d) => d.dcs({ ttl: 20, loop_wait: 10, retry_timeout: 10 }),
    'an override takes a longer ttl away': (d) =>
      d.set(['timing'], { ttl: 60, loop_wait: 10, retry_timeout: 20 }) && d.dcs({ ttl: null }),
    'an override takes a shorter retry_timeout away': (d) =>
      d.set(['timing'], { ttl: 20, loop_wait: 5, retry_timeout: 5 }) && d.dcs({ retry_timeout: null }),
    'ttl below what Patroni takes': (d) => d.dcs({ ttl: 15, loop_wait: 1, retry_timeout: 3 }),
  }),
];
