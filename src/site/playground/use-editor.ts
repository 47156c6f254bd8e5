import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Diagnostic } from '../../compiler/text/finding.ts';
import type { Editor } from './editor.ts';
import { createEditor } from './editor.ts';

/**
 * Puts the editor into an element, once.
 * @param text to begin with
 * @param onFix makes the fix of a finding that the editor shows
 */
export function useEditor(
  text: string,
  onChange: (text: string) => void,
  onFix: (finding: Diagnostic) => void,
): { readonly host: RefObject<HTMLDivElement | null>; readonly editor: RefObject<Editor | null> } {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(null);
  const fix = useRef(onFix);
  fix.current = onFix;
  useEffect(() => {
    if (!host.current) return undefined;
    const made = createEditor(host.current, text, onChange, (finding) => fix.current(finding));
    editor.current = made;
    return made.destroy;
  }, [text, onChange]);
  return { host, editor };
}
