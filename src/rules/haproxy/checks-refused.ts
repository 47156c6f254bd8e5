import type { Estate, Member } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { serverOptions } from '../../compiler/estate/haproxy-lines.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { ALL_POOLS, pools } from './section.ts';

const PATH = ['restapi', 'certfile'];

/** Whether the REST API speaks TLS; undefined where topology/endpoint-mismatch tells of it. */
function speaksTls({ patroni }: Member): boolean | undefined {
  const has = textAt(patroni.value, ...PATH) !== undefined;
  return has === (textAt(patroni.derived, ...PATH) !== undefined) ? has : undefined;
}

function* all(estate: Estate): Generator<Draft> {
  for (const of of pools(estate, ...ALL_POOLS)) {
    const checksTls = serverOptions(of.pool).has('check-ssl');
    const refusing = members(of.site).find((member) => {
      const tls = speaksTls(member);
      return tls !== undefined && tls !== checksTls;
    });
    if (!refusing) continue;
    yield {
      message: `the ${of.pool.name} pool of ${of.node.name} checks over ${checksTls ? 'TLS' : 'plain HTTP'}, but the REST API of ${refusing.name} speaks ${checksTls ? 'plain HTTP' : 'TLS'}: the server is always down`,
      at: serverOptions(of.pool).at,
      help: checksTls
        ? 'remove check-ssl from default-server'
        : 'add check-ssl verify required ca-file and the CA file to default-server',
    };
  }
}

export const checksRefused: Rule = {
  id: 'haproxy/checks-refused',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'health checks use a protocol that the REST APIs do not speak',
  why: 'No check ever succeeds: the pool has no server, and HAProxy refuses its clients from the first day.',
  references: [
    'patroni/api.py: RestApiServer.__initialize',
    'https://docs.haproxy.org/2.6/configuration.html#5.2-check-ssl',
    'https://github.com/vitabaks/autobase/issues/1276',
  ],
  afterPromotion: false,
  check: all,
};
