import { portOf } from '../../compiler/estate/effective.ts';
import type { Estate, Node, Site } from '../../compiler/estate/estate.ts';
import { bindOf } from '../../compiler/estate/haproxy-lines.ts';
import { PORTS } from '../../compiler/facts/ports.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { textAt } from '../../compiler/text/json.ts';
import { parseAddress } from '../../pghba/address.ts';
import { boundBy, isPort } from '../common/listeners.ts';
import { leaveOut } from '../common/remedies.ts';

/** What a machine has behind a port, as far as the topology says. */
function behind({ patroni, haproxy, ...node }: Node, port: string): 'writes' | 'reads' | 'nothing' {
  if (patroni && portOf({ ...node, haproxy, patroni }) === port) return 'writes';
  const pool = haproxy?.pools.find(({ front }) =>
    boundBy(bindOf(front) ?? '').some((one) => String(one.port) === port),
  );
  if (!pool) return 'nothing';
  return pool.name === 'primary' ? 'writes' : 'reads';
}

function judge(site: Site, upstream: Site): Draft | undefined {
  const hosts = textAt(site.dcs.value, 'standby_cluster', 'host');
  const port = textAt(site.dcs.value, 'standby_cluster', 'port') ?? String(PORTS.postgresql);
  // What is no port is a finding of replication/upstream-invalid.
  if (hosts === undefined || !isPort(port)) return undefined;
  const machines = new Map(upstream.nodes.map((node) => [node.wan?.key, node]));
  for (const host of hosts.split(',')) {
    const key = parseAddress(host.trim())?.key;
    const node = key === undefined ? undefined : machines.get(key);
    const found = node && behind(node, port);
    if (!node || found === 'writes') continue;
    const keys = ['host', 'port'].filter((one) => site.dcs.isWritten('standby_cluster', one));
    const at = site.dcs.at('standby_cluster', keys.at(-1) ?? 'host');
    return {
      message:
        found === 'reads'
          ? `${site.name} is told to stream from port ${port} of ${node.name}, where HAProxy leads to replicas`
          : `${site.name} is told to stream from port ${port} of ${node.name}, where no PostgreSQL listens`,
      at,
      related: [{ at: node.nameAt, message: 'this machine' }],
      remedy: leaveOut(at, keys.join(' and '), { from: `the members of ${upstream.name}` }),
    };
  }
  return undefined;
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const { upstream, dcs } = site;
    if (!upstream || !(dcs.isWritten('standby_cluster', 'host') || dcs.isWritten('standby_cluster', 'port')))
      continue;
    const found = judge(site, upstream);
    if (found) yield found;
  }
}

export const upstreamPortWrong: Rule = {
  id: 'replication/upstream-port-wrong',
  severity: 'warning',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'a standby site is told to stream from a port where no primary answers',
  why: 'PgBouncer does not pass replication on, and the read pools of HAProxy lead to replicas: the standby site gets nothing, or streams from a replica, which may lag or be stopped, and which pg_rewind cannot use.',
  references: [
    'https://patroni.readthedocs.io/en/latest/standby_cluster.html',
    'https://github.com/patroni/patroni/issues/1236',
  ],
  afterPromotion: true,
  check,
};
