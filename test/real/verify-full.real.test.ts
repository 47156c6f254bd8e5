import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Artifact, compile } from '../../src/index.ts';
import { FILE, soundEstates } from '../fixtures/estates.ts';
import { type Machine, startMachine } from './machine.ts';
import { patroniPython } from './python.ts';
import { realDescribe, tools } from './tools.ts';

const NODE = { name: 'pg-seoul-1', address: '10.1.0.10' };
const PROXY = { name: 'haproxy-seoul', address: '10.1.0.20' };
/** What leads to the leader of seoul, through HAProxy: see `endpoint` of the language. */
const ENDPOINT = 'db.seoul.example.com';
const CERTIFICATES = ['/etc/patroni/ssl/patroni', '/etc/postgresql/ssl/server'];
const AUTHORITY = '/etc/haproxy/ssl/ca.pem';
const CFG = '/etc/haproxy/haproxy.cfg';
const DATA = '/tmp/data';

/** Says over TLS that it is the primary, as Patroni does to HAProxy's checks. */
const PATRONI = `
import http.server, ssl

class Api(http.server.BaseHTTPRequestHandler):
    def do_OPTIONS(self):
        self.send_response(200 if self.path == '/primary' else 503)
        self.end_headers()

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain('/etc/patroni/ssl/patroni.pem', '/etc/patroni/ssl/patroni-key.pem')
server = http.server.ThreadingHTTPServer(('${NODE.address}', 8008), Api)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
`;

const SETTINGS = `listen_addresses = '${NODE.address}'
unix_socket_directories = '/tmp'
fsync = off
ssl = on
ssl_cert_file = '/etc/postgresql/ssl/server.pem'
ssl_key_file = '/etc/postgresql/ssl/server-key.pem'
`;

/** The same requests, without the names that HAProxy is reached by, and the endpoint. */
const withoutProxy = (request: string): string =>
  request
    .split('\n')
    .filter((line) => ![PROXY.name, PROXY.address, ENDPOINT].some((name) => line.endsWith(` = ${name}`)))
    .join('\n');

/** Writes the compiled requests, and makes the certificates with the compiled script. Returns where these are. */
function certificatesFrom(artifacts: readonly Artifact[], folder: string, change = (text: string) => text) {
  for (const { path, text } of artifacts.filter((one) => one.path.startsWith('certificates/'))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path.endsWith('/postgresql.cnf') ? change(text) : text);
  }
  const out = join(folder, 'out');
  execFileSync('sh', [join(folder, 'certificates/throw-away-ca.sh'), out], { stdio: 'pipe' });
  return out;
}

/** One machine that is the node and the proxy: PostgreSQL, who answers for Patroni, and the compiled HAProxy. */
async function serving(artifacts: readonly Artifact[], out: string): Promise<Machine> {
  const addresses = [NODE, PROXY].map(({ address }) => address);
  const hosts = new Map(
    [NODE, PROXY, { name: ENDPOINT, address: PROXY.address }].map((one) => [one.name, one.address]),
  );
  const machine = await startMachine({ addresses, hosts });
  const bin = dirname(tools.postgres ?? '');
  const postgres = (...argv: string[]) => ['runuser', '-u', 'postgres', '--', ...argv];
  const must = async (...argv: string[]): Promise<void> =>
    expect(await machine.run(argv, { timeout: 60 })).toMatchObject({ status: 0 });
  try {
    const read = (path: string) => readFileSync(join(out, path), 'utf8');
    await machine.write(AUTHORITY, read(`seoul/${PROXY.name}${AUTHORITY}`));
    for (const path of CERTIFICATES) {
      await machine.write(`${path}.pem`, read(`seoul/${NODE.name}${path}.pem`));
      await machine.write(`${path}-key.pem`, read(`seoul/${NODE.name}${path}-key.pem`), '600');
      await must('chown', 'postgres', `${path}-key.pem`);
    }
    const cfg = artifacts.find(({ path }) => path === `seoul/${PROXY.name}${CFG}`)?.text ?? '';
    await machine.write(CFG, cfg);
    await must('mkdir', '-p', '/run/haproxy');
    await must(...postgres(join(bin, 'initdb'), '-D', DATA, '-U', 'postgres', '-A', 'trust', '--no-sync'));
    await machine.write(`${DATA}/postgresql.auto.conf`, SETTINGS);
    await machine.write(`${DATA}/pg_hba.conf`, 'hostssl all all 0.0.0.0/0 trust\n');
    machine.start(postgres(join(bin, 'postgres'), '-D', DATA));
    machine.start([patroniPython(), '-c', PATRONI]);
    machine.start([tools.haproxy ?? '', '-db', '-f', CFG]);
    // Not the name: whether it is reached at all.
    const isIn = async () => expect(await ask(machine, PROXY.address, 'verify-ca')).toBe('in\n');
    await vi.waitFor(isIn, { timeout: 60_000, interval: 500 });
    return machine;
  } catch (error) {
    await machine.stop();
    throw error;
  }
}

/** What libpq says to a client that connects through HAProxy. */
async function ask(machine: Machine, host: string, sslmode: string): Promise<string> {
  const to = `host=${host} port=5000 user=postgres dbname=postgres`;
  const argv = ['psql', '-XAtc', "select 'in'", `${to} sslmode=${sslmode} sslrootcert=${AUTHORITY}`];
  return (await machine.run(argv)).output;
}

realDescribe('verify-full through HAProxy', ['haproxy', 'postgres', 'patroni'], () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-verify-full-'));
  let artifacts: readonly Artifact[] = [];
  let machine: Machine | undefined;
  beforeAll(async () => {
    const minimal = String(soundEstates().find(({ name }) => name === 'minimal')?.bytes);
    const scope = '    scope: pg-seoul\n';
    expect(minimal).toContain(scope);
    const text = minimal.replace(scope, `${scope}    endpoint: { address: ${ENDPOINT}, port: 5000 }\n`);
    const compiled = await compile(Buffer.from(text), FILE);
    expect(compiled.diagnostics).toEqual([]);
    artifacts = compiled.artifacts;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each([
    ['as they are compiled', (text: string) => text, 'in\n'],
    ['without the names of HAProxy', withoutProxy, `certificate for "${NODE.name}"`],
  ])('certificates by the requests %s', (kind, change, said) => {
    beforeAll(async () => {
      machine = await serving(artifacts, certificatesFrom(artifacts, join(folder, kind), change));
    });
    afterAll(() => machine?.stop());

    it.each([PROXY.name, PROXY.address, ENDPOINT])('a client of %s', async (host) => {
      const answer = await ask(machine ?? (await startMachine()), host, 'verify-full');
      expect(answer).toContain(said);
      if (said !== 'in\n') expect(answer).toContain(`does not match host name "${host}"`);
    });
  });
});
