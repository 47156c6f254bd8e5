import type { Estate } from '../../compiler/estate/estate.ts';
import type { PoolName } from '../../compiler/estate/haproxy-config.ts';
import { type Admitted, healthCheck } from '../../compiler/estate/health-check.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { surelyLeaveOut } from '../common/remedies.ts';
import { pools } from './section.ts';

/** Whom a pool for reads may let in: a primary among the replicas is a matter of taste. */
const FIT: Readonly<Record<Exclude<PoolName, 'primary'>, readonly Admitted[]>> = {
  replicas: ['replicas', 'primary and replicas'],
  standby_leader: ['standby leader', 'leader'],
};

const ADMITTED: Readonly<Record<Admitted, string>> = {
  primary: 'lets in only the primary',
  leader: 'lets in only the leader',
  'standby leader': 'lets in only the standby leader',
  replicas: 'lets in replicas',
  'primary and replicas': 'lets in replicas',
  everybody: 'lets in every member that runs, whatever its role, lag or noloadbalance tag',
  nobody: 'never lets any member in',
};

const RIGHT = { replicas: '/replica?lag=100MB', standby_leader: '/standby-leader' } as const;

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, 'replicas', 'standby_leader')) {
    const { name } = of.pool;
    if (name === 'primary') continue;
    const { admits, asks, at } = healthCheck(of.pool, estate.software);
    if (admits === undefined || FIT[name].includes(admits)) continue;
    yield {
      message: `the ${name} pool of ${of.node.name} ${asks}: it ${ADMITTED[admits]}`,
      at,
      remedy: surelyLeaveOut(at, 'the check', { because: `${RIGHT[name]} lets in whom the pool is for` }),
    };
  }
}

export const readsMisrouted: Rule = {
  id: 'haproxy/reads-misrouted',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a pool for reads lets in members of the wrong role, or none',
  why: 'Reads go to the primary that they should spare, to members that lag without bound, or nowhere.',
  references: [
    'patroni/api.py: RestApiHandler.do_GET, do_OPTIONS, parse_request',
    'https://patroni.readthedocs.io/en/latest/rest_api.html',
  ],
  afterPromotion: false,
  check: all,
};
