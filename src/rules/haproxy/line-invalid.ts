import type { Estate, Node } from '../../compiler/estate/estate.ts';
import type { HaproxyConfig } from '../../compiler/estate/haproxy-config.ts';
import type { Found } from '../../compiler/estate/haproxy-lines.ts';
import { linesIn, linesOf, serverOptions } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { listed } from '../../compiler/text/suggest.ts';
import { firstTimeIn, LONGEST, milliseconds } from './duration.ts';
import { ALL_POOLS, pools } from './section.ts';

/** Keywords of a server line whose word is a time, and those whose word is a number of checks. */
const TIMES = ['inter', 'fastinter', 'downinter', 'slowstart'] as const;
const COUNTS = ['rise', 'fall'] as const;

const TIME = 'write a time as a number followed by us, ms, s, m, h or d, without a blank';
const COUNT = 'write a number of checks, 1 or more, without a unit';

const PARTS = 'write the time in one unit: 90m instead of 1h30m';

interface Mistake {
  readonly what: string;
  readonly help: string;
  /** Whether HAProxy reads something else, rather than refuse to start. */
  readonly isMisread?: boolean;
}

/** HAProxy reads a count by atol(): of `3s` and `03` it takes 3, of a word 0, which it refuses. */
const isCount = (word: string): boolean => /^\+?0*[1-9]/.test(word);

/** What is wrong with a time that a keyword has. */
function timeMistake(keyword: string, time: string, mayBeZero: boolean): Mistake | undefined {
  const value = milliseconds(time);
  if (value === undefined) {
    const first = firstTimeIn(time);
    return first === undefined
      ? { what: `${keyword} is "${time}", which is not a time`, help: TIME }
      : { what: `reads only "${first}" of ${keyword} "${time}"`, help: PARTS, isMisread: true };
  }
  if (value > LONGEST)
    return { what: `${keyword} is ${time}, more than 24.8 days`, help: 'write a shorter time' };
  return value === 0 && !mayBeZero
    ? { what: `${keyword} is 0`, help: 'write a time above 0, for example 2s' }
    : undefined;
}

/** What HAProxy does not read in a line of timeouts. */
function timeoutMistake({ words: [name, time, more] }: Found): Mistake | undefined {
  const keyword = `timeout ${name ?? ''}`;
  if (name === undefined || time === undefined) return { what: `${keyword} has no time`, help: TIME };
  const mistake = timeMistake(keyword, time, true);
  return (
    mistake ??
    (more === undefined ? undefined : { what: `${keyword} has "${more}" after its time`, help: TIME })
  );
}

function serverMistake({ words }: Found): Mistake | undefined {
  const after = (keyword: string): string | undefined =>
    words.includes(keyword) ? (words[words.lastIndexOf(keyword) + 1] ?? '') : undefined;
  for (const keyword of TIMES) {
    const time = after(keyword);
    const mistake = time === undefined ? undefined : timeMistake(keyword, time, keyword === 'slowstart');
    if (mistake) return mistake;
  }
  const count = COUNTS.find((keyword) => !isCount(after(keyword) ?? '1'));
  return count && { what: `${count} is "${after(count)}", but must be 1 or more`, help: COUNT };
}

function* judgeLines({ name }: Node, haproxy: HaproxyConfig): Generator<Draft> {
  const draft = (at: Place, { what, help, isMisread = false }: Mistake): Draft => ({
    message: `HAProxy of ${name} ${isMisread ? '' : 'does not start: '}${what}`,
    at,
    help,
  });
  for (const section of haproxy.sections) {
    if (section.kind === 'global') continue;
    for (const line of linesOf(section, 'timeout')) {
      const mistake = timeoutMistake(line);
      if (mistake) yield draft(line.at, mistake);
    }
    for (const line of linesOf(section, 'default-server')) {
      const mistake = serverMistake(line);
      if (mistake) yield draft(line.at, mistake);
    }
  }
}

/** Servers are told apart by their names, and are for sections that have any. */
function* judgeServers({ name }: Node, haproxy: HaproxyConfig): Generator<Draft> {
  const draft = (at: Place, what: string, help: string): Draft => ({
    message: `HAProxy of ${name} does not start: ${what}`,
    at: { ...at, part: 'key' },
    help,
  });
  for (const section of [haproxy.defaults, haproxy.stats])
    for (const { at } of linesOf(section, 'server'))
      yield draft(at, `${section.name} cannot have a server`, 'write it under a pool');
  for (const pool of haproxy.pools) {
    const names = new Set(pool.servers.map((server) => server.name));
    for (const {
      words: [server = ''],
      at,
    } of linesIn(pool, 'server')) {
      if (names.has(server))
        yield draft(
          at,
          `the ${pool.name} pool already has a server ${server}`,
          'the servers of a pool are the members: change the node, or default-server for all of them',
        );
      names.add(server);
    }
    for (const {
      words: [server = ''],
      at,
    } of linesIn(pool, 'use-server'))
      if (!names.has(server) && !server.includes('%'))
        yield draft(
          at,
          `use-server names "${server}", but the ${pool.name} pool has no such server`,
          `use one of its servers: ${listed([...names])}`,
        );
  }
}

/** HAProxy wants to know by which CA it judges, or that it is not to judge. */
function* judgeCa(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, ...ALL_POOLS)) {
    const options = serverOptions(of.pool);
    const verify = options.word('verify') ?? linesOf(of.haproxy.global, 'ssl-server-verify').at(-1)?.words[0];
    if (!options.has('check-ssl') || verify === 'none' || options.word('ca-file') !== undefined) continue;
    yield {
      message: `HAProxy of ${of.node.name} does not start: the ${of.pool.name} pool has check-ssl but no ca-file`,
      at: options.at,
      help: 'add verify required ca-file and the CA file to default-server',
    };
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const node of estate.sites.flatMap(({ nodes }) => nodes))
    if (node.haproxy) {
      yield* judgeLines(node, node.haproxy);
      yield* judgeServers(node, node.haproxy);
    }
  yield* judgeCa(estate);
}

export const lineInvalid: Rule = {
  id: 'haproxy/line-invalid',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a line with which HAProxy does not start',
  why: 'A running HAProxy keeps its old configuration at a reload, and an HAProxy that is restarted stays down: clients cannot reach the site.',
  references: [
    'https://docs.haproxy.org/2.6/configuration.html#2.5',
    'HAProxy src/cfgparse.c: "another server named", "unable to find server"; src/check.c: srv_parse_check_rise',
    'HAProxy src/server.c: srv_prepare_for_resolution, check-ssl and verify; src/proxy.c: proxy_parse_timeout',
  ],
  afterPromotion: false,
  check: all,
};
