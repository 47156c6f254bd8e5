import { docsUrl, HOMEPAGE } from '../../version.ts';
import type { RuleInfo } from '../lint/rule.ts';
import type { Diagnostic, Severity, Span, Suppressed, TextEdit, TextFix } from '../text/finding.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { FormatOptions } from './format.ts';
import { jsonText } from './json-text.ts';
import type { FileReport, Report } from './report.ts';
import { uriOf } from './uri.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** GitHub's severities, which its filters know. */
const PROBLEMS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** SARIF 2.1.0 for GitHub code scanning and viewers in editors: one run, with the rules that found something. */
export async function sarif(report: Report, { pathOf, catalogue }: FormatOptions): Promise<string> {
  const used = new Set(report.files.flatMap(toldOf).map(({ rule }) => rule));
  const rules = (await catalogue()).filter(({ id }) => used.has(id));
  const indices = new Map(rules.map(({ id }, index): [string, number] => [id, index]));
  return jsonText({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pgdr-compile',
            semanticVersion: report.version,
            informationUri: HOMEPAGE,
            rules: rules.map(ruleOf),
          },
        },
        columnKind: 'unicodeCodePoints',
        results: report.files.flatMap((one) => resultsOf(one, pathOf, indices)),
      },
    ],
  });
}

/** The findings in a file, followed by those that comments suppress. */
const toldOf = ({ diagnostics, suppressed = [] }: FileReport): readonly Diagnostic[] => [
  ...diagnostics,
  ...suppressed.map(({ diagnostic }) => diagnostic),
];

function ruleOf({ id, severity, summary, why, references, optIn }: RuleInfo) {
  const links = references.map((one) => (one.startsWith('https:') ? `- <${one}>` : `- ${one}`)).join('\n');
  return {
    id,
    name: id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    helpUri: docsUrl(id),
    help: {
      text: `${summary}\n\n${why}\n\n${references.join('\n')}`,
      markdown: `**${summary}**\n\n${why}\n\n${links}\n\n[More, with examples](${docsUrl(id)})`,
    },
    defaultConfiguration: { level: LEVELS[severity], ...(optIn && { enabled: false }) },
    properties: { tags: [id.split('/')[0] ?? id], 'problem.severity': PROBLEMS[severity] },
  };
}

function resultsOf(
  report: FileReport,
  pathOf: FormatOptions['pathOf'],
  indices: ReadonlyMap<string, number>,
) {
  const file = pathOf(report.file);
  const told = toldOf(report);
  const reasons = new Map((report.suppressed ?? []).map((one) => [one.diagnostic, one]));
  const prints = fingerprintsOf(file, told);
  const uri = uriOf(file);
  const uriAt = (place: { readonly file?: string }): string =>
    place.file === undefined ? uri : uriOf(pathOf(place.file));
  return told.map((diagnostic, index) => {
    const { rule, severity, message, span, route, related, help, fix } = diagnostic;
    return {
      ruleId: rule,
      ruleIndex: indices.get(rule) ?? -1,
      level: LEVELS[severity],
      message: { text: help === undefined ? message : `${message}\n\nhelp: ${help}` },
      locations: [
        {
          ...locationOf(uri, span),
          ...(route === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: route }] }),
        },
      ],
      ...(related.length === 0
        ? {}
        : {
            relatedLocations: related.map((place, number) => ({
              id: number,
              ...locationOf(uriAt(place), place.span),
              message: { text: place.message },
            })),
          }),
      // GitHub uses the first fingerprint; without it, GitHub would make one from the text of the line.
      partialFingerprints: { primaryLocationLineHash: `${prints[index]}:1`, 'pgdrCompile/v1': prints[index] },
      ...(fix ? { fixes: [fixOf(fix, uriAt)] } : {}),
      ...suppressionOf(reasons.get(diagnostic)),
    };
  });
}

const suppressionOf = (suppressed: Suppressed | undefined) =>
  suppressed ? { suppressions: [{ kind: 'inSource', justification: suppressed.reason }] } : {};

function fixOf({ title, edits }: TextFix, uriAt: (edit: TextEdit) => string) {
  const uris = [...new Set(edits.map(uriAt))];
  return {
    description: { text: title },
    artifactChanges: uris.map((uri) => ({
      artifactLocation: { uri },
      replacements: edits
        .filter((edit) => uriAt(edit) === uri)
        .map(({ span, text }) => ({ deletedRegion: regionOf(span), insertedContent: { text } })),
    })),
  };
}

const locationOf = (uri: string, span: Diagnostic['span']) => ({
  physicalLocation: {
    artifactLocation: { uri },
    // GitHub requires a line, even for a file that cannot be read.
    region: span === undefined ? { startLine: 1 } : regionOf(span),
  },
});

const regionOf = ({ start, end }: Span) => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
});
