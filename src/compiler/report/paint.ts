import type { Severity } from '../text/finding.ts';

/** The role of a piece of text, which decides its colour. */
export type Style = Severity | 'gutter' | 'strong' | 'good';

/** Colours a piece of text. */
export type Paint = (style: Style, text: string) => string;

/** SGR parameters, in the colours of rustc. util.styleText differs between the Node versions we support. */
const SGR: Readonly<Record<Style, string>> = {
  error: '1;31',
  warning: '1;33',
  info: '1;36',
  gutter: '1;34',
  strong: '1',
  good: '1;32',
};

const ESC = '\u001b[';

/** A painter that uses ANSI codes, or one that does not change text. */
export function painter(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => (text === '' ? '' : `${ESC}${SGR[style]}m${text}${ESC}0m`);
}
