import type { DocumentHighlight, Location, PrepareRenameResult, WorkspaceEdit } from 'vscode-languageserver';
import { ResponseError } from 'vscode-languageserver';
import type { Pointer } from '../compiler/text/finding.ts';
import { fits, schemaAt } from '../compiler/topology/schema-node.ts';
import type { KnownEstate } from './estate-of.ts';
import type { Name, NameKind, Occurrence } from './names.ts';
import { nameAt } from './names.ts';
import type { Page } from './page.ts';

const locationOf = ({ page, range }: Occurrence): Location => ({ uri: page.uri, range });

/** Where the name under the cursor gets its meaning. */
export const definitionOf = (known: KnownEstate, page: Page, offset: number): Location | null => {
  const name = nameAt(known, page, offset);
  return name ? locationOf(name.definition) : null;
};

/** Everywhere the name under the cursor is written. */
export function referencesTo(
  known: KnownEstate,
  page: Page,
  offset: number,
  withDefinition: boolean,
): Location[] {
  const name = nameAt(known, page, offset);
  return (name?.occurrences ?? [])
    .filter((one) => withDefinition || one !== name?.definition)
    .map(locationOf);
}

export const highlightsOf = (known: KnownEstate, page: Page, offset: number): DocumentHighlight[] =>
  (nameAt(known, page, offset)?.occurrences ?? [])
    .filter((one) => one.page.uri === page.uri)
    .map(({ range }) => ({ range }));

/** What may be renamed in a topology. */
const RENAMED: readonly NameKind[] = ['site', 'node', 'slot', 'scope', 'token'];

/** Where the language has a name of each kind. */
const KEYS: Readonly<Record<NameKind, Pointer>> = {
  site: ['sites', 0, 'name'],
  node: ['sites', 0, 'nodes', 0, 'name'],
  slot: ['sites', 0, 'standby', 'slot'],
  scope: ['sites', 0, 'scope'],
  token: ['sites', 0, 'etcd', 'token'],
};

/** What a rename does to an estate that runs: the hazards that `plan` would find. */
const HAZARDS: Readonly<Record<NameKind, string>> = {
  site: 'If the estate runs, the site keeps its machines, but derived slots and folders of the compiled tree get the new name (change/slot-in-use).',
  node: 'If the estate runs, Patroni takes the member for a new one (change/member-renamed).',
  slot: 'If the estate runs, the site that streams by the slot has to turn to the new one first (change/slot-in-use).',
  scope:
    'If the estate runs, a member that restarts with the new scope becomes a second primary (change/scope-renamed).',
  token:
    'If the ring runs, it keeps its token: the new one counts for a new ring alone (change/bootstrap-only).',
};

const refused = (message: string): ResponseError<void> => new ResponseError(-32602, message);

/** @throws ResponseError where the name is in files of nodes: they are copies of what runs */
export function prepareRename(known: KnownEstate, page: Page, offset: number): PrepareRenameResult | null {
  const name = nameAt(known, page, offset);
  if (!name || !RENAMED.includes(name.kind)) return null;
  if (known.kind === 'nodes')
    throw refused('these files are copies of those on the nodes: rename it in the topology, and compile');
  const own = name.occurrences.find(
    (one) => one.page.uri === page.uri && one.start <= offset && offset <= one.end,
  );
  return own ? { range: own.range, placeholder: name.text } : null;
}

/** The other names of the same kind. */
const others = (name: Name, all: readonly Name[]): string[] =>
  all.filter((one) => one.kind === name.kind && one !== name).map(({ text }) => text);

/**
 * Gives a name another text everywhere. Clients that can ask first show the hazard of the change.
 * @throws ResponseError where the new name is not possible
 */
export function renamed(
  known: KnownEstate,
  page: Page,
  offset: number,
  to: string,
  all: readonly Name[],
): WorkspaceEdit | null {
  if (!prepareRename(known, page, offset)) return null;
  const name = nameAt(known, page, offset);
  if (!name) return null;
  if (!fits(schemaAt(KEYS[name.kind]), to)) throw refused(`"${to}" is no name of a ${name.kind}`);
  if (others(name, all).includes(to)) throw refused(`there is a ${name.kind} called "${to}" already`);
  return {
    documentChanges: [
      {
        textDocument: { uri: page.uri, version: null },
        edits: name.occurrences
          .filter((one) => one.page.uri === page.uri)
          .map(({ range }) => ({ range, newText: to, annotationId: 'hazard' })),
      },
    ],
    changeAnnotations: {
      hazard: {
        label: `${name.kind} ${name.text} becomes ${to}`,
        description: HAZARDS[name.kind],
        needsConfirmation: true,
      },
    },
  };
}
