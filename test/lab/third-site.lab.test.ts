import { it } from 'vitest';
import { labDescribe, SCENARIO_TIMEOUT_MS, scenario } from './scenario.ts';
import { THREE_SITES } from './shapes.ts';
import { playSwaps } from './swap.ts';

labDescribe('planned swap with a third site', () => {
  it.each(THREE_SITES)('$shape', { timeout: SCENARIO_TIMEOUT_MS }, ({ shape, ...options }) =>
    scenario(`planned-swap-${shape}`, playSwaps, options),
  );
});
