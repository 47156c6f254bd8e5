import { PassThrough } from 'node:stream';
import { createConnection, type Diagnostic } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { serve } from '../../src/lsp/server.ts';
import type { Disk } from '../../src/lsp/session.ts';
import { CATALOGUE } from '../../src/rules/catalogue.ts';

const WAIVABLE: ReadonlySet<string> = new Set(CATALOGUE.filter((rule) => rule.waivable).map(({ id }) => id));

/** An editor that speaks to the server over two pipes. */
export interface Client {
  readonly connection: ProtocolConnection;
  /** Asks the server. */
  ask<T>(method: string, params: object): Promise<T>;
  open(uri: string, text: string): Promise<void>;
  /** Replaces the whole text, or a stretch of it. */
  change(uri: string, text: string, range?: object): Promise<void>;
  close(uri: string): Promise<void>;
  /** The findings that the server tells next of a text. */
  findings(uri: string): Promise<Diagnostic[]>;
  stop(): Promise<void>;
}

export interface ClientOptions {
  /** Files on the disk, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  readonly capabilities?: object;
  readonly folders?: readonly string[];
}

const diskOf = (files: Readonly<Record<string, string>>): Disk => ({
  filesBelow: (folder) => {
    const below = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
    return below.length === 0 ? undefined : below.map((path) => path.slice(folder.length + 1)).sort();
  },
  readFile: (path) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return Buffer.from(text);
  },
});

/** Starts a server and an editor that has said hello. */
export async function startClient({
  files = {},
  capabilities = {},
  folders,
}: ClientOptions = {}): Promise<Client> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  serve(server, { disk: diskOf(files), version: '0', isWaivable: (rule) => WAIVABLE.has(rule), pause: 0 });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const waiting = new Map<string, ((found: Diagnostic[]) => void)[]>();
  const told = new Map<string, Diagnostic[][]>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: PublishDiagnosticsParams) => {
      const next = waiting.get(uri)?.shift();
      if (next) next(diagnostics);
      else told.set(uri, [...(told.get(uri) ?? []), diagnostics]);
    },
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    workspaceFolders: folders?.map((uri) => ({ uri, name: 'folder' })) ?? null,
  });
  await connection.sendNotification('initialized', {});
  const versions = new Map<string, number>();
  return {
    connection,
    ask: (method, params) => connection.sendRequest(method, params),
    async open(uri, text) {
      versions.set(uri, 1);
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      });
    },
    async change(uri, text, range) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [range === undefined ? { text } : { text, range }],
      });
    },
    close: (uri) => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    findings: (uri) => {
      const ready = told.get(uri)?.shift();
      if (ready) return Promise.resolve(ready);
      return new Promise((resolve) => {
        waiting.set(uri, [...(waiting.get(uri) ?? []), resolve]);
      });
    },
    async stop() {
      await connection.sendRequest('shutdown');
      connection.end();
      connection.dispose();
      server.dispose();
    },
  };
}

/** The position of `|` in a text, and the text without it. */
export function cursorIn(marked: string): { text: string; position: { line: number; character: number } } {
  const at = marked.indexOf('|');
  if (at === -1) throw new Error('the text has no |');
  const before = marked.slice(0, at);
  const line = before.split('\n').length - 1;
  return {
    text: before + marked.slice(at + 1),
    position: { line, character: at - (before.lastIndexOf('\n') + 1) },
  };
}
