import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor } from '../../compiler/plan/of-change.ts';
import { wordsOf } from '../../compiler/plan/words.ts';

export const upgradeMixed: ChangeRule = {
  id: 'change/upgrade-mixed',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a version changes together with something else',
  why: 'New keys reach members that do not know them yet, or a fault cannot be told from the upgrade. Patroni before 4.1 makes every declared slot, also one that is meant for another role.',
  references: ['https://patroni.readthedocs.io/en/latest/releases.html'],
  *check(change) {
    // Another PostgreSQL is no upgrade in place: it has a rule of its own.
    const upgrades = change.values.filter(
      ({ what, path }) => what === 'software' && path[0] !== 'postgresql',
    );
    const [first] = upgrades;
    const others = change.values.filter(
      ({ what, effect }) => what !== 'software' && effect.kind !== 'next-start',
    );
    if (!first || others.length === 0) return;
    // What the versions alone change is the second step of the upgrade.
    const { before } = change;
    if (
      before.written !== undefined &&
      !before.isAdopted &&
      wordsOf(change).every(({ route }) => route.startsWith('software'))
    )
      return;
    yield {
      message: `the version of ${upgrades.map(({ path }) => path.join()).join(' and ')} changes, and ${others.length === 1 ? 'one other value' : `${others.length} other values`} with it`,
      at: placeFor(change, first),
      help: 'upgrade every site first, with the old files. Then compile with the new version, and apply what that changes',
    };
  },
};
