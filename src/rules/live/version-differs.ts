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
    const all = live.sites.flatMap(speaking);
    const others = all.flatMap((member) =>
      otherVersions(live.estate, member).map((version) => ({ member, version })),
    );
    for (const { member, version } of others) {
      const { product, called, seen, wanted } = version;
      const same = others.filter((one) => one.version.product === product && one.version.seen === seen);
      yield {
        message: `${member.name} runs ${called} ${seen}; the topology says ${wanted}`,
        at: live.estate.softwareAt(product),
        help:
          same.length === all.length
            ? `write software.${product}: the version that runs, and compile; "pgdr-compile plan" says what it takes`
            : `other members run something else: bring ${member.name} to ${wanted}, or, while an upgrade is under way, finish it`,
        topic: `${product} ${member.name}`,
      };
    }
  },
};
