import type { Diagnostic, Finding, Span } from '../../text/finding.ts';
import type { Entry } from '../../yaml/locate.ts';
import { entriesTo } from '../../yaml/locate.ts';
import type { Parsed } from '../../yaml/parsed.ts';
import { type RouteOf, resolve } from '../resolve.ts';
import type { Rule, RuleInfo } from '../rule.ts';
import { Complaints } from './complaints.ts';
import type { Ignore, IgnoredRule, Stretch } from './ignore.ts';
import { ignoresIn } from './ignore.ts';

/** A finding that a comment suppresses. */
export interface Silenced {
  readonly diagnostic: Diagnostic;
  /** The comment. */
  readonly span: Span;
  /** The place of its reason; undefined if there is none. */
  readonly reason: Stretch | undefined;
}

/** The findings after comments have suppressed some. */
export interface Suppression {
  readonly left: readonly Finding[];
  readonly suppressed: readonly Silenced[];
  /** Findings about the comments themselves. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The input of the suppression. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** Ids of the rules that ran. */
  readonly asked: ReadonlySet<string>;
  /** Whether earlier stages lost nothing; otherwise a comment may only seem needless. */
  readonly complete: boolean;
  /** The rules that a comment may name. */
  readonly rules: readonly Rule[];
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

/** Suppressed findings for the report, by position; a finding that several aliases lead to is reported once. */
function told(
  parsed: Parsed,
  route: RouteOf,
  silenced: readonly (readonly [Finding, Ignore])[],
): readonly Silenced[] {
  const found = new Map<string, Silenced>();
  for (const [finding, { comment, reason }] of silenced) {
    const diagnostic = resolve(parsed, finding, route(finding));
    const span = parsed.lines.span(comment.start, comment.end);
    const key = JSON.stringify([finding.rule, finding.message, diagnostic.span?.start.offset]);
    found.set(key, { diagnostic, span, reason });
  }
  const offset = ({ diagnostic }: Silenced): number => diagnostic.span?.start.offset ?? -1;
  return [...found.values()].sort((a, b) => offset(a) - offset(b));
}

/**
 * Removes the findings that a comment suppresses: findings of its rules whose primary place is in the key or the item that
 * the comment applies to, also through aliases. A comment at an anchor applies to every use of the anchor, a comment at an
 * alias only to that use. Of several comments, the innermost counts. A rule that is not waivable cannot be suppressed.
 */
export function suppress(parsed: Parsed, route: RouteOf, judged: Judged): Suppression {
  const { findings, asked, complete } = judged;
  const { ignores, parents } = ignoresIn(parsed);
  const claims = ignores.flatMap((ignore) => ignore.rules.map((named): IgnoredRule => ({ ignore, named })));
  const complaints = new Complaints(parsed, judged);
  const valid = claims.filter((claim) => complaints.accepts(claim));
  const byEntry = claimed(valid);
  const used = new Set<IgnoredRule>();
  const left: Finding[] = [];
  const silenced: [Finding, Ignore][] = [];
  for (const finding of findings) {
    const entry = around(entriesTo(parsed, finding.at), parents, (one) =>
      Boolean(byEntry.get(one)?.has(finding.rule)),
    );
    const claim = entry && byEntry.get(entry)?.get(finding.rule);
    if (!claim) left.push(finding);
    else {
      used.add(claim);
      silenced.push([finding, claim.ignore]);
    }
  }
  if (complete)
    for (const claim of valid) if (!used.has(claim)) complaints.needless(claim, asked.has(claim.named.id));
  for (const ignore of ignores) complaints.judge(ignore);
  return { left, suppressed: told(parsed, route, silenced), diagnostics: complaints.diagnostics };
}
