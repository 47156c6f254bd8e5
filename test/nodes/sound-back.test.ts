import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Estate, Member, Site } from '../../src/compiler/estate/estate.ts';
import { members, ring } from '../../src/compiler/estate/estate.ts';
import { textAt } from '../../src/compiler/text/json.ts';
import { lint } from '../../src/index.ts';
import { runs } from '../fuzz.ts';
import { soundEstate } from '../generate/estate.ts';
import { foundIn, readBack } from './read-back.ts';

/** Everything that programs read, by site and node. */
function valuesIn({ sites }: Estate): unknown {
  const ofSite = (site: Site): unknown => ({
    name: site.name,
    role: site.role,
    // From whom a site would stream that reads the archive alone is written nowhere.
    upstream: textAt(site.dcs.value, 'standby_cluster', 'host') && site.upstream?.name,
    dcs: site.dcs.value,
    members: members(site)
      .map(({ name, patroni: { value } }: Member) => ({ name, value: withoutBootstrap(value) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ring: ring(site)
      .map(({ name, etcd }) => ({ name, value: etcd.value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  });
  return JSON.parse(JSON.stringify([...sites].sort((a, b) => (a.name < b.name ? -1 : 1)).map(ofSite)));
}

/** How a new cluster is made: the topology has the dynamic configuration elsewhere. */
const withoutBootstrap = ({ bootstrap: _, ...rest }: Member['patroni']['value']) => rest;

/** Behind NAT, the addresses by which others reach a site are written where they stream from it. With an archive alone they do not. */
function hidesOuterAddresses(topology: object): boolean {
  const text = JSON.stringify(topology);
  return text.includes('"wan_address"') && text.includes('"from":"archive"');
}

it('a sound estate of any shape, read back from its files, has the same values and no finding above info (PGDR_FUZZ=25 tries 1,000)', async () => {
  await fc.assert(
    fc.asyncProperty(soundEstate, async (topology) => {
      fc.pre(!hidesOuterAddresses(topology));
      const { estate, diagnostics } = await lint(Buffer.from(JSON.stringify(topology)));
      if (!estate) throw new Error('a sound estate is an estate');
      const back = await readBack(estate);
      if (!back.estate) throw new Error('its files are an estate');
      expect(valuesIn(back.estate)).toEqual(valuesIn(estate));
      const rulesOf = (found: readonly { readonly rule: string; readonly message: string }[]): string[] =>
        [
          ...new Set(
            found.map(({ rule, message }) => `${rule}: ${message.replace(/; the same holds for .*/, '')}`),
          ),
        ].sort();
      expect(rulesOf(foundIn(back)).filter((one) => !one.startsWith('files/'))).toEqual(rulesOf(diagnostics));
    }),
    { ...runs(40), seed: 1, endOnFailure: true },
  );
});
