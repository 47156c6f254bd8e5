import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor } from '../../compiler/plan/of-change.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, isMap, wordOf } from '../../compiler/text/json.ts';

export const accessRemoved: ChangeRule = {
  id: 'change/access-removed',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'somebody is not let in any more',
  why: 'PostgreSQL asks pg_hba when a connection is opened. Sessions that are open go on, and fail when they come again, perhaps weeks later.',
  references: ['https://www.postgresql.org/docs/18/auth-pg-hba-conf.html'],
  *check(change) {
    const told = new Set<string>();
    // Lines for machines that are gone, or have another address, go with them.
    const known = [...change.before.seen.flatMap(({ nodes }) => nodes)].flatMap(({ address, wan }) => [
      address?.text,
      wan?.text,
    ]);
    const stays = change.after.estate.sites
      .flatMap(({ nodes }) => nodes)
      .flatMap(({ address, wan }) => [address?.text, wan?.text]);
    const gone = new Set(known.filter((text) => text !== undefined && !stays.includes(text)));
    const isList = (value: Json | undefined): boolean => isMap(value) || Array.isArray(value);
    for (const value of change.values) {
      if (
        value.what !== 'patroni' ||
        value.path.at(-1) !== 'pg_hba' ||
        value.to !== undefined ||
        isList(value.from)
      )
        continue;
      const line = wordOf(value.from);
      const words = line.split(/\s+/);
      if (
        told.has(line) ||
        words[0] === 'local' ||
        [...gone].some((address) => words.some((word) => word.split('/')[0] === address))
      )
        continue;
      // The same user, database and address by another method, or over TLS, is no removal.
      const same = change.after.estate.sites.some(({ nodes }) =>
        nodes.some(({ patroni }) => {
          const lines = get(patroni?.value, 'postgresql', 'pg_hba');
          return (
            Array.isArray(lines) &&
            lines.some(
              (one) => wordOf(one).split(/\s+/).slice(1, 4).join(' ') === words.slice(1, 4).join(' '),
            )
          );
        }),
      );
      if (same) continue;
      told.add(line);
      yield {
        message: `"${line}" goes: whoever needs it is refused at the next connection`,
        at: placeFor(change, { ...value, at: undefined }),
        help: 'make sure on every member that nobody uses it (pg_stat_activity), and end the sessions that are left with pg_terminate_backend',
        topic: line,
      };
    }
  },
};
