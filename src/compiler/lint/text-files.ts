import { haproxyPlaces } from '../nodes/haproxy/places.ts';
import type { HaproxyText } from '../nodes/haproxy/sections.ts';
import { isSecretKey } from '../secrets/secret-words.ts';
import type { Place } from '../text/finding.ts';
import type { Source } from '../text/source.ts';
import type { Range } from '../yaml/locate.ts';
import { parsedNothing } from '../yaml/parse.ts';
import type { Document } from './documents.ts';
import { redactedLines } from './secrets.ts';

/** A file of lines, like haproxy.cfg: how a place in it is found, and told. */
export interface TextFile {
  /** The offsets of what a pointer leads to; undefined if nothing is there. */
  rangeOf(pointer: Place['pointer']): Range | undefined;
  /** A place in words that survive edits elsewhere in the file. */
  route(pointer: Place['pointer']): string;
  /** Stretches that hold secrets. */
  readonly secrets: readonly Range[];
}

/** A document that is no YAML: a comment in it suppresses nothing, and no fix edits it. */
export function textDocumentOf(source: Source, file: TextFile): Document {
  const parsed = parsedNothing(source);
  let shown: string | undefined;
  return {
    parsed,
    secrets: [],
    locate({ pointer, derivedFrom }) {
      const range = file.rangeOf(pointer) ?? (derivedFrom && file.rangeOf(derivedFrom));
      return range && { span: parsed.lines.span(...range) };
    },
    route: ({ pointer }) => file.route(pointer),
    shown() {
      shown ??= redactedLines(source.text, file.secrets);
      return shown;
    },
  };
}

/** A variable, a setting of a unit or of a command with a variable in it, an option of pg_hba: `NAME=value`. */
const ASSIGNMENT = /([\w.-]+)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"';,]+))/g;

/** Stretches of a file of lines that hold the values of secrets. */
function secretsIn(text: string): Range[] {
  return [...text.matchAll(ASSIGNMENT)].flatMap((found): Range[] => {
    const [whole, name = '', ...values] = found;
    const value = values.find((one) => one !== undefined) ?? '';
    if (value === '' || !isSecretKey(name.toLowerCase()) || /cluster[_-]token/i.test(name)) return [];
    const end = found.index + whole.length - (found[4] === undefined ? 1 : 0);
    return [[end - value.length, end]];
  });
}

/** A file of variables, a unit, pg_hba.conf, or one that nobody could read: places are found by the line. */
export function fileOfLines(text: string): TextFile {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return {
    rangeOf([number]) {
      const start = starts[Number(number) - 1];
      if (start === undefined) return undefined;
      const line = text.slice(start, (starts[Number(number)] ?? text.length + 1) - 1);
      return [start + (line.length - line.trimStart().length), start + line.trimEnd().length];
    },
    route: ([number]) => /^[\w.-]+/.exec(text.slice(starts[Number(number) - 1] ?? 0).trimStart())?.[0] ?? '',
    secrets: secretsIn(text),
  };
}

/** Words of HAProxy behind which a password stands: `stats auth user:password`, `user name password …` of a userlist. */
function haproxySecrets({ sections, stray }: HaproxyText): Range[] {
  const lines = [...stray, ...sections.flatMap((section) => section.lines)];
  return lines.flatMap(({ words }) =>
    words.flatMap(({ text }, index): Range[] => {
      const [next, before] = [words[index + 1], words[index - 1]?.text];
      const isSecret = (text === 'auth' && before === 'stats') || /^(?:insecure-)?password$/.test(text);
      return isSecret && next ? [[next.start, next.end]] : [];
    }),
  );
}

/** haproxy.cfg: places are found by line and word. */
export const fileOfHaproxy = (text: string, sections: HaproxyText): TextFile => ({
  ...haproxyPlaces(sections),
  secrets: [...haproxySecrets(sections), ...secretsIn(text)],
});
