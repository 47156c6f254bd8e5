import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { majorsOf } from '../../compiler/facts/majors.ts';
import { normalised } from '../../compiler/facts/path.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';

/** The major version in a path, as the packages of Debian (/18/) and of PostgreSQL for RPM (pgsql-18) have it. */
const versionIn = (path: string): string | undefined =>
  /\/(?:postgresql|pgsql)\/(\d{1,2})(?:\/|$)|\/pgsql-(\d{1,2})(?:\/|$)/
    .exec(normalised(path))
    ?.slice(1)
    .find(Boolean);

const KEYS = ['bin_dir', 'data_dir'] as const;

function* all(estate: Estate): Generator<Draft> {
  const { software } = estate;
  const declared = software.postgresql.text;
  for (const member of estate.sites.flatMap(members))
    for (const key of KEYS) {
      const path = textAt(member.patroni.value, 'postgresql', key) ?? '';
      const version = versionIn(path);
      if (version === undefined || majorsOf(software).includes(Number(version))) continue;
      yield {
        message: `${key} of ${member.name} belongs to PostgreSQL ${version}, and ${declared} is declared: ${path}`,
        at: member.patroni.at('postgresql', key),
        related: [{ at: estate.softwareAt('postgresql'), message: 'the declared version of PostgreSQL' }],
        remedy: oneOf(
          leaveOut(member.patroni.at('postgresql', key), `postgresql.${key}`),
          'correct one of the two',
        ),
      };
    }
}

export const wrongVersionPath: Rule = {
  id: 'topology/wrong-version-path',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'a path of PostgreSQL names another version than the declared one',
  why: 'With the binaries of another version, the checks of this configuration do not hold, and the node cannot replicate with the others. PostgreSQL refuses to start in a data directory that holds a cluster of another version.',
  references: [
    'https://www.postgresql.org/docs/current/warm-standby.html#STANDBY-PLANNING',
    'patroni/validator.py: validate_data_dir',
  ],
  afterPromotion: false,
  check: all,
};
