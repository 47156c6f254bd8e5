import { writers, writingStrangers } from '../../compiler/live/live.ts';
import type { LiveRule } from '../../compiler/live/live-rule.ts';
import { allTogether } from '../../compiler/text/together.ts';

export const twoPrimaries: LiveRule = {
  id: 'live/two-primaries',
  severity: 'error',
  waivable: false,
  only: 'the running estate',
  since: '0.1.0',
  summary: 'more than one member takes writes',
  why: 'Two primaries are two databases from now on: what applications write to one is lost to the other, and one of them has to be given up.',
  references: [
    'https://patroni.readthedocs.io/en/latest/rest_api.html',
    'patroni/api.py: get_postgresql_status',
  ],
  *check(live) {
    const found = [
      ...writers(live).map(({ name, node, reached: { status } }) => ({
        node,
        words: `${name} of ${node.site} (timeline ${status.timeline ?? 'unknown'})`,
      })),
      ...writingStrangers(live).map(({ node, reached: { status } }) => ({
        node,
        words: `${status.name ?? 'a member'} of scope ${status.scope ?? 'unknown'} at ${node.name}`,
      })),
    ];
    const [first, ...others] = found;
    if (!first || others.length === 0) return;
    for (const one of others)
      yield {
        message: `${found.length} members take writes: ${allTogether(found.map(({ words }) => words))}`,
        at: one.node.nameAt,
        related: [{ at: first.node.nameAt, message: 'takes writes, too' }],
        help: 'keep applications away from one of them now, and decide which one stays: RUNBOOK.md has how a site is fenced, and how it comes back',
      };
  },
};
