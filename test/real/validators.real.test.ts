import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { realDescribe } from './tools.ts';
import { checkHaproxy, checkPatroni, startEtcdRing } from './validators.ts';

let dir = '';
let mountsBefore = '';
const mounts = (): string => readFileSync('/proc/self/mounts', 'utf8');
beforeAll(() => {
  mountsBefore = mounts();
  dir = mkdtempSync(join(tmpdir(), 'pgdr-validators-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
  expect(mounts()).toBe(mountsBefore);
});

let files = 0;
function file(text: string): string {
  const path = join(dir, `file${++files}`);
  writeFileSync(path, text);
  return path;
}

const HAPROXY = `
global
    log /dev/log local0
    maxconn 2000
    stats socket /run/haproxy/admin.sock mode 600 level admin

defaults
    mode tcp
    log global
    timeout queue 5s
    timeout connect 4s
    timeout client 30m
    timeout server 30m
    timeout check 5s

listen seoul_primary
    bind *:5000
    bind [fd00::20]:5000
    option httpchk
    http-check send meth OPTIONS uri /primary
    http-check expect status 200
    default-server inter 3s on-marked-down shutdown-sessions check-ssl verify required ca-file /etc/haproxy/ssl/ca.pem crt /etc/haproxy/ssl/client.pem
    server pg-seoul-1 10.1.0.10:5432 check port 8008
    server pg-seoul-2 fd00::11:5432 check port 8008
    server pg-seoul-3 pg-seoul-3.example.com:5432 check port 8008
`;

realDescribe('checkHaproxy', ['haproxy', 'patroni'], () => {
  it('accepts a sound file with certificates, IPv6 and host names', async () => {
    expect(await checkHaproxy(file(HAPROXY))).toMatchObject({ status: 0 });
  });

  it.each([
    [
      'an unknown keyword',
      HAPROXY.replace('option httpchk', 'option httpcheck'),
      "unknown option 'httpcheck'",
    ],
    [
      'a warning',
      HAPROXY.replace('    timeout server 30m\n', ''),
      "missing timeouts for proxy 'seoul_primary'",
    ],
    ['TLS checks without a CA', HAPROXY.replace(' ca-file /etc/haproxy/ssl/ca.pem', ''), 'verify is enabled'],
    ['a file cut short', HAPROXY.trimEnd(), 'Missing LF'],
  ])('refuses %s', async (_, text, reason) => {
    const { status, output } = await checkHaproxy(file(text));
    expect(output).toContain(reason);
    expect(status).toBe(1);
  });
});

const PATRONI = `
scope: pg-seoul-cluster
name: pg-seoul-1
restapi:
  listen: 10.1.0.10:8008
  connect_address: 10.1.0.10:8008
etcd3:
  protocol: https
  hosts:
    - 10.1.0.10:2379
    - "[fd00::11]:2379"
    - etcd-seoul-3.example.com:2379
bootstrap:
  dcs:
    ttl: 30
    loop_wait: 10
    retry_timeout: 10
  initdb:
    - encoding: UTF8
  pg_hba:
    - local all all peer
postgresql:
  listen: 10.1.0.10:5432
  connect_address: 10.1.0.10:5432
  data_dir: /var/lib/postgresql/18/main
  bin_dir: /opt/postgresql/18/bin
  authentication:
    superuser: { username: postgres }
    replication: { username: replicator }
    rewind: { username: rewind_user }
  pg_hba:
    - hostssl replication replicator 10.1.0.11/32 scram-sha-256
`;

const PASSWORDS = {
  PATRONI_SUPERUSER_PASSWORD: 'a',
  PATRONI_REPLICATION_PASSWORD: 'b',
  PATRONI_REWIND_PASSWORD: 'c',
};

realDescribe('checkPatroni', ['patroni', 'postgres'], () => {
  it('accepts a sound file, IPv6 and host names included', async () => {
    expect(await checkPatroni(file(PATRONI), { env: PASSWORDS })).toEqual({ status: 0, output: '' });
  });

  it.each([
    [
      'a number that is none',
      PATRONI.replace('ttl: 30', 'ttl: thirty'),
      'bootstrap.dcs.ttl thirty is not and integer',
    ],
    [
      'no address to connect to',
      PATRONI.replace(/ {2}connect_address: .*:5432\n/, ''),
      'postgresql.connect_address',
    ],
    ['pg_hba that is no list', PATRONI.replace('    - hostssl', '    hostssl'), 'postgresql.pg_hba'],
    ['etcd without a port', PATRONI.replace('10.1.0.10:2379', '10.1.0.10'), 'etcd3.hosts'],
    [
      'a bin_dir that cannot be',
      PATRONI.replace('/opt/postgresql/18/bin', 'nowhere'),
      "Directory 'nowhere' does not exist",
    ],
    ['a file that is no YAML', `${PATRONI}\n  - ]`, 'ParserError'],
  ])('refuses %s', async (_, text, reason) => {
    const { status, output } = await checkPatroni(file(text), { env: PASSWORDS });
    expect(output).toContain(reason);
    expect(status).toBe(1);
  });
});

const ADDRESSES = ['10.1.0.10', '10.1.0.11', '10.1.0.12'];
const url = (scheme: string, host: string, port: number): string =>
  `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;

interface Sample {
  readonly scheme?: 'http' | 'https';
  /** Where each member listens; every member also listens on loopback, as every compiled one does. */
  readonly listen?: readonly string[];
  readonly advertise?: readonly string[];
}

/** The files of a ring. */
function etcdFiles({ scheme = 'https', listen = ADDRESSES, advertise = listen }: Sample = {}): string[] {
  const cluster = advertise.map((host, i) => `etcd-seoul-${i + 1}=${url(scheme, host, 2380)}`).join(',');
  const tls = `
  cert-file: /etc/etcd/ssl/server.pem
  key-file: /etc/etcd/ssl/server-key.pem
  trusted-ca-file: /etc/etcd/ssl/ca.pem
  client-cert-auth: true`;
  return advertise.map(
    (host, i) => `name: etcd-seoul-${i + 1}
data-dir: /var/lib/etcd/data
listen-peer-urls: ${url(scheme, listen[i] ?? '', 2380)}
listen-client-urls: ${url(scheme, listen[i] ?? '', 2379)}${listen[i] === '0.0.0.0' ? '' : `,${scheme}://127.0.0.1:2379`}
initial-advertise-peer-urls: ${url(scheme, host, 2380)}
advertise-client-urls: ${url(scheme, host, 2379)}
initial-cluster: ${cluster}
initial-cluster-token: pgdr-seoul
initial-cluster-state: new
enable-grpc-gateway: true
logger: zap
${scheme === 'https' ? `client-transport-security:${tls}\npeer-transport-security:${tls}\n` : ''}`,
  );
}

realDescribe('startEtcdRing', ['etcd', 'patroni'], () => {
  it.each<[string, Sample]>([
    ['over TLS', {}],
    ['over plain HTTP', { scheme: 'http' }],
    ['with IPv6', { listen: ['fd00::10', 'fd00::11', 'fd00::12'] }],
    [
      'with host names',
      { listen: ADDRESSES, advertise: ['e1.example.com', 'e2.example.com', 'e3.example.com'] },
    ],
    [
      'with host names alone',
      { listen: Array(3).fill('0.0.0.0'), advertise: ['e1.test', 'e2.test', 'e3.test'] },
    ],
    ['of one member', { listen: ['10.1.0.10'] }],
  ])('brings up a ring %s', { timeout: 60_000 }, async (_, sample) => {
    const confs = etcdFiles(sample);
    const ring = await startEtcdRing(confs.map(file));
    try {
      const { status, output } = await ring.etcdctl(['member', 'list']);
      expect(status).toBe(0);
      expect(output.match(/started/g)).toHaveLength(confs.length);
      expect(ring.log(0)).toContain('etcd-seoul-1');
    } finally {
      await ring.stop();
    }
  });

  it('asks clients for a certificate where the file says so', { timeout: 60_000 }, async () => {
    const ring = await startEtcdRing(etcdFiles().map(file));
    try {
      const { status } = await ring.etcdctl(['get', 'x', '--cert=', '--key=']);
      expect(status).not.toBe(0);
    } finally {
      await ring.stop();
    }
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'a folded initial-cluster',
      (text) =>
        text.replace(/initial-cluster: .*/, (line) => line.replace(/: /, ': >\n  ').replaceAll(',', ',\n  ')),
      "couldn't find local name",
    ],
    [
      'an election timeout too short',
      (text) => `${text}election-timeout: 100\n`,
      'should be at least as 5 times',
    ],
    ['a host name to listen on', (text) => text.replace('10.1.0.11:2380', 'e2:2380'), 'expected IP in URL'],
    [
      'a member that is not listed',
      (text) => text.replace('name: etcd-seoul-2', 'name: etcd-busan-2'),
      'exit status 1',
    ],
    ['a file that is no YAML', (text) => `${text}]\n`, 'error verifying flags'],
  ])('refuses %s', { timeout: 60_000 }, async (_, spoil, reason) => {
    await expect(startEtcdRing(etcdFiles().map((text) => file(spoil(text))))).rejects.toThrow(reason);
  });

  it('refuses a ring that Patroni cannot speak to', { timeout: 60_000 }, async () => {
    const files = etcdFiles().map((text) => file(text.replace('enable-grpc-gateway: true\n', '')));
    await expect(startEtcdRing(files, { timeout: 8 })).rejects.toThrow('404');
  });

  it('refuses a ring without quorum', { timeout: 60_000 }, async () => {
    const [first = ''] = etcdFiles().map(file);
    await expect(startEtcdRing([first], { timeout: 8 })).rejects.toThrow('did not come up');
  });
});
