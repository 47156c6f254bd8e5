import type { Draft, RuleInfo } from '../lint/rule.ts';
import type { EstateChange } from './compare.ts';

/** A judgement of a change: what is dangerous on the way from one sound estate to another. */
export interface ChangeRule extends RuleInfo {
  readonly only: 'changes';
  /** Runs in time linear in what changes. Places are in the topology after the change. */
  check(change: EstateChange): Iterable<Draft>;
}
