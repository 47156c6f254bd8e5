import { knows, type Software } from '../facts/version.ts';
import type { Place } from '../text/finding.ts';
import type { Pool } from './haproxy-config.ts';
import type { Found } from './haproxy-lines.ts';
import { linesIn, linesOf, sectionsOf } from './haproxy-lines.ts';

/** Which members a health check lets in. */
export type Admitted =
  | 'primary'
  | 'leader'
  | 'standby leader'
  | 'replicas'
  | 'primary and replicas'
  | 'everybody'
  | 'nobody';

export interface HealthCheck {
  /** Undefined for what cannot be known from here: an external program, a pattern. */
  readonly admits: Admitted | undefined;
  /** What is asked, in the words of a message: `asks "/leader"`. */
  readonly asks: string;
  readonly at: Place;
}

/** Paths that have a function of their own for GET, and answer 200 whatever the role (patroni/api.py, do_GET_…). */
const ROLELESS = ['liveness', 'readiness', 'patroni', 'cluster', 'history', 'config', 'metrics'];

/** What Patroni answers, by the beginning or a part of the path, in the order it looks (patroni/api.py, do_GET). */
export function admittedBy(path: string, method: string, software: Software): Admitted {
  const [bare = ''] = path.split('?');
  const has = (...parts: readonly string[]): boolean => parts.some((part) => bare.includes(part));
  const [, first = ''] = bare.split('/');
  if (method === 'GET' && ROLELESS.includes(first)) return 'everybody';
  if (bare === '/') return 'primary';
  if (has('standby_leader', 'standby-leader')) return 'standby leader';
  if (has('leader')) return 'leader';
  if (has('master', 'primary', 'read-write')) return 'primary';
  if (has('replica')) return 'replicas';
  const quorum = knows(software, 'restapi.quorum') && has('quorum');
  if (has('read-only') && !has('sync') && !quorum) return 'primary and replicas';
  if (has('health')) return 'everybody';
  if (['/sync', '/synchronous', '/async', '/asynchronous'].includes(bare)) return 'replicas';
  if (bare === '/quorum') return quorum ? 'replicas' : 'nobody';
  return ['/read-only-sync', '/read-only-synchronous', '/read-only-quorum'].includes(bare)
    ? 'primary and replicas'
    : 'nobody';
}

/** Whether `http-check expect` lets an answer through; undefined where it looks at more than the status. */
function expects(words: readonly string[], status: number): boolean | undefined {
  const index = words.indexOf('status');
  const list = words[index + 1];
  if (index === -1 || list === undefined || !/^[\d,-]+$/.test(list)) return undefined;
  const isListed = list.split(',').some((range) => {
    const [from = Number.NaN, to = from] = range.split('-').map(Number);
    return status >= from && status <= to;
  });
  return isListed !== words.slice(0, index).includes('!');
}

/** Patroni answers 200 or 503; HAProxy takes 2xx and 3xx for good unless it is told otherwise. */
function judged(admitted: Admitted, expect: Found | undefined): Admitted | undefined {
  if (!expect) return admitted;
  const [yes, no] = [expects(expect.words, 200), expects(expect.words, 503)];
  if (yes === undefined || no === undefined) return undefined;
  if (no) return yes ? 'everybody' : undefined;
  return yes ? admitted : 'nobody';
}

/** Method and path: the later line wins for what it says, `option httpchk` or `http-check send` (HAProxy tcpcheck.c). */
function request(
  options: readonly Found[],
  sends: readonly Found[],
): { method: string; path: string | undefined; at?: Place } {
  let found: { method: string; path: string | undefined; at?: Place } = { method: 'OPTIONS', path: '/' };
  for (const { words, at } of options) {
    const [method, path] = words.length > 1 ? words : [undefined, words[0]];
    if (path !== undefined) found = { method: method ?? 'OPTIONS', path, at };
  }
  for (const { words, at } of sends) {
    const after = (keyword: string): string | undefined =>
      words.includes(keyword) ? words[words.indexOf(keyword) + 1] : undefined;
    const path = words.includes('uri-lf') ? undefined : (after('uri') ?? found.path);
    found = { method: after('meth') ?? found.method, path, at };
  }
  return found;
}

const PLAIN =
  /^(?:option )?(?:pgsql|mysql|redis|ldap|spop)-check$|^(?:option )?(?:smtpchk|ssl-hello-chk|tcp-check)$/;

/** Which members the check of a pool lets in. */
export function healthCheck(pool: Pool, software: Software): HealthCheck {
  const sections = [pool.defaults, ...sectionsOf(pool)];
  const all = (keyword: string): Found[] => sections.flatMap((section) => linesOf(section, keyword));
  const missing = pool.back.at('option httpchk');
  const kinds = all('option').filter(({ words: [name = ''] }) => /chk$|-check$/.test(name));
  // Of several the last counts.
  const kind = kinds.at(-1);
  const [name] = kind?.words ?? [];
  if (!kind || name === undefined)
    return { admits: 'everybody', asks: 'checks only that it can connect, not the role', at: missing };
  if (name !== 'httpchk')
    return {
      admits: PLAIN.test(name) && all('tcp-check send').length === 0 ? 'everybody' : undefined,
      asks: `checks with "option ${name}", which knows no role`,
      at: kind.at,
    };
  const own = linesIn(pool, 'http-check send');
  const {
    method,
    path,
    at = kind.at,
  } = request(all('option httpchk'), own.length > 0 ? own : linesOf(pool.defaults, 'http-check send'));
  const [expect] = [...linesIn(pool, 'http-check expect'), ...linesOf(pool.defaults, 'http-check expect')];
  // It may connect to somebody else altogether.
  if (path === undefined || all('http-check connect').length > 0) return { admits: undefined, asks: '', at };
  const answer = admittedBy(path, method, software);
  const admits = judged(answer, expect);
  return admits === answer || !expect
    ? { admits, asks: `asks "${path}"`, at }
    : { admits, asks: `expects "${expect.words.join(' ')}"`, at: expect.at };
}
