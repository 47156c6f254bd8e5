import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { certificatesOf } from '../../src/compiler/render/certificates.ts';
import { spawnProgram } from '../real/programs.ts';
import { CA_FILE } from './certificates.ts';
import { sql } from './cluster.ts';
import type { Lab } from './lab.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import { APPLICATION_PASSWORD } from './provision.ts';
import { entrance } from './proxy.ts';

const WRITER = join(dirname(fileURLToPath(import.meta.url)), 'writer.py');

/** A row that the database has acknowledged. */
export interface Row {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A row that was not acknowledged; it may be there or not. */
export interface Failure extends Row {
  readonly error: string;
}

/** An application that writes. */
export interface Writer {
  readonly acknowledged: readonly Row[];
  readonly failed: readonly Failure[];
  /** Stops it after its current row. */
  stop(): Promise<void>;
}

export interface WriterOptions {
  /** Rows per second, at most. */
  readonly rate?: number;
  /** The number of its first row. */
  readonly first?: number;
}

/** Makes the applications' roles and databases by the runbook's blocks, and a password and a table for the writer. */
export async function createApplication(lab: Lab, primary: LabNode): Promise<void> {
  const { user, database } = application(lab);
  await lab.runbook.follow('application.');
  await sql(primary, `alter role "${user}" password '${APPLICATION_PASSWORD}'`);
  const table = 'create table lab_rows (id bigint primary key, written timestamptz default now())';
  await sql(primary, `set role "${user}"; ${table}`, database);
}

/**
 * Writes numbered rows through the primary port of a site's HAProxy, over TLS, until it is stopped. It connects again
 * when a connection is lost, and never blocks: it gives up a row that is not acknowledged in time.
 */
export async function startWriter(
  lab: Lab,
  site: LabSite,
  { rate = 20, first = 1 }: WriterOptions = {},
): Promise<Writer> {
  const { user, database } = application(lab);
  const [proxy] = site.proxies;
  if (!proxy) throw new Error(`${site.name} has no HAProxy`);
  const { host, port } = entrance(proxy, 'primary');
  // The certificate names the PostgreSQL node, not the HAProxy in between: its issuer is what a client can check.
  const served = certificatesOf(lab.estate).certificates.some(({ purpose }) => purpose === 'postgresql');
  const tls = served ? `sslmode=verify-ca sslrootcert=${CA_FILE}` : '';
  const connection = `host=${host} port=${port} dbname=${database} user=${user} password=${APPLICATION_PASSWORD} ${tls}`;
  await lab.client.install([{ path: '/usr/local/lib/lab/writer.py', text: await readFile(WRITER, 'utf8') }]);
  const argv = ['python3', '-B', '/usr/local/lib/lab/writer.py', connection, String(rate), String(first)];
  const child = spawnProgram(lab.client.enter(argv), { PATH: '/usr/bin:/bin', HOME: '/root' });
  const acknowledged: Row[] = [];
  const failed: Failure[] = [];
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { acknowledged: id, failed: lost, at, error } = JSON.parse(line);
      if (id !== undefined) acknowledged.push({ id, at });
      else failed.push({ id: lost, at, error });
    });
  const closed = once(child, 'close');
  return {
    acknowledged,
    failed,
    async stop() {
      child.stdin?.end();
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await closed;
      clearTimeout(late);
      if (complaint !== '') throw new Error(`the writer failed: ${complaint}`);
    },
  };
}

/** Waits until a row that is written from now on is acknowledged. */
export async function untilWriting(lab: Lab, writer: Writer): Promise<void> {
  const now = Date.now();
  await lab.until('a row is acknowledged', 120, async () => {
    const { at } = writer.acknowledged.at(-1) ?? { at: 0 };
    if (at <= now) throw new Error(`the last refusal: ${writer.failed.at(-1)?.error}`);
  });
}

/** Waits until this many rows are acknowledged in total. */
export async function untilRows(lab: Lab, writer: Writer, count: number): Promise<void> {
  await lab.until(`${count} rows are acknowledged`, 120, async () => {
    const { length } = writer.acknowledged;
    if (length < count) throw new Error(`${length}, the last refusal: ${writer.failed.at(-1)?.error}`);
  });
}

/** The numbers of the rows that a node has. */
export async function storedRows(lab: Lab, node: LabNode): Promise<Set<number>> {
  const text = await sql(node, 'select id from lab_rows', application(lab).database);
  return new Set(text.split('\n').filter(Boolean).map(Number));
}

/** Waits until a node has all these rows. */
export async function untilComplete(lab: Lab, node: LabNode, rows: readonly Row[]): Promise<void> {
  await lab.until(`${node.name} has every row`, 60, async () => {
    expect(lostRows(rows, await storedRows(lab, node))).toEqual([]);
  });
}

/** Recovery point: acknowledged rows that are not stored. */
export const lostRows = (acknowledged: readonly Row[], stored: ReadonlySet<number>): Row[] =>
  acknowledged.filter(({ id }) => !stored.has(id));

/** Recovery time: the longest pause between two acknowledgements, in seconds. */
export function longestPause(acknowledged: readonly Row[]): number {
  const pauses = acknowledged.slice(1).map(({ at }, i) => at - (acknowledged[i]?.at ?? at));
  return Math.max(0, ...pauses) / 1000;
}

function application({ application: found }: Lab): { user: string; database: string } {
  if (!found) throw new Error('the estate has no client that comes through HAProxy');
  return found;
}
