import {
  everyMember,
  isPrimary,
  speaking,
  speaks,
  writers,
  writingStrangers,
} from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { allTogether } from '../../compiler/text/together.ts';

export const noPrimary: LiveRule = {
  id: 'live/no-primary',
  severity: 'error',
  waivable: false,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'no member takes writes',
  why: 'Applications cannot write. Standbys wait for a primary, and none of them becomes one by itself in another site.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html'],
  *check(live) {
    // A member with another name or scope that takes writes is told by live/stranger.
    if (!live.isWhole || writers(live).length + writingStrangers(live).length > 0) return;
    const silent = everyMember(live).filter((member) => !speaks(member));
    // Who does not answer may take writes: that is told of each of them.
    const home = live.sites.find((site) => isPrimary(live, site));
    if (!home || silent.length === everyMember(live).length) return;
    const states = speaking(home).map(
      ({ name, reached: { status } }) => `${name} is ${status.role}, ${status.state}`,
    );
    const unknown = silent.length === 0 ? '' : `; unknown for ${allTogether(silent.map(({ name }) => name))}`;
    yield {
      message: `nobody who answered takes writes${states.length > 0 ? `: ${states.join('; ')}` : ''}${unknown}`,
      at: home.site.at,
      help: 'see the log of Patroni at this site; if the site is lost, RUNBOOK.md has the promotion of another one',
    };
  },
};
