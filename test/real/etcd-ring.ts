import { readFile } from 'node:fs/promises';
import { type Authority, createAuthority } from './certificates.ts';
import { type EtcdConf, namesOf, readConf } from './etcd-conf.ts';
import { type Machine, type Network, startMachine, startNetwork } from './machine.ts';
import { isReachable } from './names.ts';
import type { Daemon, Verdict } from './programs.ts';
import { patroniPython } from './python.ts';
import { tools } from './tools.ts';

const ETCD_CONF = '/etc/etcd/etcd.conf.yml';

/** A running etcd cluster, each member on a machine of its own. */
export interface EtcdRing {
  /** Runs etcdctl on the first member's machine, over the advertised client URLs of all members. */
  etcdctl(args: readonly string[]): Promise<Verdict>;
  /** What a member has logged, by its place in the list of files. */
  log(member: number): string;
  stop(): Promise<void>;
}

/**
 * Starts the etcd ring of one site from its files as written: every member with its own file, addresses, certificates at the
 * paths the file names, and an empty data directory. Resolves when the ring has a quorum, a value put through the first
 * member is read from the last, and every member's gRPC gateway answers, which is what Patroni speaks to.
 * Throws with the members' logs when a member exits or the ring is not there within `timeout` seconds.
 */
export async function startEtcdRing(confPaths: readonly string[], { timeout = 30 } = {}): Promise<EtcdRing> {
  const confs = await Promise.all(confPaths.map(async (path) => readConf(await readFile(path, 'utf8'))));
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const authority = await createAuthority();
    stops.push(authority.remove);
    const network = await startNetwork();
    stops.push(network.stop);
    const hosts = namesOf(confs);
    const members: Member[] = [];
    for (const conf of confs) {
      const machine = await prepare(conf, hosts, network, authority);
      stops.push(machine.stop);
      members.push({
        conf,
        machine,
        daemon: machine.start([tools.etcd ?? 'etcd', '--config-file', ETCD_CONF]),
      });
    }
    await untilReady(members, Date.now() + timeout * 1000);
    const urls = confs.flatMap((conf) => conf.clientUrls);
    return {
      etcdctl: (args) => etcdctl(members[0], urls, args),
      log: (member) => members[member]?.daemon.log() ?? '',
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Member {
  readonly conf: EtcdConf;
  readonly machine: Machine;
  readonly daemon: Daemon;
}

/** A machine with everything the file expects of its node. */
async function prepare(
  conf: EtcdConf,
  hosts: ReadonlyMap<string, string>,
  network: Network,
  authority: Authority,
): Promise<Machine> {
  const addresses = new Set(conf.hosts.map((host) => hosts.get(host) ?? host).filter(isReachable));
  const machine = await startMachine({ addresses: [...addresses], hosts, network });
  try {
    const { key, cert } = await authority.issue(
      conf.hosts.filter((host) => isReachable(host) || hosts.has(host)),
    );
    for (const tls of [conf.client, conf.peer]) {
      if (tls.ca) await machine.write(tls.ca, authority.ca);
      if (tls.cert) await machine.write(tls.cert, cert);
      if (tls.key) await machine.write(tls.key, key, '600');
    }
    if (conf.dataDir) await machine.emptyFolder(conf.dataDir);
    await machine.write(ETCD_CONF, conf.text);
    return machine;
  } catch (error) {
    await machine.stop();
    throw error;
  }
}

async function untilReady(members: readonly Member[], deadline: number): Promise<void> {
  let last = 'not asked yet';
  while (Date.now() < deadline) {
    if (members.some(({ daemon }) => daemon.exited() !== undefined)) break;
    const { status, output } = await probe(members);
    if (status === 0) return;
    last = output;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const logs = members.map(
    ({ daemon }, i) => `member ${i + 1} (exit status ${daemon.exited()}):\n${daemon.log()}`,
  );
  throw new Error(`the etcd ring did not come up: ${last}\n${logs.join('\n')}`);
}

/** One look at the ring: quorum through every member, a value from one end to the other, the gateways. */
async function probe(members: readonly Member[]): Promise<Verdict> {
  const urls = members.flatMap(({ conf }) => conf.clientUrls);
  const first = members[0];
  const last = members.at(-1);
  const health = await etcdctl(first, urls, ['endpoint', 'health']);
  if (health.status !== 0) return health;
  const put = await etcdctl(first, first?.conf.clientUrls ?? [], ['put', 'pgdr/probe', 'there']);
  if (put.status !== 0) return put;
  const got = await etcdctl(last, last?.conf.clientUrls ?? [], ['get', '--print-value-only', 'pgdr/probe']);
  if (got.status !== 0 || got.output.trim() !== 'there') return { ...got, status: got.status || 1 };
  for (const member of members) {
    const answer = await member.machine.run([
      patroniPython(),
      '-c',
      GATEWAY,
      ...gatewayArguments(member.conf),
    ]);
    if (answer.status !== 0) return answer;
  }
  return got;
}

/** Patroni's `etcd3` begins with this request; an etcd without its gateway says 404 (3.4 needs `enable-grpc-gateway`). */
const GATEWAY = `
import ssl, sys, urllib.request
url, *tls = sys.argv[1:]
context = None
if tls:
    context = ssl.create_default_context(cafile=tls[0])
    context.load_cert_chain(tls[1], tls[2])
request = urllib.request.Request(url + '/v3/cluster/member/list', b'{}')
print(urllib.request.urlopen(request, context=context, timeout=5).read())
`;

const gatewayArguments = ({ clientUrls, client: { ca, cert, key } }: EtcdConf): string[] =>
  [clientUrls[0], ca, cert, key].filter((argument) => argument !== undefined);

async function etcdctl(
  member: Member | undefined,
  urls: readonly string[],
  args: readonly string[],
): Promise<Verdict> {
  if (member === undefined) throw new Error('a ring without members');
  const { ca, cert, key } = member.conf.client;
  const tls = Object.entries({ cacert: ca, cert, key }).flatMap(([flag, path]) =>
    path ? [`--${flag}=${path}`] : [],
  );
  return member.machine.run(['etcdctl', `--endpoints=${urls}`, '--command-timeout=3s', ...tls, ...args], {
    env: { ETCDCTL_API: '3' },
  });
}
