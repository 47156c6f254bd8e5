import type { Estate } from '../../compiler/estate/estate.ts';
import { atLeast, firstToKnow, SUPPORTED, versionOf } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { declare, oneOf } from '../common/remedies.ts';
import { unreadKeys } from './unread-keys.ts';

/** The newest series there is. */
const NEWEST = SUPPORTED.patroni[1];

function* all(estate: Estate): Generator<Draft> {
  const { software } = estate;
  const declared = software.patroni.text;
  for (const { path, at, verdict } of unreadKeys(estate)) {
    if (verdict.is !== 'of-other-version') continue;
    const { since, until } = verdict.key;
    const key = path.join('.');
    if (until)
      yield {
        message: `Patroni ${declared} no longer reads ${key}: ${firstToKnow(software, until)} removed it`,
        at,
        help: 'remove it; create roles with a script that post_bootstrap names',
      };
    else if (since) {
      const first = firstToKnow(software, since);
      const series = versionOf(first).parts.slice(0, 2).join('.');
      yield {
        message: `Patroni ${declared} does not read ${key}, which comes with ${first}`,
        at,
        remedy: atLeast(versionOf(NEWEST), series)
          ? oneOf('remove it', declare('version', { of: 'Patroni' }))
          : 'remove it: no release has it yet',
      };
    }
  }
}

export const keyUnsupported: Rule = {
  id: 'placement/key-unsupported',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'the declared version of Patroni does not read this key',
  why: 'Patroni silently ignores a key that it does not know yet or no longer knows. The documentation on the web describes the newest Patroni, and also keys that no release has.',
  references: [
    'https://patroni.readthedocs.io/en/latest/releases.html',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html',
  ],
  afterPromotion: false,
  check: all,
};
