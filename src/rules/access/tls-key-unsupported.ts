import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { type FactName, firstToKnow, knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { declare, oneOf } from '../common/remedies.ts';
import { ROLES } from './credentials.ts';

/** Settings of a connection that not every libpq has. */
const KEYS: readonly (readonly [key: string, fact: FactName])[] = [
  ['sslcrldir', 'libpq.sslcrldir'],
  ['sslnegotiation', 'libpq.sslnegotiation'],
];

function* all(estate: Estate): Generator<Draft> {
  const { software } = estate;
  const missing = KEYS.filter(([, fact]) => !knows(software, fact));
  for (const { patroni } of estate.sites.flatMap(members))
    for (const role of ROLES)
      for (const [key, fact] of missing) {
        const path = ['postgresql', 'authentication', role, key] as const;
        if (textAt(patroni.value, ...path) === undefined) continue;
        yield {
          message: `PostgreSQL ${software.postgresql.text} does not know ${key} (${role}), which came with ${firstToKnow(software, fact)}`,
          at: { ...patroni.at(...path), part: 'key' },
          remedy: oneOf('remove it', declare('version', { of: 'PostgreSQL' })),
        };
      }
}

export const tlsKeyUnsupported: Rule = {
  id: 'access/tls-key-unsupported',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  applies: 'PostgreSQL before 17',
  summary: 'a TLS setting is unknown to the declared PostgreSQL version',
  why: 'From 3.3.5 and 4.0.4 on, Patroni silently leaves the setting out: revoked certificates, for example, are then accepted. An older Patroni passes the setting on, and libpq refuses to connect.',
  references: ['patroni/postgresql/config.py: format_dsn', 'https://github.com/patroni/patroni/issues/3206'],
  afterPromotion: false,
  check: all,
};
