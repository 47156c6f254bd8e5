import type { Estate } from '../estate/estate.ts';
import { followsAnother } from '../estate/follows.ts';
import { OTHER_STORES } from '../facts/stores.ts';
import type { Software } from '../facts/version.ts';
import { SUPPORTED } from '../facts/version.ts';
import type { Finding, Place, Pointer } from '../text/finding.ts';
import type { Json, JsonMap } from '../text/json.ts';
import { get, isMap, wordOf } from '../text/json.ts';
import { allTogether } from '../text/together.ts';
import { assumedHba, patroniTree, unreadVariables, usesOldApi } from './daemons.ts';
import { dynamicSources } from './in-force.ts';
import type { SiteFiles } from './node-files.ts';
import { missingFromRing } from './ring-files.ts';
import type { FoundVersions } from './versions.ts';

/** What is said of the files themselves: what of the estate they do not show, and what in them nobody reads. */
const notice = (
  rule: string,
  severity: Finding['severity'],
  finding: Omit<Finding, 'rule' | 'severity'>,
): Finding => ({ rule: `files/${rule}`, severity, ...finding });

/** Every value below a map, with the path to it; a list is one value. */
function* leaves(value: JsonMap, path: Pointer = []): Generator<Pointer> {
  for (const [key, member] of Object.entries(value))
    if (isMap(member) && Object.keys(member).length > 0) yield* leaves(member, [...path, key]);
    else if (member !== undefined) yield [...path, key];
}

