import type { Estate } from '../../compiler/estate/estate.ts';
import { linesOf } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { boundBy, type Listener } from '../common/listeners.ts';

const isLoopback = ({ host }: Listener): boolean =>
  host === 'localhost' || host === '::1' || /^127\./.test(host);

function* all(estate: Estate): Generator<Draft> {
  for (const { name, haproxy } of estate.sites.flatMap(({ nodes }) => nodes)) {
    if (!haproxy) continue;
    const guards = ['stats auth', 'http-request'].flatMap((keyword) => linesOf(haproxy.stats, keyword));
    const open = linesOf(haproxy.stats, 'bind').find(({ words }) =>
      boundBy(words.join(' ')).some((listener) => !isLoopback(listener)),
    );
    if (open && guards.length === 0)
      yield {
        message: `the statistics page of ${name} is open to anyone who reaches ${open.words[0]}`,
        at: open.at,
        help: 'bind it to 127.0.0.1, or restrict who may read it with http-request',
      };
  }
}

export const statsOpen: Rule = {
  id: 'haproxy/stats-open',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the statistics page does not ask for a password',
  why: 'The page names every member, its address and which of them is the primary. With "stats admin", anyone who reads it can take servers out.',
  references: ['https://docs.haproxy.org/2.6/configuration.html#4-stats%20auth'],
  afterPromotion: false,
  check: all,
};
