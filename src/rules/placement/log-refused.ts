import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { pythonInt } from '../../compiler/facts/number.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Pointer } from '../../compiler/text/finding.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, mapAt, wordOf } from '../../compiler/text/json.ts';
import { listed } from '../../compiler/text/suggest.ts';
import { withValue } from '../common/fixes.ts';
import { shown } from '../common/words.ts';

/** The levels of Python's logging, which tells upper from lower case. */
const LEVELS = ['DEBUG', 'INFO', 'WARN', 'WARNING', 'ERROR', 'FATAL', 'CRITICAL', 'NOTSET'];

const isLevel = (value: Json): boolean => typeof value === 'number' || LEVELS.includes(wordOf(value));

function levelHelp(value: Json): string {
  const upper = wordOf(value).toUpperCase();
  return LEVELS.includes(upper) ? `write ${upper}` : `write ${listed(LEVELS)}`;
}

interface Wrong {
  readonly path: Pointer;
  readonly value: Json;
  readonly what: string;
  readonly help: string;
}

function* wrongIn({ patroni }: Member): Generator<Wrong> {
  const log = mapAt(patroni.value, 'log');
  const levels: [Pointer, Json | undefined][] = [
    [['level'], log.level],
    ...Object.entries(mapAt(log, 'loggers')).map(([name, value]): [Pointer, Json | undefined] => [
      ['loggers', name],
      value,
    ]),
  ];
  for (const [path, value] of levels)
    if (value !== undefined && !isLevel(value))
      yield { path, value, what: 'not a log level of Python', help: levelHelp(value) };
  // Patroni counts files where it writes any.
  if (log.dir === undefined) return;
  for (const key of ['file_size', 'file_num']) {
    const value = get(log, key);
    if (value !== undefined && pythonInt(value) === undefined)
      yield { path: [key], value, what: 'not a whole number', help: 'write a number, without a unit' };
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const member of estate.sites.flatMap(members))
    for (const { path, value, what, help } of wrongIn(member))
      yield {
        message: `log.${path.join('.')} of ${member.name} is ${shown(value)}, ${what}: Patroni does not start`,
        at: member.patroni.at('log', ...path),
        help,
        fix: LEVELS.includes(wordOf(value).toUpperCase())
          ? withValue(member.patroni.at('log', ...path), wordOf(value).toUpperCase())
          : undefined,
      };
}

export const logRefused: Rule = {
  id: 'placement/log-refused',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a log setting keeps Patroni from starting',
  why: 'Patroni sets up its log before anything else, and an exception there ends it. A level in lower case raises one.',
  references: ['patroni/log.py: reload_config', 'https://docs.python.org/3/library/logging.html#levels'],
  afterPromotion: false,
  check: all,
};
