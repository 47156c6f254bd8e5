import type { Estate, Node, Site } from '../estate/estate.ts';
import { bindOf } from '../estate/haproxy-lines.ts';
import { HAPROXY_FILE } from '../facts/files.ts';
import { settingOf } from '../render/dcs-change.ts';
import type { Context, TemplateName } from '../render/from-template.ts';
import { textFrom } from '../render/from-template.ts';
import { sh } from '../render/helpers.ts';
import { passwordContext } from '../render/runbook.ts';
import { lineOf, siteContext } from '../render/runbook-site.ts';
import { get, textAt } from '../text/json.ts';
import { yamlBlock } from '../yaml/write/yaml.ts';
import type { Block } from './step.ts';
import { BLANKED } from './without-secrets.ts';
import type { Setting } from './work.ts';

/** What blocks about one site know of it. */
export interface Place {
  readonly estate: Estate;
  readonly site: ReturnType<typeof siteContext>;
  readonly spec: Site;
}

export const placeOf = (estate: Estate, spec: Site): Place => ({
  estate,
  spec,
  site: siteContext(estate, spec),
});

function block<Name extends TemplateName>(
  id: string,
  on: string,
  as: Block['as'],
  name: Name,
  context: Context<Name>,
): Block {
  return { id, on, as, text: textFrom(name, context).trimEnd() };
}

const names = (nodes: readonly Node[]): string => nodes.map(({ name }) => name).join(',');

/** Patroni's names of members. */
const memberNames = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) => (node.patroni ? [textAt(node.patroni.value, 'name') ?? node.name] : []));

/** Seconds between two loops of Patroni. */
const loopOf = ({ spec }: Place): number => Number(get(spec.dcs.value, 'loop_wait') ?? 10);

/** What the operator's machine does: puts the compiled files of machines in place. */
export const deploy = (id: string, nodes: readonly Node[]): Block => ({
  id: `${id}.deploy`,
  on: 'operator',
  as: 'operator',
  text: `deploy ${nodes.map(({ site, name }) => `${site}/${name}`).join(' ')}`,
});

export const check = (place: Place): Block =>
  block(`check.${place.spec.name}`, place.spec.name, 'postgres', 'plan/check', {
    site: place.site,
    members: memberNames(place.spec.nodes),
  });

export const follows = (place: Place): Block =>
  block(`streams.${place.spec.name}`, `${place.spec.name}:leader`, 'postgres', 'plan/follows', {
    site: place.site,
  });

/** What a reload of Patroni looks at. */
export interface Reloading {
  /** A line of pg_hba that shows that a new file was taken. */
  readonly hbaLine: string | undefined;
  /** Whether the watchdog becomes required: its device is tried first. */
  readonly required: boolean;
  /** Lines of pg_hba that stay for the time being. */
  readonly keep: readonly string[];
}

/** Reloads Patroni: on the members that follow, then on the one that leads, and on who was missed because another one led by then. */
export function reload(place: Place, part: string, nodes: readonly Node[], reloading: Reloading): Block[] {
  const { name } = place.spec;
  const keep = reloading.keep.map((line) => `    ${yamlBlock([line], 0).trim()}`);
  const context = { site: place.site, ...reloading, keep };
  return [
    block(`${part}.${name}`, names(nodes), 'root', 'plan/reload', { ...context, last: false }),
    block(`${part}.${name}.leader`, names(nodes), 'root', 'plan/reload', { ...context, last: true }),
  ];
}

/** Changes the dynamic configuration of a site. */
export function dynamic(place: Place, part: string, settings: readonly Setting[], what: string): Block {
  const { name } = place.spec;
  const slots = settings.flatMap(({ path, value }) =>
    path[0] === 'slots' && path.length === 2 && value !== undefined && isHere(place, value)
      ? [path[1] ?? '']
      : [],
  );
  return block(`${part}.${name}`, slots.length > 0 ? `${name}:leader` : name, 'postgres', 'plan/dcs', {
    site: place.site,
    changes: settings.map(settingOf),
    expected: JSON.stringify(settings.map(({ path, from, value }) => [path, from ?? null, value ?? null])),
    follows: slots.length > 0,
    slots,
    what,
  });
}

