import { addressesFor, hostOf, isReachable } from './names.ts';
import { asMap, parseMap } from './read.ts';

const URL_KEYS = [
  'listen-peer-urls',
  'listen-client-urls',
  'initial-advertise-peer-urls',
  'advertise-client-urls',
];

interface Tls {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** What the tests need to know of an etcd.conf.yml. */
export interface EtcdConf {
  readonly text: string;
  /** Hosts of the URLs that the member listens on or advertises. */
  readonly hosts: readonly string[];
  readonly clientUrls: readonly string[];
  readonly dataDir: string | undefined;
  readonly client: Tls;
  readonly peer: Tls;
}

/** Host names stand for the address their member listens on, where it says one. */
export function namesOf(confs: readonly EtcdConf[]): Map<string, string> {
  const hosts = addressesFor(confs.flatMap((conf) => conf.hosts));
  for (const conf of confs) {
    const own = conf.hosts.find(isReachable);
    for (const host of conf.hosts) if (own !== undefined && hosts.has(host)) hosts.set(host, own);
  }
  return hosts;
}

/** What a member's file asks of its machine. A file that is no YAML asks for nothing: etcd is to judge it. */
export function readConf(text: string): EtcdConf {
  const conf = parseMap(text);
  const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const urls = (key: string): string[] =>
    (string(conf[key]) ?? '').split(',').filter((url) => URL.canParse(url));
  const tls = (section: unknown): Tls => {
    const { 'trusted-ca-file': ca, 'cert-file': cert, 'key-file': key } = asMap(section);
    return { ca: string(ca), cert: string(cert), key: string(key) };
  };
  return {
    text,
    hosts: [...new Set(URL_KEYS.flatMap(urls).map((url) => hostOf(new URL(url).hostname)))],
    clientUrls: urls('advertise-client-urls'),
    dataDir: string(conf['data-dir']),
    client: tls(conf['client-transport-security']),
    peer: tls(conf['peer-transport-security']),
  };
}
