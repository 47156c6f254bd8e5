import type { Estate, Node } from '../../compiler/estate/estate.ts';
import type { HaproxyConfig } from '../../compiler/estate/haproxy-config.ts';
import { linesOf } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Remedy } from '../../compiler/text/remedy.ts';
import { leaveOut, oneOf } from '../common/remedies.ts';
import { milliseconds } from './duration.ts';

/** Half an hour: no transaction of an application needs longer after a reload, in milliseconds. */
const MOST = 1_800_000;

const remedyAt = (at: Place): Remedy =>
  oneOf(
    leaveOut(at, 'hard-stop-after'),
    'write a few minutes: long enough for transactions to end, short enough for a failover (hard-stop-after: 5m)',
  );

function* judge({ name }: Node, { global }: HaproxyConfig): Generator<Draft> {
  const line = linesOf(global, 'hard-stop-after').at(-1);
  const [text = ''] = line?.words ?? [];
  // HAProxy takes 0 for no limit (haproxy.c, soft_stop: tick_isset). What it cannot read is line-invalid's.
  const time = milliseconds(text);
  if (!line || time === 0)
    yield {
      message: `after a reload ${name} keeps old sessions without a limit, and a failover does not end them`,
      at: line?.at ?? global.at('hard-stop-after'),
      remedy: remedyAt(line?.at ?? global.at('hard-stop-after')),
    };
  else if (time !== undefined && time > MOST)
    yield {
      message: `after a reload ${name} keeps old sessions for ${text}, and a failover does not end them`,
      at: line.at,
      remedy: remedyAt(line.at),
    };
}

function* all(estate: Estate): Generator<Draft> {
  for (const { nodes } of estate.sites)
    for (const node of nodes) if (node.haproxy) yield* judge(node, node.haproxy);
}

export const reloadKeepsSessions: Rule = {
  id: 'haproxy/reload-keeps-sessions',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'after a reload sessions stay in an old process that checks no servers',
  why: 'A reload leaves open sessions in the old HAProxy process. That process no longer checks any server, so on-marked-down does not end the sessions: after a failover clients stay on a member that is no longer primary. hard-stop-after ends the old process.',
  references: [
    'https://docs.haproxy.org/2.6/configuration.html#3.1-hard-stop-after',
    'https://docs.haproxy.org/2.6/management.html#4',
  ],
  afterPromotion: false,
  check: all,
};
