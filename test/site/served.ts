import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

/** A folder on an HTTP server of this machine. */
export interface Served {
  /** Its address, with `/` at its end. */
  readonly base: string;
  /** Paths that were asked for, in order; the query and the fragment are not in them. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
}

/** Serves a folder as a static host does, on a free port of the loopback address. */
export async function served(folder: string): Promise<Served> {
  const asked: string[] = [];
  const server: Server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    asked.push(path);
    // What Chromium asks of every server by itself.
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    try {
      const body = await readFile(join(folder, normalize(decodeURIComponent(path))));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
