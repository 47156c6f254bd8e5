import { printable } from './printable.ts';

/** Quotes a text for a table of Markdown: it must not become markup, a mention or a link. */
export const markdownCell = (text: string): string =>
  printable(text).replace(/[\\`*_[\]<>&|~@#]|:(?=\/\/)/g, (point) => `&#${point.charCodeAt(0)};`);
