import type { Host } from '../cli/host.ts';
import { DEFAULT_SOFTWARE } from '../compiler/facts/version.ts';
import type { Starter, StarterSite } from '../compiler/topology/starter.ts';
import type { Check } from './answers.ts';
import { checkAddresses, checkName, checkOneAddress, checkSites, checkVersion, listed } from './answers.ts';
import { UsageError } from './usage-error.ts';

export interface InitOptions {
  readonly name?: string;
  /** `seoul=10.1.0.10,10.1.0.11,10.1.0.12`; the first is the primary. */
  readonly site?: readonly string[];
  /** `seoul=10.1.0.20`. */
  readonly haproxy?: readonly string[];
  /** `seoul=10.1.0.30`. */
  readonly witness?: readonly string[];
  readonly patroni?: string;
  readonly postgresql?: string;
  readonly etcd?: string;
  readonly haproxyVersion?: string;
  readonly force?: boolean;
}

type Versions = Pick<Starter, 'patroni' | 'postgresql' | 'etcd' | 'haproxyVersion'>;

/** Each version by the flag that says it, and the product. */
const VERSIONS = [
  ['patroni', 'patroni', 'Patroni'],
  ['postgresql', 'postgresql', 'PostgreSQL'],
  ['etcd', 'etcd', 'etcd'],
  ['haproxyVersion', 'haproxy', 'HAProxy'],
] as const;

function assigned(flag: string, value: string): [string, string[]] {
  const at = value.indexOf('=');
  if (at < 1) throw new UsageError(`--${flag} takes NAME=ADDRESS,ADDRESS,…, not "${value}"`);
  return [value.slice(0, at), listed(value.slice(at + 1))];
}

/** Refuses what a flag says wrong, by the name of the flag. */
function assure(flag: string, problem: string | undefined): void {
  if (problem !== undefined) throw new UsageError(`--${flag}: ${problem}`);
}

interface Question {
  readonly text: string;
  /** What an empty answer means; without, there has to be one. */
  readonly fallback?: string;
  readonly check: Check;
}

/** Asks until the answer is one: what is wrong with it is said, and what was answered before stays. */
async function asked(host: Host, { text, fallback, check }: Question): Promise<string> {
  for (;;) {
    const answer = await host.ask(`${text}${fallback ? ` [${fallback}]` : ''}: `);
    if (answer === undefined) {
      // The question's line has no end.
      host.stderr('\n');
      throw new UsageError('nothing was written');
    }
    const given = answer.trim() || fallback || '';
    const problem = check(given);
    if (problem === undefined) return given;
    host.stderr(`  ${problem}\n`);
  }
}

/** A third machine for the ring of two that run PostgreSQL. */
async function askWitness(host: Host, name: string, taken: readonly string[]): Promise<string[]> {
  host.stderr(
    '  An etcd ring of two needs both: it fails when either is down. A third machine that runs etcd alone makes it\n' +
      '  survive the loss of one. Without, etcd runs on the first machine only.\n',
  );
  const text = `Address of a third machine of ${name} for etcd alone, if any`;
  return listed(await asked(host, { text, check: checkOneAddress(taken) }));
}

async function askSite(host: Host, name: string, taken: readonly string[]): Promise<StarterSite> {
  const addresses = listed(
    await asked(host, {
      text: `Addresses of the nodes of ${name} that run PostgreSQL and etcd, best three`,
      check: checkAddresses(taken, 1),
    }),
  );
  const others = [...taken, ...addresses];
  const witnesses = addresses.length === 2 ? await askWitness(host, name, others) : [];
  const haproxy = listed(
    await asked(host, {
      text: `Addresses of HAProxy at ${name}, nodes with PostgreSQL among them, if any`,
      check: checkAddresses([...taken, ...witnesses], 0),
    }),
  );
  return { name, addresses, witnesses, haproxy };
}

async function askSites(host: Host): Promise<StarterSite[]> {
  const text = 'Names of the sites, the primary first';
  const names = listed(await asked(host, { text, fallback: 'seoul busan', check: checkSites }));
  const sites: StarterSite[] = [];
  for (const name of names) {
    const taken = sites.flatMap((site) => [...site.addresses, ...site.witnesses, ...site.haproxy]);
    sites.push(await askSite(host, name, taken));
  }
  return sites;
}

/** Versions by flags, and those that none says by `ask`. */
async function versionsOf(
  options: InitOptions,
  ask: (product: string, fallback: string, check: Check) => Promise<string>,
): Promise<Versions> {
  const found: string[] = [];
  for (const [flag, product, shown] of VERSIONS) {
    const given = options[flag];
    if (given !== undefined) assure(flag.replace('V', '-v'), checkVersion(product)(given));
    found.push(given ?? (await ask(shown, DEFAULT_SOFTWARE[product], checkVersion(product))));
  }
  const [patroni = '', postgresql = '', etcd = '', haproxyVersion = ''] = found;
  return { patroni, postgresql: Number(postgresql), etcd, haproxyVersion };
}

/** Sites as flags say them. */
function flaggedSites(options: InitOptions): StarterSite[] {
  const of = (flag: 'haproxy' | 'witness'): Map<string, string[]> => {
    const said = new Map<string, string[]>();
    for (const value of options[flag] ?? []) {
      const [name, addresses] = assigned(flag, value);
      said.set(name, [...(said.get(name) ?? []), ...addresses]);
    }
    return said;
  };
  const [proxies, witnesses] = [of('haproxy'), of('witness')];
  const sites = (options.site ?? []).map((value): StarterSite => {
    const [name, addresses] = assigned('site', value);
    assure('site', checkAddresses([], 1)(addresses.join(' ')));
    return { name, addresses, haproxy: proxies.get(name) ?? [], witnesses: witnesses.get(name) ?? [] };
  });
  const names = sites.map(({ name }) => name);
  for (const [flag, said] of [
    ['haproxy', proxies],
    ['witness', witnesses],
  ] as const) {
    const stray = [...said.keys()].find((name) => !names.includes(name));
    if (stray !== undefined)
      throw new UsageError(
        `--${flag} names the site "${stray}", and no --site does: say --site ${stray}=ADDRESS,… as well`,
      );
  }
  if (sites.length === 1)
    throw new UsageError(
      `--site is there once: an estate has two sites or more, and each has a --site NAME=ADDRESS,ADDRESS,… of its own`,
    );
  if (sites.length > 0) assure('site', checkSites(names.join(' ')));
  return sites;
}

/** What a new topology is made of, by flags, and by answers where flags say nothing of sites. */
export async function starterOf(host: Host, options: InitOptions): Promise<Starter> {
  if (options.name !== undefined) assure('name', checkName(options.name));
  const sites = flaggedSites(options);
  if (sites.length > 0) {
    const versions = await versionsOf(options, async (_, fallback) => fallback);
    return { name: options.name ?? 'main', sites, ...versions };
  }
  if (!host.isInteractive)
    throw new UsageError(
      'say what there is with --site NAME=ADDRESS,ADDRESS,… for each site, or run this on a terminal',
    );
  const name =
    options.name ?? (await asked(host, { text: 'Name of the estate', fallback: 'orders', check: checkName }));
  const given = await askSites(host);
  const versions = await versionsOf(options, (product, fallback, check) =>
    asked(host, { text: `Version of ${product}`, fallback, check }),
  );
  return { name, sites: given, ...versions };
}
