import { readFile, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createAuthority } from './certificates.ts';
import { type Machine, startMachine } from './machine.ts';
import { addressesFor, hostOf, isReachable } from './names.ts';
import type { Verdict } from './programs.ts';
import { patroniPython } from './python.ts';
import { asMap, parseMap } from './read.ts';
import { tools } from './tools.ts';

export { type EtcdRing, startEtcdRing } from './etcd-ring.ts';
export type { Verdict } from './programs.ts';

const HAPROXY_CFG = '/etc/haproxy/haproxy.cfg';
const PATRONI_YML = '/etc/patroni/patroni.yml';

/**
 * Judges an haproxy.cfg as written with `haproxy -c`, where a warning is a failure too (`-dW`), on a machine that
 * has the certificate files and knows the host names it mentions. Status 0: accepted.
 */
export async function checkHaproxy(cfgPath: string): Promise<Verdict> {
  const text = await readFile(cfgPath, 'utf8');
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const servers = lines.flatMap(([keyword, , address]) => (keyword === 'server' && address ? [address] : []));
  const machine = await startMachine({ hosts: addressesFor(servers.map(hostOf)) });
  const authority = await createAuthority();
  try {
    const { key, cert } = await authority.issue(['haproxy']);
    for (const path of wordsAfter('ca-file', lines)) await machine.write(path, authority.ca);
    for (const path of wordsAfter('crt', lines)) await machine.write(path, cert + key, '600');
    // A resolver section reads it, and a name server that no route leads to is a warning.
    await machine.write('/etc/resolv.conf', 'nameserver 127.0.0.1\n');
    await machine.write(HAPROXY_CFG, text);
    return await machine.run([tools.haproxy ?? 'haproxy', '-c', '-dW', '-f', HAPROXY_CFG]);
  } finally {
    await authority.remove();
    await machine.stop();
  }
}

/** Absolute paths that stand behind a keyword. */
const wordsAfter = (keyword: string, lines: readonly (readonly string[])[]): string[] =>
  lines.flatMap((words) => words.filter((word, i) => words[i - 1] === keyword && word.startsWith('/')));

/**
 * Judges a patroni.yml as written with `patroni --validate-config`, on a machine as Patroni expects it: the etcd members
 * it names accept connections, its own ports are free, its bin_dir holds the PostgreSQL that is installed here, its
 * data_dir is empty. Status 0: accepted.
 * @param options.env what the node's environment file would hold: PATRONI_SUPERUSER_PASSWORD …
 */
export async function checkPatroni(
  ymlPath: string,
  options: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Verdict> {
  const text = await readFile(ymlPath, 'utf8');
  const config = readPatroni(text);
  const members = config.etcdHosts.map(hostOf);
  const hosts = addressesFor(members);
  const own = members.filter(isReachable);
  const machine = await startMachine({ addresses: [...new Set([...own, ...hosts.values()])], hosts });
  try {
    await listen(machine, config.etcdHosts);
    if (config.binDir !== undefined) await offerPostgres(machine, config.binDir);
    if (config.dataDir !== undefined) await machine.emptyFolder(config.dataDir);
    await machine.write(PATRONI_YML, text);
    const argv = [tools.patroni ?? 'patroni', '--validate-config', PATRONI_YML];
    return await machine.run(argv, options.env ? { env: options.env } : {});
  } finally {
    await machine.stop();
  }
}

interface PatroniNeeds {
  /** `host:port` of every etcd member. */
  readonly etcdHosts: readonly string[];
  readonly binDir: string | undefined;
  readonly dataDir: string | undefined;
}

/** What the machine has to offer for the file. A file that is no YAML asks for nothing: Patroni is to judge it. */
function readPatroni(text: string): PatroniNeeds {
  const config = parseMap(text);
  const { host, hosts = host } = asMap(config.etcd3 ?? config.etcd);
  const listed = typeof hosts === 'string' ? hosts.split(',') : Array.isArray(hosts) ? hosts : [];
  const { bin_dir, data_dir } = asMap(config.postgresql);
  const path = (value: unknown) => (typeof value === 'string' && value.startsWith('/') ? value : undefined);
  return {
    etcdHosts: listed.filter((item) => typeof item === 'string').map((item) => item.trim()),
    binDir: path(bin_dir),
    dataDir: path(data_dir),
  };
}

/** `--validate-config` only tries whether an etcd member accepts a connection. */
const LISTENER = `
import socket, sys, time
servers = []
for host, port in (address.rsplit(':', 1) for address in sys.argv[1:]):
    family = socket.AF_INET6 if ':' in host else socket.AF_UNSPEC
    kind, _, _, _, where = socket.getaddrinfo(host.strip('[]'), int(port), family, socket.SOCK_STREAM)[0]
    server = socket.socket(kind)
    server.bind(where)
    server.listen()
    servers.append(server)
print('listening', flush=True)
time.sleep(600)
`;

async function listen(machine: Machine, addresses: readonly string[]): Promise<void> {
  const servers = machine.start([patroniPython(), '-c', LISTENER, ...new Set(addresses)]);
  const deadline = Date.now() + 10_000;
  while (!servers.log().includes('listening')) {
    // An address without a port, say: it stands in the file, so Patroni is to judge it.
    if (servers.exited() !== undefined || Date.now() > deadline) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Makes the installed PostgreSQL available under the declared bin_dir. */
async function offerPostgres(machine: Machine, binDir: string): Promise<void> {
  // The program on PATH may be a link from a folder that has no others.
  const installed = dirname(await realpath(tools.postgres ?? ''));
  if (binDir === installed) return;
  await machine.run(['mkdir', '-p', dirname(binDir)]);
  await machine.run(['rm', '-rf', binDir]);
  await machine.run(['ln', '-s', installed, binDir]);
}
