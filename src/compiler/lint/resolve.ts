import type { Diagnostic, Finding, Fix, Place, Related, Span, TextFix } from '../text/finding.ts';
import { fileFinding } from '../text/source.ts';
import type { Document, Documents } from './documents.ts';

/** Label of an alias that leads to a mistake. */
const USED_HERE = 'used here';

/** A finding with the document that it is in. */
export interface Located {
  readonly document: Document;
  readonly diagnostic: Diagnostic;
}

/** What a second place says of its file: nothing where that is the finding's own. */
export const fileOf = (document: Document, home: Document): Pick<Related, 'file'> =>
  document === home ? {} : { file: document.parsed.source.file };

/** The second places of a finding, as far as they are in a text. */
function relatedOf(documents: Documents, finding: Finding, home: Document, alias?: Span): Related[] {
  const spanOf = (place: Place): Span | undefined => documents.of(place).locate(place)?.span;
  const related = (finding.related ?? []).flatMap(({ at, message }): Related[] => {
    const span = spanOf(at);
    return span ? [{ ...fileOf(documents.of(at), home), span, message }] : [];
  });
  return alias ? [...related, { span: alias, message: USED_HERE }] : related;
}

/** Places to spans. */
export function resolve(documents: Documents, finding: Finding, fix?: TextFix): Located {
  const document = documents.of(finding.at);
  const location = document.locate(finding.at);
  const { rule, severity, message, why, help } = finding;
  const diagnostic: Diagnostic = {
    rule,
    severity,
    message,
    ...(location ? { span: location.span } : {}),
    route: document.route(finding.at),
    related: relatedOf(documents, finding, document, location?.alias),
    ...(why === undefined ? {} : { why }),
    ...(help === undefined ? {} : { help }),
    ...(fix === undefined ? {} : { fix }),
  };
  return { document, diagnostic };
}

/** More than anybody reads: a file of a megabyte that is no topology has one finding per line. */
const MAX_FINDINGS = 1000;

const leftOut = (count: number): Diagnostic =>
  fileFinding(`${count} more findings are not shown`, 'check that this is the right file');

/** Limits diagnostics to that number. */
export const limited = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.length > MAX_FINDINGS
    ? [...diagnostics.slice(0, MAX_FINDINGS), leftOut(diagnostics.length - MAX_FINDINGS)]
    : diagnostics;

/** What makes edits of texts from edits by place; a fix of which a part cannot be made is none. */
async function fixer(documents: Documents): Promise<(fix: Fix, home: Document) => TextFix | undefined> {
  // Most findings have no fix, and most runs no finding: what makes edits of the text is read when there are any.
  const { textEdits } = await import('../yaml/edit/text-edits.ts');
  const makers = new Map<Document, ReturnType<typeof textEdits>>();
  const makerOf = (document: Document): ReturnType<typeof textEdits> => {
    const maker = makers.get(document) ?? textEdits(document.parsed);
    makers.set(document, maker);
    return maker;
  };
  return ({ title, edits }, home) => {
    const places = [...new Set(edits.map((edit) => documents.of(edit)))];
    const made = places.flatMap((document) => {
      const own = makerOf(document)(edits.filter((edit) => documents.of(edit) === document));
      return own ? [own.map((edit) => ({ ...fileOf(document, home), ...edit }))] : [];
    });
    return made.length < places.length ? undefined : { title, edits: made.flat() };
  };
}

/** Findings with their places as spans, as many as anybody reads. */
export async function resolveAll(documents: Documents, findings: readonly Finding[]): Promise<Located[]> {
  const shown = findings.slice(0, MAX_FINDINGS);
  const textFix = shown.some(({ fix }) => fix) ? await fixer(documents) : () => undefined;
  return [
    ...shown.map((finding) =>
      resolve(documents, finding, finding.fix && textFix(finding.fix, documents.of(finding.at))),
    ),
    ...(findings.length > MAX_FINDINGS
      ? [{ document: documents.first, diagnostic: leftOut(findings.length - MAX_FINDINGS) }]
      : []),
  ];
}

const offsetOf = (diagnostic: Diagnostic): number => diagnostic.span?.start.offset ?? -1;

/** A mistake in a block that several aliases use is one mistake: it is reported once, with all aliases. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const found = new Map<string, Diagnostic & { readonly related: Related[] }>();
  for (const one of diagnostics) {
    const own = one.related.filter(({ message }) => message !== USED_HERE);
    const key = JSON.stringify([one.rule, one.message, offsetOf(one), own[0]?.file, own[0]?.span.start]);
    const first = found.get(key);
    if (!first) found.set(key, { ...one, related: [...one.related] });
    else
      for (const use of one.related)
        if (
          !first.related.some(
            ({ file, span }) => file === use.file && span.start.offset === use.span.start.offset,
          )
        )
          first.related.push(use);
  }
  return [...found.values()];
}

/** Findings of one document by position, then rule. */
export const sorted = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  unique(diagnostics).sort(
    (a, b) => offsetOf(a) - offsetOf(b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );

/** What the schema refused is reported once: rules that stumble over it have nothing to add. */
export function unpoisoned(schema: readonly Located[], lint: readonly Located[]): readonly Located[] {
  if (schema.length === 0) return lint;
  const pointOf = (file: string, offset: number): string => `${offset} ${file}`;
  const nameOf = ({ document }: Located): string => document.parsed.source.file;
  const refused = new Set(schema.map((one) => pointOf(nameOf(one), offsetOf(one.diagnostic))));
  return lint.filter(
    (one) =>
      !refused.has(pointOf(nameOf(one), offsetOf(one.diagnostic))) &&
      !one.diagnostic.related.some(({ file, span }) =>
        refused.has(pointOf(file ?? nameOf(one), span.start.offset)),
      ),
  );
}
