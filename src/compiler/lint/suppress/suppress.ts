import type { Finding } from '../../text/finding.ts';
import type { Entry } from '../../yaml/locate.ts';
import { entriesTo } from '../../yaml/locate.ts';
import type { Document, Documents } from '../documents.ts';
import { mayIgnore } from '../documents.ts';
import { type Located, resolve } from '../resolve.ts';
import type { RuleInfo } from '../rule.ts';
import { Complaints } from './complaints.ts';
import type { Ignore, IgnoredRule } from './ignore.ts';
import { ignoresIn } from './ignore.ts';
import type { Silenced } from './silenced.ts';

/** The findings after comments have suppressed some. */
export interface Suppression {
  readonly left: readonly Finding[];
  readonly suppressed: readonly Silenced[];
  /** What is wrong with the comments themselves. */
  readonly complaints: readonly Located[];
}

/** The input of the suppression. */
export interface RuleFindings {
  readonly findings: readonly Finding[];
  /** Ids of the rules that ran. */
  readonly asked: ReadonlySet<string>;
  /** Whether earlier stages lost nothing; otherwise a comment may only seem needless. */
  readonly complete: boolean;
  /** The rules that a comment may name. */
  readonly rules: readonly RuleInfo[];
  readonly catalogue: readonly RuleInfo[];
}

/** The comments on each pair or item, by the rule that they name. */
function claimed(claims: readonly IgnoredRule[]): ReadonlyMap<Entry, ReadonlyMap<string, IgnoredRule>> {
  const found = new Map<Entry, Map<string, IgnoredRule>>();
  for (const claim of claims)
    for (const entry of claim.ignore.entries) {
      const known = found.get(entry) ?? new Map<string, IgnoredRule>();
      found.set(entry, known);
      if (!known.has(claim.named.id)) known.set(claim.named.id, claim);
    }
  return found;
}

/** The innermost matching entry. A place behind an alias is inside the parents of the alias, and inside the parents of the anchor. */
function around(
  entries: readonly Entry[],
  parents: ReadonlyMap<Entry, Entry | undefined>,
  isWanted: (entry: Entry) => boolean,
): Entry | undefined {
  const seen = new Set<Entry>();
  for (const last of entries.toReversed())
    for (let entry: Entry | undefined = last; entry && !seen.has(entry); entry = parents.get(entry)) {
      if (isWanted(entry)) return entry;
      seen.add(entry);
    }
  return undefined;
}

/** Ignored findings as they are reported, by position; one that several aliases lead to is told once. */
function told(documents: Documents, silenced: readonly (readonly [Finding, Ignore])[]): readonly Silenced[] {
  const found = new Map<string, Silenced>();
  for (const [finding, { comment, reason }] of silenced) {
    const { document, diagnostic } = resolve(documents, finding);
    const { lines, source } = document.parsed;
    const span = lines.span(comment.start, comment.end);
    const key = JSON.stringify([source.file, finding.rule, finding.message, diagnostic.span?.start.offset]);
    found.set(key, { document, diagnostic, span, reason });
  }
  const offset = ({ diagnostic }: Silenced): number => diagnostic.span?.start.offset ?? -1;
  return [...found.values()].sort((a, b) => offset(a) - offset(b));
}

/** The comments of one document. */
interface Commented {
  readonly document: Document;
  readonly ignores: readonly Ignore[];
  readonly complaints: Complaints;
  /** The rules that comments may name, and do. */
  readonly claims: readonly IgnoredRule[];
  readonly parents: ReadonlyMap<Entry, Entry | undefined>;
}

function commentedIn(document: Document, judged: RuleFindings): Commented {
  const { ignores, parents } = ignoresIn(document.parsed);
  const complaints = new Complaints(document.parsed, judged);
  const claims = ignores
    .flatMap((ignore) => ignore.rules.map((named): IgnoredRule => ({ ignore, named })))
    .filter((claim) => complaints.accepts(claim));
  return { document, ignores, complaints, claims, parents };
}

/** What is wrong with the comments of a document, once it is known which of them are used. */
function complaintsOf(
  { document, ignores, complaints, claims }: Commented,
  used: ReadonlySet<IgnoredRule>,
  { complete, asked }: RuleFindings,
): Located[] {
  if (complete)
    for (const claim of claims) if (!used.has(claim)) complaints.needless(claim, asked.has(claim.named.id));
  for (const ignore of ignores) complaints.judge(ignore);
  return complaints.diagnostics.map((diagnostic) => ({ document, diagnostic }));
}

/**
 * Removes the findings that a comment suppresses: findings of its rules whose primary place is in the key or the item that
 * the comment applies to, also through aliases. A comment at an anchor applies to every use of the anchor, a comment at an
 * alias only to that use. Of several comments, the innermost counts. A rule that is not waivable cannot be suppressed.
 */
export function suppress(documents: Documents, judged: RuleFindings): Suppression {
  const commented = documents.all.filter(mayIgnore).map((document) => commentedIn(document, judged));
  const byEntry = claimed(commented.flatMap(({ claims }) => claims));
  const parents = new Map(commented.flatMap((one) => [...one.parents]));
  const used = new Set<IgnoredRule>();
  const left: Finding[] = [];
  const silenced: [Finding, Ignore][] = [];
  for (const finding of judged.findings) {
    const entries = entriesTo(documents.of(finding.at).parsed, finding.at);
    const entry = around(entries, parents, (one) => Boolean(byEntry.get(one)?.has(finding.rule)));
    const claim = entry && byEntry.get(entry)?.get(finding.rule);
    if (!claim) left.push(finding);
    else {
      used.add(claim);
      silenced.push([finding, claim.ignore]);
    }
  }
  return {
    left,
    suppressed: told(documents, silenced),
    complaints: commented.flatMap((one) => complaintsOf(one, used, judged)),
  };
}
