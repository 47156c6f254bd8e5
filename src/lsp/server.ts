import type {
  CancellationToken,
  ClientCapabilities,
  CodeAction,
  Connection,
  InitializeParams,
  InitializeResult,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { decode } from '../compiler/text/source.ts';
import { fixAll } from '../workspace/workspace.ts';
import { actionsAt, FIX_ALL, replaced } from './actions.ts';
import { completionsAt } from './completion.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { KnownEstate } from './estate-of.ts';
import { hintsOf } from './hints.ts';
import { hoverAt } from './hover.ts';
import { namesOf } from './names.ts';
import { definitionOf, highlightsOf, prepareRename, referencesTo, renamed } from './navigate.ts';
import type { Page } from './page.ts';
import { COMMANDS, filesOf, lensesOf } from './preview.ts';
import type { Disk } from './session.ts';
import { Session } from './session.ts';
import { foldsOf, symbolsOf } from './structure.ts';

/** Milliseconds without a keystroke before a text is judged. */
const PAUSE = 150;

export interface ServerOptions {
  readonly disk: Disk;
  readonly version: string;
  /** Whether a comment may suppress a rule. */
  readonly isWaivable: (rule: string) => boolean;
  /** Milliseconds without a keystroke before a text is judged; tests need none. */
  readonly pause?: number;
}

/** A text with the estate that it belongs to. */
interface Here {
  readonly known: KnownEstate;
  readonly page: Page;
}

/** @param hasOwn whether the editor's extension has the commands: it would register those of the server as well */
const capabilitiesFor = (version: string, hasOwn: boolean): InitializeResult => ({
  serverInfo: { name: 'pgdr-compile', version },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [':', ' ', '-', '{', '[', ','] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    inlayHintProvider: true,
    codeLensProvider: { resolveProvider: false },
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL],
    },
    ...(hasOwn ? {} : { executeCommandProvider: { commands: [COMMANDS.files, COMMANDS.preview] } }),
    diagnosticProvider: {
      identifier: 'pgdr-compile',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
});

/** Whether a client understands annotated changes; to the others a rename is a list of edits. */
const takesAnnotations = ({ workspace }: ClientCapabilities): boolean =>
  workspace?.workspaceEdit?.documentChanges === true &&
  workspace.workspaceEdit.changeAnnotationSupport !== undefined;

