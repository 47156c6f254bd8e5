import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

const fields = (line: string): readonly string[] => line.split(/\s+/);
const database = (line: string): string => fields(line)[1] ?? '';
const isLoopback = (line: string): boolean => /127\.0\.0\.1|::1\//.test(line);

/** Lines that let the nodes of one site connect to another site, for one database. */
const lets =
  (d: Draft, what: 'replication' | 'postgres', of: number, at: number) =>
  (line: string): boolean =>
    database(line) === what && !isLoopback(line) && d.isOf(line, of, at);

/** Removes lines of a kind from a site's pg_hba; impossible with host names, because such a line may let in anybody. */
const without = (d: Draft, site: number, isOut: (line: string) => boolean): boolean =>
  d.hasAddresses && d.hba(site, (lines) => lines.filter((line) => !isOut(line)));

const mapped = (
  d: Draft,
  site: number,
  isMeant: (line: string) => boolean,
  by: (line: string) => string,
): boolean =>
  d.hasAddresses && d.hba(site, (lines) => lines.map((line) => (isMeant(line) ? by(line) : line)));

/** Changes the lines of every site. */
const everySite = (d: Draft, by: (line: string) => string): boolean =>
  [...Array(d.sites).keys()].map((site) => d.hba(site, (lines) => lines.map(by))).every(Boolean);

const first = (d: Draft, site: number, line: string): boolean => d.hba(site, (lines) => [line, ...lines]);

