import { leaders, writers } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { allTogether } from '../../compiler/text/together.ts';

export const twoLeaders: LiveRule = {
  id: 'live/two-leaders',
  severity: 'error',
  waivable: false,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'more than one member leads a standby site',
  why: 'Only one member of a site may stream from the other site. A second standby leader has lost the store, and acts on what it knew.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    const writing = writers(live);
    for (const site of live.sites) {
      const found = leaders(site).filter((one) => !writing.includes(one));
      const [first, second] = found;
      if (first && second)
        yield {
          message: `${allTogether(found.map(({ name }) => name))} say that they lead ${site.site.name}`,
          at: second.node.nameAt,
          related: [{ at: first.node.nameAt, message: 'leads, too' }],
          help: 'see the log of Patroni of each: which of them reaches etcd?',
        };
    }
  },
};
