import type { Estate, EtcdMember } from '../../compiler/estate/estate.ts';
import { ring } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { leaveOut } from '../common/remedies.ts';

const KEY = 'auto-compaction-retention';

/** What etcd makes of the retention (embed/etcd.go, parseCompactionRetention): a duration is a number of nanoseconds. */
function mistake({ name, etcd }: EtcdMember): string | undefined {
  const retention = textAt(etcd.value, KEY) ?? '0';
  if (/^0*(\.0*)?(ns|us|ms|s|m|h)?$/.test(retention))
    return `etcd of ${name} keeps every revision and never compacts`;
  const byRevision = textAt(etcd.value, 'auto-compaction-mode') === 'revision';
  return byRevision && /[a-z]/.test(retention)
    ? `etcd of ${name} counts revisions and reads "${retention}" as billions of them`
    : undefined;
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const node of ring(site)) {
      const message = mistake(node);
      if (message === undefined) continue;
      const { etcd } = node;
      const key = etcd.isWritten(KEY) ? KEY : 'auto-compaction-mode';
      yield {
        message,
        at: etcd.at(key),
        remedy: leaveOut(etcd.at(key), key, {
          because:
            'auto-compaction-mode: periodic and auto-compaction-retention: 1h keep an hour of revisions',
        }),
      };
    }
}

export const notCompacted: Rule = {
  id: 'etcd/not-compacted',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'etcd never removes old revisions',
  why: 'Patroni writes several times a minute, and etcd keeps every write. After months the database reaches its quota, etcd accepts no more writes (NOSPACE), and the primary steps down.',
  references: [
    'etcd server/embed/etcd.go: parseCompactionRetention',
    'https://etcd.io/docs/v3.5/op-guide/maintenance/#auto-compaction',
    'https://github.com/vitabaks/autobase/issues/528',
  ],
  afterPromotion: false,
  check: all,
};
