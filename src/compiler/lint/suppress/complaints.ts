import type { Diagnostic, Finding, TextEdit, TextFix } from '../../text/finding.ts';
import { nearest } from '../../text/suggest.ts';
import type { Parsed } from '../../yaml/parsed.ts';
import type { RuleInfo } from '../rule.ts';
import type { Ignore, IgnoredRule, Named, Stretch } from './ignore.ts';

type Words = Pick<Diagnostic, 'rule' | 'severity' | 'message'> &
  Partial<Pick<Diagnostic, 'help' | 'why' | 'fix'>>;

/** Collects findings about the comments of one source. */
export class Complaints {
  readonly diagnostics: Diagnostic[] = [];
  readonly #parsed: Parsed;
  readonly #rules: readonly RuleInfo[];
  readonly #catalogue: readonly RuleInfo[];
  readonly #found: ReadonlySet<string>;
  readonly #needless = new Map<Ignore, number>();

  constructor(
    parsed: Parsed,
    {
      findings,
      rules,
      catalogue,
    }: {
      readonly findings: readonly Finding[];
      readonly rules: readonly RuleInfo[];
      readonly catalogue: readonly RuleInfo[];
    },
  ) {
    this.#parsed = parsed;
    this.#rules = rules;
    this.#catalogue = catalogue;
    this.#found = new Set(findings.map(({ rule }) => rule));
  }

  /** Whether a comment may name this rule; if not, adds a finding. */
  accepts({ ignore, named }: IgnoredRule): boolean {
    const { id, at } = named;
    const rule = this.#rules.find((one) => one.id === id);
    if (rule?.waivable) return true;
    if (rule ?? this.#catalogue.some((one) => one.id === id))
      this.#say(at, {
        rule: 'lint/not-waivable',
        severity: 'error',
        message: `"${id}" cannot be ignored`,
        ...(rule ? { why: rule.why } : {}),
        help: `fix what it finds, and remove ${ignore.rules.length > 1 ? 'it from the comment' : 'the comment'}`,
        fix: this.#without(ignore, named),
      });
    else this.#unknown(named);
    return false;
  }

  #unknown({ id, at }: Named): void {
    const ids = this.#rules.filter(({ waivable }) => waivable).map((one) => one.id);
    const near = nearest(id, ids);
    this.#say(at, {
      rule: 'lint/unknown-rule',
      severity: 'error',
      message: `there is no rule "${id}"`,
      help: near ? `did you mean "${near}"?` : '"pgdr-compile rules" lists the rules',
    });
  }

  /**
   * Adds a finding about a rule in a comment that suppresses nothing.
   * @param asked whether the rule ran at all
   */
  needless({ ignore, named }: IgnoredRule, asked: boolean): void {
    const { id, at } = named;
    // The comment may be meant for a run over several topologies, or for a change.
    const rule = this.#rules.find((one) => one.id === id);
    if (rule?.ofRun || rule?.only === 'changes' || rule?.only === 'the running estate') return;
    this.#needless.set(ignore, (this.#needless.get(ignore) ?? 0) + 1);
    // The rule finds something elsewhere, so the comment may only be in the wrong place.
    const elsewhere = this.#found.has(id);
    const remove = ignore.rules.length > 1 ? 'remove it from the comment' : 'remove the comment';
    this.#say(at, {
      rule: 'lint/needless-ignore',
      severity: 'warning',
      message: asked ? `"${id}" finds nothing here to ignore` : `"${id}" is off: there is nothing to ignore`,
      help: elsewhere
        ? `${remove}, or move it above the key or item that it is meant for: at the end of a line it applies to that line only`
        : remove,
      ...(elsewhere ? {} : { fix: this.#without(ignore, named) }),
    });
  }

  /** Checks a comment as a whole. */
  judge(ignore: Ignore): void {
    const { rules, reason, comment } = ignore;
    const at: Stretch = [comment.start, comment.end];
    if (rules.length === 0)
      this.#say(at, {
        rule: 'lint/unknown-rule',
        severity: 'error',
        message: 'the comment names no rule to ignore',
        help: 'for example: # pgdr-ignore category/name: why this is intended',
      });
    else if (!reason && this.#needless.get(ignore) !== rules.length)
      this.#say(at, {
        rule: 'lint/missing-reason',
        severity: 'error',
        message: `the comment does not say why ${rules.map(({ id }) => `"${id}"`).join(', ')} is ignored`,
        help: `write the reason after a colon: # pgdr-ignore ${rules.map(({ id }) => id).join(', ')}: why this is intended`,
      });
  }

  #say([start, end]: Stretch, words: Words): void {
    this.diagnostics.push({ ...words, span: this.#parsed.lines.span(start, end), related: [] });
  }

  #edit([start, end]: Stretch, text: string): TextEdit {
    return { span: this.#parsed.lines.span(start, end), text };
  }

  #fix(title: string, at: Stretch, text: string): TextFix {
    return { title, edits: [this.#edit(at, text)] };
  }

  /** Removes one rule from the comment, or the whole comment if it names no other rule. */
  #without({ comment, rules }: Ignore, named: Named): TextFix {
    const index = rules.indexOf(named);
    const [before, after] = [rules[index - 1], rules[index + 1]];
    if (after) return this.#fix(`remove "${named.id}"`, [named.at[0], after.at[0]], '');
    if (before) return this.#fix(`remove "${named.id}"`, [before.at[1], named.at[1]], '');
    const { text } = this.#parsed.source;
    const lineStart = text.lastIndexOf('\n', comment.start) + 1;
    const content = text.slice(lineStart, comment.start).trimEnd();
    const lineEnd = text.indexOf('\n', comment.end);
    if (content !== '') return this.#fix('remove the comment', [lineStart + content.length, comment.end], '');
    return this.#fix('remove the comment', [lineStart, lineEnd === -1 ? text.length : lineEnd + 1], '');
  }
}
