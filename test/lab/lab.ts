import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import { promotionsOf } from '../../src/compiler/estate/promote.ts';
import { mayLead } from '../../src/compiler/render/reach.ts';
import { textAt } from '../../src/compiler/text/json.ts';
import { CA_FILE, issueCertificates } from './certificates.ts';
import { etcdctl, leaderOf } from './cluster.ts';
import { until } from './conditions.ts';
import { type CompiledEstate, compileFor } from './estate.ts';
import type { LabSite } from './lab-site.ts';
import { startLabNetwork } from './network.ts';
import { type LabNode, startNode } from './node.ts';
import { deployed, secrets } from './provision.ts';
import { ensureRoot } from './root/root.ts';
import { type Runbook, runbook } from './runbook.ts';

/** A compiled estate on machines of its own, all of which have power; no service is enabled or started yet. */
export interface Lab extends CompiledEstate {
  readonly nodes: readonly LabNode[];
  readonly sites: readonly LabSite[];
  /** The site that takes writes, as the topology says. */
  readonly primary: LabSite;
  readonly standbys: readonly LabSite[];
  /** The first standby site: the one that is promoted here. */
  readonly heir: LabSite;
  /** The suffix of block ids that bring the old primary site back behind the promoted site, if other sites could be promoted too. */
  readonly behind: string;
  /** A machine outside the estate, for applications. */
  readonly client: LabNode;
  /** The estate's RUNBOOK.md, whose blocks run on these machines. */
  readonly runbook: Runbook;
  /** Throws when there is none of this name. */
  node(name: string): LabNode;
  /** Throws when there is none of this name. */
  site(name: string): LabSite;
  /** {@link until}, which shows the tail of every node's logs when the deadline has passed. */
  until<T>(what: string, deadlineSeconds: number, probe: () => Promise<T>): Promise<T>;
  /** The last lines of every log, node by node. */
  logs(): Promise<string>;
  /** Puts new keys and certificates of the same CA on every node, as an operator does; notifies no daemon. */
  renewCertificates(): Promise<void>;
  /** Removes everything except logs that are to be kept. */
  stop(): Promise<void>;
}

const UNITS = ['etcd', 'patroni', 'haproxy'] as const;

/**
 * Starts the machines of an estate and puts its files on them. Call `stop` in any case.
 * @param logs folder to keep the logs in
 */
