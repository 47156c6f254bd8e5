import type {
  CodeAction,
  Diagnostic as LspDiagnostic,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import type { Estate, Site } from '../compiler/estate/estate.ts';
import { members, ring } from '../compiler/estate/estate.ts';
import { promote } from '../compiler/estate/promote.ts';
import type { Diagnostic, Edit, TextEdit as OwnEdit, Pointer } from '../compiler/text/finding.ts';
import type { Json, JsonMap } from '../compiler/text/json.ts';
import { get, textAt } from '../compiler/text/json.ts';
import { textEdits } from '../compiler/yaml/edit/text-edits.ts';
import { underCursor } from './cursor.ts';
import { shown } from './diagnostics.ts';
import type { KnownEstate } from './estate-of.ts';
import type { Page } from './page.ts';
import { rangeOfSpan } from './page.ts';

/** What fixes everything in one file, for editors that do it on saving. */
export const FIX_ALL = 'source.fixAll.pgdr-compile';

const edited = (page: Page, edits: readonly OwnEdit[]): WorkspaceEdit => ({
  changes: {
    [page.uri]: edits.map(({ span, text }): TextEdit => ({ range: rangeOfSpan(page, span), newText: text })),
  },
});

const touches = (one: Range, other: Range): boolean =>
  one.start.line <= other.end.line && other.start.line <= one.end.line;

/** What comes into the text that ignores a finding: a comment above its line, with a reason to be written. */
function ignoring(page: Page, { span, rule }: Diagnostic): TextEdit | undefined {
  if (!span) return undefined;
  const start = page.text.lastIndexOf('\n', span.start.offset - 1) + 1;
  const indent = /^[ \t]*/.exec(page.text.slice(start))?.[0] ?? '';
  const end = page.text.includes('\r\n') ? '\r\n' : '\n';
  return {
    range: page.rangeOf(start, start),
    newText: `${indent}# pgdr-ignore ${rule}: TODO: say why${end}`,
  };
}

/** The dynamic configuration of a site while it follows; undefined where no other site could lead. */
function followingDcs(estate: Estate, site: Site): JsonMap | undefined {
  if (site.role === 'standby') return site.dcs.value;
  const other = estate.sites.find((one) => one.name !== site.name);
  if (!other) return undefined;
  return promote(estate, other).sites.find(({ name }) => name === site.name)?.dcs.value;
}

/** What the topology leaves to be derived at a site. */
function derivedAt(
  estate: Estate,
  site: Site,
  at: Pointer,
): { readonly words: string; readonly at: Pointer; readonly value: string }[] {
  const scope = textAt(members(site)[0]?.patroni.value, 'scope');
  const token = textAt(ring(site)[0]?.etcd.value, 'initial-cluster-token');
  const slot = textAt(followingDcs(estate, site), 'standby_cluster', 'primary_slot_name');
  return [
    ...(scope === undefined ? [] : [{ words: 'scope', at: [...at, 'scope'], value: scope }]),
    ...(token === undefined ? [] : [{ words: 'etcd token', at: [...at, 'etcd', 'token'], value: token }]),
    ...(slot === undefined ? [] : [{ words: 'slot', at: [...at, 'standby', 'slot'], value: slot }]),
  ];
}

/** Writes what is derived where the cursor is: it stays as it is if a name changes. */
function writingOut(known: KnownEstate, page: Page, offset: number): CodeAction[] {
  const { analysis } = page;
  const { estate } = known;
  const under = analysis && underCursor(analysis.parsed, offset);
  if (known.kind !== 'topology' || !estate || !under || under.pointer[0] !== 'sites') return [];
  const at = under.pointer.slice(0, 2);
  const value = analysis.parsed.value as Json;
  const name = textAt(value, ...at, 'name');
  const site = estate.sites.find((one) => one.name === name);
  // Below the machines of a site nobody means the site.
  if (!site || under.pointer[2] === 'nodes') return [];
  const edits = textEdits(analysis.parsed);
  return derivedAt(estate, site, at).flatMap(({ words, at: pointer, value: derived }) => {
    if (get(value, ...pointer) !== undefined) return [];
    const edit: Edit = { kind: 'set', at: pointer, value: derived };
    const made = edits([edit]);
    return made
      ? [
          {
            title: `write the ${words} that is derived: ${derived}`,
            kind: CodeActionKind.RefactorRewrite,
            edit: edited(page, made),
          },
        ]
      : [];
  });
}

/** @param isWaivable whether a rule may be ignored by a comment */
export function actionsAt(
  known: KnownEstate,
  page: Page,
  range: Range,
  isWaivable: (rule: string) => boolean,
): CodeAction[] {
  const found = (page.analysis?.diagnostics ?? []).filter(
    ({ span }) => span && touches(rangeOfSpan(page, span), range),
  );
  const isTopology = known.kind === 'topology';
  const fixes = found.flatMap((one): CodeAction[] => {
    const diagnostic: LspDiagnostic = shown(known, page, one);
    // Files of nodes are copies: nothing is mended there.
    const fix = isTopology ? one.fix : undefined;
    const ignore = isWaivable(one.rule) ? ignoring(page, one) : undefined;
    return [
      ...(fix
        ? [
            {
              title: fix.title,
              kind: CodeActionKind.QuickFix,
              diagnostics: [diagnostic],
              isPreferred: true,
              edit: edited(page, fix.edits),
            },
          ]
        : []),
      ...(ignore
        ? [
            {
              title: `ignore ${one.rule} here, with a reason`,
              kind: CodeActionKind.QuickFix,
              diagnostics: [diagnostic],
              edit: { changes: { [page.uri]: [ignore] } },
            },
          ]
        : []),
    ];
  });
  return [...fixes, ...writingOut(known, page, page.offsetAt(range.start))];
}

/** Replaces a whole text by another one. */
export const replaced = (page: Page, text: string): WorkspaceEdit => ({
  changes: { [page.uri]: [{ range: page.rangeOf(0, page.text.length), newText: text }] },
});
