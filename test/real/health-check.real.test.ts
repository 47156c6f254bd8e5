import { beforeAll, expect, it } from 'vitest';
import { type Admitted, admittedBy } from '../../src/compiler/estate/health-check.ts';
import { DEFAULT_SOFTWARE, type Software, versionOf } from '../../src/compiler/facts/version.ts';
import { finish } from './programs.ts';
import { patroniPython } from './python.ts';
import { realDescribe, tools } from './tools.ts';

/** Who is asked, in this order. */
const ROLES = [
  'primary',
  'replica',
  'sync replica',
  'standby leader',
  'replica of a standby leader',
] as const;

/** Patroni's own handler, with a cluster that is only said to be there. One line in, one list of statuses out. */
const ASK = `
import json, sys
from unittest.mock import MagicMock
from urllib.parse import parse_qs
from patroni.api import RestApiHandler

def status(path, method, role, leader, standby, sync):
    handler = object.__new__(RestApiHandler)
    handler.path, _, query = path.partition('?')
    handler.path_query = parse_qs(query)
    handler.server = MagicMock()
    patroni = handler.server.patroni
    patroni.ha.is_leader.return_value = leader
    patroni.ha.is_standby_cluster.return_value = standby
    patroni.ha.is_paused.return_value = False
    patroni.noloadbalance, patroni.tags, patroni.next_run, patroni.dcs.ttl = False, {}, 1e12, 30
    patroni.postgresql.state = 'running'
    cluster = patroni.dcs.cluster
    cluster.last_lsn = cluster.status.last_lsn = 0
    answers = []
    for name in ('_write_status_code_only', '_write_status_response', '_write_json_response', 'write_response'):
        setattr(handler, name, lambda code, *args, **more: answers.append(code))
    handler.get_postgresql_status = lambda *args, **more: {
        'role': role, 'state': 'running', 'xlog': {'replayed_location': 0},
        'sync_standby': sync, 'quorum_standby': sync}
    first = handler.path.lstrip('/').split('/')[0]
    routed = getattr(handler, 'do_' + method + '_' + first, None) if first else None
    (routed or getattr(handler, 'do_' + method))()
    return answers[0]

ROLES = [('master', True, False, False), ('replica', False, False, False), ('replica', False, False, True),
         ('standby_leader', True, True, False), ('replica', False, True, False)]
for line in sys.stdin:
    method, path = line.split()
    print(json.dumps([status(path, method, *role) for role in ROLES]))
`;

/** Whether these may be the answers, where a path lets in so many. */
const MAY_BE: Readonly<Record<Admitted, (up: readonly boolean[]) => boolean>> = {
  primary: (up) => up.join() === 'true,false,false,false,false',
  leader: (up) => up.join() === 'true,false,false,true,false',
  'standby leader': (up) => up.join() === 'false,false,false,true,false',
  replicas: ([primary, one, sync, leader]) => !primary && !leader && (one === true || sync === true),
  'primary and replicas': ([primary, , sync, leader]) => primary === true && leader === true && sync === true,
  everybody: (up) => up.every(Boolean),
  nobody: (up) => !up.some(Boolean),
};

const PATHS = [
  '/ /primary /primary2 /master /read-write /leader /standby-leader /standby_leader /replica /replica?lag=1MB',
  '/read-only /read-only-sync /read-only-synchronous /read-only-quorum /quorum /sync /synchronous /async',
  '/asynchronous /health /prim /foo /patroni /liveness /readiness /config /history /cluster /metrics',
].flatMap((paths) => paths.split(' '));

/** What depends on more of the cluster than is made up here. */
const SKIPPED = new Set(['GET /history', 'GET /cluster', 'GET /metrics', 'GET /config', 'GET /patroni']);

const REQUESTS = ['OPTIONS', 'GET', 'HEAD']
  .flatMap((method) => PATHS.map((path) => `${method} ${path}`))
  .filter((request) => !SKIPPED.has(request));

realDescribe('who is let in by a health check', ['patroni'], () => {
  let software: Software;
  let answers: readonly string[] = [];
  beforeAll(async () => {
    const env = { PATH: process.env.PATH ?? '' };
    const { output } = await finish([tools.patroni ?? 'patroni', '--version'], env, '');
    software = {
      patroni: versionOf(/\d+\.\d+\.\d+/.exec(output)?.[0] ?? ''),
      postgresql: versionOf(DEFAULT_SOFTWARE.postgresql),
      etcd: versionOf(DEFAULT_SOFTWARE.etcd),
      haproxy: versionOf(DEFAULT_SOFTWARE.haproxy),
    };
    answers = (await finish([patroniPython(), '-c', ASK], env, REQUESTS.join('\n'))).output
      .trim()
      .split('\n');
    expect(answers, answers.join('\n')).toHaveLength(REQUESTS.length);
  });

  it.each(REQUESTS.map((request, index) => [request, index] as const))('%s', (request, index) => {
    const [method = '', path = ''] = request.split(' ');
    const up = (JSON.parse(answers[index] ?? '[]') as number[]).map((status) => status === 200);
    expect(up).toHaveLength(ROLES.length);
    expect(MAY_BE[admittedBy(path, method, software)](up), `${ROLES}: ${up}`).toBe(true);
  });
});
