import { parseDocument } from 'yaml';
import { parseAddress } from '../../pghba/address.ts';
import type { JsonMap } from '../text/json.ts';
import { isMap, listAt, mapAt, wordOf } from '../text/json.ts';
import type { Following } from './standby.ts';

/** What topology.md, which `build` writes beside the sites, says of a machine. */
export interface ToldNode {
  readonly site: string;
  readonly name: string;
  readonly address: string;
  /** Undefined where other sites reach it by the same address. */
  readonly wan: string | undefined;
}

/** What topology.md says that no file of a node says. */
export interface Overview {
  /** In the order of the topology. */
  readonly nodes: readonly ToldNode[];
  readonly following: ReadonlyMap<string, Following>;
  readonly slots: ReadonlyMap<string, readonly string[]>;
  readonly endpoints: ReadonlyMap<string, { readonly host: string; readonly port: number }>;
  /** The block of that name; undefined where there is none. */
  readonly monitoring: JsonMap | undefined;
}

/** The cells of a row of a Markdown table. */
const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .trim()
        .replace(/^`(.*)`$/, '$1')
        .replaceAll('\\|', '|'),
    );

/** The rows of the table with this head. */
function rowsOf(text: string, head: string): Record<string, string>[] {
  const lines = text.split('\n');
  const at = lines.indexOf(head);
  if (at === -1) return [];
  const names = cellsOf(head);
  const after = lines.slice(at + 2);
  const end = after.findIndex((line) => !line.startsWith('|'));
  return after
    .slice(0, end === -1 ? undefined : end)
    .map((line) => Object.fromEntries(cellsOf(line).map((cell, index) => [names[index] ?? '', cell])));
}

const NODES_HEAD = '| site | node | address | seen by other sites as | runs |';

const filled = (cell: string | undefined): string | undefined =>
  cell === undefined || cell === '' ? undefined : cell;

/** The first block of YAML in a section. */
function yamlIn(text: string, section: string): JsonMap {
  const [, body = ''] =
    new RegExp(`^## ${section}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(text) ?? [];
  const [, yaml] = /^```yaml\n([\s\S]*?)^```$/m.exec(body) ?? [];
  if (yaml === undefined) return {};
  const document = parseDocument(yaml);
  const value: unknown = document.errors.length > 0 ? undefined : document.toJS();
  return isMap(value) ? value : {};
}

function followingOf(standby: JsonMap): Following {
  const { slot, follow, from, ...settings } = standby;
  return {
    slot: typeof slot === 'string' ? slot : undefined,
    follow: typeof follow === 'string' ? follow : undefined,
    readsArchive: from === 'archive',
    settings,
  };
}

/** Reads topology.md. What it does not say is empty. */
export function overviewIn(text: string): Overview {
  const roles = Object.entries(yamlIn(text, 'Roles'));
  const { monitoring } = yamlIn(text, 'Monitoring');
  const endpoints = [...text.matchAll(/^The endpoint of (\S+), (\S+) port (\d+), leads/gm)];
  return {
    nodes: rowsOf(text, NODES_HEAD).flatMap((row): ToldNode[] => {
      const { site, node, address } = row;
      const wan = row['seen by other sites as'];
      if (site === undefined || node === undefined || address === undefined || !parseAddress(address))
        return [];
      return [{ site, name: node, address, wan: wan === address ? undefined : filled(wan) }];
    }),
    following: new Map(roles.map(([site, role]) => [site, followingOf(mapAt(role, 'standby'))] as const)),
    slots: new Map(roles.map(([site, role]) => [site, listAt(role, 'slots').map(wordOf)] as const)),
    monitoring: isMap(monitoring) ? monitoring : undefined,
    endpoints: new Map(
      endpoints.map(([, site = '', host = '', port]) => [site, { host, port: Number(port) }] as const),
    ),
  };
}
