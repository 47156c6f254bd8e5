import type { Finding, Fix, Severity } from '../text/finding.ts';
import { keyAt, valueAt } from '../text/finding.ts';
import { nearest, onlySuggestion } from '../text/suggest.ts';
import type { RuleInfo } from './rule.ts';
import type { RuleSet } from './rule-set.ts';

/** The severities of rules under `lint.rules`. */
export interface Severities {
  readonly of: (rule: RuleInfo) => Severity | 'off';
  /** Findings about the settings themselves. */
  readonly findings: readonly Finding[];
}

function unknownRule(id: string, rules: readonly RuleInfo[]): Finding {
  const ids = rules.map((rule) => rule.id);
  const near = nearest(id, ids);
  const suggestion = onlySuggestion(id, ids);
  return {
    rule: 'lint/unknown-rule',
    severity: 'error',
    message: `there is no rule "${id}"`,
    at: keyAt('lint', 'rules', id),
    help: near ? `did you mean "${near}"?` : '"pgdr-compile rules" lists the rules',
    ...(suggestion
      ? {
          fix: {
            title: `write "${suggestion}"`,
            edits: [{ kind: 'rename', at: ['lint', 'rules', id], key: suggestion }],
          },
        }
      : {}),
  };
}

/** Removes the line, which has no effect: the rule still reports. */
const withoutLine = (id: string): Fix => ({
  title: 'remove the line',
  edits: [{ kind: 'remove', at: ['lint', 'rules', id] }],
});

const notWaivable = (rule: RuleInfo): Finding => ({
  rule: 'lint/not-waivable',
  severity: 'error',
  message: `the severity of rule "${rule.id}" cannot be lowered`,
  at: valueAt('lint', 'rules', rule.id),
  why: rule.why,
  help: 'fix what the rule finds, and remove this line',
  fix: withoutLine(rule.id),
});

/** An id of a stage before the rules: it can be explained like a rule, but is not a rule. */
const unchangeable = (id: string): Finding => ({
  rule: 'lint/not-waivable',
  severity: 'error',
  message: `the severity of "${id}" cannot be changed`,
  at: valueAt('lint', 'rules', id),
  help: 'fix what it reports, and remove this line',
  fix: withoutLine(id),
});

/** Findings about a setting for an id that is not a rule. */
async function noRule(
  id: string,
  severity: string | null | undefined,
  rules: readonly RuleInfo[],
  catalogue: RuleSet['catalogue'],
): Promise<Finding[]> {
  // Loaded only here: a clean run does not need the catalogue.
  if (!(await catalogue()).some((one) => one.id === id)) return [unknownRule(id, rules)];
  return severity === 'error' ? [] : [unchangeable(id)];
}

export async function severitiesOf(
  written: Readonly<Record<string, string | null | undefined>>,
  { all, beside, catalogue }: RuleSet,
): Promise<Severities> {
  const findings: Finding[] = [];
  const severities = new Map<string, Severity | 'off'>();
  const settings = Object.entries(written);
  // A setting may name a rule that does not run on this topology.
  const rules = settings.length > 0 ? [...(await all()), ...(await beside())] : [];
  for (const [id, severity] of settings) {
    const rule = rules.find((one) => one.id === id);
    if (!rule) findings.push(...(await noRule(id, severity, rules, catalogue)));
    else if (!rule.waivable && severity !== 'error') findings.push(notWaivable(rule));
    else if (severity) severities.set(id, severity as Severity | 'off');
  }
  return { of: (rule) => severities.get(rule.id) ?? (rule.optIn ? 'off' : rule.severity), findings };
}
