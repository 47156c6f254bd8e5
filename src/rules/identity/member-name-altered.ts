import { memberName } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';

/** Bytes of application_name (NAMEDATALEN - 1). */
const MOST = 63;

function faultOf(name: string): string | undefined {
  if (/[^ -~]/.test(name)) return 'it shows only ASCII letters';
  return name.length > MOST ? `it cuts names at ${MOST} letters` : undefined;
}

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members)) {
    const name = memberName(member);
    const fault = faultOf(name);
    if (fault === undefined) continue;
    yield {
      message: `PostgreSQL shows another name for member "${name}": ${fault}`,
      at: member.patroni.at('name'),
      help: 'write a shorter name of letters, digits, - and _',
    };
  }
}

export const memberNameAltered: Rule = {
  id: 'identity/member-name-altered',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'PostgreSQL shows a member under a different name than Patroni looks for',
  why: 'Patroni finds its standbys in pg_stat_replication by their names. A member that PostgreSQL shows under another name can never be a synchronous standby, and with synchronous_mode Patroni refuses a failover to it.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-APPLICATION-NAME',
    'https://github.com/patroni/patroni/issues/3436',
  ],
  afterPromotion: false,
  check: all,
};
