import { connect as connectNet, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const TIMEOUT_MS = 20_000;
const PROTOCOL_3 = 196_608;
const SSL_REQUEST = 80_877_103;
/** SQLSTATE class of "invalid authorization specification": what a refusal by pg_hba.conf carries. */
const REFUSED = '28000';

/** Where a client connects to, from where, and as whom. */
export interface Client {
  readonly to: { readonly host: string; readonly port: number } | { readonly path: string };
  /** Source address, of the family of the host. */
  readonly from?: string;
  readonly user: string;
  /** A database, or `replication` for a physical replication connection. */
  readonly database: string;
  readonly tls: boolean;
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/**
 * Speaks just enough of PostgreSQL's protocol to learn what pg_hba.conf makes of a client: the first message the
 * server sends is a request for authentication (or that it is done), or an error.
 */
export async function askHba(client: Client): Promise<'allowed' | 'refused'> {
  const plain = connectNet('path' in client.to ? client.to : { ...client.to, localAddress: client.from });
  try {
    const socket = client.tls ? await startTls(plain, client.certificate) : plain;
    socket.write(startupMessage(client));
    const type = (await read(socket, 1)).toString();
    const length = (await read(socket, 4)).readInt32BE();
    const body = await read(socket, length - 4);
    if (type === 'R') return 'allowed';
    const fields = body.toString().split('\0');
    const code = fields.find((field) => field.startsWith('C'))?.slice(1);
    if (type === 'E' && code === REFUSED) return 'refused';
    throw new Error(`unexpected answer ${type}: ${fields.join(' ')}`);
  } finally {
    plain.destroy();
  }
}

async function startTls(plain: Socket, certificate: Client['certificate']): Promise<Socket> {
  plain.write(int32s(8, SSL_REQUEST));
  if ((await read(plain, 1)).toString() !== 'S') throw new Error('the server has no TLS');
  return connectTls({ socket: plain, rejectUnauthorized: false, ...certificate });
}

function startupMessage({ user, database }: Client): Buffer {
  const target = database === 'replication' ? ['replication', 'true'] : ['database', database];
  const parameters = Buffer.from(`${['user', user, ...target].join('\0')}\0\0`);
  return Buffer.concat([int32s(8 + parameters.length, PROTOCOL_3), parameters]);
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
