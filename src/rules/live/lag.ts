import { isDelayed } from '../../compiler/estate/delayed.ts';
import { lagOf, speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { sizeText } from '../../compiler/live/words.ts';

export const lag: LiveRule = {
  id: 'live/lag',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member is far behind the primary',
  why: 'What a standby has not received is lost when the primary site is lost; what it has not replayed, a promotion waits for.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites)
      for (const member of speaking(site)) {
        const behind = lagOf(live, member);
        if (!behind) continue;
        const { received = 0, replayed = 0 } = behind;
        // A member that is meant to be late replays late.
        const counted = isDelayed(site.site, member.node) ? received : Math.max(received, replayed);
        if (counted > live.lag)
          yield {
            message: `${member.name} is behind: ${sizeText(received)} not received, ${sizeText(replayed)} not replayed (--lag ${sizeText(live.lag)})`,
            at: member.node.nameAt,
            help: 'is it the network, the disk, or a long query at this member? See "Troubleshooting" in RUNBOOK.md',
          };
      }
  },
};
