import type { Finding } from '../text/finding.ts';
import type { Documents } from './documents.ts';
import { mayIgnore } from './documents.ts';
import type { LintOptions } from './lint-options.ts';
import type { Located } from './resolve.ts';
import { resolveAll, unpoisoned } from './resolve.ts';
import type { RuleSet } from './rule-set.ts';
import type { Silenced } from './suppress/silenced.ts';

/** What the rules found, before comments have a say. */
export interface Untold {
  /** What is wrong with the severities that the estate gives to rules. */
  readonly settings: readonly Finding[];
  readonly findings: readonly Finding[];
  /** Ids of the rules that were asked. */
  readonly asked: ReadonlySet<string>;
  /** What was found before the rules were asked. */
  readonly early: readonly Located[];
}

/** What is told of an estate, and what comments keep quiet. */
export interface Told {
  readonly diagnostics: readonly Located[];
  readonly silenced: readonly Silenced[];
}

/** Options by which all rules are asked where a comment may name any of them. */
export const everyRuleFor = (documents: Documents, options: LintOptions): LintOptions =>
  documents.all.some(mayIgnore) ? { ...options, allRules: true } : options;

/** What is left of findings once the comments of the documents have been heard, with places as spans. */
export async function tell(
  documents: Documents,
  rules: RuleSet,
  { settings, findings, asked, early }: Untold,
): Promise<Told> {
  const complete = early.length === 0 && documents.all.every(({ parsed }) => parsed.diagnostics.length === 0);
  // Few files have such a comment: what reads them is loaded for those.
  const { left, suppressed, complaints } = documents.all.some(mayIgnore)
    ? (await import('./suppress/suppress.ts')).suppress(documents, {
        findings,
        asked,
        complete,
        rules: [...(await rules.all()), ...(await rules.beside())],
        catalogue: await rules.catalogue(),
      })
    : { left: findings, suppressed: [], complaints: [] };
  const late = await resolveAll(documents, [...settings, ...left]);
  return { diagnostics: [...complaints, ...unpoisoned(early, late)], silenced: suppressed };
}