/** The command that takes settings back; undefined where an old value holds what nobody may print. */
export function undoing({ site }: Place, settings: readonly Setting[]): string | undefined {
  if (JSON.stringify(settings.map(({ from }) => from ?? null)).includes(BLANKED)) return undefined;
  const words = settings.map(({ path, from }) => `--set ${sh(settingOf({ path, value: from }))}`);
  return `patronictl -c ${sh(site.config)} edit-config ${sh(site.scope)} --force ${words.join(' ')}`;
}

/** Whether Patroni makes a slot at this site while it has its role: one of the other kind of cluster is only declared. */
function isHere({ spec, estate }: Place, slot: Parameters<typeof get>[0]): boolean {
  const type = textAt(slot, 'cluster_type');
  return type === undefined || (type === 'primary') === (spec.name === estate.primary?.name);
}

export const restartPostgresql = (place: Place, leaderFirst: boolean): Block =>
  block(`restart.${place.spec.name}`, place.spec.name, 'postgres', 'plan/restart-postgresql', {
    site: place.site,
    leaderFirst,
    wait: String(loopOf(place) + 2),
    markWait: String(2 * loopOf(place) + 10),
  });

/** Restarts Patroni of a site in maintenance mode, while PostgreSQL runs on. */
export const restartPatroni = (place: Place, nodes: readonly Node[]): Block[] => [
  block(`pause.${place.spec.name}`, place.spec.name, 'postgres', 'plan/pause', { site: place.site }),
  block(`patroni.${place.spec.name}`, names(nodes), 'root', 'plan/restart-patroni', { site: place.site }),
  block(`resume.${place.spec.name}`, place.spec.name, 'postgres', 'plan/resume', { site: place.site }),
];

const peerOf = ({ etcd }: Node): string => textAt(etcd?.value, 'initial-advertise-peer-urls') ?? '';
const ringName = (node: Node): string => textAt(node.etcd?.value, 'name') ?? node.name;

/** What a block of the ring knows of one member, and where it asks the ring. */
const ringContext = (place: Place, node: Node, clients: readonly string[]) => ({
  site: place.site,
  node: node.name,
  nameLine: lineOf(node.etcd?.value, 'name'),
  member: ringName(node),
  peer: peerOf(node),
  clients,
});

/** The client URLs of machines, each once. */
export const clientUrls = (nodes: readonly Node[]): string[] => [
  ...new Set(nodes.flatMap(({ etcd }) => textAt(etcd?.value, 'advertise-client-urls')?.split(',')[0] ?? [])),
];

/**
 * Restarts one member of a ring, once its new file is there; with `isMoved`, the ring is told its new peer URL first.
 * @param clients where the members of the ring answer, now or after their restart
 */
export const restartEtcd = (
  place: Place,
  node: Node,
  clients: readonly string[],
  isMoved: boolean,
): Block[] => [
  deploy(`etcd.${node.name}`, [node]),
  block(`etcd.${node.name}`, node.name, 'root', 'plan/etcd-restart', {
    ...ringContext(place, node, clients),
    peer: isMoved ? peerOf(node) : '',
  }),
];

/** Adds a member to a ring, and starts it. */
export function joinRing(place: Place, node: Node, clients: readonly string[]): Block[] {
  const context = ringContext(place, node, clients);
  return [
    block(`etcd-add.${node.name}`, `${place.spec.name}:ring`, 'root', 'plan/etcd-add', context),
    block(`etcd-join.${node.name}`, node.name, 'root', 'plan/etcd-join', context),
  ];
}

/**
 * Takes a member out of a ring, and stops it.
 * @param place the site as the files of its ring are at that moment
 */
export const leaveRing = (place: Place, was: Place, node: Node, clients: readonly string[]): Block[] => [
  block(
    `etcd-remove.${node.name}`,
    `${place.spec.name}:ring`,
    'root',
    'plan/etcd-remove',
    ringContext(place, node, clients),
  ),
  stopRing(was, node, clients),
];

/** @param clients members that may still count on it; none where the whole ring goes */
export const stopRing = (was: Place, node: Node, clients: readonly string[]): Block =>
  block(`etcd-stop.${node.name}`, node.name, 'root', 'plan/etcd-stop', ringContext(was, node, clients));

/** A text that only the compiled haproxy.cfg of this machine has. */
const headline = (node: Node): string => `Node ${node.name} of site ${node.site}: ${HAPROXY_FILE}`;

const portsOf = ({ haproxy }: Node): string[] =>
  (haproxy?.pools ?? []).flatMap(
    ({ front }) => /^\*?:?(\d+)$/.exec((bindOf(front) ?? '').replace(/^.*[*\]]:/, ''))?.[1] ?? [],
  );

