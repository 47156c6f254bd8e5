import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

const SCHEME = 'pgdr-compile';

let client: LanguageClient | undefined;

/** The command that is started: the setting's, that of the folder if it is trusted, or the one in PATH. */
function commandOf(): string {
  const set = vscode.workspace.getConfiguration('pgdr-compile').get<string>('command');
  if (set) return set;
  const own = (vscode.workspace.workspaceFolders ?? [])
    .map(({ uri }) =>
      join(
        uri.fsPath,
        'node_modules',
        '.bin',
        process.platform === 'win32' ? 'pgdr-compile.cmd' : 'pgdr-compile',
      ),
    )
    .find((path) => existsSync(path));
  return vscode.workspace.isTrusted && own !== undefined ? own : 'pgdr-compile';
}

async function start(): Promise<void> {
  const command = commandOf();
  const server: ServerOptions = {
    command,
    args: ['lsp'],
    options: { shell: process.platform === 'win32' },
  };
  const files = ['yaml', 'haproxy', 'plaintext', 'properties', 'ini'];
  const options: LanguageClientOptions = {
    documentSelector: files.flatMap((language) => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]),
    // The extension has the commands: it shows what the server compiles.
    initializationOptions: { ownCommands: true },
  };
  client = new LanguageClient('pgdr-compile', 'pgdr-compile', server, options);
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(
      `pgdr-compile: "${command} lsp" could not be started (${error instanceof Error ? error.message : String(error)}). Install the command, or name it in the setting pgdr-compile.command.`,
    );
  }
}

const asked = (command: string, ...args: readonly unknown[]): Promise<unknown> =>
  client
    ? client.sendRequest('workspace/executeCommand', { command, arguments: args })
    : Promise.resolve(null);

/** Compiled files, as documents that nobody can change: `pgdr-compile:<path>?<uri of the topology>`. */
const provider: vscode.TextDocumentContentProvider = {
  provideTextDocumentContent: async ({ path, query }) => {
    const text = await asked('pgdr-compile.preview', query, path.slice(1));
    return typeof text === 'string' ? text : 'The topology has errors: nothing is compiled.\n';
  },
};

/** Shows a compiled file of a topology; without a path, asks which. */
async function preview(topology?: string, path?: string): Promise<void> {
  const uri = topology ?? vscode.window.activeTextEditor?.document.uri.toString();
  if (uri === undefined) return;
  const chosen =
    path ??
    (await vscode.window.showQuickPick(
      Promise.resolve(asked('pgdr-compile.files', uri)).then((files) =>
        Array.isArray(files) ? files.map(String) : [],
      ),
      { placeHolder: 'Which file?' },
    ));
  if (chosen === undefined) return;
  const target = vscode.Uri.from({ scheme: SCHEME, path: `/${chosen}`, query: uri });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(target), {
    preview: true,
    viewColumn: vscode.ViewColumn.Beside,
  });
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
    vscode.commands.registerCommand('pgdr-compile.preview', preview),
    vscode.commands.registerCommand('pgdr-compile.restart', async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
}

export const deactivate = (): Promise<void> | undefined => client?.stop();
