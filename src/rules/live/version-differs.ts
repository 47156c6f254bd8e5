import { speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { otherVersions } from '../../compiler/live/versions.ts';

export const versionDiffers: LiveRule = {
  id: 'live/version-differs',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member runs another version than the topology says',
  why: 'What is compiled is right for the versions under software. Another version may not know a setting, or may need one.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites)
      for (const member of speaking(site))
        for (const { product, called, seen, wanted } of otherVersions(live.estate, member))
          yield {
            message: `${member.name} runs ${called} ${seen}; the topology says ${wanted}`,
            at: live.estate.softwareAt(product),
            help: `write software.${product}: the version that runs, and compile; "pgdr-compile plan" says what it takes`,
            topic: `${product} ${member.name}`,
          };
  },
};
