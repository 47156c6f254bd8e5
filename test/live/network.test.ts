import { createServer as createHttp } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { network } from '../../src/cli/network.ts';

/** What each server was sent. */
let heard: string[] = [];
let open: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];

/** Starts a server on loopback, and says its port. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('data', (data) => heard.push(data.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A server that says these bytes to whoever asks. */
const saying = (...parts: readonly string[]): Promise<number> =>
  listening(
    createServer((socket) => {
      socket.once('data', () => {
        for (const part of parts) socket.write(part);
        socket.end();
      });
    }),
  );

afterEach(async () => {
  heard = [];
  for (const { server, sockets } of open) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
  open = [];
});

const asker = network({});
const soon = (): number => Date.now() + 10_000;
const get = (port: number, most = 10_000, deadline = soon()) =>
  asker.get(`http://127.0.0.1:${port}/patroni`, deadline, most);

describe('what asks the network', () => {
  it('asks with GET, and takes body, status and clock', async () => {
    const port = await listening(
      createHttp((_, response) => {
        response.writeHead(200, { date: 'Mon, 30 Nov 2026 16:33:05 GMT' });
        response.end('{"state": "running"}');
      }),
    );
    expect(await get(port)).toEqual({
      kind: 'answer',
      status: 200,
      clock: Date.parse('2026-11-30T16:33:05Z') / 1000,
      body: '{"state": "running"}',
      certificate: undefined,
    });
    expect(heard.map((text) => text.split('\r\n')[0])).toEqual(['GET /patroni HTTP/1.1']);
  });

  it('follows no redirect', async () => {
    const target = await saying('HTTP/1.1 200 OK\r\n\r\n{}');
    const port = await saying(
      `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${target}/\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(await get(port)).toMatchObject({ kind: 'answer', status: 302 });
    expect(heard).toHaveLength(1);
  });

  it('stops reading an answer that is too long', async () => {
    let sent = 0;
    const port = await listening(
      createServer((socket) => {
        const more = (): void => {
          while (!socket.destroyed && socket.write('x'.repeat(65_536))) sent += 65_536;
        };
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          socket.on('drain', more);
          more();
        });
      }),
    );
    expect(await get(port)).toMatchObject({ kind: 'silence', why: 'too-long' });
    // What lay in buffers when the client left, and no more.
    expect(sent).toBeLessThan(64 * 2 ** 20);
  });

  it('gives up at the deadline: nobody accepts, nobody answers, an answer that never ends', async () => {
    const mute = await listening(createServer(() => {}));
    const slow = await listening(
      createServer((socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n');
          const timer = setInterval(() => socket.write('x'), 50);
          socket.on('close', () => clearInterval(timer));
        });
      }),
    );
    for (const port of [mute, slow])
      expect(await get(port, 10_000, Date.now() + 400)).toMatchObject({ kind: 'silence', why: 'timeout' });
    expect(await get(mute, 10_000, Date.now() - 1)).toMatchObject({ kind: 'silence', why: 'timeout' });
    expect(await asker.knock('127.0.0.1', mute, Date.now() + 400)).toMatchObject({
      kind: 'silence',
      why: 'timeout',
    });
  });

  it('says why nobody answers', async () => {
    const port = await saying('SSH-2.0-OpenSSH_9.2\r\n');
    expect(await get(port)).toMatchObject({ kind: 'silence', why: 'no-http' });
    const cut = await saying('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort');
    expect(await get(cut)).toMatchObject({ kind: 'silence', why: 'closed' });
    const empty = await saying();
    expect(await get(empty)).toMatchObject({ kind: 'silence', why: 'closed' });
    const free = await listening(createServer(() => {}));
    await new Promise((resolve) => open.pop()?.server.close(resolve));
    expect(await get(free)).toMatchObject({ kind: 'silence', why: 'refused' });
  });

  it('knows a server that speaks no TLS', async () => {
    const port = await listening(createHttp((_, response) => response.end('{}')));
    expect(await asker.get(`https://127.0.0.1:${port}/`, soon(), 100)).toMatchObject({
      kind: 'silence',
      why: 'no-tls',
    });
  });
});

describe('what it is told to trust', () => {
  it.each([
    [{ ca: '' }],
    [{ cert: '', key: '' }],
    [{ ca: 'no certificate' }],
    [{ cert: 'no certificate', key: 'no key' }],
  ])('is refused where OpenSSL does not take it: %j', (trust) => {
    expect(() => network(trust)).toThrow();
  });
});

describe('what knocks at a port', () => {
  it('sends a request for TLS, and nothing else', async () => {
    const port = await saying('N');
    expect(await asker.knock('127.0.0.1', port, soon())).toEqual({ kind: 'answer', certificate: undefined });
    expect(heard).toEqual(['\u0000\u0000\u0000\u0008\u0004\u00d2\u0016\u002f']);
  });

  it('believes only what a server of PostgreSQL says', async () => {
    const web = await saying('HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(await asker.knock('127.0.0.1', web, soon())).toMatchObject({
      kind: 'silence',
      why: 'no-postgresql',
    });
    // It speaks TLS, and then nothing more: somebody is behind the port.
    const stuck = await listening(
      createServer((socket) => void socket.once('data', () => socket.write('S'))),
    );
    expect(await asker.knock('127.0.0.1', stuck, Date.now() + 400)).toMatchObject({ kind: 'answer' });
  });

  it('tells a port that is shut from one that lets nobody through', async () => {
    const closing = await listening(createServer((socket) => socket.destroy()));
    expect(await asker.knock('127.0.0.1', closing, soon())).toMatchObject({ kind: 'closed' });
    const free = await listening(createServer(() => {}));
    await new Promise((resolve) => open.pop()?.server.close(resolve));
    expect(await asker.knock('127.0.0.1', free, soon())).toMatchObject({ kind: 'silence', why: 'refused' });
  });
});
