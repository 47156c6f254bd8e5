import type { Estate } from '../../compiler/estate/estate.ts';
import { serverOptions } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { type PoolOf, pools } from './section.ts';

/** What ends sessions that would otherwise stay where writes are no longer to go. */
const ENDING = [
  {
    keyword: 'on-marked-down',
    word: 'shutdown-sessions',
    needed: () => true,
    stays: 'keeps sessions on a member that is no longer primary',
  },
  {
    keyword: 'on-marked-up',
    word: 'shutdown-backup-sessions',
    needed: ({ pool }: PoolOf) => pool.servers.some(({ backup }) => backup),
    stays: 'keeps sessions at the other site when the primary of this site is back',
  },
] as const;

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, 'primary')) {
    const options = serverOptions(of.pool);
    const missing = ENDING.find(({ keyword, word, needed }) => needed(of) && options.word(keyword) !== word);
    if (missing)
      yield {
        message: `the primary pool of ${of.node.name} ${missing.stays}`,
        at: options.at,
        help: `add ${missing.keyword} ${missing.word} to default-server`,
      };
  }
}

export const sessionsKept: Rule = {
  id: 'haproxy/sessions-kept',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'sessions stay on a server that the pool for writes no longer uses',
  why: 'HAProxy looks at the role of a server only when it places a new session. After a failover the old sessions stay where they are: writes fail or hang until each client gives up by itself. With the other sites as backup, one HAProxy writes to two sites.',
  references: [
    'https://github.com/patroni/patroni/issues/421',
    'https://docs.haproxy.org/2.6/configuration.html#5.2-on-marked-down',
  ],
  afterPromotion: false,
  check: all,
};