/** Answers an editor on a connection, until it hangs up. */
export function serve(connection: Connection, options: ServerOptions): void {
  const session = new Session(options.disk);
  const timers = new Map<string, NodeJS.Timeout>();
  /** Texts that have findings in the editor. */
  const told = new Set<string>();
  let client: ClientCapabilities = {};
  let roots: readonly string[] = [];
  /** Editors that ask for findings are not told unasked. */
  let pulls = false;

  const here = async (uri: string, token?: CancellationToken): Promise<Here | undefined> => {
    const known = await session.estateOf(uri);
    const page = known?.pages.get(uri);
    return token?.isCancellationRequested || !known || !page ? undefined : { known, page };
  };

  /** Judges a text, and tells what is found in it and in the texts of the same estate. */
  const judge = async (uri: string): Promise<void> => {
    const version = session.document(uri)?.version;
    const known = await session.estateOf(uri);
    // Somebody typed on meanwhile: another judgement is under way.
    if (session.document(uri)?.version !== version) return;
    if (!known) {
      if (told.delete(uri)) await connection.sendDiagnostics({ uri, diagnostics: [] });
      return;
    }
    for (const [one, diagnostics] of diagnosticsOf(known)) {
      if (diagnostics.length === 0 && !told.has(one)) continue;
      if (diagnostics.length > 0) told.add(one);
      else told.delete(one);
      const open = session.document(one);
      await connection.sendDiagnostics({
        uri: one,
        diagnostics,
        ...(open ? { version: open.version } : {}),
      });
    }
  };

  const later = (uri: string): void => {
    if (pulls) return;
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => {
        timers.delete(uri);
        // Whatever goes wrong with one text, the others are served on.
        judge(uri).catch((error) => connection.console.error(String(error)));
      }, options.pause ?? PAUSE),
    );
  };

  connection.onInitialize((params: InitializeParams) => {
    client = params.capabilities;
    pulls = client.textDocument?.diagnostic !== undefined;
    roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    session.setRoots(roots);
    return capabilitiesFor(options.version, params.initializationOptions?.ownCommands === true);
  });
  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: '**/*.{yml,yaml,cfg,conf,env}' }],
      });
    if (client.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        roots = [...roots.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        session.setRoots(roots);
      });
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    session.open(TextDocument.create(uri, languageId, version, text));
    later(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const document = session.document(uri);
    if (!document) return;
    session.open(TextDocument.update(document, contentChanges, version));
    later(uri);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => later(uri));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    session.close(uri);
    if (told.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onDidChangeWatchedFiles(() => {
    session.forget();
    if (pulls) void connection.languages.diagnostics.refresh();
    for (const { uri } of session.documents()) later(uri);
  });

  connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
    const known = await session.estateOf(uri);
    return {
      kind: DocumentDiagnosticReportKind.Full,
      items: (known && diagnosticsOf(known).get(uri)) ?? [],
    };
  });

  /** Answers a question about a place of a text. */
  const at =
    <P extends TextDocumentPositionParams, T>(answer: (here: Here, offset: number, params: P) => T) =>
    async (params: P, token: CancellationToken): Promise<T | null> => {
      const found = await here(params.textDocument.uri, token);
      return found ? answer(found, found.page.offsetAt(params.position), params) : null;
    };
  /** Answers a question about a text. */
  const of =
    <P extends { readonly textDocument: { readonly uri: string } }, T>(
      answer: (here: Here, params: P) => T,
    ) =>
    async (params: P, token: CancellationToken): Promise<T | null> => {
      const found = await here(params.textDocument.uri, token);
      return found ? answer(found, params) : null;
    };

  connection.onHover(at(({ known, page }, offset) => hoverAt(known, page, offset)));
  connection.onCompletion(at(({ known, page }, offset) => completionsAt(known, page, offset)));
  connection.onDefinition(at(({ known, page }, offset) => definitionOf(known, page, offset)));
  connection.onReferences(
    at(({ known, page }, offset, { context }: Parameters<Parameters<Connection['onReferences']>[0]>[0]) =>
      referencesTo(known, page, offset, context.includeDeclaration),
    ),
  );
  connection.onDocumentHighlight(at(({ known, page }, offset) => highlightsOf(known, page, offset)));
  connection.onPrepareRename(at(({ known, page }, offset) => prepareRename(known, page, offset)));
  connection.onRenameRequest(
    at(
      ({ known, page }, offset, { newName }: Parameters<Parameters<Connection['onRenameRequest']>[0]>[0]) => {
        const edit = renamed(known, page, offset, newName, namesOf(known));
        if (!edit || takesAnnotations(client)) return edit;
        const changes = (edit.documentChanges ?? []).flatMap((one) => ('edits' in one ? one.edits : []));
        return {
          changes: {
            [page.uri]: changes.flatMap((one) =>
              'newText' in one ? [{ range: one.range, newText: one.newText }] : [],
            ),
          },
        };
      },
    ),
  );
  connection.onDocumentSymbol(of(({ page }) => symbolsOf(page)));
  connection.onFoldingRanges(of(({ page }) => foldsOf(page)));
  connection.languages.inlayHint.on(of(({ known, page }) => hintsOf(known, page)));
  connection.onCodeLens(of(({ known, page }) => lensesOf(known, page)));

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
    const found = await here(uri, token);
    if (!found) return null;
    const wanted = (kind = ''): boolean =>
      context.only === undefined || context.only.some((one) => kind === one || kind.startsWith(`${one}.`));
    const actions: CodeAction[] = actionsAt(found.known, found.page, range, options.isWaivable).filter(
      ({ kind }) => wanted(kind),
    );
    // Making every fix takes several judgements: only who asks for it gets it.
    if (context.only === undefined || !wanted(FIX_ALL) || found.known.kind !== 'topology') return actions;
    const source = decode(uri, new TextEncoder().encode(found.page.text));
    if ('rule' in source) return actions;
    const { text, fixed } = await fixAll(source);
    return fixed.length === 0 || token.isCancellationRequested
      ? actions
      : [
          ...actions,
          { title: `make all ${fixed.length} fixes`, kind: FIX_ALL, edit: replaced(found.page, text) },
        ];
  });

  connection.onExecuteCommand(async ({ command, arguments: args = [] }) => {
    const [uri, path] = args;
    const found = typeof uri === 'string' ? await here(uri) : undefined;
    if (!found) return null;
    const files = filesOf(found.known);
    if (command === COMMANDS.files) return files.map((one) => one.path);
    return files.find((one) => one.path === path)?.text ?? null;
  });

  connection.listen();
}
