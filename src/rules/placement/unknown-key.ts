import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { withKey } from '../common/fixes.ts';
import { configurationOf, unreadKeys } from './unread-keys.ts';

/** More than a help of one line holds. */
const MANY = 12;

function* all(estate: Estate): Generator<Draft> {
  for (const unreadKey of unreadKeys(estate)) {
    const { path, at, verdict } = unreadKey;
    if (verdict.is !== 'unknown') continue;
    const { near, known } = verdict;
    const where = path.length > 1 ? `${path.slice(0, -1).join('.')} of ` : '';
    const help = near
      ? `did you mean "${near}"?`
      : known.length > 0 && known.length <= MANY
        ? `known here: ${known.join(', ')}`
        : 'remove it';
    yield {
      message: `Patroni knows no key "${path.at(-1)}" in ${where}${configurationOf(unreadKey)}`,
      at,
      // What comes near no key of the map is there for one cause: a block of something else.
      ...(near === undefined ? { cause: 'unknown' } : {}),
      help,
      fix: withKey(at, known),
    };
  }
}

export const unknownKey: Rule = {
  id: 'placement/unknown-key',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a key is unknown to Patroni',
  why: 'Patroni silently ignores an unknown key, and so does patroni --validate-config: Patroni starts with the misspelt key, and the setting that you meant keeps its default.',
  references: [
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
    'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
    'patroni/validator.py: Schema',
  ],
  afterPromotion: false,
  check: all,
};
