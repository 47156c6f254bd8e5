import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { UnreadKey } from './unread-keys.ts';
import { configurationOf, unreadKeys } from './unread-keys.ts';

/** Where an override of the dynamic configuration stands in a topology. */
const DCS = 'bootstrap.dcs';

function draft(unreadKey: UnreadKey): Draft | undefined {
  const { path, layer, at, verdict } = unreadKey;
  const key = path.join('.');
  const own = configurationOf(unreadKey);
  if (verdict.is === 'in-other')
    return layer === 'local'
      ? {
          message: `Patroni reads ${key} from the dynamic configuration alone, not from ${own}`,
          at,
          cause: 'dynamic',
          remedy: { do: 'move', to: key, file: 'dynamic' },
        }
      : {
          message: `Patroni reads ${key} from the file of a node alone, not from ${own}`,
          at,
          cause: 'local',
          remedy: { do: 'move', to: key, file: 'local' },
        };
  if (verdict.is !== 'elsewhere') return undefined;
  const where = path.length > 1 ? `under ${path.slice(0, -1).join('.')}` : 'at the top';
  const prefix = layer === 'dynamic' && verdict.parameter ? `${DCS}.` : '';
  return {
    message: `Patroni does not read ${path.at(-1)} ${where} of ${own}`,
    at,
    cause: verdict.path,
    remedy: `move it to ${prefix}${verdict.path}`,
  };
}

const all = (estate: Estate): Draft[] =>
  unreadKeys(estate).flatMap((unreadKey) => {
    const found = draft(unreadKey);
    return found ? [found] : [];
  });

export const keyMisplaced: Rule = {
  id: 'placement/key-misplaced',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a key of Patroni is written where Patroni does not read it',
  why: 'Patroni has two configurations: a file on each node, and the dynamic configuration in etcd, which is the same for a whole cluster. It reads most keys from a single place in one of the two, and silently ignores them anywhere else: the cluster does not run with what is in git.',
  references: [
    'https://patroni.readthedocs.io/en/latest/patroni_configuration.html',
    'patroni/config.py: _safe_copy_dynamic_configuration, _build_effective_configuration',
    'patroni/global_config.py',
  ],
  afterPromotion: false,
  check: all,
};
