import type { Finding } from '../text/finding.ts';
import { get, isMap } from '../text/json.ts';
import type { Parsed } from '../yaml/parsed.ts';
import type { Value } from '../yaml/value.ts';
import { oncePerPlace } from './ask-rules.ts';
import { Documents, documentOf, mayIgnore } from './documents.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { fileAnalysis } from './file-analysis.ts';
import { resolveAll } from './resolve.ts';
import type { Draft, RuleInfo } from './rule.ts';
import type { RuleSet } from './rule-set.ts';
import { hiddenIn, secretsOf } from './secrets.ts';
import { severitiesOf } from './severities.ts';

/** The severities that a topology gives to rules, as far as they are words. */
function written(value: Value): Record<string, string | undefined> {
  const rules = get(value as Parameters<typeof get>[0], 'lint', 'rules');
  if (!isMap(rules)) return {};
  return Object.fromEntries(
    Object.entries(rules).map(([id, severity]) => [id, typeof severity === 'string' ? severity : undefined]),
  );
}

/** A rule about something beside the topology: a change of it, or the estate that runs. */
type RuleAbout<Subject> = RuleInfo & { check(subject: Subject): Iterable<Draft> };

async function findingsOf<Subject>(
  subject: Subject,
  rules: readonly RuleAbout<Subject>[],
  set: RuleSet,
  value: Value,
  accepted: readonly string[],
): Promise<Finding[]> {
  const severities = await severitiesOf(written(value), set);
  return rules.flatMap((rule): Finding[] => {
    const severity = severities.of(rule);
    if (severity === 'off' || accepted.includes(rule.id)) return [];
    return oncePerPlace(rule.check(subject)).map(
      ({ cause: _, topic: __, remedy: ___, word: ____, ...draft }) => ({
        rule: rule.id,
        severity,
        why: rule.why,
        ...draft,
      }),
    );
  });
}

/**
 * What is wrong with something beside a topology, at the places of the topology.
 * @param subject what the rules look at: a change, or the estate that runs
 * @param accepted ids of rules that somebody has accepted for this run
 */
export async function judgeBeside<Subject>(
  parsed: Parsed,
  subject: Subject,
  rules: readonly RuleAbout<Subject>[],
  set: RuleSet,
  accepted: readonly string[],
): Promise<FileAnalysis> {
  const value = parsed.value as Value;
  const document = documentOf(parsed, secretsOf(value));
  const documents = new Documents(document);
  const findings = await findingsOf(subject, rules, set, value, accepted);
  const { left, suppressed } = mayIgnore(document)
    ? (await import('./suppress/suppress.ts')).suppress(documents, {
        findings,
        asked: new Set(rules.map(({ id }) => id)),
        // What is wrong with comments is said when the topology itself is judged.
        complete: false,
        rules: [...(await set.all()), ...rules],
        catalogue: await set.catalogue(),
      })
    : { left: findings, suppressed: [] };
  const told = { diagnostics: await resolveAll(documents, left), silenced: suppressed };
  return fileAnalysis(document, hiddenIn(documents.all), told, []);
}
