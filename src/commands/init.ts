import { analyse } from '../compiler/lint.ts';
import { text } from '../compiler/report/text.ts';
import { decode } from '../compiler/source.ts';
import type { Starter, StarterSite } from '../compiler/starter.ts';
import { starterText } from '../compiler/starter.ts';
import type { Host } from '../host.ts';
import { SCHEMA_URL, VERSION } from '../version.ts';
import type { Status } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface InitOptions {
  readonly name?: string;
  /** `seoul=10.1.0.10,10.1.0.11,10.1.0.12`; the first is the primary. */
  readonly site?: readonly string[];
  /** `seoul=10.1.0.20`. */
  readonly haproxy?: readonly string[];
  readonly patroni: string;
  readonly postgresql: string;
  readonly etcd: string;
  readonly haproxyVersion: string;
  readonly force?: boolean;
}

const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

function assigned(flag: string, value: string): [string, string[]] {
  const at = value.indexOf('=');
  if (at < 1) throw new UsageError(`--${flag} takes NAME=ADDRESS,ADDRESS,…, not "${value}"`);
  return [value.slice(0, at), listed(value.slice(at + 1))];
}

async function asked(host: Host, question: string, fallback?: string): Promise<string> {
  for (;;) {
    const answer = await host.ask(`${question}${fallback ? ` [${fallback}]` : ''}: `);
    if (answer === undefined) throw new UsageError('nothing was written');
    const given = answer.trim() || fallback;
    if (given !== undefined) return given;
  }
}

/** Asks for what no flag says. */
async function askSites(host: Host): Promise<StarterSite[]> {
  const names = listed(await asked(host, 'Names of the sites, the primary first', 'seoul busan'));
  const sites: StarterSite[] = [];
  for (const name of names) {
    const addresses = listed(await asked(host, `Addresses of the nodes of ${name} (PostgreSQL with etcd)`));
    const haproxy = listed(await asked(host, `Addresses of HAProxy at ${name}, if any`, ''));
    sites.push({ name, addresses, haproxy });
  }
  return sites;
}

async function starterOf(host: Host, options: InitOptions): Promise<Starter> {
  const { patroni, etcd, haproxyVersion } = options;
  const versions = { patroni, postgresql: Number(options.postgresql), etcd, haproxyVersion };
  const proxies = new Map((options.haproxy ?? []).map((value) => assigned('haproxy', value)));
  const sites = (options.site ?? []).map((value): StarterSite => {
    const [name, addresses] = assigned('site', value);
    return { name, addresses, haproxy: proxies.get(name) ?? [] };
  });
  const names = sites.map(({ name }) => name);
  const stray = [...proxies.keys()].find((name) => !names.includes(name));
  if (stray !== undefined)
    throw new UsageError(
      `--haproxy names the site "${stray}", and no --site does: say --site ${stray}=ADDRESS,… as well`,
    );
  if (sites.length > 0) return { name: options.name ?? 'main', sites, ...versions };
  if (!host.isInteractive)
    throw new UsageError(
      'say what there is with --site NAME=ADDRESS,ADDRESS,… for each site, or run this on a terminal',
    );
  const name = options.name ?? (await asked(host, 'Name of the estate', 'orders'));
  return { name, sites: await askSites(host), ...versions };
}

/** Where the editor finds the schema: beside the package, if that is installed below the topology's own folder. */
function schemaFor(host: Host, file: string): string {
  const path = 'node_modules/pgdr-compile/schema/topology.schema.json';
  return host.exists(`${file.slice(0, file.lastIndexOf('/') + 1)}${path}`) ? `./${path}` : SCHEMA_URL;
}

/** `pgdr-compile init`: writes a topology to start from, sound by its own rules. */
export async function init(host: Host, file: string, options: InitOptions): Promise<Status> {
  if (file !== '-' && !options.force && host.exists(file))
    throw new UsageError(`${file} is there already: name another file, or overwrite it with --force`);
  const topology = starterText(await starterOf(host, options), schemaFor(host, file));
  const source = decode(file === '-' ? 'topology.yaml' : file, Buffer.from(topology));
  if ('rule' in source) throw new UsageError(source.message);
  const analysis = await analyse(source);
  if (analysis.diagnostics.some(({ severity }) => severity === 'error')) {
    host.stderr(await text({ version: VERSION, files: [analysis] }, { color: false }));
    throw new UsageError('what was given makes no sound estate: nothing was written');
  }
  if (file === '-') host.stdout(topology);
  else {
    try {
      host.writeFile(file, topology);
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    host.stdout(`wrote ${file}; look it over, then run "pgdr-compile ${file}"\n`);
  }
  if (analysis.diagnostics.length > 0)
    host.stderr(await text({ version: VERSION, files: [analysis] }, { color: false }));
  return 0;
}
