/** Runs a compiled start guard against processes: REST APIs that listen, a PostgreSQL that can be stopped, an etcd's answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A member's Patroni: bodies of the paths that it answers with 200; all others it answers with 503. */
export type Rest = Readonly<Record<string, object | string>>;

export interface Situation {
  /** What is in etcd: a dynamic configuration, nothing, or no etcd that answers. */
  readonly etcd: string | 'nothing' | 'silent' | 'hangs';
  /** Whom `patronictl list` with this node's file shows as the leader. */
  readonly listed?: string;
  /** Whether a cluster lies in the data directory. */
  readonly data?: boolean;
  /** patroni.dynamic.json beside the data. */
  readonly kept?: string;
  /** PostgreSQL runs here: what `pg_controldata` calls its state. */
  readonly runs?: 'in production' | 'in archive recovery';
  /** It does not end when it is asked to stop fast. */
  readonly stubborn?: boolean;
  readonly override?: boolean;
  /** REST API of the second member of this site, and of the first members of the others. */
  readonly member?: Rest;
  readonly busan?: Rest;
  readonly jeju?: Rest;
  /** The site whose PostgreSQL says that it is not in recovery. */
  readonly writes?: 'busan' | 'jeju';
  /** The node's own file; that of the first member of seoul otherwise. */
  readonly file?: string;
  /** Programs to put before those of the machine, by name. */
  readonly programs?: Readonly<Record<string, string>>;
}

export interface Played {
  readonly status: number | null;
  readonly output: string;
  /** Whether PostgreSQL runs when the guard has ended. */
  readonly runs: boolean;
}

const FILE =
  'scope: pg-seoul\nbootstrap:\n  dcs: { ttl: 30, slots: { standby_cluster: { type: physical } } }\n';

/** Plays a situation with the guard of pg-seoul-1. */
export async function play(guard: string, situation: Situation, ...args: readonly string[]): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'pgdr-guard-'));
  const servers: Server[] = [];
  let postgres: ChildProcess | undefined;
  try {
    const serve = async (rest: Rest | undefined): Promise<number> => {
      const server = rest && (await listen(rest));
      if (server) servers.push(server);
      return server ? (server.address() as AddressInfo).port : 1;
    };
    const script = moved(guard, folder, situation.etcd === 'hangs', {
      '10.1.0.11': await serve(situation.member),
      '10.2.0.10': await serve(situation.busan),
      '10.3.0.10': await serve(situation.jeju),
    });
    writeFileSync(join(folder, 'patroni.yml'), situation.file ?? FILE);
    if (situation.override) writeFileSync(join(folder, 'override'), '');
    install(join(folder, 'bin'), situation);
    const data = join(folder, 'data');
    mkdirSync(data);
    if (situation.data || situation.runs) writeFileSync(join(data, 'PG_VERSION'), '18\n');
    if (situation.kept !== undefined) writeFileSync(join(data, 'patroni.dynamic.json'), situation.kept);
    if (situation.runs) postgres = await postmaster(data, situation.stubborn === true);
    const { status, output } = await run(script, folder, args);
    return {
      status,
      output,
      runs: postgres !== undefined && postgres.exitCode === null && postgres.signalCode === null,
    };
  } finally {
    postgres?.kill('SIGKILL');
    for (const server of servers) server.close();
  }
}

/** The guard with the places that it looks at moved to this test's own; members that are not played refuse connections. */
function moved(
  guard: string,
  folder: string,
  hangs: boolean,
  ports: Readonly<Record<string, number>>,
): string {
  return (
    guard
      .replace(/^CONFIG=.*$/m, `CONFIG=${folder}/patroni.yml`)
      .replace(/^DATA_DIR=.*$/m, `DATA_DIR=${folder}/data`)
      .replace(/^BIN_DIR=.*$/m, `BIN_DIR=${folder}/bin`)
      .replace(/^OVERRIDE=.*$/m, `OVERRIDE=${folder}/override`)
      .replace(/^STOP_FAST=.*$/m, 'STOP_FAST=2')
      // Who plays the others may be slow on a busy machine: that is no silence.
      .replace(/^MEMBER_SECONDS=.*$/m, 'MEMBER_SECONDS=60')
      .replace(/^PROGRAM_SECONDS=.*$/m, `PROGRAM_SECONDS=${hangs ? 2 : 60}`)
      .replace(/http:\/\/([\d.]+):8008/g, (_, host: string) => `http://127.0.0.1:${ports[host] ?? 1}`)
  );
}

async function listen(rest: Rest): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const body = rest[url];
    response.statusCode = body === undefined ? 503 : 200;
    response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** The answers of etcd through patronictl, as version 3.0 and 4.1 give them, and of PostgreSQL. */
function install(bin: string, { etcd, listed, writes, runs, programs = {} }: Situation): void {
  const list =
    listed === undefined ? '[]' : JSON.stringify([{ Member: listed, Role: 'Leader', State: 'running' }]);
  const answers = `case "$*" in *" list "*) echo '${list}'; exit 0;; esac`;
  const empty = "echo \"AttributeError: 'NoneType' object has no attribute 'data'\" >&2; exit 1";
  const patronictl: Readonly<Record<string, string>> = {
    nothing: `${answers}\n${empty}`,
    silent: 'echo "Can not get cluster from dcs" >&2; exit 1',
    hangs: 'exec sleep 60',
  };
  const hosts = { busan: '10.2.0.11', jeju: '10.3.0.11' };
  const all: Readonly<Record<string, string>> = {
    patronictl: patronictl[etcd] ?? `${answers}\ncat <<'END'\n${etcd}\nEND`,
    psql:
      writes === undefined ? 'exit 2' : `case "$*" in *"host=${hosts[writes]} "*) echo f;; *) exit 2;; esac`,
    pg_controldata: `echo "Database cluster state:               ${runs}"`,
    ...programs,
  };
  mkdirSync(bin);
  for (const [name, body] of Object.entries(all)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
}

/** A process that works in the data directory, as postmaster.pid says. Ready when it has said so. */
async function postmaster(data: string, stubborn: boolean): Promise<ChildProcess> {
  const traps = stubborn ? "trap '' INT" : "trap 'exit 0' INT";
  const loop = `${traps}; echo ready; while :; do sleep 0.1; done`;
  const child = spawn('sh', ['-c', loop], { cwd: data, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((ready) => child.stdout?.once('data', ready));
  writeFileSync(join(data, 'postmaster.pid'), `${child.pid}\n${data}\n`);
  return child;
}

function run(
  script: string,
  folder: string,
  args: readonly string[],
): Promise<{ status: number | null; output: string }> {
  const env = { PATH: `${folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin` };
  const child = spawn('dash', ['-c', script, 'guard', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  return new Promise((done) => child.on('close', (status) => done({ status, output })));
}
