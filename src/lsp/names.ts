import type { Range } from 'vscode-languageserver';
import { memberName } from '../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../compiler/estate/estate.ts';
import { members, ring } from '../compiler/estate/estate.ts';
import { slotName } from '../compiler/facts/slot-name.ts';
import type { Place } from '../compiler/text/finding.ts';
import { keyAt } from '../compiler/text/finding.ts';
import { get, mapAt, textAt } from '../compiler/text/json.ts';
import type { KnownEstate } from './estate-of.ts';
import type { Page } from './page.ts';

export type NameKind = 'site' | 'node' | 'slot' | 'token' | 'scope';

/** Something of an estate that has a name, and where the name is written. */
export interface Name {
  readonly kind: NameKind;
  readonly text: string;
  /** Where it gets its name; the first occurrence where no place is more than another. */
  readonly definition: Occurrence;
  readonly occurrences: readonly Occurrence[];
}

/** One place where a name is written. */
export interface Occurrence {
  readonly page: Page;
  /** Offsets of the name alone, without quotes. */
  readonly start: number;
  readonly end: number;
  readonly range: Range;
}

/** Places of an item, the place of its definition first. */
interface Named {
  readonly kind: NameKind;
  readonly text: string;
  readonly places: readonly (Place | undefined)[];
}

