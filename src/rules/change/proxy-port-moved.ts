import type { ChangeRule } from '../../compiler/plan/change-rule.ts';
import { placeFor, wheres } from '../../compiler/plan/of-change.ts';
import { grouped } from '../../compiler/text/grouped.ts';
import type { Json } from '../../compiler/text/json.ts';
import { wordOf } from '../../compiler/text/json.ts';

/** What a bind names: `*:5000,*:6000`, or several lines. */
const portsOf = (bind: Json): string[] =>
  [bind].flat().flatMap(
    (one) =>
      wordOf(one as Json)
        .split(' ')[0]
        ?.split(',') ?? [],
  );

export const proxyPortMoved: ChangeRule = {
  id: 'change/proxy-port-moved',
  severity: 'warning',
  waivable: true,
  only: 'changes',
  since: '0.1.0',
  summary: 'HAProxy listens on another port',
  why: 'The old port closes at once to new sessions. Clients that still come to it are refused.',
  references: ['https://docs.haproxy.org/3.2/management.html'],
  *check(change) {
    const moved = change.values.filter(
      ({ what, path, from, to }) =>
        what === 'haproxy' &&
        path[1] === 'bind' &&
        path[0] !== 'stats' &&
        from !== undefined &&
        to !== undefined &&
        portsOf(from).some((port) => !portsOf(to).includes(port)),
    );
    for (const [pool, values] of grouped(moved, ({ path }) => path[0] ?? '')) {
      const [first] = values;
      if (first)
        yield {
          message: `pool ${pool} of ${wheres(values).join(', ')} moves from ${first.from} to ${first.to}`,
          at: placeFor(change, first),
          help: 'let HAProxy listen on both ports first (overrides.haproxy.primary.bind: "*:5000,*:6000"), move the clients, then take the old port away',
          topic: pool,
        };
    }
  },
};
