import type { Estate } from '../../compiler/estate/estate.ts';
import { type Admitted, healthCheck } from '../../compiler/estate/health-check.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { surelyLeaveOut } from '../common/remedies.ts';
import { pools } from './section.ts';

/** Who else, or who alone, is let in. */
const ADMITTED: Readonly<Record<Exclude<Admitted, 'primary'>, string>> = {
  leader: 'lets in a standby leader as well',
  'standby leader': 'lets in a standby leader but no primary',
  replicas: 'lets in replicas but no primary',
  'primary and replicas': 'lets in replicas as well',
  everybody: 'lets in every member that runs',
  nobody: 'never lets any member in',
};

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, 'primary')) {
    const { admits, asks, at } = healthCheck(of.pool, estate.software);
    if (admits === undefined || admits === 'primary') continue;
    yield {
      message: `the primary pool of ${of.node.name} ${asks}: it ${ADMITTED[admits]}`,
      at,
      remedy: surelyLeaveOut(at, 'the check', {
        because: '/primary is right at every site, before and after a promotion',
      }),
    };
  }
}

export const writesMisrouted: Rule = {
  id: 'haproxy/writes-misrouted',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the pool for writes lets in members other than the primary, or does not let in the primary',
  why: 'Clients that write reach members that are read-only, and fail, or they reach no member at all. After a promotion a pool that asks for a leader finds one at every site.',
  references: [
    'patroni/api.py: RestApiHandler.do_GET, do_OPTIONS, parse_request',
    'https://patroni.readthedocs.io/en/latest/rest_api.html',
    'https://docs.haproxy.org/2.6/configuration.html#4-option%20httpchk',
  ],
  afterPromotion: false,
  check: all,
};
