import type { Host } from '../cli/host.ts';
import type { RuleInfo } from '../compiler/lint/rule.ts';
import { jsonText } from '../compiler/report/json-text.ts';
import { wrap } from '../compiler/report/wrap.ts';
import { nearest } from '../compiler/text/suggest.ts';
import { docsUrl } from '../version.ts';
import { CATALOGUE } from '../workspace/catalogue.ts';
import type { Status } from './run.ts';
import { UsageError } from './usage-error.ts';

/** A rule for programs to read; every key is named, so that none is published by accident. */
const forPrograms = ({ id, severity, waivable, optIn, since, summary, why, references }: RuleInfo) => ({
  id,
  severity,
  waivable,
  optIn: optIn === true,
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
    `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}${waivable ? '' : ' (not waivable)'}${optIn ? ' (only if asked for)' : ''}`;
  host.stdout(`${CATALOGUE.map(line).join('\n')}\n`);
  return 0;
}

const COLUMNS = 92;

/** The words of a page, indented; they are ours, and every character is one column. */
const wrapped = (text: string): string => wrap(`  ${text}`, COLUMNS, ({ length }) => length).join('\n');

/** What is said of a rule without its page. */
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
    `${id} (${severity}${waivable ? '' : ', not waivable'}${optIn ? ', only if lint.rules asks for it' : ''}, since ${since})`,
    `\n${wrapped(`${summary}.`)}`,
    `\nWhy`,
    wrapped(why),
    ...(applies ? ['\nApplies to', wrapped(applies)] : []),
    '\nReferences',
    ...references.map((reference) => `  ${reference}`),
    `\nExamples: ${docsUrl(id)}\n`,
  ].join('\n');
}

/** `pgdr-compile explain <rule>`: its page, with examples; without that what the rule itself says. */
export function explain(host: Host, id: string): Status {
  const rule = CATALOGUE.find((one) => one.id === id);
  if (!rule) {
    const names = CATALOGUE.map((one) => one.id);
    const near = nearest(id, names) ?? names.find((name) => name.endsWith(`/${id}`));
    throw new UsageError(
      `there is no rule "${id}"${near ? `: did you mean "${near}"?` : '; pgdr-compile rules lists them'}`,
    );
  }
  host.stdout(host.page(rule.id) ?? summary(rule));
  return 0;
}
