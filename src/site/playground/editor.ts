import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { linter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic, TextEdit } from '../../compiler/text/finding.ts';
import { HIGHLIGHTING, THEME } from './editor-theme.ts';
import { underlinesOf } from './underlines.ts';

/** The editor as the page uses it. Offsets are in UTF-16 units from 0. */
export interface Editor {
  readonly text: () => string;
  /** Puts a text in the place of the whole; what both begin and end with stays, and undo brings the old one back. */
  readonly replace: (text: string) => void;
  /** Makes edits that do not touch each other, all as one step of undo. */
  readonly edit: (edits: readonly TextEdit[]) => void;
  /** Selects a stretch, scrolls to it and takes the focus. */
  readonly select: (from: number, to: number) => void;
  readonly focus: () => void;
  /** Underlines findings about the text as it is. */
  readonly underline: (findings: readonly Diagnostic[]) => void;
  readonly destroy: () => void;
}

/** How many characters two texts have in common from their start, or from their end. */
function common(a: string, b: string, fromEnd: boolean, most: number): number {
  let count = 0;
  const at = (text: string): string | undefined => text[fromEnd ? text.length - 1 - count : count];
  while (count < most && at(a) === at(b)) count += 1;
  return count;
}

/**
 * Makes the editor. It is in a shadow root, where CodeMirror adds its styles as objects: the page's Content-Security-Policy lets
 * in no others.
 */
export function createEditor(
  host: HTMLElement,
  text: string,
  onChange: (text: string) => void,
  onFix: (finding: Diagnostic) => void,
): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  parent.style.height = '100%';
  root.replaceChildren(parent);
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightSelectionMatches(),
        yaml(),
        syntaxHighlighting(HIGHLIGHTING),
        linter(null),
        // Tab is left to the page: it leads out of the editor.
        keymap.of([...lintKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': 'Topology, in YAML',
          spellcheck: 'false',
          tabindex: '0',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
        THEME,
      ],
    }),
  });
  const now = (): string => view.state.doc.toString();
  return {
    text: now,
    replace: (next) => {
      const old = now();
      const start = common(old, next, false, Math.min(old.length, next.length));
      const end = common(old, next, true, Math.min(old.length, next.length) - start);
      if (start === old.length && old.length === next.length) return;
      view.dispatch({
        changes: { from: start, to: old.length - end, insert: next.slice(start, next.length - end) },
      });
    },
    edit: (edits) =>
      view.dispatch({
        changes: edits.map(({ span, text: insert }) => ({
          from: span.start.offset,
          to: span.end.offset,
          insert,
        })),
      }),
    select: (from, to) => {
      view.focus();
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      });
    },
    focus: () => view.focus(),
    underline: (findings) => view.dispatch(setDiagnostics(view.state, underlinesOf(findings, now(), onFix))),
    destroy: () => view.destroy(),
  };
}
