import { textAt } from '../../src/compiler/text/json.ts';
import type { Lab } from './lab.ts';
import type { LabNode } from './node.ts';

/**
 * A primary stops sending WAL but continues to acknowledge commits: replication is asynchronous, so only it has its next
 * rows. Only a power loss ends this.
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

/** A site is lost: all its nodes lose power at the same moment. */
export async function loseSite(lab: Lab, site: string): Promise<void> {
  await Promise.all(lab.site(site).nodes.map((node) => node.crash()));
}

/** Power returns to a site: every node starts what it has enabled. */
export async function returnSite(lab: Lab, site: string): Promise<void> {
  await Promise.all(lab.site(site).nodes.map((node) => node.boot()));
}

/** Cuts the link between two sites: no packet reaches the other site, and senders get an error immediately. */
export const cut = (lab: Lab, one: string, other: string): Promise<void> =>
  between(lab, one, other, (node, peers) => blackhole(node, 'add', peers));

/** Restores a link that {@link cut} has cut. */
export const heal = (lab: Lab, one: string, other: string): Promise<void> =>
  between(lab, one, other, (node, peers) => blackhole(node, 'del', peers));

/** Cuts the link in the middle: packets are lost silently, and senders get no error. */
export const cutSilently = (lab: Lab, one: string, other: string): Promise<void> =>
  between(lab, one, other, (node, peers) =>
    lead(node, peers, 'replace "$ip" lladdr 02:00:00:00:00:01 nud permanent'),
  );

/** Restores a link that {@link cutSilently} has cut. */
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

/** Every node is a neighbour of all others: redirects frames for these addresses to a missing network card, or stops that. */
async function lead(node: LabNode, peers: readonly LabNode[], change: string): Promise<void> {
  const addresses = peers.flatMap((peer) => peer.addresses).join(' ');
  const device = `$(ip -o route get "$ip" | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p')`;
  await node.sh(`for ip in ${addresses}; do ip neigh ${change} dev "${device}" || exit 1; done`);
}
