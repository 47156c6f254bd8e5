import type { Estate } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { straysByRole } from './credentials.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const [role, strays] of straysByRole(estate))
    for (const { member, name, usual } of strays) {
      const path = ['postgresql', 'authentication', role, 'username'] as const;
      const other = usual.member.patroni.at(...path);
      yield {
        message: `${member.name} logs in as "${name}", but ${usual.member.name} logs in as "${usual.name}" (${role})`,
        at: member.patroni.at(...path),
        ...(other.derivedFrom === undefined && {
          related: [{ at: other, message: `the ${role} user of ${usual.member.name}` }],
        }),
        remedy: { do: 'write once', key: path.join('.'), for: 'estate' },
      };
    }
}

export const credentialsDiffer: Rule = {
  id: 'access/credentials-differ',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'members log in as different users for the same role',
  why: 'A standby is a copy: it has the users and passwords of the primary and no others. The other members refuse a member that logs in as another user; after a promotion or a rebuild its own PostgreSQL refuses it too. The passwords must also be the same everywhere, which the topology does not show.',
  references: [
    'https://github.com/patroni/patroni/issues/2227',
    'https://github.com/patroni/patroni/issues/2581',
  ],
  afterPromotion: false,
  check: all,
};