const isSame = (one: Json | undefined, other: Json | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const valueIn = (value: Json | undefined): string =>
  isMap(value) || Array.isArray(value) ? 'a value' : wordOf(value);

const inForce = (value: Json | undefined, site: string): string =>
  value === undefined
    ? `and the configuration in force at ${site} does not`
    : `and what is in force at ${site} says ${isMap(value) || Array.isArray(value) ? 'another one' : wordOf(value)}`;

function* ofDynamic(site: SiteFiles): Generator<Finding> {
  const { collected, bootstrap } = dynamicSources(site);
  if (!collected) {
    const [first] = bootstrap;
    if (first)
      yield notice('not-in-force', 'info', {
        message: `bootstrap.dcs stands in for the dynamic configuration of ${site.name}, which is not among the files`,
        at: { ...first.place([]), part: 'key' },
        why: 'Patroni reads bootstrap.dcs once, when the cluster is made. What "patronictl edit-config" changed since then is not in it.',
        help: `write what "patronictl show-config" prints to ${site.name}/dcs.yml`,
      });
    return;
  }
  for (const source of bootstrap) {
    const paths = [...leaves(source.value)].filter(
      (path) => !isSame(get(source.value, ...path), get(collected.value, ...path)),
    );
    const [path] = paths;
    if (!path) continue;
    const others = paths.length - 1;
    const more =
      others === 0 ? '' : `; ${others === 1 ? 'one other key differs' : `${others} other keys differ`} too`;
    yield notice('bootstrap-differs', 'info', {
      message: `bootstrap.dcs has ${path.join('.')}: ${valueIn(get(source.value, ...path))}, ${inForce(get(collected.value, ...path), site.name)}${more}`,
      at: source.place(path),
      related: [
        {
          at: collected.place(get(collected.value, ...path) === undefined ? [] : path),
          message: 'this is in force',
        },
      ],
      why: 'Patroni reads bootstrap.dcs once, when the cluster is made. A cluster that is made anew from this file would run with other settings than today.',
      help: 'bring bootstrap.dcs up to date, or leave it: only the dynamic configuration is judged',
    });
    // One node shows it; the others have the same file as a rule.
    return;
  }
}

function* ofStore(site: SiteFiles): Generator<Finding> {
  for (const node of site.nodes) {
    const tree = patroniTree(node);
    const [key] = [...OTHER_STORES.keys()].filter((store) => get(tree?.value, store) !== undefined);
    if (
      !tree ||
      key === undefined ||
      get(tree.value, 'etcd3') !== undefined ||
      get(tree.value, 'etcd') !== undefined
    )
      continue;
    yield notice('store-unjudged', 'info', {
      message: `Patroni of ${site.name} keeps its state in ${OTHER_STORES.get(key)}: the store itself is not judged`,
      at: { ...tree.at(key), part: 'key' },
      help: `everything else is judged; ask elsewhere whether ${OTHER_STORES.get(key)} of each site runs without the other sites`,
    });
    return;
  }
}

function* ofRing(site: SiteFiles): Generator<Finding> {
  const trees = site.nodes.flatMap((node) => patroniTree(node) ?? []);
  const [tree] = trees;
  const usesEtcd = trees.some(({ value }) => ['etcd', 'etcd3'].some((key) => get(value, key) !== undefined));
  if (!tree || !usesEtcd) return;
  if (trees.every(usesOldApi))
    yield notice('etcd-2-api', 'warning', {
      message: `Patroni of ${site.name} uses the API of etcd 2`,
      at: { ...tree.at('etcd'), part: 'key' },
      why: 'etcd 3.4 and 3.5 have this API only if enable-v2 turns it on, and etcd 3.6 has it no more: after an update of etcd, Patroni finds no leader lock, and the primary steps down.',
      help: 'name the section etcd3, on all members at once and while Patroni is paused: keys of one API are invisible to the other',
    });
  const missing = missingFromRing(site);
  if (missing.length === 0) return;
  const names = allTogether(missing.flatMap((name) => name ?? []));
  yield notice('ring-incomplete', 'info', {
    message:
      names === ''
        ? `no file of etcd of ${site.name} is among the files: its ring is not judged`
        : `no file of ${names} of etcd at ${site.name} is among the files: its ring is judged as far as it is known`,
    at: { ...tree.at(get(tree.value, 'etcd3') === undefined ? 'etcd' : 'etcd3'), part: 'key' },
    help: 'add the files of the nodes that run etcd',
  });
}

/** Sites of one estate of which more than one takes writes. */
function* ofPrimaries({ sites }: Estate): Generator<Finding> {
  const leading = sites.filter(
    ({ dcs, nodes }) => nodes.some(({ patroni }) => patroni) && !followsAnother(dcs.value),
  );
  const [first, second] = leading;
  if (!first || !second) return;
  yield notice('two-primaries', 'error', {
    message: `${allTogether(leading.map(({ name }) => name))} take writes: none of them has a standby_cluster that names whom it follows`,
    at: second.dcs.at('standby_cluster'),
    related: [{ at: first.dcs.at('standby_cluster'), message: `${first.name} follows nobody either` }],
    why: 'Patroni makes a site a standby cluster only if standby_cluster names a host, a port or a restore_command. Otherwise the site takes writes, and what is written there is lost when the sites are brought together.',
    help: `write standby_cluster with the members of the other site; if these are estates of their own, give each its own folder`,
  });
}

/** Behind NAT, a site that nobody follows is known to others by addresses that may be written nowhere. */
function* ofOuterAddresses({ sites }: Estate): Generator<Finding> {
  for (const { name, nodes } of sites) {
    const [node] = nodes.filter(({ patroni, address, wan }) => patroni && address && !wan);
    if (node)
      yield notice('outer-address-unknown', 'info', {
        message: `other sites reach ${name} by addresses that no file says: whether they let ${name} in is not judged`,
        at: node.addressAt,
        why: 'This estate is behind NAT: sites follow each other by addresses that no machine has.',
        help: `look for the outer addresses of ${name} in pg_hba of the other sites: each member has to replicate and to rewind from there`,
      });
  }
}

function* ofHba(site: SiteFiles): Generator<Finding> {
  const { collected, bootstrap } = dynamicSources(site);
  const dynamic = (collected ?? bootstrap[0])?.value;
  for (const node of site.nodes) {
    const assumed = assumedHba(node, dynamic);
    if (!assumed) continue;
    yield notice('pg-hba-assumed', 'info', {
      message: `bootstrap.pg_hba stands in for pg_hba.conf of ${node.name}, which is not among the files`,
      at: { ...assumed.place(['postgresql', 'pg_hba']), part: 'key' },
      why: 'Patroni reads bootstrap.pg_hba once, when the cluster is made, and a copy of a cluster has the pg_hba.conf of its source. What somebody changed in pg_hba.conf since then is not judged.',
      help: 'add pg_hba.conf from the data directory to the files, or move the list to postgresql.pg_hba, where Patroni keeps it current',
    });
    return;
  }
}

function* ofVariables(site: SiteFiles): Generator<Finding> {
  for (const node of site.nodes)
    for (const { name, at } of unreadVariables(node))
      yield notice('variable-ignored', 'warning', {
        message: `Patroni reads no variable ${name}`,
        at,
        why: 'Patroni takes from its environment a fixed list of variables, and ignores every other one. The setting has no effect, although its author relies on it.',
        help: 'write the setting in patroni.yml, or in the dynamic configuration',
      });
}

const NAMES: Readonly<Record<keyof Software, string>> = {
  patroni: 'Patroni',
  postgresql: 'PostgreSQL',
  etcd: 'etcd',
  haproxy: 'HAProxy',
};

const FLAGS: Readonly<Record<keyof Software, string>> = {
  patroni: '--patroni',
  postgresql: '--postgresql',
  etcd: '--etcd',
  haproxy: '--haproxy-version',
};

function* ofVersions(
  { unknown, mixed }: FoundVersions,
  runs: ReadonlySet<keyof Software>,
  home: Place,
): Generator<Finding> {
  const missing = unknown.filter((product) => runs.has(product));
  if (missing.length > 0)
    yield notice('version-unknown', 'info', {
      message: `nobody says which version of ${allTogether(missing.map((product) => NAMES[product]))} runs: what depends on it is not judged`,
      at: home,
      why: `A setting may be right for one version and unknown to another. Without versions, only what is wrong in every version is reported: ${allTogether(missing.map((product) => `${NAMES[product]} ${SUPPORTED[product].join(' to ')}`))}.`,
      help: `say it: ${missing.map((product) => `${FLAGS[product]} ${SUPPORTED[product][1]}`).join(' ')}; the script of "pgdr-compile collect" gathers versions too`,
    });
  for (const { product, said } of mixed) {
    const [first, ...others] = said;
    const other = others.find(({ text }) => text !== first?.text);
    if (first && other)
      yield notice('versions-differ', 'info', {
        message: `${first.node} runs ${NAMES[product]} ${first.text}, and ${other.node} runs ${other.text}: the files are judged by the oldest`,
        at: other.at,
        related: [{ at: first.at, message: first.text }],
        help: 'bring all nodes to one version',
      });
  }
}

/**
 * What there is to say of files of nodes before a rule judges the estate that they describe.
 * @param runs the programs that they show
 * @param home a place of the estate as a whole
 */
export function noticesOf(
  estate: Estate,
  sites: readonly SiteFiles[],
  versions: FoundVersions,
  runs: ReadonlySet<keyof Software>,
  home: Place,
): Finding[] {
  return [
    ...ofVersions(versions, runs, home),
    ...ofPrimaries(estate),
    ...ofOuterAddresses(estate),
    ...sites.flatMap((site) => [
      ...ofDynamic(site),
      ...ofRing(site),
      ...ofHba(site),
      ...ofStore(site),
      ...ofVariables(site),
    ]),
  ];
}
