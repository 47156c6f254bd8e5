import type { Place } from '../text/finding.ts';
import { isWithin } from '../text/finding.ts';
import type { Location } from '../yaml/locate.ts';
import { locate } from '../yaml/locate.ts';
import type { Parsed } from '../yaml/parsed.ts';
import { routeOf } from '../yaml/route.ts';
import { redactedText, type Secret } from './secrets.ts';

/** A file that findings point into. */
export interface Document {
  /** The text; of a file that is no YAML, without nodes. */
  readonly parsed: Parsed;
  /** Where a place is in the text; undefined if nothing of it is there. */
  locate(place: Place): Location | undefined;
  /** The secrets written in it, which nothing that is printed may hold. */
  readonly secrets: readonly Secret[];
  /** A place in words that survive edits elsewhere in the file. */
  route(place: Place): string;
  /** The text with its secrets blanked out, of the same length: what code frames show. */
  shown(): string;
}

/** A document as it was parsed. */
export function documentOf(parsed: Parsed, secrets: readonly Secret[]): Document {
  let shown: string | undefined;
  return {
    parsed,
    secrets,
    locate: (place) => locate(parsed, place),
    route: ({ pointer }) =>
      routeOf(parsed.value ?? null, pointer, (at) => secrets.some((secret) => isWithin(at, secret.pointer))),
    shown() {
      shown ??= redactedText(parsed, secrets);
      return shown;
    },
  };
}

/** What a comment begins with that says to ignore a finding. */
const IGNORE = 'pgdr-ignore';

/** Whether a document may have such a comment. */
export const mayIgnore = ({ parsed }: Document): boolean =>
  parsed.root !== null && parsed.source.text.includes(IGNORE);

/** The documents that one estate was read from. A place that names none is in the first. */
export class Documents {
  readonly first: Document;
  readonly all: readonly Document[];
  readonly #byFile: ReadonlyMap<string, Document>;

  constructor(first: Document, ...others: readonly Document[]) {
    this.first = first;
    this.all = [first, ...others];
    this.#byFile = new Map(this.all.map((one) => [one.parsed.source.file, one]));
  }

  /**
   * The document that a place or an edit is in.
   * @throws Error where a front end names one that it did not give: no file may hold what leads to that
   */
  of({ document }: Pick<Place, 'document'>): Document {
    if (document === undefined) return this.first;
    const found = this.#byFile.get(document);
    if (!found) throw new Error(`a place is in ${document}, which is none of the documents`);
    return found;
  }
}
