/** Questions to the daemons themselves: etcd, Patroni, PostgreSQL, HAProxy. */
import { get, textAt } from '../../src/compiler/text/json.ts';
import { must } from './exec.ts';
import type { LabSite } from './lab-site.ts';
import type { LabNode } from './node.ts';
import { ENVIRONMENT_FILE } from './provision.ts';

const PATRONI_YML = '/etc/patroni/patroni.yml';

/** Runs etcdctl on a member, over its own client URL. */
export async function etcdctl(node: LabNode, args: string): Promise<string> {
  const tls = get(node.spec?.etcd?.value, 'client-transport-security');
  const url = textAt(node.spec?.etcd?.value, 'advertise-client-urls') ?? '';
  const flags = [
    `--endpoints=${url.split(',')[0]}`,
    ...[
      ['cacert', 'trusted-ca-file'],
      ['cert', 'cert-file'],
      ['key', 'key-file'],
    ].flatMap(([flag, key]) => {
      const path = textAt(tls, key ?? '');
      return path === undefined ? [] : [`--${flag}=${path}`];
    }),
  ];
  const command = `etcdctl ${flags.join(' ')} --command-timeout=3s ${args}`;
  return node.sh(command, { env: { ETCDCTL_API: '3' }, timeout: 10 });
}

/** How many members of a ring answer with a quorum. Throws if there is no quorum. */
export async function quorum(site: LabSite): Promise<number> {
  const answers = await Promise.allSettled(
    // A linearizable read: a member without a quorum cannot answer it.
    site.ring.filter((node) => node.isUp()).map((node) => etcdctl(node, 'get any')),
  );
  const refused = answers.find((answer) => answer.status === 'rejected');
  const answered = answers.filter((answer) => answer.status === 'fulfilled').length;
  if (answered <= site.ring.length / 2)
    throw new Error(`${answered} of ${site.ring.length} etcd members answer: ${refused?.reason}`);
  return answered;
}

/** The leader of a site's ring. Throws while there is none. */
export async function etcdLeader(site: LabSite): Promise<LabNode> {
  for (const node of site.ring) {
    const [answer] = JSON.parse(await etcdctl(node, 'endpoint status -w json'));
    if (answer.Status.leader === answer.Status.header.member_id) return node;
  }
  throw new Error(`the ring of ${site.name} has no leader`);
}

/** Runs patronictl as an operator does: as postgres, with the node's passwords. */
export async function patronictl(node: LabNode, args: string, timeout = 60): Promise<string> {
  const command = `set -a; . ${ENVIRONMENT_FILE}; exec patronictl -c ${PATRONI_YML} ${args}`;
  return node.sh(command, { user: 'postgres', timeout });
}

/** A line of `patronictl list`. */
export interface Listed {
  readonly Member: string;
  /** `Leader`, `Standby Leader`, `Replica`, `Sync Standby`. */
  readonly Role: string;
  readonly State: string;
  readonly TL: number;
}

export async function list(node: LabNode): Promise<Listed[]> {
  return JSON.parse(await patronictl(node, 'list -f json'));
}

/** An answer of a node's REST API. `status` is 0 when there was none. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Asks the REST API of a node, from the node itself. */
export async function rest(node: LabNode, path: string): Promise<Answer> {
  const restapi = get(node.spec?.patroni?.value, 'restapi');
  const scheme = textAt(restapi, 'certfile') === undefined ? 'http' : 'https';
  const ca = textAt(node.spec?.patroni?.value, 'ctl', 'cacert');
  const url = `${scheme}://${textAt(restapi, 'connect_address')}${path}`;
  const command = `curl -s --max-time 3 ${ca ? `--cacert ${ca}` : ''} -w '\\n%{http_code}' '${url}'`;
  const { stdout } = await node.exec(command, { timeout: 6 });
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, Math.max(end, 0)) };
}

/** The status of a node from its Patroni. */
export interface PatroniStatus {
  readonly state: string;
  /** `master` before Patroni 4, `primary` since; `standby_leader`, `replica`. */
  readonly role: string;
  readonly timeline: number;
  readonly database_system_identifier: string;
}

/** Throws while the node has no Patroni that answers. */
export async function patroniStatus(node: LabNode): Promise<PatroniStatus> {
  const { status, body } = await rest(node, '/patroni');
  if (status === 0) throw new Error(`${node.name}: Patroni does not answer`);
  return JSON.parse(body);
}

/** Health checks that exactly one member of a site passes: it takes writes; it follows another site; either. */
export type LeaderPath = '/primary' | '/standby-leader' | '/leader';

/** The node of a site that passes the health check. Throws unless there is exactly one. */
export async function leaderOf(site: LabSite, path: LeaderPath): Promise<LabNode> {
  const up = site.members.filter((node) => node.isUp());
  const answers = await Promise.all(up.map(async (node) => ({ node, ...(await rest(node, path)) })));
  const [leader, ...others] = answers.filter(({ status }) => status === 200);
  if (!leader || others.length > 0) {
    const seen = answers.map(({ node, status, body }) => `${node.name} ${status} ${body}`);
    throw new Error(`${site.name} has ${leader ? 'several' : 'no'} ${path}:\n${seen.join('\n')}`);
  }
  return leader.node;
}

/** Runs SQL as the superuser, over the node's own socket, and returns the unaligned output. */
export async function sql(node: LabNode, statements: string, database = 'postgres'): Promise<string> {
  const postgresql = get(node.spec?.patroni?.value, 'postgresql');
  const bin = textAt(postgresql, 'bin_dir') ?? '/usr/bin';
  const user = textAt(postgresql, 'authentication', 'superuser', 'username') ?? 'postgres';
  const port = /\d+$/.exec(textAt(postgresql, 'connect_address') ?? '')?.[0] ?? '5432';
  const options = ['-XAtqw', '-v', 'ON_ERROR_STOP=1', '-p', port, '-U', user, '-d', database, '-f', '-'];
  // With the password that the node has now.
  const login = `set -a; . ${ENVIRONMENT_FILE}; PGPASSWORD=$PATRONI_SUPERUSER_PASSWORD exec "$@"`;
  const argv = ['sh', '-c', login, 'sh', `${bin}/psql`, ...options];
  const run = await node.run(argv, { user: 'postgres', input: statements, timeout: 30 });
  return must(run, `${node.name}: ${statements}`).trimEnd();
}

const rows = async <T>(node: LabNode, query: string): Promise<T[]> =>
  JSON.parse(await sql(node, `select coalesce(json_agg(t), '[]') from (${query}) t`));

/** A replication slot. */
export interface Slot {
  readonly name: string;
  readonly active: boolean;
  readonly restart_lsn: string | null;
}

export const slots = (node: LabNode): Promise<Slot[]> =>
  rows(node, 'select slot_name as name, active, restart_lsn from pg_replication_slots order by 1');

/** A standby that streams from the node. */
export interface Streaming {
  readonly name: string;
  readonly address: string;
  readonly state: string;
  readonly slot: string | null;
}

export const streaming = (node: LabNode): Promise<Streaming[]> =>
  rows(
    node,
    `select application_name as name, host(client_addr) as address, r.state, slot_name as slot
       from pg_stat_replication r left join pg_replication_slots on active_pid = pid order by 1`,
  );
