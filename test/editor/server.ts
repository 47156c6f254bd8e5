import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';

const require = createRequire(import.meta.url);

interface Position {
  readonly line: number;
  readonly character: number;
}

/** What the server has against a document. */
export interface Problem {
  readonly message: string;
  readonly range: { readonly start: Position };
}

/** An editor with one document in it, beside a running yaml-language-server. */
export interface Editor {
  /** Labels of what is offered at a place. */
  complete(at: Position): Promise<string[]>;
  /** What is told of the word at a place. */
  hover(at: Position): Promise<string>;
  readonly problems: readonly Problem[];
  close(): Promise<void>;
}

/** Opens a document, and waits for what the server says of it. */
export async function open(text: string): Promise<Editor> {
  const child = spawn(
    process.execPath,
    [require.resolve('yaml-language-server/bin/yaml-language-server'), '--stdio'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const settings = {
    yaml: { schemaStore: { enable: false }, completion: true, hover: true, validate: true },
  };
  connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings.yaml : null)),
  );
  connection.onRequest('client/registerCapability', () => null);
  const uri = 'file:///topology.yaml';
  const judged = new Promise<readonly Problem[]>((resolve) => {
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (told: { uri: string; diagnostics: Problem[] }) => {
        if (told.uri === uri) resolve(told.diagnostics);
      },
    );
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { hover: { contentFormat: ['markdown'] } },
    },
  });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri, languageId: 'yaml', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const ask = (method: string, position: Position): Promise<unknown> =>
    connection.sendRequest(method, { textDocument: { uri }, position });
  return {
    problems: await judged,
    complete: async (at) => {
      const list = (await ask('textDocument/completion', at)) as { items: { label: string }[] };
      return list.items.map(({ label }) => label);
    },
    hover: async (at) => {
      const hover = (await ask('textDocument/hover', at)) as { contents: { value: string } } | null;
      return hover?.contents.value ?? '';
    },
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}
