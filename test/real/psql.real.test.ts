import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { psql } from '../../src/cli/psql.ts';
import type { SqlReply } from '../../src/compiler/live/ask-slots.ts';
import { SLOTS_QUERY, slotsOf } from '../../src/compiler/live/slots.ts';
import type { Postgres } from './postgres.ts';
import { startPostgres } from './postgres.ts';
import { realDescribe } from './tools.ts';

const TIMEOUT_MS = 60_000;

/** Everything here answers within this many milliseconds, or is held up on purpose. */
const SOON = 20_000;

realDescribe('what psql asks of PostgreSQL', ['postgres'], () => {
  let postgres: Postgres;
  let folder: string;
  const servers: Server[] = [];
  const sockets: Socket[] = [];

  const port = (server: Server): string => {
    const address = server.address();
    return address === null || typeof address === 'string' ? '' : String(address.port);
  };
  /** A server that takes connections and does this with them. */
  const serve = async (answer: (socket: Socket) => void): Promise<string> => {
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      answer(socket);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return port(server);
  };
  const ask = (
    service: string,
    query = SLOTS_QUERY,
    at = String(postgres.port),
    milliseconds = SOON,
  ): Promise<SqlReply> => psql(service)('127.0.0.1', at, query, Date.now() + milliseconds);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pgdr-psql-'));
    postgres = await startPostgres(['watcher', 'nobody']);
    const elsewhere = await serve((socket) => socket.destroy());
    const usual = 'user=watcher\ndbname=postgres\nsslmode=require\n';
    const services = {
      usual,
      // What a service may say, and would lead elsewhere, or lift what keeps the session from writing.
      leading: `${usual}host=10.255.255.1\nhostaddr=10.255.255.1\nport=${elsewhere}\ntarget_session_attrs=standby\noptions=-c default_transaction_read_only=off\nconnect_timeout=3600\n`,
      refused: 'user=nobody\ndbname=postgres\n',
      password: 'user=control\ndbname=postgres\n',
      plain: 'user=watcher\ndbname=postgres\nsslmode=disable\n',
    };
    const text = Object.entries(services).map(([name, words]) => `[${name}]\n${words}\n`);
    writeFileSync(join(folder, 'services.conf'), text.join(''));
    vi.stubEnv('PGSERVICEFILE', join(folder, 'services.conf'));
    vi.stubEnv('HOME', folder);
    vi.stubEnv('PGOPTIONS', '-c default_transaction_read_only=off');
    await postgres.loadHba([
      'local all control trust',
      'host all watcher 127.0.0.1/32 trust',
      'host all control 127.0.0.1/32 scram-sha-256',
    ]);
  }, TIMEOUT_MS);
  afterAll(async () => {
    vi.unstubAllEnvs();
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const slotsBy = async (service: string) => {
    const reply = await ask(service);
    if (reply.kind === 'silence') throw new Error(reply.detail);
    return slotsOf(reply.text);
  };

  it('reads an empty list, and a list with a bound, by a role without rights', async () => {
    expect(await slotsBy('usual')).toEqual({ slots: [], bound: undefined, isStandby: false });
    await postgres.sql("alter system set max_slot_wal_keep_size = '64MB'");
    await postgres.sql('select pg_reload_conf()');
    await postgres.sql("select pg_create_physical_replication_slot('standby_cluster_busan', true)");
    await postgres.sql("select pg_create_physical_replication_slot('new')");
    await vi.waitFor(async () => expect((await slotsBy('usual'))?.bound).toBe(64 * 2 ** 20), {
      timeout: SOON,
      interval: 200,
    });
    expect(await slotsBy('usual')).toEqual({
      bound: 64 * 2 ** 20,
      isStandby: false,
      slots: [
        {
          name: 'new',
          type: 'physical',
          isActive: false,
          walStatus: undefined,
          // PostgreSQL has a size for a slot that keeps nothing.
          safeSize: expect.any(Number),
          held: undefined,
        },
        {
          name: 'standby_cluster_busan',
          type: 'physical',
          isActive: false,
          walStatus: 'reserved',
          safeSize: expect.any(Number),
          held: expect.any(Number),
        },
      ],
    });
  });

  it('sees a slot become lost', async () => {
    await postgres.sql("alter system set max_slot_wal_keep_size = '1MB'");
    await postgres.sql("alter system set wal_keep_size = '0'");
    await postgres.sql('select pg_reload_conf()');
    await postgres.sql('create table w (x text)');
    // Three segments of 16 MB.
    await postgres.sql("insert into w select repeat('x', 1000) from generate_series(1, 60000)");
    await postgres.sql('checkpoint');
    const found = (await slotsBy('usual'))?.slots.find(({ name }) => name === 'standby_cluster_busan');
    expect(found).toMatchObject({ walStatus: 'lost', safeSize: undefined });
  });

  it('asks the server that is meant, whatever the service says of hosts and options', async () => {
    expect((await slotsBy('leading'))?.slots).toHaveLength(2);
    for (const service of ['usual', 'leading']) {
      expect(await ask(service, 'create table by_us (i int)')).toEqual({
        kind: 'silence',
        detail: expect.stringContaining('cannot execute CREATE TABLE in a read-only transaction'),
      });
      // Slots are no tables: without rights for replication nobody makes or drops one.
      expect(await ask(service, "select current_setting('statement_timeout')")).toEqual({
        kind: 'answer',
        text: expect.stringMatching(/^\d+s\n$/),
      });
    }
  });

  it('finds no function but those of PostgreSQL', async () => {
    // Before PostgreSQL 15, everybody might create functions in public.
    await postgres.sql(
      `create function public.json_build_object(text, boolean, text, bigint, text, json) returns json language sql as 'select ''{"slots": [], "bound": 1}''::json'`,
      'postgres',
    );
    await postgres.sql(
      'create function public.pg_is_in_recovery() returns boolean language sql as $$select true$$',
      'postgres',
    );
    expect(await slotsBy('usual')).toMatchObject({ isStandby: false, slots: [{}, {}] });
  });

  it('says in words of psql why it could not log in', async () => {
    expect(await ask('nowhere')).toEqual({
      kind: 'silence',
      detail: 'definition of service "nowhere" not found',
    });
    expect(await ask("it's")).toEqual({ kind: 'silence', detail: 'definition of service "it\'s" not found' });
    expect(await ask('refused')).toMatchObject({ detail: expect.stringContaining('no pg_hba.conf entry') });
    // Nobody is asked for one.
    expect(await ask('password')).toMatchObject({
      detail: expect.stringContaining('fe_sendauth: no password supplied'),
    });
    expect(await ask('usual', SLOTS_QUERY, '1')).toMatchObject({
      detail: expect.stringContaining('Connection refused'),
    });
  });

  it('ends in time where nobody answers', async () => {
    const silent = await serve(() => undefined);
    for (const time of [500, 500.5])
      expect(await ask('plain', SLOTS_QUERY, silent, time)).toEqual({
        kind: 'silence',
        detail: 'nothing came in time',
      });
    expect(await ask('plain', SLOTS_QUERY, silent, -1)).toEqual({
      kind: 'silence',
      detail: 'nothing came in time',
    });
  });

  it('reads no answer without an end', async () => {
    expect(await ask('usual', "select repeat('x', 1000) from generate_series(1, 100000)")).toEqual({
      kind: 'silence',
      detail: 'its answer is longer than 1048576 bytes',
    });
  });
});