/** Where a place writes a name; undefined where it is derived from something else that is written there. */
function occurrenceOf(
  known: KnownEstate,
  place: Place | undefined,
  { kind, text }: Named,
): Occurrence | undefined {
  const page = place && known.pageOf(place);
  const span = page && place ? page.analysis?.locate(place)?.span : undefined;
  if (!page || !span) return undefined;
  const written = page.text.slice(span.start.offset, span.end.offset);
  const [, quote = '', inside = ''] = /^(["']?)(.*)\1$/s.exec(written) ?? [];
  // Patroni makes a slot of a name with other characters, too.
  if (inside !== text && !(kind === 'slot' && slotName(inside) === text)) return undefined;
  const start = span.start.offset + quote.length;
  const end = start + inside.length;
  return { page, start, end, range: page.rangeOf(start, end) };
}

const sitesIn = (estate: Estate): Named[] =>
  estate.sites.map((site) => ({
    kind: 'site',
    text: site.name,
    places: [
      site.at,
      ...(estate.primaryWord.text === site.name ? [estate.primaryWord.at] : []),
      ...estate.sites.flatMap(({ follow }) => (follow?.text === site.name ? [follow.at] : [])),
    ],
  }));

/** The places where a slot is written at one site: as its key, in a list of the language, or as what it streams by. */
function placesOfSlot(site: Site, slot: string): Place[] {
  const own = mapAt(site.dcs.value, 'slots');
  const key = Object.keys(own).find((one) => slotName(one) === slot);
  const at = key === undefined ? undefined : site.dcs.at('slots', key);
  const streams = textAt(site.dcs.value, 'standby_cluster', 'primary_slot_name') === slot;
  return [
    ...(streams ? [site.dcs.at('standby_cluster', 'primary_slot_name')] : []),
    ...(at ? [at, { ...at, part: 'key' as const }] : []),
  ];
}

function slotsIn(estate: Estate): Named[] {
  const names = new Set(
    estate.sites.flatMap(({ dcs }) =>
      [
        ...Object.keys(mapAt(dcs.value, 'slots')).map(slotName),
        ...(textAt(dcs.value, 'standby_cluster', 'primary_slot_name') ?? []),
      ].flat(),
    ),
  );
  return [...names].map((text) => ({
    kind: 'slot',
    text,
    places: estate.sites.flatMap((site) => placesOfSlot(site, text)),
  }));
}

const placesOfMember = (site: Site, member: Member, text: string): Place[] => [
  ...(textAt(member.patroni.value, 'name') === text ? [member.patroni.at('name')] : []),
  ...members(site).flatMap((other) =>
    textAt(other.patroni.value, 'tags', 'replicatefrom') === text
      ? [other.patroni.at('tags', 'replicatefrom')]
      : [],
  ),
];

const nodesIn = (estate: Estate): Named[] =>
  estate.sites.flatMap((site) =>
    site.nodes.map((node): Named => {
      const text = node.patroni ? memberName(node as Member) : node.name;
      return {
        kind: 'node',
        text,
        places: [node.nameAt, ...(node.patroni ? placesOfMember(site, node as Member, text) : [])],
      };
    }),
  );

/** Values that all nodes of a site share, and that no other site may have. */
function sharedIn(estate: Estate, kind: 'token' | 'scope'): Named[] {
  const found = new Map<string, Place[]>();
  for (const site of estate.sites) {
    const trees =
      kind === 'scope' ? members(site).map(({ patroni }) => patroni) : ring(site).map(({ etcd }) => etcd);
    const path = kind === 'scope' ? 'scope' : 'initial-cluster-token';
    for (const tree of trees) {
      const text = textAt(tree.value, path);
      if (text !== undefined) found.set(text, [...(found.get(text) ?? []), tree.at(path)]);
    }
  }
  return [...found].map(([text, places]) => ({ kind, text, places }));
}

/** What writes a slot in a topology that the estate does not have: lists of the language, whatever the roles are. */
function slotsOfTopology(known: KnownEstate): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  const add = (text: unknown, place: Place): void => {
    if (typeof text === 'string') found.set(slotName(text), [...(found.get(slotName(text)) ?? []), place]);
  };
  if (known.kind !== 'topology') return found;
  const [page] = known.pages.values();
  const value = page?.analysis?.parsed.value;
  const sites = value === undefined ? undefined : get(value as never, 'sites');
  if (!Array.isArray(sites)) return found;
  // A slot is that of the site which streams by it: the other sites keep it.
  for (const [at, site] of sites.entries())
    add(textAt(site, 'standby', 'slot'), { pointer: ['sites', at, 'standby', 'slot'], part: 'value' });
  for (const [at, site] of sites.entries()) {
    const slots = get(site, 'slots');
    if (Array.isArray(slots))
      for (const [index, slot] of slots.entries())
        add(slot, { pointer: ['sites', at, 'slots', index], part: 'value' });
    const written = ['overrides', 'patroni', 'bootstrap', 'dcs', 'slots'];
    for (const key of Object.keys(mapAt(site, ...written))) add(key, keyAt('sites', at, ...written, key));
  }
  return found;
}

/** Every name of an estate that is written somewhere. */
export function namesOf(known: KnownEstate): Name[] {
  const { estate } = known;
  if (!estate) return [];
  const written = slotsOfTopology(known);
  const slots = slotsIn(estate);
  for (const text of written.keys())
    if (!slots.some((one) => one.text === text)) slots.push({ kind: 'slot', text, places: [] });
  const all = [
    ...sitesIn(estate),
    ...nodesIn(estate),
    ...slots.map((one) => ({ ...one, places: [...(written.get(one.text) ?? []), ...one.places] })),
    ...sharedIn(estate, 'token'),
    ...sharedIn(estate, 'scope'),
  ];
  return all.flatMap((one): Name[] => {
    const { kind, text, places } = one;
    const seen = new Set<string>();
    const occurrences = places.flatMap((place) => {
      const found = occurrenceOf(known, place, one);
      const key = found && `${found.page.uri} ${found.start}`;
      if (!found || key === undefined || seen.has(key)) return [];
      seen.add(key);
      return [found];
    });
    const [definition] = occurrences;
    return definition ? [{ kind, text, definition, occurrences }] : [];
  });
}

/** The name at an offset of a page. */
export const nameAt = (known: KnownEstate, page: Page, offset: number): Name | undefined =>
  namesOf(known).find(({ occurrences }) =>
    occurrences.some((one) => one.page.uri === page.uri && one.start <= offset && offset <= one.end),
  );
