import { leaders, writers } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { leadsElsewhere, sideOf } from '../../compiler/live/proxies.ts';

export const proxyWrong: LiveRule = {
  id: 'live/proxy-wrong',
  severity: 'error',
  waivable: false,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'the write port of a proxy leads to the wrong side',
  why: 'If the server behind it is a standby, every write fails. If it takes writes, there are two primaries, and what is written to one of them will be lost.',
  references: ['docs/verify.md'],
  *check(live) {
    for (const site of live.sites)
      for (const { node, url, knock } of site.proxies) {
        if (knock.kind !== 'answer') continue;
        const [primary] = writers(live);
        const behind = sideOf(live, knock.certificate);
        if (behind !== undefined && primary && behind !== primary.node.site)
          yield {
            message: `${url} of ${node.name} leads to a server of ${behind}, and the primary is ${primary.name} of ${primary.node.site}`,
            at: node.nameAt,
            help: 'keep applications away from it, and see the statistics of HAProxy: who answers its health check?',
          };
        else if (
          (behind === undefined || behind === site.site.name) &&
          !leadsElsewhere(node) &&
          leaders(site).length > 0 &&
          !writers(live).some((one) => one.node.site === site.site.name)
        )
          yield {
            message: `${url} of ${node.name} leads to a server, although ${site.site.name} takes no writes`,
            at: node.nameAt,
            help: 'keep applications away from it, and see the statistics of HAProxy: who answers its health check?',
          };
      }
  },
};
