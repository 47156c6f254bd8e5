import { it } from 'vitest';
import { letClientIn } from './host-list.ts';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { playSwaps } from './swap.ts';

labDescribe('planned swap', () => {
  it(
    'changes the roles of the sites without loss and without a rewind, and changes them back',
    { timeout: SCENARIO_TIMEOUT_MS },
    () => scenario('planned-swap', playSwaps, { edit: letClientIn }),
  );
});
