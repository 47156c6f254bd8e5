import type { Estate, Node, Site } from '../estate/estate.ts';
import type { HaproxyConfig, Pool } from '../estate/haproxy-config.ts';
import { serverAddress } from '../estate/haproxy-config.ts';
import { bindOf } from '../estate/haproxy-lines.ts';
import { rewindingRole } from '../estate/rewinding.ts';
import { ETCD_FILE, HAPROXY_FILE, PATRONI_FILE } from '../facts/files.ts';
import type { Artifact, Artifacts } from '../output/artifact.ts';
import type { JsonMap } from '../text/json.ts';
import { mapAt } from '../text/json.ts';
import { certificateFiles } from './certificates.ts';
import { diagramContext } from './diagram.ts';
import { fileFrom } from './from-template.ts';
import { sectionsOf } from './helpers.ts';
import { monitoringFiles } from './monitoring/monitoring.ts';
import { runbook } from './runbook.ts';
import { serviceFiles } from './services.ts';

const header = (estate: Estate, what: string): string =>
  `Made by pgdr-compile from the topology of estate ${estate.name}. Do not edit: change the topology and compile again.\n${what}`;

/** The path of a node's file: its folder is laid out like its root directory, so that one rsync deploys it. */
const pathOf = (site: Site, node: Node, file: string): string => `${site.name}/${node.name}${file}`;

/** The whole patroni.yml: bootstrap.dcs, the site's dynamic configuration, comes first. */
function withDcs(local: JsonMap, dcs: JsonMap): JsonMap {
  const { dcs: _, ...others } = mapAt(local, 'bootstrap');
  return { ...local, bootstrap: { dcs, ...others } };
}

const ABOUT: Readonly<Record<Pool['name'], string>> = {
  primary:
    'Writes. Patroni answers 200 only on the primary: the pool is closed while this site follows, and opens by itself after a promotion.',
  replicas: 'Reads from the replicas of this site.',
  standby_leader: "Reads from this site's standby leader: open while the site follows.",
};

/** The comment about a pool. A pool with servers of other sites takes writes wherever the primary is. */
const aboutPool = ({ name, servers }: Pool): string =>
  servers.some(({ backup }) => backup)
    ? 'Writes, wherever the primary is. Patroni answers 200 only on the primary; servers of other sites are used while no server of this site takes writes.'
    : ABOUT[name];

/** The comment about the statistics page, which an override may open to other machines. */
const aboutStats = ({ stats }: HaproxyConfig): string => {
  const bind = bindOf(stats) ?? '';
  return /^(?:127\.[\d.]+|\[?::1\]?|localhost):\d+(?: |$)/.test(bind) && !bind.includes(',')
    ? 'Statistics page, for this machine only.'
    : `Statistics page. It listens on ${bind}: other machines reach it there.`;
};

const haproxyContext = (estate: Estate, node: Node, config: HaproxyConfig) => ({
  header: header(estate, `Node ${node.name} of site ${node.site}: ${HAPROXY_FILE}`),
  global: config.global.lines,
  defaults: config.defaults.lines,
  stats: config.stats.lines,
  aboutStats: aboutStats(config),
  resolves: config.resolves,
  pools: config.pools.map((pool) => ({
    name: pool.name,
    about: aboutPool(pool),
    settings: pool.back.lines,
    servers: pool.servers.map((server) => ({
      name: server.name,
      address: serverAddress(server),
      checkPort: server.checkPort,
      resolved: server.address.kind === 'hostname',
      backup: server.backup,
    })),
  })),
});

function* filesOf(estate: Estate, site: Site, node: Node): Generator<Artifact> {
  const about = (file: string): string => header(estate, `Node ${node.name} of site ${site.name}: ${file}`);
  if (node.etcd)
    yield fileFrom(pathOf(site, node, ETCD_FILE), 'etcd.conf.yml', {
      header: about(ETCD_FILE),
      config: sectionsOf(node.etcd.value),
    });
  if (node.patroni)
    yield fileFrom(pathOf(site, node, PATRONI_FILE), 'patroni.yml', {
      header: about(PATRONI_FILE),
      rewindRole: rewindingRole({ patroni: node.patroni }) === 'rewind',
      config: sectionsOf(withDcs(node.patroni.value, site.dcs.value)),
    });
  if (node.haproxy)
    yield fileFrom(
      pathOf(site, node, HAPROXY_FILE),
      'haproxy.cfg',
      haproxyContext(estate, node, node.haproxy),
    );
}

/** The files of nodes, of sites, and the requests of certificates: what programs and machines get. */
export function* artifactsOfNodes(estate: Estate): Generator<Artifact> {
  for (const site of estate.sites) {
    const about = `Site ${site.name}: its dynamic configuration. Apply it as RUNBOOK.md says ("Apply a changed topology"), which compares the roles first.\nedit-config --apply would merge it: settings that were removed from the topology would stay in etcd.`;
    yield fileFrom(`${site.name}/dcs.yml`, 'dcs.yml', {
      header: header(estate, about),
      config: site.dcs.value,
    });
    const services = serviceFiles(estate, site, (node, file) =>
      header(estate, `Node ${node.name} of site ${site.name}: ${file}`),
    );
    // All files of a node together, so that only one of the two writing threads makes its directories.
    for (const node of site.nodes) {
      yield* filesOf(estate, site, node);
      yield* services(node);
    }
  }
  yield* certificateFiles(estate, (what) => header(estate, what));
}

function* artifactsOf(estate: Estate): Generator<Artifact> {
  yield* artifactsOfNodes(estate);
  yield fileFrom('topology.md', 'topology.md', {
    header: header(estate, '').trim(),
    ...diagramContext(estate),
  });
  if (!estate.primary) return;
  const book = fileFrom('RUNBOOK.md', 'RUNBOOK.md', {
    header: header(estate, '').trim(),
    ...runbook(estate, estate.primary),
  });
  yield book;
  if (estate.monitoring)
    yield* monitoringFiles(
      estate,
      Array.from(book.text.matchAll(/^## (.*)$/gm), ([, heading = '']) => heading),
      (what) => header(estate, what),
    );
}

/**
 * Every file of an estate without errors, in no particular order.
 * @throws during iteration, if a value cannot be written safely: the schema refuses all such values
 */
export const render = (estate: Estate): Artifacts => ({ [Symbol.iterator]: () => artifactsOf(estate) });
