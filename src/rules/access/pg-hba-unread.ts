import { postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > 0;

/** Whether every line of a list is in another one: no line is lost then. Patroni before 3.0.3 requires a list in bootstrap. */
const isPartOf = (lines: readonly unknown[], others: readonly unknown[]): boolean =>
  lines.every((line) => others.includes(line));

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const all = members(site);
    for (const member of all) {
      const { patroni } = member;
      const path = ['bootstrap', 'pg_hba'] as const;
      // Without a list of postgresql none of the two is what a standby site has: access/pg-hba-ignored.
      const unread = get(patroni.value, ...path);
      if (!patroni.isWritten(...path) || !isList(unread)) continue;
      const used = postgresqlSetting(site, member, 'pg_hba')?.value;
      if (!isList(used) || isPartOf(unread, used)) continue;
      yield {
        message: `bootstrap.pg_hba of ${member.name} is not used: postgresql.pg_hba replaces it`,
        at: { ...patroni.at(...path), part: 'key' },
        remedy: { do: 'move', what: 'its lines', to: 'postgresql.pg_hba', file: 'local' },
      };
    }
    const unread = get(site.dcs.value, 'postgresql', 'pg_hba');
    const used = all
      .map(({ patroni }): unknown => get(patroni.value, 'postgresql', 'pg_hba'))
      .filter((list) => isList(list));
    if (!isList(unread) || all.length === 0 || used.length < all.length) continue;
    if (used.every((list) => isPartOf(unread, list))) continue;
    yield {
      message: `no node of ${site.name} uses the pg_hba of the dynamic configuration: each node has a list in its own file`,
      at: { ...site.dcs.at('postgresql', 'pg_hba'), part: 'key' },
      remedy: { do: 'move', what: 'its lines', to: 'postgresql.pg_hba', file: 'local' },
    };
  }
}

export const pgHbaUnread: Rule = {
  id: 'access/pg-hba-unread',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a pg_hba list is replaced by another list',
  why: 'Patroni does not merge pg_hba lists: it uses the list in the file of the node, or else the list of the dynamic configuration. It only adds bootstrap.pg_hba to the file that initdb wrote, and not even that at a site that was cloned. The lines of an unused list let nobody in and keep nobody out.',
  references: [
    'patroni/config.py: _build_effective_configuration',
    'patroni/postgresql/config.py: append_pg_hba',
    'https://github.com/patroni/patroni/issues/1929',
  ],
  afterPromotion: false,
  check: all,
};
