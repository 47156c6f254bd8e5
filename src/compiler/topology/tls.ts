import { PLACEHOLDER } from '../facts/files.ts';
import type { Topology } from '../generated/topology.ts';

/** Files of one TLS end point. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** The TLS files of each kind of connection; undefined if TLS is switched off. */
export interface Tls {
  readonly etcd: TlsFiles | undefined;
  readonly restapi: TlsFiles | undefined;
  readonly postgresql: TlsFiles | undefined;
  readonly haproxyCa: string;
}

const DEFAULTS = {
  etcd: {
    ca: '/etc/etcd/ssl/ca.pem',
    cert: '/etc/etcd/ssl/{member}.pem',
    key: '/etc/etcd/ssl/{member}-key.pem',
  },
  restapi: {
    ca: '/etc/patroni/ssl/ca.pem',
    cert: '/etc/patroni/ssl/patroni.pem',
    key: '/etc/patroni/ssl/patroni-key.pem',
  },
  postgresql: {
    ca: '/etc/postgresql/ssl/ca.pem',
    cert: '/etc/postgresql/ssl/server.pem',
    key: '/etc/postgresql/ssl/server-key.pem',
  },
} as const;

type Written = NonNullable<Topology['tls']>;

function files(written: Written['etcd'], defaults: TlsFiles): TlsFiles | undefined {
  if (written === false) return undefined;
  return { ...defaults, ...(typeof written === 'object' ? written : {}) };
}

export const tlsOf = (written: Partial<Written> = {}): Tls => ({
  etcd: files(written.etcd, DEFAULTS.etcd),
  restapi: files(written.restapi, DEFAULTS.restapi),
  postgresql: files(written.postgresql, DEFAULTS.postgresql),
  haproxyCa: written.haproxy?.ca ?? '/etc/haproxy/ssl/ca.pem',
});

/** Values of `{node}`, `{site}` and `{member}` in a path. */
export interface Placeholders {
  readonly node: string;
  readonly site: string;
  readonly member: string;
}

/** A path with its placeholders filled in. */
export const fill = (path: string, values: Placeholders): string =>
  path.replace(PLACEHOLDER, (whole, name: string) => values[name as keyof Placeholders] ?? whole);

/** The paths of one node. */
export const filesOf = (written: TlsFiles | undefined, values: Placeholders): TlsFiles | undefined =>
  written && {
    ca: fill(written.ca, values),
    cert: fill(written.cert, values),
    key: fill(written.key, values),
  };
