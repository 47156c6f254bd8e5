import { yamlScalar } from '../yaml/write/yaml.ts';

/** One site of a new estate, with the addresses of its nodes. */
export interface StarterSite {
  readonly name: string;
  /** Of the nodes that run PostgreSQL and etcd: IPv4, IPv6 or host names. */
  readonly addresses: readonly string[];
  /** Of the nodes that run HAProxy: on nodes of its own, or beside PostgreSQL if the address is in `addresses`. */
  readonly haproxy: readonly string[];
  /** Of nodes that run only etcd. */
  readonly witnesses: readonly string[];
}

/** The contents of a new topology. */
export interface Starter {
  readonly name: string;
  /** The first is the primary. */
  readonly sites: readonly StarterSite[];
  readonly patroni: string;
  readonly postgresql: number;
  readonly etcd: string;
  readonly haproxyVersion: string;
}

const node = (name: string, address: string, more = ''): string =>
  `      - { name: ${yamlScalar(name)}, address: ${yamlScalar(address)}${more} }`;

/** With two machines, only the first runs etcd: with a ring of two, etcd could lose neither machine. */
function runsOf({ addresses, haproxy, witnesses }: StarterSite, index: number): string {
  const hasProxy = haproxy.includes(addresses[index] ?? '');
  const isWithout = addresses.length === 2 && witnesses.length === 0 && index === 1;
  if (!hasProxy && !isWithout) return '';
  const runs = ['postgresql', ...(isWithout ? [] : ['etcd']), ...(hasProxy ? ['haproxy'] : [])];
  return `, runs: [${runs.join(', ')}]`;
}

/** Nodes that run only one service, numbered if there are several. */
const alone = (prefix: string, site: string, service: string, addresses: readonly string[]): string[] =>
  addresses.map((address, index) =>
    node(
      `${prefix}-${site}${addresses.length === 1 ? '' : `-${index + 1}`}`,
      address,
      `, runs: [${service}]`,
    ),
  );

function siteText(site: StarterSite): string {
  const { name, addresses, haproxy, witnesses } = site;
  const members = addresses.map((address, index) =>
    node(`pg-${name}-${index + 1}`, address, runsOf(site, index)),
  );
  const proxies = haproxy.filter((address) => !addresses.includes(address));
  return [
    `  - name: ${yamlScalar(name)}`,
    `    scope: ${yamlScalar(`pg-${name}`)}`,
    `    etcd: { token: ${yamlScalar(`pg-${name}-etcd-v1`)} }`,
    '    nodes:',
    ...members,
    ...alone('etcd', name, 'etcd', witnesses),
    ...alone('haproxy', name, 'haproxy', proxies),
  ].join('\n');
}

/**
 * The text of a new topology, with comments that say what to change first.
 * @param schema where an editor finds the schema: a URL, or a path from the file
 */
export function starterText(starter: Starter, schema: string): string {
  const { name, sites, patroni, postgresql, etcd, haproxyVersion } = starter;
  const from = sites.some(({ haproxy }) => haproxy.length > 0) ? 'haproxy' : '';
  // A role begins with a letter.
  const user = /^[A-Za-z]/.test(name) ? `${name}_app` : `app_${name}`;
  const client = `{ user: ${yamlScalar(user)}, database: ${yamlScalar(name)}, from: ${from || '[10.0.0.0/8]'} }`;
  return `# yaml-language-server: $schema=${schema}
# One PostgreSQL estate across data centers. "pgdr-compile <this file>" checks it and writes build/:
# every file of every node, and build/RUNBOOK.md, which says how to bring it up.
version: 1
name: ${yamlScalar(name)}

software:                  # versions on the nodes: keys, commands and rules depend on them
  patroni: ${JSON.stringify(patroni)}
  postgresql: ${postgresql}
  etcd: ${JSON.stringify(etcd)}
  haproxy: ${JSON.stringify(haproxyVersion)}

primary: ${yamlScalar(sites[0]?.name ?? '')}             # takes writes; after a role change, change only this word

sites:                     # each has its own cluster and etcd ring; only WAL crosses
${sites.map(siteText).join('\n')}

# Clients that may connect: pg_hba lines at every site. PostgreSQL sees the address of HAProxy.
${from ? `clients:\n  - ${client}` : `# clients:\n#   - ${client}`}

postgresql:
  parameters:
    max_slot_wal_keep_size: 64GB   # most WAL kept for an unreachable site; must fit the disk

# Never write passwords here: Patroni reads them on the node, from /etc/patroni/patroni.env.
# Everything else has a default; "pgdr-compile show <this file> <node>" prints it, and your editor
# completes the keys.
`;
}
