import type { Host } from '../cli/host.ts';
import type { Estate, Node, Site } from '../compiler/estate/estate.ts';
import { servicesOf } from '../compiler/estate/estate.ts';
import { leaves } from '../compiler/estate/leaves.ts';
import type { Tree } from '../compiler/estate/tree.ts';
import { ETCD_FILE, HAPROXY_FILE, PATRONI_FILE } from '../compiler/facts/files.ts';
import { printable } from '../compiler/report/printable.ts';
import type { Place, Pointer } from '../compiler/text/finding.ts';
import type { JsonMap } from '../compiler/text/json.ts';
import { listed, nearest } from '../compiler/text/suggest.ts';
import { isWritten, locate } from '../compiler/yaml/locate.ts';
import type { Analysis } from '../workspace/workspace.ts';
import { publish } from './publish.ts';
import type { JudgeOptions, Status } from './run.ts';
import { fails, judge, statusOf } from './run.ts';
import { UsageError } from './usage-error.ts';

type Row = readonly string[];

/** Columns padded to their widest cell, up to a limit. */
function table(rows: readonly Row[], limit = 60): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(limit, Math.max(...rows.map((row) => row[column]?.length ?? 0))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function estateTable(estate: Estate): string {
  const rows = estate.sites.flatMap((site) =>
    site.nodes.map(
      (node): Row => [
        site.name,
        site.role ?? '',
        node.name,
        node.address?.text ?? '',
        node.wan === node.address ? '' : (node.wan?.text ?? ''),
        servicesOf(node).join(' '),
      ],
    ),
  );
  return table([['SITE', 'ROLE', 'NODE', 'ADDRESS', 'WAN ADDRESS', 'RUNS'], ...rows]);
}

/** `a.b[0]`. */
const pathText = (path: Pointer): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');

/** The position of a value in the topology, or "default". */
function provenance(analysis: Analysis, place: Place): string {
  if (!isWritten(analysis.parsed, place.pointer)) return 'default';
  const start = locate(analysis.parsed, place)?.span.start;
  return start ? `${analysis.file}:${start.line}:${start.column}` : 'default';
}

function rowsOf(analysis: Analysis, tree: Tree, value: JsonMap, prefix: Pointer = []): Row[] {
  return [...leaves(value, [])].map(
    ([path, leaf]): Row => [
      `  ${pathText([...prefix, ...path])}`,
      JSON.stringify(leaf),
      provenance(analysis, tree.at(...path)),
    ],
  );
}

/** What is behind the key of a line of haproxy.cfg; `true` where it says all. */
function behindKey(key: string, words: readonly string[]): string {
  const behind = words.slice(key.trim().split(/\s+/).length);
  return behind.length === 0 ? 'true' : JSON.stringify(behind.join(' '));
}

function section(title: string, rows: readonly Row[]): string {
  return `${title}\n${table(rows)}`;
}

function nodePage(analysis: Analysis, site: Site, node: Node): string {
  const parts: string[] = [`${node.name} (site ${site.name}, ${site.role ?? 'role unknown'})`];
  if (node.patroni)
    parts.push(
      section(PATRONI_FILE, [
        ...rowsOf(analysis, node.patroni, node.patroni.value),
        ...rowsOf(analysis, site.dcs, site.dcs.value, ['bootstrap', 'dcs']),
      ]),
    );
  if (node.etcd) parts.push(section(ETCD_FILE, rowsOf(analysis, node.etcd, node.etcd.value)));
  if (node.haproxy) {
    const { sections, pools } = node.haproxy;
    const rows = sections.flatMap(({ name, lines }) =>
      lines.map(
        ({ key, words, at }): Row => [
          `  ${pathText([name, key])}`,
          behindKey(key, words),
          provenance(analysis, at),
        ],
      ),
    );
    const servers = pools.flatMap((pool) =>
      pool.servers.map(
        (server): Row => [`  ${pool.name}.server`, server.name, provenance(analysis, server.at)],
      ),
    );
    parts.push(section(HAPROXY_FILE, [...rows, ...servers]));
  }
  return parts.join('\n\n');
}

/** A message lists at most this many names. */
const MOST_LISTED = 12;

function pageOf(analysis: Analysis, estate: Estate, name: string | undefined): string {
  if (name === undefined) return estateTable(estate);
  for (const site of estate.sites) {
    const node = site.nodes.find((one) => one.name === name);
    if (node) return nodePage(analysis, site, node);
  }
  const names = estate.sites.flatMap((site) => site.nodes.map((node) => node.name));
  const near = nearest(name, names);
  const known =
    names.length > MOST_LISTED
      ? 'show without a node name lists the nodes'
      : `the nodes are ${listed(names)}`;
  throw new UsageError(`there is no node "${name}"${near ? `: did you mean "${near}"?` : `; ${known}`}`);
}

/** `pgdr-compile show`: prints the estate, or one node's effective configuration with the source of each value. */
export async function show(
  host: Host,
  file: string,
  node: string | undefined,
  options: JudgeOptions,
): Promise<Status> {
  const judged = await judge(host, [file], options.stdinFilename, true);
  const analysis = judged[0]?.analysis;
  const reports = judged.map(({ report }) => report);
  if (!analysis?.estate || fails(reports, 'error')) {
    await publish(host, reports, options);
    return statusOf(judged, 'error');
  }
  host.stdout(`${pageOf(analysis, analysis.estate, node).split('\n').map(printable).join('\n')}\n`);
  return 0;
}
