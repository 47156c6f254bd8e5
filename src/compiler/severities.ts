import { CATALOGUE } from '../rules/catalogue.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import type { Finding, Severity } from './diagnostic.ts';
import { keyAt, valueAt } from './diagnostic.ts';
import { nearest } from './suggest.ts';

/** The severities an estate gives to rules under `lint.rules`. */
export interface Severities {
  readonly of: (rule: Rule) => Severity | 'off';
  /** What is wrong with the settings themselves. */
  readonly findings: readonly Finding[];
}

function unknownRule(id: string): Finding {
  const near = nearest(
    id,
    RULES.map((rule) => rule.id),
  );
  return {
    rule: 'lint/unknown-rule',
    severity: 'error',
    message: `there is no rule "${id}"`,
    at: keyAt('lint', 'rules', id),
    help: near ? `did you mean "${near}"?` : 'pgdr-compile rules lists them',
  };
}

const notWaivable = (rule: Rule): Finding => ({
  rule: 'lint/not-waivable',
  severity: 'error',
  message: `rule "${rule.id}" cannot be lowered`,
  at: valueAt('lint', 'rules', rule.id),
  why: rule.why,
  help: 'mend what it finds, and remove this line',
});

/** What the stages before the rules find is explained like a rule, and is none. */
const unchangeable = (id: string): Finding => ({
  rule: 'lint/not-waivable',
  severity: 'error',
  message: `"${id}" cannot be changed`,
  at: valueAt('lint', 'rules', id),
  help: 'mend what it finds, and remove this line',
});

export function severitiesOf(written: Readonly<Record<string, string | null | undefined>>): Severities {
  const findings: Finding[] = [];
  const severities = new Map<string, Severity | 'off'>();
  for (const [id, severity] of Object.entries(written)) {
    const rule = RULES.find((one) => one.id === id);
    const isKnown = rule !== undefined || CATALOGUE.some((one) => one.id === id);
    if (!isKnown) findings.push(unknownRule(id));
    else if (!rule?.waivable && severity !== 'error')
      findings.push(rule ? notWaivable(rule) : unchangeable(id));
    else if (severity) severities.set(id, severity as Severity | 'off');
  }
  return { of: (rule) => severities.get(rule.id) ?? rule.severity, findings };
}
