import type { Draft } from './draft.ts';
import type { Mistake } from './mistake.ts';
import { of } from './mistake.ts';

const fields = (line: string): readonly string[] => line.split(/\s+/);
const database = (line: string): string => fields(line)[1] ?? '';
const isLoopback = (line: string): boolean => /127\.0\.0\.1|::1\//.test(line);

/** Lines that let the nodes of one site in at another, of one database. */
const lets =
  (d: Draft, what: 'replication' | 'postgres', of: number, at: number) =>
  (line: string): boolean =>
    database(line) === what && !isLoopback(line) && d.isOf(line, of, at);

/** Takes the lines of a kind out of a site's pg_hba; a line with a host name may let in anybody. */
const without = (d: Draft, site: number, isOut: (line: string) => boolean): boolean =>
  d.hasAddresses && d.hba(site, (lines) => lines.filter((line) => !isOut(line)));

const mapped = (
  d: Draft,
  site: number,
  isMeant: (line: string) => boolean,
  by: (line: string) => string,
): boolean =>
  d.hasAddresses && d.hba(site, (lines) => lines.map((line) => (isMeant(line) ? by(line) : line)));

const first = (d: Draft, site: number, line: string): boolean => d.hba(site, (lines) => [line, ...lines]);

/** Who may connect where. */
export const ACCESS: readonly Mistake[] = [
  ...of('access/replication-refused', {
    'the primary lets no node of the other site replicate': (d) =>
      without(d, 0, lets(d, 'replication', 1, 0)),
    'the way back: the other site lets no node of the primary replicate': (d) =>
      without(d, 1, lets(d, 'replication', 0, 1)),
    'nodes of a site do not let each other replicate': (d) =>
      d.running('postgresql', 0).length > 1 && without(d, 0, lets(d, 'replication', 0, 0)),
    'nodes do not replicate from themselves': (d) =>
      without(d, 0, (line) => database(line) === 'replication' && isLoopback(line)),
    'all databases instead of replication': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace(' replication ', ' all ')),
    'lines for another user': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) =>
        line.replace(/ replication \S+/, ' replication repl'),
      ),
    'replication is rejected before it is let in': (d) => first(d, 0, 'host replication all all reject'),
    'everything is rejected before it is let in': (d) => first(d, 1, 'host all,replication all all reject'),
    'connections without TLS alone, where they have it': (d) =>
      d.hasTls && mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace('hostssl', 'hostnossl')),
    'lines that reject instead': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => line.replace('scram-sha-256', 'reject')),
    'lines for one address beside the real ones': (d) =>
      d.hasAddresses &&
      d.hba(0, (lines) =>
        lines.map((line) =>
          lets(d, 'replication', 1, 0)(line) ? line.replace(/\S+ (\S+)$/, '192.0.2.77/32 $1') : line,
        ),
      ),
    'lines for the other site are commented out': (d) =>
      mapped(d, 0, lets(d, 'replication', 1, 0), (line) => `# ${line}`),
  }),
  ...of('access/rewind-refused', {
    'the primary lets no node of the other site rewind': (d) => without(d, 0, lets(d, 'postgres', 1, 0)),
    'the way back: the other site lets no node of the primary rewind': (d) =>
      without(d, 1, lets(d, 'postgres', 0, 1)),
    'pg_rewind is let into another database': (d) =>
      mapped(d, 0, lets(d, 'postgres', 1, 0), (line) => line.replace(/ postgres /, ' template1 ')),
    'pg_rewind is rejected before it is let in': (d) => first(d, 1, 'host postgres all all reject'),
  }),
  ...of('access/superuser-refused', {
    'Patroni is kept out of its own PostgreSQL': (d) =>
      without(d, 0, (line) => database(line) === 'all' && isLoopback(line)),
  }),
  ...of('access/pg-hba-invalid', {
    'a type of record that there is none of': (d) => first(d, 0, 'hosts all all all reject'),
    'a mask of 33 bits': (d) => first(d, 0, 'host orders app 10.9.0.0/33 scram-sha-256'),
    'a method that there is none of': (d) => first(d, 0, 'host orders app 10.9.0.0/16 scram'),
    'a line without a method': (d) => first(d, 0, 'host orders app 10.9.0.0/16'),
    'a local line with an address': (d) => first(d, 0, 'local all all 127.0.0.1/32 peer'),
  }),
  ...of('access/pg-hba-ignored', {
    'hba_file leads elsewhere': (d) =>
      d.set(['postgresql', 'parameters', 'hba_file'], '/etc/postgresql/pg_hba.conf'),
    'an override takes pg_hba away': (d) => d.patroni({ postgresql: { pg_hba: null } }, d.member(0, 0)),
    'an override empties pg_hba': (d) => d.patroni({ postgresql: { pg_hba: [] } }, d.member(0, 0)),
  }),
  ...of('access/client-unknown', {
    'haproxy is misspelt': (d) => d.set(['clients'], [{ user: 'app', database: 'orders', from: 'haproxi' }]),
    'clients from a node by its name': (d) =>
      d.set(['clients'], [{ user: 'app', database: 'orders', from: [d.text(...d.member(0, 0), 'name')] }]),
    'clients from HAProxy where there is none': (d) => {
      for (let site = 0; site < d.sites; site++)
        for (const node of d.running('haproxy', site).reverse()) d.remove(...node);
      return d.set(['clients'], [{ user: 'app', database: 'orders', from: 'haproxy' }]);
    },
  }),
  ...of('access/restapi-open', {
    'no user guards the REST API': (d) => d.patroni({ restapi: { authentication: null } }),
  }),
];
