import { parameterOf } from '../../compiler/estate/effective.ts';
import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { normalised } from '../../compiler/facts/path.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt, wordOf } from '../../compiler/text/json.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site)) {
      const moved = parameterOf(site, member, 'data_directory');
      const own = textAt(member.patroni.value, 'postgresql', 'data_dir');
      if (!moved || own === undefined) continue;
      const path = wordOf(moved.value);
      if (path === '' || (path.startsWith('/') && normalised(path) === normalised(own))) continue;
      yield {
        message: `PostgreSQL of ${member.name} runs from ${path}, and Patroni watches ${own}`,
        at: moved.at(),
        help: 'remove data_directory, and write postgresql.data_dir: Patroni gives PostgreSQL the same one',
      };
    }
}

export const dataDirectoryMoved: Rule = {
  id: 'parameters/data-directory-moved',
  severity: 'error',
  waivable: false,
  since: '0.1.0',
  summary: 'PostgreSQL uses another data directory than the one that Patroni watches',
  why: "PostgreSQL starts in Patroni's data_dir and then switches to the data_directory of its configuration. Patroni looks for the server's process, its timeline and standby.signal in data_dir, where there are none: it cannot tell a primary from a standby, and rewinds, copies and promotes a directory that no server uses.",
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-file-locations.html',
    'patroni/postgresql/__init__.py: data_dir, is_running, start',
  ],
  afterPromotion: false,
  check: all,
};
