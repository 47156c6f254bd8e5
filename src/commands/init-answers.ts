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

/** Each version: its flag, its key, and the name of the product. */
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

/** @throws UsageError that names the flag, if there is a problem */
function assure(flag: string, problem: string | undefined): void {
  if (problem !== undefined) throw new UsageError(`--${flag}: ${problem}`);
}

interface Question {
  readonly text: string;
  /** The meaning of an empty answer; without a fallback, an answer is required. */
  readonly fallback?: string;
  readonly check: Check;
}

/** Asks until the answer is valid; says what is wrong with other answers. Earlier answers stay. */
async function asked(host: Host, { text, fallback, check }: Question): Promise<string> {
  for (;;) {
    const answer = await host.ask(`${text}${fallback ? ` [${fallback}]` : ''}: `);
    if (answer === undefined) {
      // Ends the line of the question.
      host.stderr('\n');
      throw new UsageError('nothing was written');
    }
    const given = answer.trim() || fallback || '';
    const problem = check(given);
    if (problem === undefined) return given;
    host.stderr(`  ${problem}\n`);
  }
}

/** Asks for a third machine for the etcd ring of a site with two PostgreSQL nodes. */
async function askWitness(host: Host, name: string, taken: readonly string[]): Promise<string[]> {
  host.stderr(
    '  An etcd ring of two members fails if either member is down. With a third machine that runs only etcd, the ring\n' +
      '  survives the loss of one member. Without a third machine, etcd runs only on the first machine.\n',
  );
  const text = `Address of a third machine of ${name} that runs only etcd, if any`;
  return listed(await asked(host, { text, check: checkOneAddress(taken) }));
}

async function askSite(host: Host, name: string, taken: readonly string[]): Promise<StarterSite> {
  const addresses = listed(
    await asked(host, {
      text: `Addresses of the nodes of ${name} that run PostgreSQL and etcd (three are best)`,
      check: checkAddresses(taken, 1),
    }),
  );
  const others = [...taken, ...addresses];
  const witnesses = addresses.length === 2 ? await askWitness(host, name, others) : [];
  const haproxy = listed(
    await asked(host, {
      text: `Addresses of the nodes of ${name} that run HAProxy, if any (may be PostgreSQL nodes)`,
      check: checkAddresses([...taken, ...witnesses], 0),
    }),
  );
  return { name, addresses, witnesses, haproxy };
}

async function askSites(host: Host): Promise<StarterSite[]> {
  const text = 'Names of the sites, the primary site first';
  const names = listed(await asked(host, { text, fallback: 'seoul busan', check: checkSites }));
  const sites: StarterSite[] = [];
  for (const name of names) {
    const taken = sites.flatMap((site) => [...site.addresses, ...site.witnesses, ...site.haproxy]);
    sites.push(await askSite(host, name, taken));
  }
  return sites;
}

/** Versions from flags, and from `ask` for products without a flag. */
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

/** Sites from flags. */
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
        `--${flag} names the site "${stray}", but no --site names it: add --site ${stray}=ADDRESS,…`,
      );
  }
  if (sites.length === 1)
    throw new UsageError(
      `--site is given only once: an estate has at least two sites, and each needs its own --site NAME=ADDRESS,ADDRESS,…`,
    );
  if (sites.length > 0) assure('site', checkSites(names.join(' ')));
  return sites;
}

/** The contents of a new topology: from flags, or from answers if no flag names a site. */
export async function starterOf(host: Host, options: InitOptions): Promise<Starter> {
  if (options.name !== undefined) assure('name', checkName(options.name));
  const sites = flaggedSites(options);
  if (sites.length > 0) {
    const versions = await versionsOf(options, async (_, fallback) => fallback);
    return { name: options.name ?? 'main', sites, ...versions };
  }
  if (!host.isInteractive)
    throw new UsageError('give --site NAME=ADDRESS,ADDRESS,… for each site, or run init on a terminal');
  const name =
    options.name ?? (await asked(host, { text: 'Name of the estate', fallback: 'orders', check: checkName }));
  const given = await askSites(host);
  const versions = await versionsOf(options, (product, fallback, check) =>
    asked(host, { text: `Version of ${product}`, fallback, check }),
  );
  return { name, sites: given, ...versions };
}
