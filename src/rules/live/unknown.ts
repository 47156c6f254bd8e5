import { configOf, listingAt, speaking } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';

export const unknown: LiveRule = {
  id: 'live/unknown',
  severity: 'warning',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'a member did not say all that was asked',
  why: 'A fact that could not be had is not known to be well.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    for (const site of live.sites) {
      if (speaking(site).length === 0) continue;
      const isPlain = speaking(site).every(({ reached }) => reached.isPlain);
      const plainHelp =
        'this is asked over TLS alone, and the members answer without it: mend live/no-tls first';
      if (!configOf(site))
        yield {
          message: `the dynamic configuration of ${site.site.name} could not be had: whether it drifted is unknown`,
          at: site.site.at,
          help: isPlain ? plainHelp : 'GET /config answers when etcd of the site does',
          topic: 'config',
        };
      if (!listingAt(site))
        yield {
          message: `the members of ${site.site.name} could not be had: whether one is missing is unknown`,
          at: site.site.at,
          help: isPlain ? plainHelp : 'GET /cluster answers when etcd of the site does',
          topic: 'members',
        };
    }
  },
};
