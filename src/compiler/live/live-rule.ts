import type { Draft, RuleInfo } from '../lint/rule.ts';
import type { Live } from './live.ts';

/** A judgement of an estate that runs: what it says of itself, beside what is written. */
export interface LiveRule extends RuleInfo {
  readonly only: 'the running estate';
  /** Runs in time linear in members. Places are in the topology. What nobody said is never taken for well. */
  check(live: Live): Iterable<Draft>;
}
