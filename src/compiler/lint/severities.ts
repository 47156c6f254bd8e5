import type { Finding, Fix, Severity } from '../text/finding.ts';
import { keyAt, valueAt } from '../text/finding.ts';
import { nearest, surelyMeant } from '../text/suggest.ts';
import type { Rule } from './rule.ts';
import type { RuleSet } from './rule-set.ts';

/** The severities an estate gives to rules under `lint.rules`. */
export interface Severities {
  readonly of: (rule: Rule) => Severity | 'off';
  /** What is wrong with the settings themselves. */
  readonly findings: readonly Finding[];
}

function unknownRule(id: string, rules: readonly Rule[]): Finding {
  const ids = rules.map((rule) => rule.id);
  const near = nearest(id, ids);
  const meant = surelyMeant(id, ids);
  return {
    rule: 'lint/unknown-rule',
    severity: 'error',
    message: `there is no rule "${id}"`,
    at: keyAt('lint', 'rules', id),
    help: near ? `did you mean "${near}"?` : '"pgdr-compile rules" lists the rules',
    ...(meant
      ? {
          fix: {
            title: `write "${meant}"`,
            edits: [{ kind: 'rename', at: ['lint', 'rules', id], key: meant }],
          },
        }
      : {}),
  };
}

/** The line does nothing: what it names goes on reporting. */
const withoutLine = (id: string): Fix => ({
  title: 'remove the line',
  edits: [{ kind: 'remove', at: ['lint', 'rules', id] }],
});

const notWaivable = (rule: Rule): Finding => ({
  rule: 'lint/not-waivable',
  severity: 'error',
  message: `the severity of rule "${rule.id}" cannot be lowered`,
  at: valueAt('lint', 'rules', rule.id),
  why: rule.why,
  help: 'fix what the rule finds, and remove this line',
  fix: withoutLine(rule.id),
});

/** What the stages before the rules find is explained like a rule, and is none. */
const unchangeable = (id: string): Finding => ({
  rule: 'lint/not-waivable',
  severity: 'error',
  message: `the severity of "${id}" cannot be changed`,
  at: valueAt('lint', 'rules', id),
  help: 'fix what it reports, and remove this line',
  fix: withoutLine(id),
});

/** What is wrong with a setting for what is not among the rules. */
async function noRule(
  id: string,
  severity: string | null | undefined,
  rules: readonly Rule[],
  catalogue: RuleSet['catalogue'],
): Promise<Finding[]> {
  // Read for this alone: a clean run does without what `explain` knows.
  if (!(await catalogue()).some((one) => one.id === id)) return [unknownRule(id, rules)];
  return severity === 'error' ? [] : [unchangeable(id)];
}

export async function severitiesOf(
  written: Readonly<Record<string, string | null | undefined>>,
  { all, catalogue }: RuleSet,
): Promise<Severities> {
  const findings: Finding[] = [];
  const severities = new Map<string, Severity | 'off'>();
  const settings = Object.entries(written);
  // A setting may be for a rule that this topology is not asked by.
  const rules = settings.length > 0 ? await all() : [];
  for (const [id, severity] of settings) {
    const rule = rules.find((one) => one.id === id);
    if (!rule) findings.push(...(await noRule(id, severity, rules, catalogue)));
    else if (!rule.waivable && severity !== 'error') findings.push(notWaivable(rule));
    else if (severity) severities.set(id, severity as Severity | 'off');
  }
  return { of: (rule) => severities.get(rule.id) ?? (rule.optIn ? 'off' : rule.severity), findings };
}
