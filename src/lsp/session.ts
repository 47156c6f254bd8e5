import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileAnalysis } from '../compiler/lint/file-analysis.ts';
import { isLeftBehind, kindOfName } from '../compiler/nodes/kinds.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import { decode } from '../compiler/text/source.ts';
import { looksLikeTopology } from '../workspace/looks-like-topology.ts';
import { analyse, analyseNodes } from '../workspace/workspace.ts';
import type { KnownEstate } from './estate-of.ts';
import { pageOf } from './page.ts';

/** The files of this machine, as far as the server reads them. */
export interface Disk {
  /** The files below a folder, by their paths in it with `/`, sorted; undefined if it is no folder. */
  filesBelow(path: string): readonly string[] | undefined;
  /** @throws a system error */
  readFile(path: string): Uint8Array;
}

/** More files than any estate has: a folder with more is another one than was meant. */
const MOST_FILES = 5000;

/** Folders at the root of a node. */
const ROOT: ReadonlySet<string> = new Set(['etc', 'var', 'usr', 'opt', 'srv', 'home', 'root', 'run', 'lib']);

/** The path of a URI; undefined where it is no file. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What the editor has open, and what is known of it. Each text is analysed once for each of its versions. */
export class Session {
  readonly #disk: Disk;
  /** Open documents by URI. */
  readonly #open = new Map<string, TextDocument>();
  /** What is known, by the URI of a topology or the path of a folder. */
  readonly #known = new Map<string, { readonly stamp: string; readonly estate: Promise<KnownEstate> }>();
  /** Folders that the editor works in. */
  #roots: readonly string[] = [];
  /** Counts changes of files that are not open. */
  #epoch = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  setRoots(uris: readonly string[]): void {
    this.#roots = uris.flatMap((uri) => pathOf(uri) ?? []);
  }

  open(document: TextDocument): void {
    this.#open.set(document.uri, document);
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#known.delete(uri);
    this.#epoch += 1;
  }

  /** Files on the disk have changed. */
  forget(): void {
    this.#epoch += 1;
  }

  documents(): TextDocument[] {
    return [...this.#open.values()];
  }

  document(uri: string): TextDocument | undefined {
    return this.#open.get(uri);
  }

  /**
   * The estate that an open document belongs to; undefined where it is neither a topology nor a file of a node.
   * @throws never
   */
  async estateOf(uri: string): Promise<KnownEstate | undefined> {
    const document = this.#open.get(uri);
    if (!document) return undefined;
    if (isTopology(document)) return this.#once(uri, `${document.version}`, () => topologyOf(document));
    const folder = this.#folderOf(uri);
    if (folder === undefined) return undefined;
    const inside = this.documents().filter((one) => pathOf(one.uri)?.startsWith(folder + sep));
    const stamp = [this.#epoch, ...inside.map((one) => `${one.uri} ${one.version}`)].join('\n');
    const known = await this.#once(folder, stamp, () => this.#nodesIn(folder));
    return known.pages.has(uri) || known.unreadable.has(uri) ? known : undefined;
  }

  #once(key: string, stamp: string, make: () => Promise<KnownEstate>): Promise<KnownEstate> {
    const known = this.#known.get(key);
    if (known?.stamp === stamp) return known.estate;
    const estate = make();
    this.#known.set(key, { stamp, estate });
    return estate;
  }

  /** The folder of the estate that a file of a node lies in; undefined where it is no such file. */
  #folderOf(uri: string): string | undefined {
    const path = pathOf(uri);
    if (path === undefined || kindOfName(path) === undefined || isLeftBehind(path)) return undefined;
    const root = this.#roots.find((one) => path.startsWith(one + sep));
    const parts = relative(root ?? '/', path).split(sep);
    // Without a root, the last folder of that name: an estate may lie below /home or /srv.
    const at = root === undefined ? parts.lastIndexOf('etc') : parts.findIndex((part) => ROOT.has(part));
    if (at >= 2) return join(root ?? '/', ...parts.slice(0, at - 2));
    const folder = dirname(path);
    // A file of a site lies beside the folders of its nodes.
    const beside = this.#disk.filesBelow(folder) ?? [];
    return beside.some((one) => /^[^/]+\/(?:etc|var|opt|usr)\//.test(one)) ? dirname(folder) : folder;
  }

  async #nodesIn(folder: string): Promise<KnownEstate> {
    const texts = new Map<string, TextDocument>();
    const unreadable = new Map<string, Diagnostic>();
    const files: { file: string; path: string; text: string }[] = [];
    for (const path of (this.#disk.filesBelow(folder) ?? []).slice(0, MOST_FILES)) {
      if (kindOfName(path) === undefined || isLeftBehind(path)) continue;
      const file = join(folder, path);
      const uri = pathToFileURL(file).href;
      const read = this.#textOf(uri, file);
      if (!read) continue;
      const source = decode(file, bytesOf(read.getText()));
      if ('rule' in source) unreadable.set(uri, source);
      else {
        texts.set(file, read);
        files.push({ file, path, text: source.text });
      }
    }
    const { files: analyses, estate } = await analyseNodes(basename(folder), files);
    return known('nodes', estate, texts, analyses, unreadable);
  }

  /** A file as the editor has it, else as it is on the disk. */
  #textOf(uri: string, file: string): TextDocument | undefined {
    const open = this.#open.get(uri);
    if (open) return open;
    try {
      const source = decode(file, this.#disk.readFile(file));
      return 'rule' in source ? undefined : TextDocument.create(uri, 'plaintext', 0, source.text);
    } catch {
      return undefined;
    }
  }
}

/** A topology is called so, or holds what topologies hold. */
const isTopology = (document: TextDocument): boolean =>
  /(?:^|\/)topology\.ya?ml$/.test(document.uri) || looksLikeTopology(document.getText());

function known(
  kind: KnownEstate['kind'],
  estate: KnownEstate['estate'],
  texts: ReadonlyMap<string, TextDocument>,
  analyses: readonly FileAnalysis[],
  unreadable: ReadonlyMap<string, Diagnostic>,
): KnownEstate {
  const byFile = new Map(
    analyses.flatMap((analysis) => {
      const document = texts.get(analysis.file);
      return document ? [[analysis.file, pageOf(document, analysis)] as const] : [];
    }),
  );
  const [first] = byFile.values();
  return {
    kind,
    estate,
    pages: new Map([...byFile.values()].map((page) => [page.uri, page])),
    unreadable,
    pageOf: ({ document }) => (document === undefined ? first : byFile.get(document)),
    pageNamed: (file) => byFile.get(file),
  };
}

async function topologyOf(document: TextDocument): Promise<KnownEstate> {
  const file = pathOf(document.uri) ?? document.uri;
  const source = decode(file, bytesOf(document.getText()));
  if ('rule' in source) return known('topology', undefined, new Map(), [], new Map([[document.uri, source]]));
  const analysis = await analyse(source);
  return known('topology', analysis.estate, new Map([[file, document]]), [analysis], new Map());
}
