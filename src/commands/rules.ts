import type { Host } from '../cli/host.ts';
import type { RuleInfo } from '../compiler/lint/rule.ts';
import { jsonText } from '../compiler/report/json-text.ts';
import { wrap } from '../compiler/report/wrap.ts';
import { nearest } from '../compiler/text/suggest.ts';
import { docsUrl } from '../version.ts';
import { CATALOGUE } from '../workspace/catalogue.ts';
import type { Status } from './run.ts';
import { UsageError } from './usage-error.ts';

/** A rule for programs. Every key is named here, so that no key is published by accident. */
const forPrograms = ({ id, severity, waivable, optIn, only, since, summary, why, references }: RuleInfo) => ({
  id,
  severity,
  waivable,
  optIn: optIn === true,
  judges: only ?? 'every estate',
  since,
  summary,
  why,
  references,
  page: docsUrl(id),
});

/** `pgdr-compile rules`: one line per rule; with `--format json` a list of objects, sorted by id. */
export function rules(host: Host, format: 'text' | 'json' = 'text'): Status {
  if (format === 'json') {
    host.stdout(jsonText(CATALOGUE.map(forPrograms)));
    return 0;
  }
  const width = Math.max(...CATALOGUE.map(({ id }) => id.length));
  const line = ({ id, severity, summary, waivable, optIn }: RuleInfo): string =>
    `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}${waivable ? '' : ' (not waivable)'}${optIn ? ' (off by default)' : ''}`;
  host.stdout(`${CATALOGUE.map(line).join('\n')}\n`);
  return 0;
}

const COLUMNS = 92;

/** Indents and wraps our own words, in which every character is one column wide. */
const wrapped = (text: string): string => wrap(`  ${text}`, COLUMNS, ({ length }) => length).join('\n');

/** The text about a rule if its page is missing. */
function summary({
  id,
  severity,
  waivable,
  optIn,
  since,
  applies,
  summary,
  why,
  references,
}: RuleInfo): string {
  return [
    `${id} (${severity}${waivable ? '' : ', not waivable'}${optIn ? ', off unless lint.rules sets it' : ''}, since ${since})`,
    `\n${wrapped(`${summary}.`)}`,
    `\nWhy`,
    wrapped(why),
    ...(applies ? ['\nApplies to', wrapped(applies)] : []),
    '\nReferences',
    ...references.map((reference) => `  ${reference}`),
    `\nExamples: ${docsUrl(id)}\n`,
  ].join('\n');
}

/** `pgdr-compile explain <rule>`: prints the page of the rule, with examples; if it is missing, a summary. */
export function explain(host: Host, id: string): Status {
  const rule = CATALOGUE.find((one) => one.id === id);
  if (!rule) {
    const names = CATALOGUE.map((one) => one.id);
    const near = nearest(id, names) ?? names.find((name) => name.endsWith(`/${id}`));
    throw new UsageError(
      `there is no rule "${id}"${near ? `: did you mean "${near}"?` : '; pgdr-compile rules lists the rules'}`,
    );
  }
  host.stdout(host.page(rule.id) ?? summary(rule));
  return 0;
}
