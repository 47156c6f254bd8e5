import type { Estate } from '../../compiler/estate/estate.ts';
import type { Found } from '../../compiler/estate/haproxy-lines.ts';
import { lastLine } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { milliseconds } from './duration.ts';
import { ALL_POOLS, pools } from './section.ts';

/** Nobody means to cut a session of a database that rests for less than this, in milliseconds. */
export const LEAST = 10_000;

const isShort = (line: Found | undefined): line is Found => {
  const time = milliseconds(line?.words[0] ?? '');
  return time !== undefined && time < LEAST;
};

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, ...ALL_POOLS)) {
    const [line, other] = ['client', 'server']
      .map((name) => lastLine(of.pool, `timeout ${name}`))
      .filter(isShort);
    const [text = ''] = line?.words ?? [];
    if (!line) continue;
    yield {
      message: /\d$/.test(text)
        ? `${of.node.name} ends sessions that are idle for ${text} ms: a time without a unit is in milliseconds`
        : `${of.node.name} ends sessions that are idle for ${text}`,
      at: line.at,
      related: other ? [{ at: other.at, message: 'so does this timeout' }] : [],
      help: 'write a time with its unit, longer than connections of a pool stay idle: 30m',
    };
  }
}

export const timeoutTooShort: Rule = {
  id: 'haproxy/timeout-too-short',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'HAProxy ends sessions that are idle for a few seconds',
  why: 'HAProxy cuts every query that takes longer, and every connection that waits in a pool for longer.',
  references: [
    'https://docs.haproxy.org/2.6/configuration.html#2.5',
    'https://github.com/patroni/patroni/issues/820',
  ],
  afterPromotion: false,
  check: all,
};
