import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandOf, type Installation, installations, serverUser } from './installations.ts';
import { query } from './protocol.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const RELOAD_TIMEOUT_MS = 20_000;
const POLL_MS = 5;

/** The superuser and database of the helper itself, kept apart from those that tests use. */
const CONTROL = 'control';
/** Stands first in pg_hba.conf, so that the helper can always get in over the unix socket. */
const CONTROL_LINE = `local ${CONTROL} ${CONTROL} trust`;

/** A PostgreSQL of our own, on loopback, with TLS on. */
export interface Postgres {
  readonly major: number;
  readonly port: number;
  readonly socket: string;
  readonly ipv6: boolean;
  /** Client certificates, signed by the authority the server trusts, by common name. */
  readonly certificates: ReadonlyMap<string, { readonly cert: string; readonly key: string }>;
  /** Runs SQL as a superuser over the unix socket, in its own database; resolves to the first column of the rows, in lines. */
  sql(query: string, database?: string): Promise<string>;
  /** Runs a command in psql with this connection string, without any password; rejects when psql fails. */
  psql(connection: string, command: string): Promise<string>;
  /** Replaces pg_hba.conf (one more line stands first). Nothing is loaded: pg_hba_file_rules reads the file. */
  writeHba(lines: readonly string[]): Promise<void>;
  /** Replaces pg_hba.conf and has it loaded; rejects when PostgreSQL does not load it. */
  loadHba(lines: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

function newest(): Installation {
  const found = installations().findLast(({ root }) => root === undefined);
  if (found === undefined) throw new Error('PostgreSQL is not installed');
  return found;
}

/**
 * Makes and starts a PostgreSQL in a temporary directory. Call `stop` in any case: it ends the server by its pid and
 * removes the directory.
 * @param roles login roles to create, without passwords
 * @param certificateNames common names to issue client certificates for
 * @param installation which PostgreSQL; without one, the newest of this machine
 */
export async function startPostgres(
  roles: readonly string[] = [],
  certificateNames: readonly string[] = [],
  installation: Installation = newest(),
): Promise<Postgres> {
  const directory = await mkdtemp(join(tmpdir(), 'pgdr-pg-'));
  const asRoot = userInfo().uid === 0;
  const command = (program: string, args: readonly string[]): [string, string[]] =>
    commandOf(installation, directory, [program, ...args]);
  let server: ChildProcess | undefined;
  // A test run that is cut short must not leave a server behind.
  const onExit = (): void => {
    if (server !== undefined) signalServer(server, directory, 'SIGQUIT');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  const stop = async (): Promise<void> => {
    process.off('exit', onExit);
    if (server !== undefined) await stopServer(server, directory);
    await rm(directory, { recursive: true, force: true });
  };

  try {
    const { uid, gid } = asRoot ? serverUser(installation) : { uid: userInfo().uid, gid: userInfo().gid };
    await chown(directory, uid, gid);
    const data = join(directory, 'data');
    await run(
      ...command('initdb', [
        '-D',
        data,
        '-U',
        CONTROL,
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--no-sync',
        '--locale=C',
      ]),
    );
    const certificates = await makeCertificates(directory, certificateNames);
    await chown(join(directory, 'server.key'), uid, gid);

    const port = await freePort();
    const ipv6 = await canListen('::1');
    await writeFile(join(data, 'postgresql.auto.conf'), settings(installation.major, directory, port, ipv6));
    const hba = join(data, 'pg_hba.conf');
    const writeHba = (lines: readonly string[]): Promise<void> =>
      writeFile(hba, [CONTROL_LINE, ...lines, ''].join('\n'));
    await writeHba([`local all ${CONTROL} trust`]);

    const log: string[] = [];
    const child = spawn(...command('postgres', ['-D', data]), { stdio: ['ignore', 'ignore', 'pipe'] });
    server = child;
    child.stderr?.on('data', (chunk: Buffer) => log.push(chunk.toString()));

    const psql = async (connection: string, command: string): Promise<string> => {
      const args = ['-XAtqw', '-v', 'ON_ERROR_STOP=1', '-d', connection, '-c', command];
      // Its home keeps psql from finding certificates of whoever runs the tests.
      const env = { PATH: process.env.PATH, HOME: directory, PGCONNECT_TIMEOUT: '10' };
      const { stdout } = await run(join(newest().bin, 'psql'), args, { maxBuffer: 1 << 26, env });
      return stdout.replace(/\n$/, '');
    };
    const socket = join(directory, `.s.PGSQL.${port}`);
    const sql = (command: string, database = CONTROL): Promise<string> =>
      query({ to: { path: socket }, user: CONTROL, database, tls: false }, command);
    let lastError: unknown;
    const answers = (): Promise<boolean> => {
      if (child.exitCode !== null) throw new Error('it ended at once');
      return sql('select 1', 'postgres').then(
        () => true,
        (error: unknown) => {
          lastError = error;
          return false;
        },
      );
    };
    await until(START_TIMEOUT_MS, answers).catch((error: unknown) => {
      throw new Error(`PostgreSQL did not start:\n${log.join('')}`, { cause: lastError ?? error });
    });
    await sql(`create database ${CONTROL}`, 'postgres');
    for (const role of roles) await sql(`create role "${role}" login replication`, 'postgres');

    const loadHba = async (lines: readonly string[]): Promise<void> => {
      await writeHba(lines);
      // The postmaster notes the time, then reads pg_hba.conf, and forks no backend in between (process_pm_reload).
      const before = await sql('select pg_conf_load_time()');
      log.length = 0;
      await sql('select pg_reload_conf()');
      await until(RELOAD_TIMEOUT_MS, async () => (await sql('select pg_conf_load_time()')) !== before);
      if (log.join('').includes('pg_hba.conf was not reloaded'))
        throw new Error(`not loaded:\n${log.join('')}`);
    };
    const major = Number((await sql('show server_version_num')).slice(0, -4));
    return {
      major,
      port,
      socket,
      ipv6,
      certificates,
      sql,
      psql,
      writeHba,
      loadHba,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settings(major: number, directory: string, port: number, ipv6: boolean): string {
  return [
    `listen_addresses = '127.0.0.1${ipv6 ? ',::1' : ''}'`,
    `port = ${port}`,
    `unix_socket_directories = '${directory}'`,
    'fsync = off',
    'max_connections = 50',
    'logging_collector = off',
    "log_destination = 'stderr'",
    "lc_messages = 'C'",
    // A line that asks for md5 is told from one that asks for scram-sha-256 by users without a password.
    "password_encryption = 'md5'",
    // Without it, PostgreSQL 18 refuses every line of that method. Nothing is loaded before somebody logs in by it.
    ...(major >= 18 ? ["oauth_validator_libraries = 'none'"] : []),
    'ssl = on',
    `ssl_cert_file = '${join(directory, 'server.crt')}'`,
    `ssl_key_file = '${join(directory, 'server.key')}'`,
    `ssl_ca_file = '${join(directory, 'ca.crt')}'`,
    '',
  ].join('\n');
}

/** Makes a throw-away authority, the server's certificate, and one per client name. */
async function makeCertificates(
  directory: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, { cert: string; key: string }>> {
  const openssl = (...args: string[]): Promise<unknown> => run('openssl', args, { cwd: directory });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=test',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  );
  const issue = async (file: string, name: string): Promise<void> => {
    await openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', `${file}.key`, '-out', `${file}.csr`);
    const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
    await openssl('x509', '-req', '-in', `${file}.csr`, ...by, '-out', `${file}.crt`);
  };
  await issue('server', 'localhost');
  await chmod(join(directory, 'server.key'), 0o600);
  await chmod(join(directory, 'ca.crt'), 0o644);
  await chmod(join(directory, 'server.crt'), 0o644);

  const certificates = new Map<string, { cert: string; key: string }>();
  for (const [index, name] of names.entries()) {
    await issue(`client${index}`, name);
    const read = (suffix: string): Promise<string> =>
      readFile(join(directory, `client${index}.${suffix}`), 'utf8');
    certificates.set(name, { cert: await read('crt'), key: await read('key') });
  }
  return certificates;
}

async function stopServer(server: ChildProcess, directory: string): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  signalServer(server, directory, 'SIGINT');
  const timers = [
    setTimeout(() => signalServer(server, directory, 'SIGQUIT'), STOP_TIMEOUT_MS / 2),
    setTimeout(() => signalServer(server, directory, 'SIGKILL'), STOP_TIMEOUT_MS),
  ];
  await exited;
  for (const timer of timers) clearTimeout(timer);
}

/** Signals the server by the pid it wrote itself, for runuser may stand between it and us. */
function signalServer(server: ChildProcess, directory: string, signal: NodeJS.Signals): void {
  try {
    const pid = Number.parseInt(readFileSync(join(directory, 'data', 'postmaster.pid'), 'utf8'), 10);
    process.kill(pid, signal);
  } catch {
    // It has not come so far, or is gone already.
    server.kill('SIGTERM');
  }
}

/** Asks again and again until the answer is yes; rejects when that takes too long. */
async function until(timeoutMs: number, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`it did not come true within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A port nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function canListen(host: string): Promise<boolean> {
  const server = createServer().listen(0, host);
  try {
    await once(server, 'listening');
    server.close();
    return true;
  } catch {
    return false;
  }
}
