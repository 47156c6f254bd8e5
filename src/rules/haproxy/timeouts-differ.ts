import type { Estate } from '../../compiler/estate/estate.ts';
import type { Found } from '../../compiler/estate/haproxy-lines.ts';
import { lastLine } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { milliseconds } from './duration.ts';
import { ALL_POOLS, pools } from './section.ts';
import { LEAST } from './timeout-too-short.ts';

const timeOf = (line: Found | undefined): number | undefined => milliseconds(line?.words[0] ?? '');

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, ...ALL_POOLS)) {
    const [client, server] = [lastLine(of.pool, 'timeout client'), lastLine(of.pool, 'timeout server')];
    const [one, other] = [timeOf(client), timeOf(server)];
    // One that is not there, or is no time, is told of by others.
    if (!client || !server || one === undefined || other === undefined || one === other) continue;
    // haproxy/timeout-too-short tells of that one.
    if (Math.min(one, other) < LEAST) continue;
    // The place is the one that somebody wrote; of two, the shorter one, which decides.
    const [shorter, longer] = one < other ? [client, server] : [server, client];
    const isWritten = shorter.at.derivedFrom === undefined;
    yield {
      message: `idle sessions through ${of.node.name} end after ${shorter.words[0]}: timeout client is ${client.words[0]}, timeout server ${server.words[0]}`,
      at: isWritten ? shorter.at : longer.at,
      related:
        isWritten && longer.at.derivedFrom === undefined
          ? [{ at: longer.at, message: 'the longer timeout' }]
          : [],
      help: 'write the same time for both',
    };
  }
}

export const timeoutsDiffer: Rule = {
  id: 'haproxy/timeouts-differ',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'timeout client and timeout server differ',
  why: 'An idle session is idle on both sides, so the shorter timeout ends it. Someone relies on the longer timeout, and connections of a pool are cut while they wait.',
  references: [
    'https://github.com/patroni/patroni/issues/820',
    'https://docs.haproxy.org/2.6/configuration.html#4-timeout%20client',
  ],
  afterPromotion: false,
  check: all,
};
