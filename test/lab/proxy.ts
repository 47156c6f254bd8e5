import type { PoolName } from '../../src/compiler/estate/haproxy-config.ts';
import { linesOf } from '../../src/compiler/estate/haproxy-lines.ts';
import { must } from './exec.ts';
import type { LabNode } from './node.ts';

const SHOW_STAT = `
import socket, sys
with socket.socket(socket.AF_UNIX) as admin:
    admin.settimeout(3)
    admin.connect(sys.argv[1])
    admin.sendall(b'show stat\\n')
    while data := admin.recv(65536):
        sys.stdout.write(data.decode())
`;

/** Which servers of each pool are up, and whether the pool takes connections. */
export type Pools = Readonly<Record<string, { readonly open: boolean; readonly up: readonly string[] }>>;

/** Asks a node's HAProxy, over its stats socket, for the state of its pools. Throws when it does not answer. */
export async function pools(node: LabNode): Promise<Pools> {
  const { global } = node.spec?.haproxy ?? {};
  const socket = (global && linesOf(global, 'stats socket')[0]?.words[0]) ?? '';
  const text = must(
    await node.run(['python3', '-c', SHOW_STAT, socket], { timeout: 5 }),
    `${node.name}: show stat`,
  );
  const [header = '', ...lines] = text.trim().split('\n');
  const columns = header.replace(/^# /, '').split(',');
  const found: Record<string, { open: boolean; up: string[] }> = {};
  for (const line of lines) {
    const cells = line.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    found[cell('pxname')] ??= { open: false, up: [] };
    const pool = found[cell('pxname')];
    if (!pool || cell('svname') === 'FRONTEND') continue;
    // A server between two states shows "UP 1/3" or "DOWN 2/3".
    const up = cell('status').startsWith('UP');
    if (cell('svname') === 'BACKEND') pool.open = up;
    else if (up) pool.up.push(cell('svname'));
  }
  return found;
}

/** Address and port that clients use for a pool of a node's HAProxy. */
export function entrance(node: LabNode, pool: PoolName): { readonly host: string; readonly port: number } {
  const port = node.spec?.haproxy?.pools.find(({ name }) => name === pool)?.port;
  const [host] = node.addresses;
  if (port === undefined || host === undefined) throw new Error(`${node.name} has no pool ${pool}`);
  return { host, port };
}
