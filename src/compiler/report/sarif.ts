import { CATALOGUE } from '../../rules/catalogue.ts';
import type { RuleInfo } from '../../rules/rule.ts';
import { docsUrl, HOMEPAGE } from '../../version.ts';
import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { FormatOptions } from './format.ts';
import { jsonText } from './json-text.ts';
import type { Report } from './report.ts';
import { uriOf } from './uri.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** GitHub's own words, which its filters know. */
const PROBLEMS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
};

/** SARIF 2.1.0, as code scanning of GitHub and viewers in editors read it: one run, with the rules that found something. */
export function sarif(report: Report, { pathOf }: FormatOptions): string {
  const used = new Set(report.files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule)));
  const rules = CATALOGUE.filter(({ id }) => used.has(id));
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
        results: report.files.flatMap(({ file, diagnostics }) =>
          resultsOf(pathOf(file), diagnostics, indices),
        ),
      },
    ],
  });
}

function ruleOf({ id, severity, summary, why, references }: RuleInfo) {
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
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [id.split('/')[0] ?? id], 'problem.severity': PROBLEMS[severity] },
  };
}

function resultsOf(file: string, diagnostics: readonly Diagnostic[], indices: ReadonlyMap<string, number>) {
  const prints = fingerprintsOf(file, diagnostics);
  const uri = uriOf(file);
  return diagnostics.map(({ rule, severity, message, span, route, related, help }, index) => ({
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
            ...locationOf(uri, place.span),
            message: { text: place.message },
          })),
        }),
    // The first is the one that GitHub goes by; it would make one from the text of the line.
    partialFingerprints: { primaryLocationLineHash: `${prints[index]}:1`, 'pgdrCompile/v1': prints[index] },
  }));
}

const locationOf = (uri: string, span: Diagnostic['span']) => ({
  physicalLocation: {
    artifactLocation: { uri },
    // GitHub wants a line, also of a file that cannot be read.
    region: span === undefined ? { startLine: 1 } : regionOf(span),
  },
});

const regionOf = ({ start, end }: Span) => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
});
