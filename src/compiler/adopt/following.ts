import { slotName } from '../facts/slot-name.ts';
import { portOf } from '../nodes/host-port.ts';
import type { JsonMap } from '../text/json.ts';
import { mapAt, textAt } from '../text/json.ts';
import type { Adopting } from './adopting.ts';
import { write } from './draft.ts';
import type { Seen } from './observed.ts';
import { followings, standbyWord } from './standby.ts';

const hostsOf = (dcs: JsonMap): string[] =>
  (textAt(dcs, 'standby_cluster', 'host') ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');

/** The site whose members a site streams from, where that is not the primary. */
function upstreamOf(seen: Seen, index: number): string | undefined {
  const hosts = hostsOf(seen[index]?.dcs ?? {});
  const found = seen.find(
    ({ nodes }, number) =>
      number !== index &&
      nodes.some(
        ({ wan, address, patroni }) =>
          patroni && [wan?.text, address?.text].some((one) => one !== undefined && hosts.includes(one)),
      ),
  );
  return found === undefined || found.leads ? undefined : found.name;
}

/** An address that leads to the leader of a site: its followers have it, and none of its members does. */
function endpoints(
  seen: Seen,
  follows: readonly (string | undefined)[],
): (readonly [site: string, host: string, port: number])[] {
  const leader = seen.find(({ leads }) => leads);
  return seen.flatMap(({ dcs }, index) => {
    const [host, ...others] = hostsOf(dcs);
    if (host === undefined || others.length > 0) return [];
    const upstream = seen.find(({ name }) => name === follows[index]) ?? leader;
    if (
      !upstream ||
      seen.some(({ nodes }) =>
        nodes.some(({ wan, address, patroni }) => patroni && (wan?.text === host || address?.text === host)),
      )
    )
      return [];
    return [[upstream.name, host, Number(textAt(dcs, 'standby_cluster', 'port') ?? 5432)] as const];
  });
}

/** How sites follow each other: slots, archives, who follows whom, and by which address. */
export function followingWords(adopting: Adopting): void {
  const { seen, draft, overview } = adopting;
  const follows = seen.map((_, index) => upstreamOf(seen, index));
  const told = seen.map(({ name }) => overview.following.get(name));
  const all = followings(seen, told, follows);
  seen.forEach((site, index) => {
    const following = all[index];
    const word = following && standbyWord(site, following);
    if (word) write(draft.sites[index]?.own ?? {}, ['standby'], word);
  });
  const found = [
    ...[...overview.endpoints].map(([site, { host, port }]) => [site, host, port] as const),
    ...endpoints(seen, follows),
  ];
  for (const [name, host, port] of found) {
    const index = seen.findIndex((site) => site.name === name);
    const own = draft.sites[index]?.own;
    if (!own || own.endpoint !== undefined) continue;
    const member = seen[index]?.nodes.find(({ patroni }) => patroni);
    const usual = portOf(textAt(member?.patroni?.value, 'postgresql', 'connect_address')) ?? 5432;
    own.endpoint = port === usual ? host : { address: host, port };
  }
  slotWords(adopting);
}

/** The names of physical slots in a dynamic configuration. */
const namesIn = (slots: JsonMap): string[] =>
  Object.entries(slots).flatMap(([name, slot]) => (textAt(slot, 'type') === 'physical' ? [name] : []));

/** `slots` of a site, where it keeps others than those of the sites that stream from it. */
function slotWords(adopting: Adopting): void {
  const { seen, draft, overview, isSame } = adopting;
  const made = adopting.made();
  seen.forEach(({ name, dcs }, index) => {
    const own = draft.sites[index]?.own;
    const usual = mapAt(made[index]?.dcs, 'slots');
    const slots = mapAt(dcs, 'slots');
    const told = overview.slots.get(name);
    if (!own || isSame(usual, slots)) return;
    const names = told ?? namesIn(slots).map(slotName);
    if (JSON.stringify(names.toSorted()) !== JSON.stringify(Object.keys(usual).toSorted())) own.slots = names;
  });
}
