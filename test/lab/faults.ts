import { textAt } from '../../src/compiler/text/json.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';

/**
 * A primary stops sending WAL, and goes on acknowledging: replication is asynchronous, so its next rows are its own.
 * Only the loss of its power ends it.
 */
export const silence = (primary: LabNode): Promise<string> =>
  primary.sh("pkill -STOP -u postgres -f '^postgres: .* walsender '");

/** An etcd member dies and does not come back by itself. */
export const loseEtcd = (node: LabNode): Promise<string> =>
  node.sh('pkill -KILL -x etcd; systemctl stop etcd');

/** A machine is lost with its disks; a new one has its name, its packages and what an operator puts there. */
export async function replaceMachine(node: LabNode): Promise<void> {
  await node.crash();
  const data = [
    textAt(node.spec?.patroni?.value, 'postgresql', 'data_dir'),
    textAt(node.spec?.etcd?.value, 'data-dir'),
    '/etc/systemd/system/multi-user.target.wants',
  ];
  await node.sh(`rm -rf ${data.filter(Boolean).join(' ')}`);
  await node.boot();
}

/** A site is lost: the power of all its nodes goes at once. */
export async function loseSite(lab: Lab, site: string): Promise<void> {
  await Promise.all(lab.site(site).nodes.map((node) => node.crash()));
}

/** Power returns to a site: every node starts what it has enabled. */
export async function returnSite(lab: Lab, site: string): Promise<void> {
  await Promise.all(lab.site(site).nodes.map((node) => node.boot()));
}

/** Cuts the link between two sites: nothing of what either sends reaches the other, and who sends is told so at once. */
export const cut = (lab: Lab, one: string, other: string): Promise<void> =>
  between(lab, one, other, (node, peers) => blackhole(node, 'add', peers));

/** Mends what {@link cut} has cut. */
export const heal = (lab: Lab, one: string, other: string): Promise<void> =>
  between(lab, one, other, (node, peers) => blackhole(node, 'del', peers));

/** Cuts the link far from either end: what one sends to the other is lost in silence, and nobody is told. */
export const cutSilently = (lab: Lab, one: string, other: string): Promise<void> =>
  between(lab, one, other, (node, peers) =>
    lead(node, peers, 'replace "$ip" lladdr 02:00:00:00:00:01 nud permanent'),
  );

/** Mends what {@link cutSilently} has cut. */
export const healSilently = (lab: Lab, one: string, other: string): Promise<void> =>
  between(lab, one, other, (node, peers) => lead(node, peers, 'del "$ip"'));

async function between(
  lab: Lab,
  one: string,
  other: string,
  change: (node: LabNode, peers: readonly LabNode[]) => Promise<void>,
): Promise<void> {
  const here = lab.site(one).nodes;
  const there = lab.site(other).nodes;
  await Promise.all([...here.map((node) => change(node, there)), ...there.map((node) => change(node, here))]);
}

async function blackhole(node: LabNode, verb: 'add' | 'del', peers: readonly LabNode[]): Promise<void> {
  const addresses = peers.flatMap((peer) => peer.addresses);
  const routes = addresses.map((ip) => `route ${verb} blackhole ${ip}/${ip.includes(':') ? 128 : 32}\n`);
  await node.sh('ip -batch -', { input: routes.join('') });
}

/** Every node is a neighbour of all others: sends frames for these to a card that nobody has, or no longer. */
async function lead(node: LabNode, peers: readonly LabNode[], change: string): Promise<void> {
  const addresses = peers.flatMap((peer) => peer.addresses).join(' ');
  const device = `$(ip -o route get "$ip" | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p')`;
  await node.sh(`for ip in ${addresses}; do ip neigh ${change} dev "${device}" || exit 1; done`);
}
