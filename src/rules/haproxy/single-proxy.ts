import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const [only, second] = site.nodes.filter(({ haproxy }) => haproxy);
    // Where one member is all there is, one proxy adds no risk of its own.
    if (!only || second || !site.nodesKnown || members(site).length < 2) continue;
    yield {
      message: `all clients of ${site.name} connect through ${only.name}, the only HAProxy there`,
      at: only.nameAt,
      help: 'add a second node that runs haproxy, and an address that moves to the node that is up (keepalived)',
    };
  }
}

export const singleProxy: Rule = {
  id: 'haproxy/single-proxy',
  severity: 'info',
  waivable: true,
  optIn: true,
  since: '0.1.0',
  summary: 'a site has only one HAProxy',
  why: 'When that machine is down, clients cannot reach the site, however many of its members are up.',
  references: [
    'https://www.haproxy.com/documentation/haproxy-enterprise/administration/high-availability/active-standby/',
  ],
  afterPromotion: false,
  check,
};
