import type { Estate } from '../estate/estate.ts';
import { promotionsOf } from '../estate/promote.ts';
import type { Finding, Severity } from '../text/finding.ts';
import { grouped } from '../text/grouped.ts';
import type { Wording } from '../text/remedy.ts';
import type { PartialTopology } from '../topology/inherited.ts';
import type { LintOptions } from './lint-options.ts';
import type { Draft, Rule } from './rule.ts';
import type { RuleSet } from './rule-set.ts';
import { severitiesOf } from './severities.ts';

/** Keys of one map that are wrong for the same cause are one mistake: reported at the first key, with the number of others. */
function gathered(drafts: readonly Draft[]): readonly Draft[] {
  if (!drafts.some(({ cause }) => cause !== undefined)) return drafts;
  const groupOf = ({ cause, at }: Draft): string =>
    JSON.stringify([cause, at.document, at.pointer.slice(0, -1)]);
  const groups = grouped(drafts, groupOf);
  return drafts.flatMap((draft): Draft[] => {
    const group = draft.cause === undefined ? [draft] : (groups.get(groupOf(draft)) ?? []);
    if (group[0] !== draft) return [];
    const others = group.slice(1);
    if (others.length === 0) return [draft];
    const { fix: _, ...first } = draft;
    return [
      {
        ...first,
        message: `${draft.message}; the same holds for ${others.length === 1 ? 'one other key' : `${others.length} other keys`} beside it`,
        related: [...(draft.related ?? []), ...others.map(({ at }) => ({ at, message: 'and this key' }))],
      },
    ];
  });
}

/** What many nodes inherit is written in one place, and told of the first of them. */
export function oncePerPlace(drafts: Iterable<Draft>): readonly Draft[] {
  const kept: Draft[] = [];
  // Nearly always there are none.
  let seen: Set<string> | undefined;
  for (const draft of drafts) {
    seen ??= new Set();
    const place = JSON.stringify([draft.at, draft.topic]);
    if (!seen.has(place)) kept.push(draft);
    seen.add(place);
  }
  return kept;
}

/** What a rule has to say of an estate. */
const draftsOf = (rule: Rule, estate: Estate): readonly Draft[] => gathered(oncePerPlace(rule.check(estate)));

/** A finding that has not been worded yet. */
type Found = Omit<Finding, 'help'> & Pick<Draft, 'help' | 'remedy' | 'word'>;

/** Says in the words of a front end what a finding has for every kind of file. */
function wordedBy(wording: Wording, { word, remedy, help: said, fix: made, ...finding }: Found): Finding {
  const fix = made ?? (remedy === undefined ? undefined : wording.fixOf(remedy));
  const home = word === undefined ? undefined : wording.homeOf(word, fix !== undefined);
  const help = home ?? (remedy === undefined ? undefined : wording.helpOf(remedy)) ?? said;
  return {
    ...finding,
    ...(help === undefined ? {} : { help }),
    // A word of another tool was not misspelt.
    ...(fix === undefined || home !== undefined ? {} : { fix }),
  };
}

/** Loads how a front end speaks of its files. */
export type LoadWording = () => Promise<Wording>;

async function worded(found: readonly Found[], load: LoadWording): Promise<Finding[]> {
  // The words are read only where there is something to say.
  if (!found.some(({ remedy, word }) => remedy !== undefined || word !== undefined)) return [...found];
  const wording = await load();
  return found.map((one) => wordedBy(wording, one));
}

/** The findings of a rule in the estate as written, and further findings after a promotion. */
function findingsOf(rule: Rule, estate: Estate): Found[] {
  const now = draftsOf(rule, estate);
  const later = rule.afterPromotion
    ? promotionsOf(estate).flatMap((promoted) => {
        const drafts = draftsOf(rule, promoted);
        return drafts.length > 0 ? [{ promoted: promoted.promoted ?? '', drafts }] : [];
      })
    : [];
  // Nearly all rules find nothing.
  return now.length + later.length === 0 ? [] : withLater(rule, now, later);
}

/** Findings after a promotion, with the promoted site. */
interface Later {
  readonly promoted: string;
  readonly drafts: readonly Draft[];
}

function withLater(rule: Rule, now: readonly Draft[], later: readonly Later[]): Found[] {
  const finding = ({ cause: _, topic: __, ...draft }: Draft): Found => ({
    rule: rule.id,
    severity: rule.severity,
    why: rule.why,
    ...draft,
  });
  // A place with each related place: a promotion that adds no such pair adds no mistake.
  const placesOf = ({ at, related = [] }: Draft): string[] =>
    (related.length > 0 ? related : [{ at: undefined }]).map((one) => JSON.stringify([at, one.at]));
  const reported = new Set(now.flatMap(placesOf));
  const findings = now.map(finding);
  for (const { promoted, drafts } of later)
    for (const draft of drafts) {
      const places = placesOf(draft);
      if (places.every((place) => reported.has(place))) continue;
      for (const place of places) reported.add(place);
      findings.push(finding({ ...draft, message: `once ${promoted} is the primary: ${draft.message}` }));
    }
  return findings;
}

/** The result of running the rules on an estate. */
export interface RuleResults {
  /** Findings about the severities in the topology. */
  readonly settings: readonly Finding[];
  readonly findings: readonly Finding[];
  /** Ids of the rules that ran. */
  readonly asked: ReadonlySet<string>;
}

/** Runs the rules, with the severities in the topology, and words what they find as its front end does. */
export async function askRules(
  topology: PartialTopology,
  estate: Estate,
  set: RuleSet,
  options: LintOptions,
  wording: LoadWording,
): Promise<RuleResults> {
  const severities = await severitiesOf(topology.lint?.rules ?? {}, set);
  const findings: Found[] = [];
  const asked = new Set<string>();
  const rules = options.allRules || estate.overridden ? await set.all() : set.usual;
  for (const rule of rules) {
    if (options.without?.includes(rule.id)) continue;
    const severity: Severity | 'off' = severities.of(rule);
    if (severity === 'off' || (rule.ofRun && estate.claimed.size === 0)) continue;
    asked.add(rule.id);
    for (const finding of findingsOf(rule, estate)) findings.push({ ...finding, severity });
  }
  return { settings: severities.findings, findings: await worded(findings, wording), asked };
}
