/**
 * STAND-INS, to be deleted: what the lab does itself until the compiled tree does it.
 * Each gives way by itself as soon as the tree holds the files in question.
 */
import { get, textAt } from '../../src/compiler/estate/tree.ts';
import type { Authority } from '../real/certificates.ts';
import type { LabNode, NodeFile } from './node.ts';
import { ENVIRONMENT_FILE } from './provision.ts';

/** Drop-ins that start the daemons with the compiled files. */
export function dropIns(node: LabNode): NodeFile[] {
  const files: NodeFile[] = [];
  if (node.spec?.patroni)
    files.push({
      path: '/etc/systemd/system/patroni.service.d/pgdr-compile.conf',
      text: `[Unit]
ConditionPathExists=
ConditionPathExists=/etc/patroni/patroni.yml

[Service]
EnvironmentFile=${ENVIRONMENT_FILE}
ExecStart=
ExecStart=/usr/bin/patroni /etc/patroni/patroni.yml
`,
    });
  if (node.spec?.etcd)
    files.push({
      path: '/etc/systemd/system/etcd.service.d/pgdr-compile.conf',
      text: '[Service]\nExecStart=\nExecStart=/usr/bin/etcd --config-file /etc/etcd/etcd.conf.yml\n',
    });
  return files;
}

/** One certificate per node, put wherever its files name one, for the user that reads it there. */
export async function certificates(node: LabNode, authority: Authority): Promise<NodeFile[]> {
  const { spec } = node;
  if (!spec) return [];
  const { key, cert } = await authority.issue([node.name, ...node.addresses]);
  const files = new Map<string, NodeFile>();
  const put = (path: string | undefined, text: string, owner = 'root:root', mode = '644'): void => {
    if (path?.startsWith('/')) files.set(path, { path, text, owner, mode });
  };
  const { etcd, patroni, haproxy } = spec;
  for (const side of ['client', 'peer'] as const) {
    const tls = get(etcd?.value, `${side}-transport-security`);
    put(textAt(tls, 'trusted-ca-file'), authority.ca);
    put(textAt(tls, 'cert-file'), cert);
    // Patroni, which runs as postgres, shows etcd the same certificate.
    put(textAt(tls, 'key-file'), key, 'etcd:postgres', '640');
  }
  const patroniFiles: readonly (readonly string[])[] = [
    ['restapi', 'cafile', 'certfile', 'keyfile'],
    ['ctl', 'cacert'],
    ['etcd3', 'cacert', 'cert'],
    ['postgresql.authentication.replication', 'sslrootcert'],
  ];
  for (const [section = '', ca, certificate, secret] of patroniFiles) {
    const at = section.split('.');
    put(textAt(patroni?.value, ...at, ca ?? ''), authority.ca);
    if (certificate) put(textAt(patroni?.value, ...at, certificate), cert);
    if (secret) put(textAt(patroni?.value, ...at, secret), key, 'postgres:postgres', '600');
  }
  const parameters = get(patroni?.value, 'postgresql', 'parameters');
  put(textAt(parameters, 'ssl_ca_file'), authority.ca);
  put(textAt(parameters, 'ssl_cert_file'), cert);
  put(textAt(parameters, 'ssl_key_file'), key, 'postgres:postgres', '600');
  for (const pool of haproxy?.pools ?? [])
    for (const path of wordsAfter('ca-file', Object.values(pool.settings.value))) put(path, authority.ca);
  return [...files.values()];
}

/** Words that follow a keyword in HAProxy's settings. */
function wordsAfter(keyword: string, settings: readonly unknown[]): string[] {
  const lines = settings.flat().map((line) => String(line).split(/\s+/));
  return lines.flatMap((words) => words.filter((_, i) => words[i - 1] === keyword));
}
