import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { takesWritesBehind } from '../../compiler/live/proxies.ts';
import { silenceText } from '../../compiler/live/silence.ts';

export const proxyClosed: LiveRule = {
  id: 'live/proxy-closed',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'the write port of a proxy leads nowhere',
  why: 'Applications cannot write through this proxy: now, if its site takes writes, else as soon as its site is promoted.',
  references: ['docs/verify.md'],
  *check(live) {
    for (const site of live.sites)
      for (const { node, url, knock } of site.proxies) {
        if (knock.kind === 'silence')
          yield knock.why === 'no-postgresql'
            ? {
                message: `what answers at ${url} of ${node.name} is not PostgreSQL`,
                at: node.nameAt,
                help: `which program has that port? "ss -ltnp" on ${node.name} says so`,
              }
            : {
                message: `HAProxy of ${node.name} does not answer at ${url}: ${silenceText({ ...knock, url })}`,
                at: node.nameAt,
                help: 'does HAProxy run there, and may this machine reach the port?',
              };
        else if (knock.kind === 'closed' && takesWritesBehind(live, site, node))
          yield {
            message: `HAProxy of ${node.name} lets nobody through at ${url}, although a primary takes writes`,
            at: node.nameAt,
            help: 'see its statistics: why does it take the primary for dead? Often it is a certificate of the REST API',
          };
      }
  },
};
