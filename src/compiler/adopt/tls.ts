import type { Node } from '../estate/estate.ts';
import { serverOptions } from '../estate/haproxy-lines.ts';
import type { Seen } from '../plan/observed.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, textAt, wordOf } from '../text/json.ts';
import type { Placeholders } from '../topology/tls.ts';
import { fill, tlsOf } from '../topology/tls.ts';

/** The paths of one kind of connection at one node, and the names that may be part of them. */
interface Files {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly names: Placeholders;
}

const KEYS = ['ca', 'cert', 'key'] as const;

/** Paths with names in them: the most exact name first. */
const PLACEHOLDERS = ['member', 'node', 'site'] as const;

/** The ways to write a path for all nodes. */
function templates(path: string, names: Placeholders): string[] {
  const orders = [PLACEHOLDERS, ['node', 'site'], ['site'], []] as const;
  return orders.map((order) =>
    order.reduce(
      (text, name) => (names[name] === '' ? text : text.replaceAll(names[name], `{${name}}`)),
      path,
    ),
  );
}

/** The text that fills in to most of the paths. */
function templateOf(
  paths: readonly { readonly path: string; readonly names: Placeholders }[],
  usual: string,
): string {
  const ways = [usual, ...new Set(paths.flatMap(({ path, names }) => [path, ...templates(path, names)]))];
  const fits = (way: string): number => paths.filter(({ path, names }) => fill(way, names) === path).length;
  return ways.reduce((best, way) => (fits(way) > fits(best) ? way : best), usual);
}

/** What a kind of connection says: false where it has no TLS, nothing where the default says it. */
function tlsPart(all: readonly Files[], usual: Record<(typeof KEYS)[number], string>): Json | undefined {
  const having = all.filter(({ cert }) => cert !== undefined);
  if (all.length === 0) return undefined;
  if (having.length * 2 < all.length) return false;
  const written: { [key: string]: Json } = {};
  for (const key of KEYS) {
    const paths = having.flatMap(({ names, ...files }) => {
      const path = files[key];
      return path === undefined ? [] : [{ path, names }];
    });
    const template = paths.length > 0 ? templateOf(paths, usual[key]) : usual[key];
    if (template !== usual[key]) written[key] = template;
  }
  return Object.keys(written).length > 0 ? written : undefined;
}

const memberOf = ({ name, etcd }: Node): string => textAt(etcd?.value, 'name') ?? name;

function etcdFiles({ etcd, patroni }: Node, names: Placeholders): Files[] {
  const transport = get(etcd?.value, 'client-transport-security');
  const client = get(patroni?.value, 'etcd3');
  if (!etcd && !client) return [];
  const from = (key: string, own: string): string | undefined =>
    etcd ? textAt(transport, key) : textAt(client, own);
  return [
    {
      ca: from('trusted-ca-file', 'cacert'),
      cert: from('cert-file', 'cert'),
      key: from('key-file', 'key'),
      names,
    },
  ];
}

function restFiles({ patroni }: Node, names: Placeholders): Files[] {
  if (!patroni) return [];
  const at = (key: string): string | undefined => textAt(patroni.value, 'restapi', key);
  return [
    {
      ca: at('cafile') ?? textAt(patroni.value, 'ctl', 'cacert'),
      cert: at('certfile'),
      key: at('keyfile'),
      names,
    },
  ];
}

function postgresqlFiles({ patroni }: Node, names: Placeholders): Files[] {
  if (!patroni) return [];
  const at = (key: string): string | undefined => textAt(patroni.value, 'postgresql', 'parameters', key);
  const isOn = /^(?:on|true|yes|1)$/i.test(
    at('ssl') ?? wordOf(get(patroni.value, 'postgresql', 'parameters', 'ssl') ?? ''),
  );
  return [
    {
      ca: at('ssl_ca_file'),
      cert: isOn ? at('ssl_cert_file') : undefined,
      key: at('ssl_key_file'),
      names,
    },
  ];
}

const haproxyCa = ({ haproxy }: Node, names: Placeholders) =>
  (haproxy?.pools ?? []).flatMap((pool) => {
    const path = serverOptions(pool).word('ca-file');
    return path === undefined ? [] : [{ path, names }];
  });

/** `tls` of a topology: what its paths are at all nodes. */
export function tlsWord(seen: Seen): JsonMap | undefined {
  const defaults = tlsOf();
  const collect = (read: (node: Node, names: Placeholders) => Files[], isEtcd = false): Files[] =>
    seen.flatMap((site) =>
      site.nodes.flatMap((node) =>
        read(node, { node: node.name, site: site.name, member: isEtcd ? memberOf(node) : node.name }),
      ),
    );
  const cas = seen.flatMap((site) =>
    site.nodes.flatMap((node) => haproxyCa(node, { node: node.name, site: site.name, member: node.name })),
  );
  const usualCa = defaults.haproxyCa;
  const ca = cas.length > 0 ? templateOf(cas, usualCa) : usualCa;
  const words: { [key: string]: Json | undefined } = {
    etcd: defaults.etcd && tlsPart(collect(etcdFiles, true), defaults.etcd),
    restapi: defaults.restapi && tlsPart(collect(restFiles), defaults.restapi),
    postgresql: defaults.postgresql && tlsPart(collect(postgresqlFiles), defaults.postgresql),
    haproxy: ca === usualCa ? undefined : { ca },
  };
  const given = Object.entries(words).filter(([, value]) => value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
