import { OF_STANDBYS, rises } from '../../compiler/facts/effects/postgresql.ts';
import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, wheres } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';

export const standbyParameter: ChangeRule = {
  id: 'change/standby-parameter',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a parameter changes that a standby must have at least as high as its primary',
  why: 'A standby that has less than its primary stops replaying, and restarts to take the higher value: if the primary goes first, the standbys of both sites do so together. If the value falls at a standby first, its restart has no effect.',
  references: [
    'https://www.postgresql.org/docs/18/hot-standby.html',
    'patroni/postgresql/config.py: effective_configuration',
  ],
  *check(change) {
    if (change.after.estate.sites.length < 2) return;
    const ordered = change.values.filter(
      ({ what, path }) => what === 'dynamic' && OF_STANDBYS.includes(path[2] ?? ''),
    );
    for (const [name, values] of grouped(ordered, ({ path }) => path[2] ?? '')) {
      const [first] = values;
      if (!first) continue;
      const falls = !rises(name, first.from, first.to);
      yield {
        message: `${name} ${falls ? 'falls' : 'rises'} at ${wheres(values).join(' and ')}: ${falls ? 'the primary needs it before its standbys' : 'standbys need it before their primary'}`,
        at: placeFor(change, first),
        help: `apply the steps in their order: ${falls ? 'the primary site restarts first, its leader before its replicas' : 'the standby sites restart first'}`,
      };
    }
  },
};
