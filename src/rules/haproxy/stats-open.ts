import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { oncePerPlace } from '../../compiler/lint/rule.ts';
import { boundBy, type Listener } from '../common/listeners.ts';
import { linesOf } from './section.ts';

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
        message: `the statistics page of ${name} is open to whoever reaches ${open.words[0]}`,
        at: open.at,
        help: 'let it listen on 127.0.0.1, or say by http-request who may read it',
      };
  }
}

export const statsOpen: Rule = {
  id: 'haproxy/stats-open',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'the statistics page asks nobody for a password',
  why: 'It names every member, its address and which of them is the primary; with "stats admin" whoever reads it takes servers out.',
  references: ['https://docs.haproxy.org/2.6/configuration.html#4-stats%20auth'],
  afterPromotion: false,
  check: (estate) => oncePerPlace(all(estate)),
};
