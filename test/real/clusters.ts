import { execFile } from 'node:child_process';
import { appendFile, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandOf, type Installation, serverUser } from './installations.ts';
import { query } from './protocol.ts';

const run = promisify(execFile);

/** Clusters of one PostgreSQL that listen on sockets in a folder of their own, and are gone when the work is done. */
export class Clusters {
  private readonly running = new Set<string>();
  readonly installation: Installation;
  readonly folder: string;
  private constructor(installation: Installation, folder: string) {
    this.installation = installation;
    this.folder = folder;
  }

  static async during<T>(installation: Installation, work: (clusters: Clusters) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'pgdr-wal-'));
    const { uid, gid } =
      userInfo().uid === 0 ? serverUser(installation) : { uid: userInfo().uid, gid: userInfo().gid };
    await chown(folder, uid, gid);
    const clusters = new Clusters(installation, folder);
    try {
      return await work(clusters);
    } finally {
      for (const name of clusters.running) await clusters.stop(name, 'immediate').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    }
  }

  data = (name: string): string => join(this.folder, name);
  /** Each cluster has a socket of its own by its port. */
  port = (name: string): number => 6000 + name.charCodeAt(0);
  socket = (name: string): string => join(this.folder, `.s.PGSQL.${this.port(name)}`);

  /** Runs a program of this PostgreSQL; resolves to what it said, whether it failed, and its messages. */
  program(...argv: readonly string[]): Promise<{ failed: boolean; text: string }> {
    const [command, args] = commandOf(this.installation, this.folder, argv);
    return run(command, args, { env: { PATH: process.env.PATH, LC_ALL: 'C' } }).then(
      ({ stdout, stderr }) => ({ failed: false, text: stdout + stderr }),
      (error: { stdout?: string; stderr?: string }) => ({
        failed: true,
        text: `${error.stdout ?? ''}${error.stderr ?? ''}`,
      }),
    );
  }

  private async must(...argv: readonly string[]): Promise<void> {
    const { failed, text } = await this.program(...argv);
    if (failed) throw new Error(`${argv.join(' ')}:\n${text}`);
  }

  async init(name: string, ...settings: readonly string[]): Promise<void> {
    await this.must(
      'initdb',
      '-D',
      this.data(name),
      '-U',
      'postgres',
      '-A',
      'trust',
      '--no-sync',
      '--locale=C',
    );
    await this.configure(name, 'wal_log_hints = on', ...settings);
    await this.start(name);
  }

  async configure(name: string, ...settings: readonly string[]): Promise<void> {
    const own = [
      `port = ${this.port(name)}`,
      "listen_addresses = ''",
      `unix_socket_directories = '${this.folder}'`,
      ...settings,
      '',
    ];
    await appendFile(join(this.data(name), 'postgresql.conf'), own.join('\n'));
  }

  async start(name: string): Promise<void> {
    this.running.add(name);
    await this.must('pg_ctl', '-D', this.data(name), '-l', join(this.folder, `${name}.log`), '-w', 'start');
  }

  async stop(name: string, mode = 'fast'): Promise<void> {
    await this.must('pg_ctl', '-D', this.data(name), '-m', mode, '-w', 'stop');
    this.running.delete(name);
  }

  sql = (name: string, text: string): Promise<string> =>
    query({ to: { path: this.socket(name) }, user: 'postgres', database: 'postgres', tls: false }, text);

  copy = (from: string, to: string, ...more: readonly string[]): Promise<{ failed: boolean; text: string }> =>
    this.program(
      'pg_basebackup',
      '-h',
      this.folder,
      '-p',
      String(this.port(from)),
      '-U',
      'postgres',
      '-D',
      this.data(to),
      '--no-sync',
      '-c',
      'fast',
      ...more,
    );
}
