import { yamlLanguage } from '@codemirror/lang-yaml';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { escaped } from './escape.ts';

/** YAML as HTML with the classes of its words, by the parser that the editor has. */
export function highlightedYaml(code: string): string {
  const parts: string[] = [];
  highlightCode(
    code,
    yamlLanguage.parser.parse(code),
    classHighlighter,
    (text, classes) =>
      parts.push(classes ? `<span class="${escaped(classes)}">${escaped(text)}</span>` : escaped(text)),
    () => parts.push('\n'),
  );
  return parts.join('');
}