export const reloadHaproxy = (node: Node): Block =>
  block(`haproxy.${node.name}`, node.name, 'root', 'plan/haproxy', {
    headline: headline(node),
    file: HAPROXY_FILE,
    node: node.name,
    ports: portsOf(node).map((port) => `127.0.0.1:${port}`),
  });

/** Lets HAProxy take every server for what it is now, until it is reloaded. */
export function uncheckedHaproxy(node: Node): Block | undefined {
  const { haproxy } = node;
  const socket = haproxy?.global.lines
    .find(({ key }) => key.startsWith('stats'))
    ?.words.find((word) => word.startsWith('/'));
  if (!haproxy || socket === undefined) return undefined;
  return block(`unchecked.${node.name}`, node.name, 'root', 'plan/haproxy-unchecked', {
    headline: headline(node),
    file: HAPROXY_FILE,
    node: node.name,
    socket,
    servers: haproxy.pools.flatMap(({ back, servers }) =>
      servers.map((server) => `${back.name}/${server.name}`),
    ),
  });
}

export const stopHaproxy = (node: Node): Block =>
  block(`haproxy-stop.${node.name}`, node.name, 'root', 'plan/proxy-leave', {
    headline: headline(node),
    file: HAPROXY_FILE,
    node: node.name,
    sports: portsOf(node)
      .map((port) => `sport = :${port}`)
      .join(' or '),
  });

/** Makes new machines ready to start. */
export function prepare(place: Place, nodes: readonly Node[]): Block[] {
  const own = nodes.filter(({ patroni }) => patroni);
  const ring = nodes.filter(({ etcd }) => etcd);
  const { name } = place.spec;
  return [
    {
      id: `files.${name}`,
      on: 'operator',
      as: 'operator',
      text: `deploy ${nodes.map((node) => `${node.site}/${node.name}`).join(' ')}`,
    },
    ...(own.length > 0
      ? [
          block(`prepare.${name}`, names(own), 'root', 'plan/prepare-member', {
            site: place.site,
            ...passwordContext(place.estate),
          }),
        ]
      : []),
    ...(ring.length > 0
      ? [block(`prepare.${name}.etcd`, names(ring), 'root', 'plan/prepare-ring', { site: place.site })]
      : []),
  ];
}

export const startMember = (place: Place, node: Node): Block =>
  block(`start.${node.name}`, node.name, 'root', 'plan/start-member', { site: place.site });

/** Starts a site that is new. */
export function startSite(place: Place): Block[] {
  const { name } = place.spec;
  const { site } = place;
  const rest =
    site.others === '' ? [] : [block(`rest.${name}`, site.memberList, 'root', 'plan/rest', { site })];
  return [
    block(`ring.${name}`, site.ringList, 'root', 'plan/start-ring', { site }),
    block(`quorum.${name}`, `${name}:ring`, 'root', 'plan/quorum', { site }),
    block(`first.${name}`, `${name}:candidate`, 'root', 'plan/first', { site }),
    ...rest,
    block(`members.${name}`, name, 'postgres', 'plan/stream', { site }),
    ...(site.streams ? [follows(place)] : []),
  ];
}

/** Makes another member lead, if one leads that goes. */
export const switchAway = (was: Place, going: readonly Node[], staying: readonly Node[]): Block =>
  block(`switch.${was.spec.name}`, was.spec.name, 'postgres', 'plan/switch-away', {
    site: was.site,
    going: ` ${memberNames(going).join(' ')} `,
    staying: memberNames(staying),
  });

export const leave = (was: Place, node: Node, siteGoes: boolean): Block =>
  block(`leave.${node.name}`, node.name, 'root', 'plan/leave', {
    site: was.site,
    member: memberNames([node])[0] ?? node.name,
    siteGoes,
  });

export const siteFollows = (was: Place): Block =>
  block(`role.${was.spec.name}`, was.spec.name, 'postgres', 'plan/site-follows', { site: was.site });

export const slotIdle = (place: Place, slots: readonly string[]): Block =>
  block(`idle.${place.spec.name}`, `${place.spec.name}:leader`, 'postgres', 'plan/slot-idle', {
    site: place.site,
    slots,
  });

export const units = (nodes: readonly Node[]): Block =>
  block('units', names(nodes), 'root', 'plan/units', {});
