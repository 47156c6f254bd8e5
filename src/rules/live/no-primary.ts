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
  why: 'If no member takes writes, applications cannot write. No standby site becomes the primary by itself.',
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
    const who = allTogether(silent.map(({ name }) => name));
    yield silent.length === 0
      ? {
          message: `no member takes writes: ${states.join('; ')}`,
          at: home.site.at,
          help: 'see the log of Patroni at this site: does its etcd ring have a majority?',
        }
      : {
          message: `no member that answered takes writes${states.length > 0 ? ` (${states.join('; ')})` : ''}; ${who} did not answer, and may`,
          at: home.site.at,
          help: `ask from another machine. If a standby leader streams, the primary is alive. Promote another site only when you know that ${home.site.name} is down: RUNBOOK.md has what to check first`,
        };
  },
};
