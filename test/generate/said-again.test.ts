import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Estate } from '../../src/compiler/estate/estate.ts';
import type { HaproxyConfig } from '../../src/compiler/estate/haproxy-config.ts';
import { promotionsOf } from '../../src/compiler/estate/promote.ts';
import { lint } from '../../src/index.ts';
import { runs } from '../fuzz.ts';
import type { Data } from '../hostile/support.ts';
import { soundEstate } from './estate.ts';

type Block = { [key: string]: Data };

/** A value as overrides hold it: what a derivation leaves out is not there. */
const written = (value: unknown): Block => JSON.parse(JSON.stringify(value)) as Block;

/** The sections of haproxy.cfg; its servers are the nodes themselves. */
const sectionsOf = ({ sections }: HaproxyConfig): Block =>
  Object.fromEntries(
    sections.map(({ name, lines }) => [
      name,
      Object.fromEntries(
        lines.map(({ key, words }) => [key, words.slice(key.split(' ').length).join(' ') || true]),
      ),
    ]),
  );

/** Overrides that say of each program of a node what its file says without them. */
function overridesOf(estate: Estate, name: unknown): Block {
  const node = estate.sites.flatMap(({ nodes }) => nodes).find((one) => one.name === name);
  return {
    ...(node?.patroni ? { patroni: written(node.patroni.value) } : {}),
    ...(node?.etcd ? { etcd: written(node.etcd.value) } : {}),
    ...(node?.haproxy ? { haproxy: sectionsOf(node.haproxy) } : {}),
  };
}

/** What of a site's dynamic configuration is the same in every role of the site: an override holds in all of them. */
function lastingIn(estate: Estate, site: number): Block {
  const roles = [estate, ...promotionsOf(estate)].map(({ sites }) => written(sites[site]?.dcs.value ?? {}));
  const [now = {}, ...later] = roles;
  return Object.fromEntries(
    Object.entries(now).filter(([key, value]) =>
      later.every((other) => JSON.stringify(other[key]) === JSON.stringify(value)),
    ),
  );
}

/** An estate with all that is derived for its nodes written by hand. */
async function saidAgain(topology: Block): Promise<Block> {
  const { estate } = await lint(Buffer.from(JSON.stringify(topology)));
  if (!estate) throw new Error('a sound estate is an estate');
  const sites = (topology.sites as Block[]).map((site, index) => ({
    ...site,
    overrides: { patroni: { bootstrap: { dcs: lastingIn(estate, index) } } },
    nodes: (site.nodes as Block[]).map((node) => ({ ...node, overrides: overridesOf(estate, node.name) })),
  }));
  return { ...topology, sites };
}

const addressesOf = (site: Block): unknown[] => (site.nodes as Block[]).map(({ address }) => address);

/** Whether two sites use the same private addresses, as they may behind NAT. */
function sharesAddresses({ sites }: Block): boolean {
  const all = (sites as Block[]).map((site) => new Set(addressesOf(site)));
  return all.some((one, index) =>
    all.slice(index + 1).some((other) => [...one].some((address) => other.has(address))),
  );
}

it('who writes by hand what is derived is told nothing new, behind NAT with equal private addresses too', async () => {
  let shared = 0;
  // Of fewer estates none may have equal addresses at two sites.
  await fc.assert(
    fc.asyncProperty(soundEstate, async (estate) => {
      if (sharesAddresses(estate)) shared += 1;
      const again = await saidAgain(estate);
      const { diagnostics } = await lint(Buffer.from(JSON.stringify(again)));
      const found = diagnostics.filter(({ severity }) => severity !== 'info');
      expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }),
    { numRuns: Math.max(20, runs(60).numRuns), seed: 1 },
  );
  expect(shared).toBeGreaterThan(0);
});
