import { isPrimary, speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const otherCluster: LiveRule = {
  id: 'live/other-cluster',
  severity: 'error',
  waivable: false,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'members hold different databases',
  why: 'Members of one estate are copies of one database, with one system identifier. A member with another identifier can never follow: it is another database.',
  references: ['https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-CONTROL-SYSTEM'],
  *check(live) {
    const all = live.sites.flatMap((site) =>
      speaking(site).flatMap((member) => {
        const { systemIdentifier: id } = member.reached.status;
        return id === undefined ? [] : [{ member, id, isHome: isPrimary(live, site) }];
      }),
    );
    const first = all.find(({ isHome }) => isHome) ?? all[0];
    for (const { member, id } of all) {
      const isAlone = all.some((one) => one.member.node.site === member.node.site && one.id === first?.id);
      if (first && id !== first.id)
        yield {
          message: `${member.name} holds another database (system identifier ${id}) than ${first.member.name} (${first.id})`,
          at: member.node.nameAt,
          related: [{ at: first.member.node.nameAt, message: 'the other database' }],
          help: isAlone
            ? 'copy this member anew: "patronictl reinit". Was its data directory made by initdb?'
            : 'a site that was made by initdb instead of a copy has to be copied anew: see "Copy a site anew" in RUNBOOK.md',
        };
    }
  },
};
