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

/** What is offered at a place, and the document once it is taken. */
export interface Offer {
  readonly label: string;
  readonly taken: string;
}

/** One document in an editor. */
export interface Opened {
  /** What the server says of it. */
  readonly problems: readonly Problem[];
  /** Labels of what is offered at a place. */
  complete(at: Position): Promise<string[]>;
  /** What is told of the word at a place. */
  hover(at: Position): Promise<string>;
}

/** A running yaml-language-server. */
export interface Server {
  /** Opens a document, and waits for what the server says of it. */
  open(text: string): Promise<Opened>;
  /** What is offered to who has written so far; waits for nothing that is said of it. */
  offers(text: string): Promise<Offer[]>;
  close(): Promise<void>;
}

interface Completion {
  readonly label: string;
  readonly textEdit: {
    readonly newText: string;
    readonly range: { readonly start: Position; readonly end: Position };
  };
}

/** A document with a completion in it, as editors put it there: tab stops filled, lines as deep as the first. */
function taken(text: string, { newText, range }: Completion['textEdit']): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position) =>
    lines.slice(0, line).join('\n').length + (line && 1) + character;
  const [indent] = /^ */.exec(lines[range.start.line] ?? '') ?? [''];
  const plain = newText
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{?\d+\}?/g, (_, words: string | undefined) => words ?? '')
    .replace(/\\([$}\\])/g, '$1')
    .replaceAll('\n', `\n${indent}`);
  return text.slice(0, offset(range.start)) + plain + text.slice(offset(range.end));
}

const SETTINGS = { schemaStore: { enable: false }, completion: true, hover: true, validate: true };

/** Starts a server, as an editor does. */
export async function start(): Promise<Server> {
  const program = require.resolve('yaml-language-server/bin/yaml-language-server');
  const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map<string, (problems: readonly Problem[]) => void>();
  connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? SETTINGS : null)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: Problem[] }) => waiting.get(uri)?.(diagnostics),
  );
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

  let count = 0;
  /** Gives the server a document, and returns how to ask about it. */
  async function give(text: string) {
    const uri = `file:///${count++}/topology.yaml`;
    const judged = new Promise<readonly Problem[]>((resolve) => waiting.set(uri, resolve));
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const ask = (method: string, position: Position): Promise<unknown> =>
      connection.sendRequest(method, { textDocument: { uri }, position });
    const completions = async (at: Position): Promise<readonly Completion[]> =>
      ((await ask('textDocument/completion', at)) as { items: Completion[] }).items;
    return { judged, ask, completions };
  }

  async function open(text: string): Promise<Opened> {
    const { judged, ask, completions } = await give(text);
    return {
      problems: await judged,
      complete: async (at) => (await completions(at)).map(({ label }) => label),
      hover: async (at) => {
        const hover = (await ask('textDocument/hover', at)) as { contents: { value: string } } | null;
        return hover?.contents.value ?? '';
      },
    };
  }

  async function offers(text: string): Promise<Offer[]> {
    const lines = text.split('\n');
    const { completions } = await give(text);
    const all = await completions({ line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
    return all.map(({ label, textEdit }) => ({ label, taken: taken(text, textEdit) }));
  }

  return {
    open,
    offers,
    close: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}