export async function startLab(compiled: CompiledEstate, logs?: string): Promise<Lab> {
  const { suite, estate } = compiled;
  const root = await ensureRoot(suite);
  const network = await startLabNetwork(estate);
  const nodes: LabNode[] = [];
  const stop = async (): Promise<void> => {
    if (logs) await Promise.all(nodes.map((node) => keepLogs(node, logs)));
    await Promise.all(nodes.map((node) => node.stop()));
    await network.stop();
  };
  try {
    const specs = estate.sites.flatMap((site) => site.nodes);
    const plans = specs.map((spec) => ({
      name: spec.name,
      site: spec.site,
      spec,
      connection: network.connectionOf(spec),
    }));
    const client = { name: 'client', site: '', connection: network.client };
    await Promise.all(
      [...plans, client].map(async (plan) =>
        nodes.push(await startNode({ ...plan, root, hosts: network.hosts })),
      ),
    );
    nodes.sort((a, b) => (a.name < b.name ? -1 : 1));
    await provision(nodes, compiled);
    await Promise.all(nodes.map((node) => node.boot()));
    return labOn(compiled, nodes, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Changes the word after `primary:` and compiles, as an operator does on a workstation.
 * @returns the same machines, with the roles and the runbook of the changed topology; their files are the old ones
 */
export async function compileWithPrimary(lab: Lab, site: string): Promise<Lab> {
  const { edit = (text: string) => text, ...options } = lab.options;
  const changed = (text: string): string => edit(text).replace(/^primary: .*$/m, `primary: ${site}`);
  const compiled = await compileFor(lab.suite, lab.file, { ...options, edit: changed });
  return labOn(compiled, lab.nodes, lab.stop);
}

/** {@link compileWithPrimary}, and the files deployed to the nodes: what an operator does after a change of roles. */
export async function deployWithPrimary(lab: Lab, site: string): Promise<Lab> {
  const changed = await compileWithPrimary(lab, site);
  await Promise.all(changed.nodes.map((node) => node.install(deployed(node, changed.artifacts))));
  return changed;
}

/** Puts on every node what an operator puts there: the compiled tree, certificates and passwords. */
async function provision(nodes: readonly LabNode[], { artifacts }: CompiledEstate): Promise<void> {
  await Promise.all(nodes.map((node) => node.install([...deployed(node, artifacts), ...secrets(node)])));
  await certify(nodes, artifacts);
}

/** Makes certificates and puts them on the nodes. The CA is made the first time. */
export async function certify(
  nodes: readonly LabNode[],
  artifacts: CompiledEstate['artifacts'],
  client = named(nodes, 'client'),
): Promise<void> {
  const issued = await issueCertificates(client, artifacts);
  await Promise.all(
    nodes.map(async (node) => {
      const { files, owners } = issued.of(node);
      await node.install(files);
      await node.sh(owners);
    }),
  );
  await client.install([{ path: CA_FILE, text: issued.authority }]);
}

function named<T extends { readonly name: string }>(list: readonly T[], name: string): T {
  const found = list.find((one) => one.name === name);
  if (!found) throw new Error(`the estate has no ${name}`);
  return found;
}

/** The estate of a topology on machines that are there already. */
export function labOn(compiled: CompiledEstate, nodes: readonly LabNode[], stop: () => Promise<void>): Lab {
  const sites = compiled.estate.sites.map((spec): LabSite => {
    const own = spec.nodes.map((node) => named(nodes, node.name));
    return {
      name: spec.name,
      spec,
      nodes: own,
      members: own.filter((node) => node.spec?.patroni),
      ring: own.filter((node) => node.spec?.etcd),
      proxies: own.filter((node) => node.spec?.haproxy),
      slot: slotOf(compiled.estate, spec.name),
    };
  });
  const text = compiled.artifacts.find(({ path }) => path === 'RUNBOOK.md')?.text ?? '';
  const find = async (on: string): Promise<LabNode> => {
    const [name = '', which = ''] = on.split(':');
    const site = sites.find((one) => one.name === name);
    return site ? memberOf(site, which) : named(nodes, on);
  };
  const primary = named(sites, compiled.estate.primary?.name ?? 'primary site');
  const standbys = sites.filter((site) => site !== primary);
  const [heir] = standbys;
  if (!heir) throw new Error('the estate has no standby site');
  return {
    ...compiled,
    nodes,
    sites,
    primary,
    standbys,
    heir,
    behind: standbys.length > 1 ? `-behind-${heir.name}` : '',
    client: named(nodes, 'client'),
    runbook: runbook(text, { find }),
    node: (name) => named(nodes, name),
    site: (name) => named(sites, name),
    until: (what, deadlineSeconds, probe) =>
      until(what, deadlineSeconds, probe, { evidence: () => tails(nodes) }),
    logs: () => tails(nodes),
    renewCertificates: () => certify(nodes, compiled.artifacts),
    stop,
  };
}

/**
 * The machine of a site that a block of the runbook means by `site` or `site:which`. If any machine will do, it is the last
 * one that is up, so that no block depends on the first.
 */
async function memberOf(site: LabSite, which: string): Promise<LabNode> {
  if (which === 'leader') return leaderOf(site, '/leader');
  const found = await anyOf(site, which);
  if (!found) throw new Error(`${site.name} has no ${which || 'member that is up'}`);
  return found;
}

async function anyOf(site: LabSite, which: string): Promise<LabNode | undefined> {
  const up = site.members.filter((node) => node.isUp());
  if (which === '') return up.at(-1);
  if (which === 'candidate') return up.filter((node) => node.spec && mayLead(node.spec)).at(-1);
  const ring = site.ring.filter((node) => node.isUp());
  if (which === 'survivor') return ring.at(-1);
  const answers = await Promise.allSettled(ring.map((node) => etcdctl(node, 'get any')));
  const well = (is: boolean): LabNode | undefined =>
    ring.filter((_, at) => (answers[at]?.status === 'fulfilled') === is).at(-1);
  // In a ring that is just starting, perhaps no member answers yet.
  return which === 'ring' ? (well(true) ?? ring.at(-1)) : well(false);
}

/** From the estate as written, or as it is after a change of roles. */
function slotOf(estate: Estate, site: string): string {
  const all = [estate, ...promotionsOf(estate)].flatMap(({ sites }) => sites);
  const slots = all.map((one) =>
    one.name === site ? textAt(one.dcs.value, 'standby_cluster', 'primary_slot_name') : undefined,
  );
  return slots.find((slot) => slot !== undefined) ?? '';
}

/** The last lines of every log, node by node. */
async function tails(nodes: readonly LabNode[]): Promise<string> {
  const parts = nodes.flatMap((node) =>
    UNITS.map(async (unit) => {
      const text = await node.journal(unit, 8);
      return text === '' ? '' : `--- ${node.name}, ${unit}\n${text}`;
    }),
  );
  return (await Promise.all(parts)).filter((part) => part !== '').join('\n');
}

async function keepLogs(node: LabNode, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const unit of UNITS) {
    const text = await node.journal(unit, 1_000_000);
    if (text !== '') await writeFile(join(folder, `${node.name}-${unit}.log`), text);
  }
}
