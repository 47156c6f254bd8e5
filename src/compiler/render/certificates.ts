import { certifiedNames, type Entrances, entrancesOf } from '../estate/certified-names.ts';
import type { Estate, Node } from '../estate/estate.ts';
import { serverOptions } from '../estate/haproxy-lines.ts';
import type { Artifact } from '../output/artifact.ts';
import type { Json } from '../text/json.ts';
import { get, textAt } from '../text/json.ts';
import { textFrom } from './from-template.ts';

/** One certificate a node needs. */
export interface Certificate {
  readonly node: string;
  readonly folder: string;
  readonly purpose: 'etcd' | 'restapi' | 'postgresql';
  readonly request: string;
  readonly requestFile: string;
  readonly cert: string;
  readonly key: string;
  /** Owner and group: who reads the key. */
  readonly owner: string;
  readonly names: readonly { type: 'DNS' | 'IP'; number: number; value: string }[];
}

export interface Authority {
  readonly node: string;
  readonly folder: string;
  readonly file: string;
}

/** Every name and address of the node, numbered as openssl requires. */
function namesOf(node: Node, entrances?: Entrances): Certificate['names'] {
  const { dns, ips } = certifiedNames(node, entrances);
  const numbered = (type: 'DNS' | 'IP', values: readonly string[]): Certificate['names'] =>
    values.map((value, index) => ({ type, number: index + 1, value }));
  return [...numbered('DNS', dns), ...numbered('IP', ips)];
}

interface Use {
  readonly purpose: Certificate['purpose'];
  readonly value: Json | undefined;
  readonly keys: readonly [ca: string, cert: string, key: string];
  readonly owner: string;
}

/** The TLS files that a node's effective configurations name. */
function usesOf(node: Node): Use[] {
  const etcd = node.etcd
    ? get(node.etcd.value, 'client-transport-security')
    : get(node.patroni?.value, 'etcd3');
  return [
    {
      purpose: 'etcd',
      value: etcd,
      keys: node.etcd ? ['trusted-ca-file', 'cert-file', 'key-file'] : ['cacert', 'cert', 'key'],
      // Patroni runs as postgres and shows etcd the member's certificate.
      owner: node.etcd ? (node.patroni ? 'etcd:postgres' : 'etcd:etcd') : 'root:postgres',
    },
    {
      purpose: 'restapi',
      value: get(node.patroni?.value, 'restapi'),
      keys: ['cafile', 'certfile', 'keyfile'],
      owner: 'root:postgres',
    },
    {
      purpose: 'postgresql',
      value: get(node.patroni?.value, 'postgresql', 'parameters'),
      keys: ['ssl_ca_file', 'ssl_cert_file', 'ssl_key_file'],
      owner: 'root:postgres',
    },
  ];
}

function proxyCa(node: Node): string[] {
  return node.haproxy?.pools.flatMap((pool) => serverOptions(pool).word('ca-file') ?? []) ?? [];
}

/** Every certificate and CA file of an estate, in the order of its nodes. */
export function certificatesOf(estate: Estate): { certificates: Certificate[]; authorities: Authority[] } {
  const certificates: Certificate[] = [];
  const authorities: Authority[] = [];
  // Once per site: many nodes have the same entrances.
  const entrances = new Map(estate.sites.map((site) => [site.name, entrancesOf(estate, site)]));
  for (const node of estate.sites.flatMap((site) => site.nodes)) {
    const folder = `${node.site}/${node.name}`;
    const files = new Set<string>();
    for (const { purpose, value, keys, owner } of usesOf(node)) {
      const [ca, cert, key] = keys.map((name) => textAt(value, name));
      if (ca) files.add(ca);
      if (!cert || !key) continue;
      const requestFile = `${folder}/${purpose}.cnf`;
      const request = `certificates/${requestFile}`;
      certificates.push({
        node: node.name,
        folder,
        purpose,
        request,
        requestFile,
        cert,
        key,
        owner,
        names: namesOf(node, purpose === 'postgresql' ? entrances.get(node.site) : undefined),
      });
    }
    for (const file of new Set([...files, ...proxyCa(node)]))
      authorities.push({ node: node.name, folder, file });
  }
  return { certificates, authorities };
}

/** Certificates of a node with the same names: one row of a table. */
interface Subject extends Pick<Certificate, 'folder' | 'node' | 'names'> {
  purposes: string;
}

function subjectsOf(certificates: readonly Certificate[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const { folder, node, names, purpose } of certificates) {
    const key = JSON.stringify([folder, names]);
    const known = subjects.get(key);
    if (known) known.purposes += `, ${purpose}`;
    else subjects.set(key, { folder, node, names, purposes: purpose });
  }
  return [...subjects.values()];
}

/** A script per node that gives its keys, certificates and CA files their owners and modes. */
function ownerScripts(
  certificates: readonly Certificate[],
  authorities: readonly Authority[],
  header: (what: string) => string,
): Artifact[] {
  const nodes = new Map<string, { node: string; keys: Certificate[]; open: string[] }>();
  const of = ({ folder, node }: Authority | Certificate): { keys: Certificate[]; open: string[] } => {
    const known = nodes.get(folder) ?? { node, keys: [], open: [] };
    nodes.set(folder, known);
    return known;
  };
  for (const one of certificates) {
    of(one).keys.push(one);
    of(one).open.push(one.cert);
  }
  for (const one of authorities) of(one).open.push(one.file);
  return [...nodes].map(([folder, { node, keys, open }]) => ({
    path: `certificates/${folder}/owners.sh`,
    text: textFrom('owners.sh', {
      header: header(`Owners and modes of the certificates of ${node}`),
      keys,
      open,
    }),
  }));
}

/** certificates.md, a request file per certificate, owners per node, and the script that makes a throw-away CA. */
export function certificateFiles(estate: Estate, header: (what: string) => string): Artifact[] {
  const { certificates, authorities } = certificatesOf(estate);
  if (certificates.length === 0) return [];
  const context = {
    name: estate.name,
    certificates,
    authorities,
    subjects: subjectsOf(certificates),
    examples: certificates.slice(0, 1),
  };
  return [
    { path: 'certificates.md', text: textFrom('certificates.md', { header: header('').trim(), ...context }) },
    {
      path: 'certificates/throw-away-ca.sh',
      text: textFrom('throw-away-ca.sh', {
        header: header('A throw-away CA for labs and drills.'),
        subject: `/O=${estate.name}/CN=${estate.name} throw-away CA`,
        ...context,
      }),
    },
    ...ownerScripts(certificates, authorities, header),
    ...certificates.map(({ node, purpose, request, names }) => ({
      path: request,
      text: textFrom('certificate.cnf', {
        header: header(`Certificate request of ${node}, ${purpose}`),
        organisation: estate.name,
        name: node,
        names,
      }),
    })),
  ];
}
