import type { Plan } from '../compiler/plan/plan.ts';
import type { ValueChange } from '../compiler/plan/value-change.ts';
import type { Diagnostic } from '../compiler/text/finding.ts';
import type { Accepted } from './plan-accepted.ts';

const valueJson = ({ site, node, what, path, from, to, effect }: ValueChange) => ({
  site,
  node: node ?? null,
  what,
  path,
  from: from ?? null,
  to: to ?? null,
  effect: effect.kind,
  note: effect.note ?? null,
  source: effect.source,
});

/** A plan for programs: every change with its effect, the hazards, and the steps with their blocks. */
export function planJson(
  { groups, unplanned, steps }: Plan,
  hazards: readonly Diagnostic[],
  {
    from,
    to,
    accepted,
  }: { readonly from: string; readonly to: string; readonly accepted: readonly Accepted[] },
): string {
  const plan = {
    from,
    to,
    changes: groups.map(({ word, route, values }) => ({
      route,
      written: word ? { from: word.from ?? null, to: word.to ?? null } : null,
      values: values.map(valueJson),
    })),
    hazards: hazards.map(({ rule, severity, message, span, route, help }) => ({
      rule,
      severity,
      message,
      line: span?.start.line ?? null,
      route: route ?? null,
      help: help ?? null,
    })),
    accepted: accepted.map(({ diagnostic: { rule, message, span }, reason }) => ({
      rule,
      message,
      line: span?.start.line ?? null,
      reason: reason ?? null,
    })),
    unplanned: unplanned.map(valueJson),
    steps: steps.map((step) => ({ ...step, undo: step.undo ?? null })),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}
