import type { Templates } from '../generated/templates.js';
import { templatesOf } from '../generated/templates.js';
import type { Artifact } from '../output/artifact.ts';
import { inPieces } from '../text/pieces.ts';
import { HELPERS } from './helpers.ts';

const templates = templatesOf(HELPERS);

export type TemplateName = keyof Templates;

/** What a template asks of its context, by the names in it: a name that a context lacks does not compile. */
export type Context<Name extends TemplateName> = Parameters<Templates[Name]>[0];

/** Removes the blank lines of omitted sections, and ends the text with one line break; most texts need neither. */
function tidy(text: string): string {
  const whole = text.includes('\n\n\n') ? text.replace(/\n{3,}/g, '\n\n') : text;
  return /[^\s]\n$/.test(whole.slice(-2)) ? whole : `${whole.trimEnd()}\n`;
}

/** The text of a template. Values reach it only through typed helpers. */
export function textFrom<Name extends TemplateName>(name: Name, context: Context<Name>): string {
  const template = templates[name] as (context: Context<Name>) => string;
  return tidy(template(context));
}

/** A file made from a template and a context. */
export function fileFrom<Name extends TemplateName>(
  path: string,
  name: Name,
  context: Context<Name>,
): Artifact {
  const pieces = inPieces(() => textFrom(name, context));
  return {
    path,
    pieces,
    get text() {
      return pieces.join('');
    },
  };
}
