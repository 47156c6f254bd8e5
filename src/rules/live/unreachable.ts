import { everyMember } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { helpFor, silenceText } from '../../compiler/live/silence.ts';

export const unreachable: LiveRule = {
  id: 'live/unreachable',
  severity: 'error',
  waivable: true,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'the REST API of a member does not answer',
  why: 'What cannot be asked is not known to be well: whether the member runs, whom it follows, and whether it takes writes.',
  references: ['https://patroni.readthedocs.io/en/latest/rest_api.html', 'docs/verify.md'],
  *check(live) {
    for (const member of everyMember(live)) {
      const { reached, name, node } = member;
      if (reached.kind === 'silent')
        yield {
          message: `${name} does not answer at ${reached.url}: ${silenceText(reached)}`,
          at: node.nameAt,
          help: helpFor(reached),
        };
    }
  },
};
