import { hasOwnRole } from '../../compiler/live/drift.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { followingSlot } from '../../compiler/live/slot-use.ts';

export const slotMissing: LiveRule = {
  id: 'live/slot-missing',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'the leader of a site lacks the slot by which another site streams',
  why: 'Without its slot a standby site does not stream: its log says that the slot does not exist, while WAL that it needs is removed at the other site.',
  references: [
    'https://www.postgresql.org/docs/current/view-pg-replication-slots.html',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  ],
  *check(live) {
    for (const upstream of live.sites)
      for (const answer of upstream.slots ?? []) {
        if (answer.kind !== 'answer' || !hasOwnRole(live, upstream)) continue;
        const names = new Set(answer.slots.map(({ name }) => name));
        for (const site of live.estate.sites) {
          if (site.upstream?.name !== upstream.site.name) continue;
          const name = followingSlot(live, site);
          if (name !== undefined && !names.has(name))
            yield {
              message: `${answer.by.name} of ${upstream.site.name} has no slot ${name}: ${site.name} cannot stream by it`,
              at: site.follow?.at ?? site.at,
              help: `Patroni makes the slots of its dynamic configuration: live/drift says if ${upstream.site.name} lacks it there, and the log of Patroni of ${answer.by.name} says why it could not be made`,
              topic: name,
            };
        }
      }
  },
};
