import type { ChangeRule } from '../../compiler/plan/change-rule.ts';

export const versionSkipped: ChangeRule = {
  id: 'change/version-skipped',
  severity: 'error',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'a version of etcd is skipped, or a version goes back',
  why: 'etcd upgrades one minor version at a time, and goes back only by a procedure of its own. An older Patroni or HAProxy does not know what the newer one has in its files.',
  references: [
    'https://etcd.io/docs/v3.6/upgrades/',
    'https://patroni.readthedocs.io/en/latest/releases.html',
  ],
  *check({ before, after }) {
    for (const product of ['etcd', 'patroni', 'haproxy'] as const) {
      const [was, now] = [before.estate.software[product], after.estate.software[product]];
      const [oldMajor, oldMinor] = was.parts;
      const [major, minor] = now.parts;
      if (oldMajor === undefined || major === undefined || oldMinor === undefined || minor === undefined)
        continue;
      const back = major < oldMajor || (major === oldMajor && minor < oldMinor);
      const skipped = product === 'etcd' && !back && (major !== oldMajor || minor > oldMinor + 1);
      if (!back && !skipped) continue;
      yield {
        message: `${product} ${back ? 'goes back' : 'goes'} from ${was.text} to ${now.text}${skipped ? ', over versions in between' : ''}`,
        at: after.estate.softwareAt(product),
        help: skipped
          ? `upgrade to ${oldMajor}.${oldMinor + 1} first, on every member of every ring`
          : 'docs/rules/change/version-skipped.md has the order: first take out what the old version does not know (etcd 3.6: etcdctl downgrade enable), then the package',
        topic: product,
      };
    }
  },
};