/** Mistakes in pg_hba, users and TLS. */
export const ACCESS: readonly Mistake[] = [
  ...of('access/connection-undecided', {
    'nodes have host names, but pg_hba lists a network': (d) =>
      !d.hasAddresses &&
      d.hba(0, (lines) =>
        lines.map((line) =>
          database(line) === 'replication' && !isLoopback(line)
            ? fields(line).with(3, '10.0.0.0/8').join(' ')
            : line,
        ),
      ),
  }),
  ...of('access/replication-refused', {
    'the primary lets no node of the other site replicate': (d) =>
      without(d, 0, lets(d, 'replication', 1, 0)),
    'the way back: the other site lets no node of the primary site replicate': (d) =>
      !d.isBehindHaproxy(1) && without(d, 1, lets(d, 'replication', 0, 1)),
    'nodes of a site do not let each other replicate': (d) =>
      d.running('postgresql', 0).length > 1 && without(d, 0, lets(d, 'replication', 0, 0)),
    'a node does not let itself replicate': (d) =>
      without(d, 0, (line) => database(line) === 'replication' && isLoopback(line)),
    'lines for database all instead of replication': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace(' replication ', ' all ')),
    'lines for another user': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) =>
        line.replace(/ replication \S+/, ' replication repl'),
      ),
    'an earlier line rejects replication': (d) => first(d, 0, 'host replication all all reject'),
    'an earlier line rejects everything': (d) => first(d, 1, 'host all,replication all all reject'),
    'lines only for connections without TLS, while TLS is on': (d) =>
      d.hasTls && mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace('hostssl', 'hostnossl')),
    'lines that reject instead of letting in': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace('scram-sha-256', 'reject')),
    'lines for a wrong address': (d) =>
      d.hasAddresses &&
      d.hba(0, (lines) =>
        lines.map((line) =>
          lets(d, 'replication', 1, 0)(line) ? line.replace(/\S+ (\S+)$/, '192.0.2.77/32 $1') : line,
        ),
      ),
    'lines for the other site are commented out': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => `# ${line}`),
    'replication only from localhost, by name': (d) =>
      d.hba(0, (lines) =>
        lines.map((line) =>
          database(line) === 'replication' ? 'host replication all localhost scram-sha-256' : line,
        ),
      ),
    'samehost instead of the other site': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace(/\S+ (\S+)$/, 'samehost $1')),
    'lines that only reject samenet': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace(/\S+ \S+$/, 'samenet reject')),
  }),
  ...of('access/rewind-refused', {
    'the primary lets no node of the other site rewind': (d) => without(d, 0, lets(d, 'postgres', 1, 0)),
    'the way back: the other site lets no node of the primary site rewind': (d) =>
      without(d, 1, lets(d, 'postgres', 0, 1)),
    'pg_rewind may connect to another database only': (d) =>
      mapped(d, 0, lets(d, 'postgres', 1, 0), (line) => line.replace(/ postgres /, ' template1 ')),
    'pg_rewind only from localhost, by name': (d) =>
      mapped(d, 0, lets(d, 'postgres', 1, 0), (line) => line.replace(/\S+ (\S+)$/, 'localhost $1')),
    'pg_rewind only from samehost': (d) =>
      mapped(d, 0, lets(d, 'postgres', 1, 0), (line) => line.replace(/\S+ (\S+)$/, 'samehost $1')),
    'an earlier line rejects pg_rewind': (d) => first(d, 1, 'host postgres all all reject'),
  }),
  ...of('access/superuser-refused', {
    'pg_hba does not let Patroni connect to its own PostgreSQL': (d) =>
      without(d, 0, (line) => database(line) === 'all' && isLoopback(line)),
  }),
  ...of('access/pg-hba-invalid', {
    'an unknown connection type': (d) => first(d, 0, 'hosts all all all reject'),
    'a prefix length of 33': (d) => first(d, 0, 'host orders app 10.9.0.0/33 scram-sha-256'),
    'an unknown authentication method': (d) => first(d, 0, 'host orders app 10.9.0.0/16 scram'),
    'a line without a method': (d) => first(d, 0, 'host orders app 10.9.0.0/16'),
    'a local line with an address': (d) => first(d, 0, 'local all all 127.0.0.1/32 peer'),
  }),
  ...of('access/pg-hba-ignored', {
    'hba_file names another file': (d) =>
      d.set(['postgresql', 'parameters', 'hba_file'], '/etc/postgresql/pg_hba.conf'),
    'an override removes pg_hba': (d) => d.patroni({ postgresql: { pg_hba: null } }, d.member(0, 0)),
    'an override empties pg_hba': (d) => d.patroni({ postgresql: { pg_hba: [] } }, d.member(0, 0)),
  }),
  ...of('access/client-unknown', {
    'haproxy is misspelt': (d) => d.set(['clients'], [{ user: 'app', database: 'orders', from: 'haproxi' }]),
    'clients from the name of a node': (d) =>
      d.set(['clients'], [{ user: 'app', database: 'orders', from: [d.text(...d.member(0, 0), 'name')] }]),
    'clients from haproxy in an estate without HAProxy': (d) => {
      for (let site = 0; site < d.sites; site++)
        for (const node of d.running('haproxy', site).reverse()) d.remove(...node);
      return d.set(['clients'], [{ user: 'app', database: 'orders', from: 'haproxy' }]);
    },
  }),
  ...of('access/restapi-open', {
    'an override removes the user of the REST API': (d) => d.patroni({ restapi: { authentication: null } }),
  }),
  ...of('access/cleartext-replication', {
    'sslmode is lowered, and pg_hba accepts connections without TLS': (d) =>
      d.hasAddresses &&
      d.hasTls &&
      d.patroni({ postgresql: { authentication: { replication: { sslmode: 'prefer' } } } }) &&
      everySite(d, (line) => (database(line) === 'replication' ? line.replace('hostssl', 'host') : line)),
    'sslmode of pg_rewind is removed, and pg_hba accepts connections without TLS': (d) =>
      d.hasTls &&
      d.get('credentials', 'rewind') !== false &&
      d.patroni({ postgresql: { authentication: { rewind: { sslmode: null } } } }) &&
      everySite(d, (line) => (database(line) === 'postgres' ? line.replace('hostssl', 'host') : line)),
  }),
  ...of('access/clients-refused', {
    'pg_hba lacks the lines for clients': (d) =>
      d.get('clients') !== undefined && without(d, 0, (line) => database(line) === 'orders'),
    'lines for clients only from samehost': (d) =>
      d.get('clients') !== undefined &&
      mapped(
        d,
        0,
        (line) => database(line) === 'orders',
        (line) => line.replace(/\S+ (\S+)$/, 'samehost $1'),
      ),
    'pg_hba of the other site lacks the lines for clients': (d) =>
      d.get('clients') !== undefined && without(d, 1, (line) => database(line) === 'orders'),
  }),
  ...of('access/credentials-differ', {
    'one site has another replication user': (d) =>
      d.patroni({ postgresql: { authentication: { replication: { username: 'other' } } } }, ['sites', 1]),
    'one node has another superuser': (d) =>
      d.patroni({ postgresql: { authentication: { superuser: { username: 'other' } } } }, d.member(0, 0)),
  }),
  ...of('access/hostssl-without-ssl', {
    'a hostssl line although TLS is off': (d) =>
      !d.hasTls && d.hba(0, (lines) => [...lines, 'hostssl orders reporter 10.9.0.0/16 scram-sha-256']),
  }),
  ...of('access/line-shadowed', {
    'a line after another line that matches the same connections and more': (d) =>
      d.hba(0, (lines) => [
        ...lines,
        'host reporting reporter 10.9.0.0/16 scram-sha-256',
        'host reporting reporter 10.9.7.0/24 reject',
      ]),
  }),
  ...of('access/scram-impossible', {
    'passwords are stored as MD5 hashes, but pg_hba requires SCRAM': (d) =>
      d.set(['postgresql', 'parameters', 'password_encryption'], 'md5'),
    'PostgreSQL 13 is not configured to store passwords for SCRAM': (d) =>
      !d.has('postgresql', '14') && d.dcs({ postgresql: { parameters: { password_encryption: null } } }, []),
  }),
  ...of('access/md5-hashes', {
    'passwords are stored as MD5 hashes, and pg_hba asks for md5': (d) =>
      d.set(['postgresql', 'parameters', 'password_encryption'], 'md5') &&
      everySite(d, (line) => line.replace('scram-sha-256', 'md5')),
  }),
  ...of('access/md5', {
    'pg_hba asks for md5': (d) => everySite(d, (line) => line.replace('scram-sha-256', 'md5')),
  }),
  ...of('access/open-to-all', {
    'pg_hba lets everybody try to log in': (d) =>
      d.hba(0, (lines) => [
        ...lines,
        'host all all 0.0.0.0/0 scram-sha-256',
        'host all all ::/0 scram-sha-256',
      ]),
    'clients are all users, from everywhere': (d) =>
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set(['clients'], [{ user: 'all', database: 'all', from: 'all' }]),
  }),
  ...of('access/password-cleartext', {
    'passwords in clear text, without TLS': (d) =>
      d.hba(0, (lines) => [...lines, 'host orders legacy 10.9.0.0/16 password']),
  }),
  ...of('access/pg-hba-differs', {
    'one node has another pg_hba list': (d) =>
      d.running('postgresql', 0).length > 1 &&
      d.hba(0, (lines) => [...lines, 'host orders reporter 10.9.0.5/32 scram-sha-256']) &&
      d.set(
        [...d.member(0, 1), 'postgresql', 'pg_hba'],
        (d.get('sites', 0, 'postgresql', 'pg_hba') as string[]).slice(0, -1),
      ),
  }),
  ...of('access/pg-hba-unread', {
    'lines of pg_hba under bootstrap': (d) =>
      d.patroni({ bootstrap: { pg_hba: ['host all backup 10.9.0.5/32 scram-sha-256'] } }),
    'lines of pg_hba in the dynamic configuration': (d) =>
      d.dcs({ postgresql: { pg_hba: ['host all backup 10.9.0.5/32 scram-sha-256'] } }, []),
  }),
  ...of('access/root-certificate-missing', {
    'servers must be verified, but the CA certificate is missing': (d) =>
      d.hasTls && d.patroni({ postgresql: { authentication: { replication: { sslrootcert: null } } } }),
  }),
  ...of('access/superuser-shared', {
    'the superuser is also the replication user': (d) =>
      d.get('postgresql', 'pg_hba') === undefined &&
      d.set(['credentials'], { superuser: { username: 'postgres' }, replication: { username: 'postgres' } }),
  }),
  ...of('access/trust-network', {
    'method trust for nodes': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace('scram-sha-256', 'trust')),
    'method trust for a network': (d) => first(d, 1, 'host all all 10.0.0.0/8 trust'),
  }),
  ...of('access/tls-key-unsupported', {
    'sslcrldir before PostgreSQL 14': (d) =>
      !d.has('postgresql', '14') &&
      d.patroni({ postgresql: { authentication: { replication: { sslcrldir: '/etc/ssl/revoked' } } } }),
  }),
];
