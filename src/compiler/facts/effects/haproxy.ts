import type { Effects } from './effect.ts';
import { each } from './effect.ts';

const RELOAD = 'https://docs.haproxy.org/3.2/management.html, 4: a new worker takes over the listeners';

/** What a change of haproxy.cfg does, by section. */
export const HAPROXY: Effects = {
  ...each('*', 'reload', RELOAD),
  ...each(
    'global.master-worker global.mworker-max-reloads',
    'restart-haproxy',
    'https://docs.haproxy.org/3.2/management.html, 3: the master is not replaced',
    'every session through this proxy ends',
  ),
  ...each(
    'primary.bind replicas.bind standby_leader.bind',
    'reload',
    RELOAD,
    'new sessions find the old port closed at once: clients have to move in the same moment',
  ),
};
