/**
 * The library: takes a topology's bytes, returns findings and files; and evaluates pg_hba. It touches no file, process
 * or stream.
 */

import type { Estate } from './compiler/estate/estate.ts';
import type { LintOptions } from './compiler/lint/lint-options.ts';
import type { RuleInfo } from './compiler/lint/rule.ts';
import type { Artifact } from './compiler/output/artifact.ts';
import { byPath } from './compiler/output/path.ts';
import type { Diagnostic } from './compiler/text/finding.ts';
import { decode } from './compiler/text/source.ts';
import { CATALOGUE } from './workspace/catalogue.ts';
import { analyse } from './workspace/workspace.ts';

export type { Estate, Node, Site } from './compiler/estate/estate.ts';
export { promotionsOf } from './compiler/estate/promote.ts';
export type { Topology } from './compiler/generated/topology.ts';
export type { LintOptions } from './compiler/lint/lint-options.ts';
export type { Rule, RuleInfo } from './compiler/lint/rule.ts';
export type { Artifact } from './compiler/output/artifact.ts';
export type { Diagnostic, Position, Related, Severity, Span } from './compiler/text/finding.ts';
export { type Address, parseAddress } from './pghba/address.ts';
export { explain as explainHba } from './pghba/explain.ts';
export {
  type Attempt,
  compileHba,
  evaluate as evaluateHba,
  type Hba,
  type Refusal,
  type Verdict,
} from './pghba/match.ts';
export type { HbaRecord } from './pghba/record.ts';
export { type Shadowed, shadowedLines } from './pghba/shadow.ts';
export { VERSION } from './version.ts';
export { ALL_RULES as RULES, CATALOGUE } from './workspace/catalogue.ts';

/**
 * A rule: what it finds, why that is bad, and references.
 * @returns undefined if there is no such rule
 */
export const explain = (rule: string): RuleInfo | undefined => CATALOGUE.find(({ id }) => id === rule);

/** What `lint` returns. */
export interface Linted {
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** The model that rules and templates see; undefined if the text is no topology. */
  readonly estate: Estate | undefined;
}

/** What `compile` returns. */
export interface Compiled extends Linted {
  /** The tree to write, sorted by path; empty if there are errors. */
  readonly artifacts: readonly Artifact[];
}

/**
 * Lints a topology.
 * @param bytes the file as read
 * @param file the name to show in findings
 * @throws never, whatever the bytes hold
 */
export async function lint(
  bytes: Uint8Array,
  file = 'topology.yaml',
  options: LintOptions = {},
): Promise<Linted> {
  const source = decode(file, bytes);
  if ('rule' in source) return { diagnostics: [source], estate: undefined };
  const { diagnostics, estate } = await analyse(source, options);
  return { diagnostics, estate };
}

/**
 * Compiles a topology: lints it, and renders every file if there are no errors.
 * @throws never, whatever the bytes hold
 */
export async function compile(
  bytes: Uint8Array,
  file = 'topology.yaml',
  options: LintOptions = {},
): Promise<Compiled> {
  const linted = await lint(bytes, file, options);
  const { estate } = linted;
  if (!estate || linted.diagnostics.some(({ severity }) => severity === 'error'))
    return { ...linted, artifacts: [] };
  const { render } = await import('./compiler/render/render.ts');
  return {
    ...linted,
    artifacts: Array.from(render(estate), ({ path, text }) => ({ path, text })).sort(byPath),
  };
}
