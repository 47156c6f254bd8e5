import type { Width } from './width.ts';

/**
 * Breaks a printable text at spaces into lines of at most `columns`. A wider word (a URL, a command) stays whole, so that
 * it can be copied. Every line keeps the text's indentation.
 */
export function wrap(text: string, columns: number, width: Width): string[] {
  if (width(text) <= columns) return [text];
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((word) => word !== '')) {
    if (line !== '' && width(`${indent}${line} ${word}`) > columns) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}
