import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from '../../src/compiler/estate/estate.ts';
import { createAuthority } from '../real/certificates.ts';
import { until } from './conditions.ts';
import type { CompiledEstate } from './estate.ts';
import { CLIENT_ADDRESSES, startLabNetwork } from './network.ts';
import { type LabNode, startNode } from './node.ts';
import { deployed, secrets } from './provision.ts';
import { ensureRoot } from './root/root.ts';
import { certificates, dropIns } from './stand-ins.ts';

/** A site's machines, by what runs on them. */
export interface LabSite {
  readonly name: string;
  readonly spec: Site;
  readonly nodes: readonly LabNode[];
  /** Nodes that run PostgreSQL. */
  readonly members: readonly LabNode[];
  /** Nodes that run etcd. */
  readonly ring: readonly LabNode[];
  readonly proxies: readonly LabNode[];
}

/** A compiled estate on machines of its own, all of which have power; no service is enabled or started yet. */
export interface Lab extends CompiledEstate {
  readonly nodes: readonly LabNode[];
  readonly sites: readonly LabSite[];
  /** The site that takes writes, as the topology says. */
  readonly primary: LabSite;
  readonly standbys: readonly LabSite[];
  /** A machine that is no part of the estate, for applications. */
  readonly client: LabNode;
  /** Throws when there is none of this name. */
  node(name: string): LabNode;
  /** Throws when there is none of this name. */
  site(name: string): LabSite;
  /** {@link until}, which shows the tail of every node's logs when the deadline has passed. */
  until<T>(what: string, deadlineSeconds: number, probe: () => Promise<T>): Promise<T>;
  /** The last lines of every log, node by node. */
  logs(): Promise<string>;
  /** Everything is gone afterwards; logs are kept in the folder that `PGDR_LAB_KEEP_LOGS` names. */
  stop(): Promise<void>;
}

const UNITS = ['etcd', 'patroni', 'haproxy'] as const;

/** Starts the machines of an estate and puts its files on them. Call `stop` in any case. */
export async function startLab(compiled: CompiledEstate): Promise<Lab> {
  const { suite, estate } = compiled;
  const root = await ensureRoot(suite);
  const network = await startLabNetwork(estate);
  const nodes: LabNode[] = [];
  const stop = async (): Promise<void> => {
    const logs = process.env.PGDR_LAB_KEEP_LOGS;
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
      addresses: network.addressesOf(spec),
    }));
    const client = { name: 'client', site: '', addresses: CLIENT_ADDRESSES };
    await Promise.all(
      [...plans, client].map(async (plan) => nodes.push(await startNode({ ...plan, root, network }))),
    );
    nodes.sort((a, b) => (a.name < b.name ? -1 : 1));
    await provision(nodes, compiled);
    await Promise.all(nodes.map((node) => node.boot()));
    return labOf(compiled, nodes, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Puts on every node what an operator puts there: the compiled tree, certificates and passwords. */
async function provision(nodes: readonly LabNode[], { artifacts }: CompiledEstate): Promise<void> {
  const authority = await createAuthority();
  try {
    await Promise.all(
      nodes.map(async (node) => {
        const tree = deployed(node, artifacts);
        const standIns = dropIns(node).filter(({ path }) => !tree.some((file) => file.path === path));
        await node.install([
          ...standIns,
          ...(await certificates(node, authority)),
          ...secrets(node),
          ...tree,
          { path: '/etc/ssl/lab-ca.pem', text: authority.ca },
        ]);
      }),
    );
  } finally {
    await authority.remove();
  }
}

function labOf(compiled: CompiledEstate, nodes: readonly LabNode[], stop: () => Promise<void>): Lab {
  const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T => {
    const found = list.find((one) => one.name === name);
    if (!found) throw new Error(`the estate has no ${name}`);
    return found;
  };
  const sites = compiled.estate.sites.map((spec): LabSite => {
    const own = spec.nodes.map((node) => named(nodes, node.name));
    return {
      name: spec.name,
      spec,
      nodes: own,
      members: own.filter((node) => node.spec?.patroni),
      ring: own.filter((node) => node.spec?.etcd),
      proxies: own.filter((node) => node.spec?.haproxy),
    };
  });
  const primary = named(sites, compiled.estate.primary?.name ?? 'primary site');
  return {
    ...compiled,
    nodes,
    sites,
    primary,
    standbys: sites.filter((site) => site !== primary),
    client: named(nodes, 'client'),
    node: (name) => named(nodes, name),
    site: (name) => named(sites, name),
    until: (what, deadlineSeconds, probe) =>
      until(what, deadlineSeconds, probe, { evidence: () => tails(nodes) }),
    logs: () => tails(nodes),
    stop,
  };
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
