import { PORTS } from '../facts/ports.ts';
import { slotName } from '../facts/slot-name.ts';
import { portOf } from '../nodes/host-port.ts';
import type { Seen, SeenSite } from '../plan/observed.ts';
import type { JsonMap } from '../text/json.ts';
import { mapAt, textAt } from '../text/json.ts';
import type { Adopting } from './adopting.ts';
import { write } from './draft.ts';
import { followings, standbyWord } from './standby.ts';

/** The site that a site streams from, where that is not the primary. */
function upstreamOf(seen: Seen, { upstream }: SeenSite): string | undefined {
  const found = seen.find(({ name }) => name === upstream);
  return found === undefined || found.leads ? undefined : found.name;
}

/** Whether an address is that of a member: others stream from it alone, and it leads to no other one. */
const isMember = (seen: Seen, host: string): boolean =>
  seen.some(({ nodes }) =>
    nodes.some(({ wan, address, patroni }) => patroni && (wan?.text === host || address?.text === host)),
  );

/** How sites follow each other: slots, archives, who follows whom, and by which address. */
export function followingWords(adopting: Adopting): void {
  const { seen, draft, overview } = adopting;
  const follows = seen.map((site) => upstreamOf(seen, site));
  const told = seen.map(({ name }) => overview.following.get(name));
  const all = followings(seen, told, follows);
  seen.forEach((site, index) => {
    const following = all[index];
    const word = following && standbyWord(site, following);
    if (word) write(draft.sites[index]?.own ?? {}, ['standby'], word);
  });
  const found = [
    ...[...overview.endpoints].map(([site, { host, port }]) => [site, host, port] as const),
    ...seen.flatMap(({ name, endpoint }) =>
      endpoint && !isMember(seen, endpoint.host) ? [[name, endpoint.host, endpoint.port] as const] : [],
    ),
  ];
  for (const [name, host, port] of found) {
    const index = seen.findIndex((site) => site.name === name);
    const own = draft.sites[index]?.own;
    if (!own || own.endpoint !== undefined) continue;
    const member = seen[index]?.nodes.find(({ patroni }) => patroni);
    const usual = portOf(textAt(member?.patroni?.value, 'postgresql', 'connect_address')) ?? PORTS.postgresql;
    own.endpoint = port === usual ? host : { address: host, port };
  }
  slotWords(adopting);
}

/** The names of physical slots in a dynamic configuration. */
const namesIn = (slots: JsonMap): string[] =>
  Object.entries(slots).flatMap(([name, slot]) => (textAt(slot, 'type') === 'physical' ? [name] : []));

/** `slots` of a site, where it keeps others than those of the sites that stream from it. */
function slotWords(adopting: Adopting): void {
  const { seen, draft, overview, isSame, isOwn } = adopting;
  const made = adopting.made();
  seen.forEach(({ name, dcs }, index) => {
    const own = draft.sites[index]?.own;
    const usual = mapAt(made[index]?.dcs, 'slots');
    const slots = mapAt(dcs, 'slots');
    const told = overview.slots.get(name);
    if (!own || isSame(usual, slots)) return;
    // What others wrote for consumers of their own stays as it is, among the overrides.
    if (!told && !isOwn) return;
    const names = told ?? namesIn(slots).map(slotName);
    if (JSON.stringify(names.toSorted()) !== JSON.stringify(Object.keys(usual).toSorted())) own.slots = names;
  });
}
