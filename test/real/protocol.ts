import { connect as connectNet, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const TIMEOUT_MS = 20_000;
const PROTOCOL_3 = 196_608;
const SSL_REQUEST = 80_877_103;

/** Where a client connects to, from where, and as whom. */
export interface Client {
  readonly to: { readonly host: string; readonly port: number } | { readonly path: string };
  /** Source address, of the family of the host. */
  readonly from?: string;
  readonly user: string;
  /** A database, or `replication` for a physical replication connection. */
  readonly database: string;
  /** A logical replication connection, which has a database. */
  readonly logical?: boolean;
  readonly tls: boolean;
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** A message of the server. */
export interface Message {
  readonly type: string;
  readonly body: Buffer;
}

/** A conversation with a server: PostgreSQL's protocol, version 3, and only what the tests need of it. */
export interface Session {
  send(type: string, text: string): void;
  /** The next message; rejects when the server hangs up or takes too long. */
  receive(): Promise<Message>;
}

/** Connects, sends the startup message, talks, and hangs up in any case. */
export async function converse<Result>(
  client: Client,
  talk: (session: Session) => Promise<Result>,
): Promise<Result> {
  const plain = connectNet('path' in client.to ? client.to : { ...client.to, localAddress: client.from });
  // A server that has said no may hang up before we do.
  plain.on('error', () => undefined);
  try {
    const socket = client.tls ? await startTls(plain, client.certificate) : plain;
    socket.write(startupMessage(client));
    return await talk({
      send: (type, text) => socket.write(Buffer.concat([Buffer.from(type), withLength(`${text}\0`)])),
      async receive() {
        const type = (await read(socket, 1)).toString();
        const length = (await read(socket, 4)).readInt32BE() - 4;
        return { type, body: length === 0 ? Buffer.alloc(0) : await read(socket, length) };
      },
    });
  } finally {
    plain.destroy();
  }
}

/** The fields of an error, by their letters: `C` the SQLSTATE, `M` the message. */
export const errorFields = ({ body }: Message): ReadonlyMap<string, string> =>
  new Map(
    body
      .toString()
      .split('\0')
      .map((field) => [field.charAt(0), field.slice(1)]),
  );

/** Runs one command as a user whom the server asks for nothing; resolves to the first column of the rows, in lines. */
export function query(client: Client, sql: string): Promise<string> {
  return converse(client, async (session) => {
    await ready(session);
    session.send('Q', sql);
    return (await ready(session)).join('\n');
  });
}

/** Reads until the server waits for a command: the rows that came, or the error. */
async function ready({ receive }: Session): Promise<string[]> {
  const rows: string[] = [];
  for (;;) {
    const message = await receive();
    if (message.type === 'Z') return rows;
    if (message.type === 'D') rows.push(firstColumn(message.body));
    if (message.type === 'E') throw new Error(errorFields(message).get('M'));
  }
}

function firstColumn(row: Buffer): string {
  const length = row.readInt32BE(2);
  return length < 0 ? '' : row.subarray(6, 6 + length).toString();
}

async function startTls(plain: Socket, certificate: Client['certificate']): Promise<Socket> {
  plain.write(int32s(8, SSL_REQUEST));
  if ((await read(plain, 1)).toString() !== 'S') throw new Error('the server has no TLS');
  return connectTls({ socket: plain, rejectUnauthorized: false, ...certificate });
}

function startupMessage({ user, database, logical = false }: Client): Buffer {
  const physical = database === 'replication' && !logical;
  const target = physical ? ['replication', 'true'] : ['database', database];
  const mode = logical ? ['replication', 'database'] : [];
  const parameters = Buffer.from(`${['user', user, ...target, ...mode].join('\0')}\0\0`);
  return Buffer.concat([int32s(8 + parameters.length, PROTOCOL_3), parameters]);
}

function withLength(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([int32s(4 + body.length), body]);
}

function int32s(...numbers: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) buffer.writeInt32BE(number, 4 * index);
  return buffer;
}

/** Reads exactly so many bytes; rejects when the other side ends, fails, or takes too long. */
function read(socket: Socket, bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      socket.off('readable', onReadable).off('end', onEnd).off('error', onError);
      settle();
    };
    const onReadable = (): void => {
      const chunk: Buffer | null = socket.read(bytes);
      if (chunk !== null) done(() => resolve(chunk));
    };
    const onEnd = (): void => done(() => reject(new Error('the server hung up')));
    const onError = (error: Error): void => done(() => reject(error));
    const timer = setTimeout(() => done(() => reject(new Error('no answer'))), TIMEOUT_MS);
    socket.on('readable', onReadable).on('end', onEnd).on('error', onError);
    onReadable();
  });
}
