import { followsAnother } from '../estate/follows.ts';
import { DEFAULT_SOFTWARE } from '../facts/version.ts';
import { isInForce } from '../nodes/in-force.ts';
import { BLANKED } from '../plan/without-secrets.ts';
import type { Json } from '../text/json.ts';
import { isMap } from '../text/json.ts';
import { allTogether } from '../text/together.ts';
import type { Draft } from './draft.ts';
import { topologyOf } from './draft.ts';
import type { Overview } from './overview.ts';
import type { ReadSite } from './read-estate.ts';
import { UNDECIDED } from './skeleton.ts';
import { noteAt } from './text.ts';

const NAMES = { patroni: 'Patroni', postgresql: 'PostgreSQL', etcd: 'etcd', haproxy: 'HAProxy' } as const;

type Product = keyof typeof NAMES;

/** What the files do not say of versions. */
function ofVersions(unknown: readonly Product[]): string[] {
  if (unknown.length === 0) return [];
  const assumed = allTogether(unknown.map((product) => `${NAMES[product]} ${DEFAULT_SOFTWARE[product]}`));
  const are = unknown.length === 1 ? 'is' : 'are';
  return [
    `No file says the version of ${allTogether(unknown.map((product) => NAMES[product]))}: ${assumed} ${are} taken.`,
  ];
}

const secondSite = (): string[] => [
  'One site so far. A second one needs a scope, a token, names and addresses of its own:',
  '  - name: SITE',
  '    scope: SCOPE',
  '    etcd: { token: TOKEN }',
  '    nodes:',
  '      - { name: NODE, address: ADDRESS }',
];

/** The paths of texts in which a secret was blanked out. */
function blankedIn(
  value: Json | undefined,
  path: readonly (string | number)[],
): (readonly (string | number)[])[] {
  if (typeof value === 'string') return value.includes(BLANKED) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => blankedIn(item as Json, [...path, index]));
  return isMap(value) ? Object.entries(value).flatMap(([key, one]) => blankedIn(one, [...path, key])) : [];
}

/** Why nobody knows which site takes the writes. */
function undecided(sites: readonly ReadSite[]): string {
  const leading = sites.filter(
    ({ dcs, nodes }) => !followsAnother(dcs) && nodes.some(({ patroni }) => patroni),
  );
  return leading.length === 0
    ? 'No file says which site takes the writes: all of these follow another one. Collect that one too.'
    : `No file says which site takes the writes: ${allTogether(leading.map(({ name }) => name))} follow nobody. Write the right one here.`;
}

/** Where the files left a choice: what was taken, by the place in the topology. */
export function notesOf(
  { top, sites: drafted }: Draft,
  sites: readonly ReadSite[],
  unknown: readonly string[],
  overview: Overview,
): Map<string, string[]> {
  const notes = new Map<string, string[]>();
  const add = (lines: readonly string[], ...path: readonly (string | number)[]): void => {
    if (lines.length > 0) notes.set(noteAt(...path), [...(notes.get(noteAt(...path)) ?? []), ...lines]);
  };
  add(ofVersions(unknown as readonly Product[]), top.software === undefined ? 'primary' : 'software');
  if (top.primary === UNDECIDED) add([undecided(sites)], 'primary');
  if (sites.length === 1) add(secondSite(), 'sites');
  sites.forEach(({ leads, name, nodes, files }, index) => {
    if (leads && drafted[index]?.own.standby !== undefined && !overview.following.has(name))
      add(['No file says how this site would follow: this is how the others do.'], 'sites', index, 'standby');
    if (!isInForce(files) && nodes.some(({ patroni }) => patroni))
      add(
        [`No file dcs.yml says what is in force at ${name}: bootstrap.dcs, which is read once, was taken.`],
        'sites',
        index,
      );
    if (nodes.some(({ usesOldApi }) => usesOldApi))
      add(
        [
          'Patroni uses the API of etcd 2 here; what is compiled uses etcd3. Members of both kinds do not see each other.',
        ],
        'sites',
        index,
      );
    if (!nodes.some(({ etcd }) => etcd))
      add(
        ['No file says the token of the ring: it counts only when the ring is made.'],
        'sites',
        index,
        'etcd',
      );
    nodes.forEach((node, number) => {
      if (node.assumed)
        add(
          ['Patroni asks the etcd of this node, and no file of that is here.'],
          'sites',
          index,
          'nodes',
          number,
        );
      if (node.written.address === undefined)
        add([`No file says the address of ${node.name}: write it here.`], 'sites', index, 'nodes', number);
    });
  });
  for (const path of blankedIn(topologyOf({ top, sites: drafted }) as unknown as Json, []))
    add(
      [
        `"${BLANKED}" stands for a secret that was blanked out: keep it in a file on the node, and name that here.`,
      ],
      ...path,
    );
  return notes;
}
