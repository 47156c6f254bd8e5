import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { otherTags } from '../../compiler/live/tags.ts';

export const tagsDiffer: LiveRule = {
  id: 'live/tags-differ',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member has other tags than the topology says',
  why: 'Tags decide who may lead, who is synchronous, and who gets readers. The member acts by its own, whatever is written.',
  references: ['patroni/tags.py'],
  *check(live) {
    for (const site of live.sites)
      for (const member of speaking(site))
        for (const { tag, seen, wanted } of otherTags(member))
          yield {
            message: `the tag ${tag} of ${member.name} is ${seen}, and ${wanted} by the topology`,
            at: member.node.patroni.at('tags', tag),
            help: 'deploy its patroni.yml, and reload Patroni; or write the tag into the topology',
            topic: `${member.name} ${tag}`,
          };
  },
};
