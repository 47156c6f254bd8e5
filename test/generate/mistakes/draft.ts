import type { Estate } from '../../../src/compiler/estate/estate.ts';
import { members } from '../../../src/compiler/estate/estate.ts';
import { atLeast, versionOf } from '../../../src/compiler/facts/version.ts';
import { listAt } from '../../../src/compiler/text/json.ts';
import type { Data, Path } from '../../hostile/support.ts';

type Map = { [key: string]: Data };

const isMap = (value: Data | undefined): value is Map =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Maps merge key by key; anything else replaces. */
function merged(base: Data | undefined, over: Data): Data {
  if (!isMap(base) || !isMap(over)) return over;
  const result: Map = { ...base };
  for (const [key, value] of Object.entries(over)) result[key] = merged(result[key], value);
  return result;
}

/** The lines of pg_hba that each site of an estate has. */
export const hbaOf = ({ sites }: Pick<Estate, 'sites'>): string[][] =>
  sites.map((site) => listAt(members(site)[0]?.patroni.value, 'postgresql', 'pg_hba').map(String));

/** A sound topology in which a mistake is made. */
export class Draft {
  readonly data: Map;
  /** The derived pg_hba lines, by site. */
  readonly #hba: readonly (readonly string[])[];

  constructor(data: Data, hba: readonly (readonly string[])[]) {
    this.data = structuredClone(data) as Map;
    this.#hba = hba;
  }

  get(...path: Path): Data | undefined {
    return path.reduce<Data | undefined>((node, part) => {
      if (Array.isArray(node)) return node[Number(part)];
      return isMap(node) ? node[String(part)] : undefined;
    }, this.data);
  }

  text(...path: Path): string {
    const found = this.get(...path);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  }

  /** Writes a value, and missing maps above it. */
  set(path: Path, value: Data): true {
    let node: Data = this.data;
    for (const [index, part] of path.slice(0, -1).entries()) {
      const next: Data | undefined = Array.isArray(node) ? node[Number(part)] : (node as Map)[part];
      const below: Data = next ?? (typeof path[index + 1] === 'number' ? [] : {});
      if (Array.isArray(node)) node[Number(part)] = below;
      else (node as Map)[String(part)] = below;
      node = below;
    }
    const last = path.at(-1) ?? '';
    if (Array.isArray(node)) node[Number(last)] = value;
    else (node as Map)[String(last)] = value;
    return true;
  }

  /** Merges a block over the value at a place. */
  merge(path: Path, block: Data): true {
    return this.set(path, merged(this.get(...path), block));
  }

  /** Removes a key; false if there is none. */
  remove(...path: Path): boolean {
    const parent = this.get(...path.slice(0, -1));
    const last = path.at(-1) ?? '';
    if (Array.isArray(parent)) return parent.splice(Number(last), 1).length > 0;
    if (!isMap(parent) || !(last in parent)) return false;
    delete parent[String(last)];
    return true;
  }

  /** Renames a key; false if there is none. */
  rename(path: Path, key: string): boolean {
    const value = this.get(...path);
    return value !== undefined && this.remove(...path) && this.set([...path.slice(0, -1), key], value);
  }

  get sites(): number {
    return (this.get('sites') as Data[]).length;
  }

  #nodes(site: number): Path[] {
    return ((this.get('sites', site, 'nodes') ?? []) as Data[]).map((_, index) => [
      'sites',
      site,
      'nodes',
      index,
    ]);
  }

  #runs(node: Path): readonly Data[] {
    return (this.get(...node, 'runs') as Data[] | undefined) ?? ['postgresql', 'etcd'];
  }

  /** Nodes of a site that run a service. */
  running(service: string, site: number): Path[] {
    return this.#nodes(site).filter((node) => this.#runs(node).includes(service));
  }

  /** The n-th member of a site, from 0; the last member if there are fewer. */
  member(site: number, index: number): Path {
    const all = this.running('postgresql', site);
    return all[Math.min(index, all.length - 1)] ?? [];
  }

  /** Any HAProxy. */
  proxy(): Path | undefined {
    for (let site = 0; site < this.sites; site++) {
      const [first] = this.running('haproxy', site);
      if (first) return first;
    }
    return undefined;
  }

  /** Whether the topology's software is at least of a version. */
  has(product: 'patroni' | 'postgresql' | 'etcd', version: string): boolean {
    const usual = { patroni: '4.1', postgresql: '18', etcd: '3.5' }[product];
    return atLeast(versionOf(this.text('software', product) || usual), version);
  }

  /** Whether machines have IP addresses: the address of a host name is unknown here. */
  get hasAddresses(): boolean {
    return /^[\d.]+$|:/.test(this.text(...this.member(0, 0), 'address'));
  }

  /** Whether others replicate from a site through its HAProxy, so that its members see only HAProxy's addresses. */
  isBehindHaproxy(site: number): boolean {
    return isMap(this.get('sites', site, 'endpoint')) && this.running('haproxy', site).length > 0;
  }

  /** Whether PostgreSQL uses TLS. */
  get hasTls(): boolean {
    return this.get('tls') !== false && this.get('tls', 'postgresql') !== false;
  }

  get hasRestTls(): boolean {
    return this.get('tls') !== false && this.get('tls', 'restapi') !== false;
  }

  get hasEtcdTls(): boolean {
    return this.get('tls') !== false && this.get('tls', 'etcd') !== false;
  }

  /** The keywords that HAProxy's checks need for TLS. */
  get restTls(): string {
    return this.hasRestTls ? ' check-ssl verify required ca-file /etc/haproxy/ssl/ca.pem' : '';
  }

  /** Overrides of patroni.yml, at the top or below a site or a node. */
  patroni(block: Data, at: Path = []): true {
    return this.merge([...at, 'overrides', 'patroni'], block);
  }

  /** Overrides of the dynamic configuration of the second site, or of another place. */
  dcs(block: Data, at: Path = ['sites', 1]): true {
    return this.patroni({ bootstrap: { dcs: block } }, at);
  }

  etcd(block: Data, at: Path = []): true {
    return this.merge([...at, 'overrides', 'etcd'], block);
  }

  /** Overrides of haproxy.cfg; false if no node runs HAProxy. */
  haproxy(block: Data): boolean {
    return this.proxy() !== undefined && this.merge(['overrides', 'haproxy'], block);
  }

  /** Writes the pg_hba of a site, made from its derived lines; false if nothing changes. */
  hba(site: number, change: (lines: readonly string[]) => readonly string[]): boolean {
    const before = this.#hba[site] ?? [];
    const after = change(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return false;
    return this.set(['sites', site, 'postgresql', 'pg_hba'], [...after]);
  }

  /** Whether a line of pg_hba is for a node of a site, as another site sees it. */
  isOf(line: string, site: number, from: number): boolean {
    const source = line.split(/\s+/)[3] ?? '';
    return this.running('postgresql', site).some((node) => {
      const seen = (site !== from && this.text(...node, 'wan_address')) || this.text(...node, 'address');
      const network = source.replace(/0\/\d+$/, '');
      return (
        source === seen || source.startsWith(`${seen}/`) || (source !== network && seen.startsWith(network))
      );
    });
  }
}
