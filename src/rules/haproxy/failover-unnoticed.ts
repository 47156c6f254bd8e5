import type { Estate } from '../../compiler/estate/estate.ts';
import { serverOptions } from '../../compiler/estate/haproxy-lines.ts';
import { lockTime } from '../../compiler/estate/lock-timing.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { declare, oneOf } from '../common/remedies.ts';
import { milliseconds } from './duration.ts';
import { pools } from './section.ts';

/** HAProxy's own, where nothing is written. */
const DEFAULTS = { inter: '2s', fall: '3' } as const;

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, 'primary')) {
    const options = serverOptions(of.pool);
    const inter = milliseconds(options.word('inter') ?? DEFAULTS.inter);
    const fast = milliseconds(options.word('fastinter') ?? options.word('inter') ?? DEFAULTS.inter);
    const fall = Number(options.word('fall') ?? DEFAULTS.fall);
    const { seconds: ttl = Number.NaN, at: ttlAt } = lockTime(of.site, 'ttl');
    if (inter === undefined || fast === undefined) continue;
    // The first failed check comes within inter, the others fastinter apart.
    const noticed = (inter + (fall - 1) * fast) / 1000;
    if (!(noticed >= ttl)) continue;
    const { at } = options;
    yield {
      message: `${of.node.name} needs ${noticed} s to notice that a primary no longer leads, but the ttl of ${of.site.name} is ${ttl} s`,
      at,
      related: [{ at: ttlAt, message: 'another member may lead after this time' }].filter(
        (one) => one.at.derivedFrom === undefined && JSON.stringify(one.at) !== JSON.stringify(at),
      ),
      remedy: oneOf(declare('timing', {}), 'write a smaller inter, fastinter or fall'),
    };
  }
}

export const failoverUnnoticed: Rule = {
  id: 'haproxy/failover-unnoticed',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a failover is over before the health checks notice it',
  why: 'Until the checks notice it, HAProxy sends clients to a member that no longer leads, while another member does: for clients the failover takes as long as the checks take, not as long as the ttl promises.',
  references: [
    'https://docs.haproxy.org/2.6/configuration.html#5.2-inter',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  ],
  afterPromotion: false,
  check: all,
};
