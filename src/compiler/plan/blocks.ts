import type { Estate, Node, Site } from '../estate/estate.ts';
import { bindOf } from '../estate/haproxy-lines.ts';
import { HAPROXY_FILE } from '../facts/files.ts';
import { settingOf } from '../render/dcs-change.ts';
import type { Context, TemplateName } from '../render/from-template.ts';
import { textFrom } from '../render/from-template.ts';
import { passwordContext } from '../render/runbook.ts';
import { siteContext } from '../render/runbook-site.ts';
import { get, textAt } from '../text/json.ts';
import type { Block } from './step.ts';
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
    askedMembers: memberNames(place.spec.nodes),
  });

export const follows = (place: Place): Block =>
  block(`streams.${place.spec.name}`, `${place.spec.name}:leader`, 'postgres', 'plan/follows', {
    site: place.site,
  });

/** Reloads Patroni: on the members that follow, then on the one that leads. */
export function reload(
  place: Place,
  nodes: readonly Node[],
  { hbaLine, device }: { readonly hbaLine: string | undefined; readonly device: string | undefined },
): Block[] {
  const { name } = place.spec;
  const context = { site: place.site, askedMembers: [], hbaLine, device };
  return [
    block(`reload.${name}`, names(nodes), 'root', 'plan/reload', { ...context, last: false }),
    block(`reload.${name}.leader`, `${name}:leader`, 'root', 'plan/reload', { ...context, last: true }),
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

/** Whether Patroni makes a slot at this site while it has its role: one of the other kind of cluster is only declared. */
function isHere({ spec, estate }: Place, slot: Parameters<typeof get>[0]): boolean {
  const type = textAt(slot, 'cluster_type');
  return type === undefined || (type === 'primary') === (spec.name === estate.primary?.name);
}

export const restartPostgresql = (place: Place, leaderFirst: boolean): Block =>
  block(`restart.${place.spec.name}`, place.spec.name, 'postgres', 'plan/restart-postgresql', {
    site: place.site,
    askedMembers: [],
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

/** Restarts one member of a ring; with `isMoved`, the ring is told its new peer URL first. */
export const restartEtcd = (place: Place, node: Node, isMoved: boolean): Block =>
  block(`etcd.${node.name}`, node.name, 'root', 'plan/etcd-restart', {
    site: place.site,
    member: ringName(node),
    peer: isMoved ? peerOf(node) : '',
  });

/** Adds a member to a ring, and starts it. */
export function joinRing(place: Place, node: Node): Block[] {
  const { name } = place.spec;
  const context = { site: place.site, member: ringName(node), peer: peerOf(node) };
  const clients = place.site.ringClients.filter(
    (url) => url !== textAt(node.etcd?.value, 'advertise-client-urls')?.split(',')[0],
  );
  return [
    block(`etcd-add.${node.name}`, `${name}:ring`, 'root', 'plan/etcd-add', context),
    block(`etcd-join.${node.name}`, node.name, 'root', 'plan/etcd-join', { ...context, clients }),
  ];
}

/** Takes a member out of a ring, and stops it. */
export const leaveRing = (place: Place, was: Place, node: Node): Block[] => [
  block(`etcd-remove.${node.name}`, `${place.spec.name}:ring`, 'root', 'plan/etcd-remove', {
    site: place.site,
    peer: peerOf(node),
  }),
  stopRing(was, node),
];

export const stopRing = (was: Place, node: Node): Block =>
  block(`etcd-stop.${node.name}`, node.name, 'root', 'plan/etcd-stop', { site: was.site });

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
  block(`start.${node.name}`, node.name, 'root', 'plan/start-member', { site: place.site, askedMembers: [] });

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
    askedMembers: [],
    going: ` ${memberNames(going).join(' ')} `,
    staying: memberNames(staying),
  });

export const leave = (was: Place, node: Node, siteGoes: boolean): Block =>
  block(`leave.${node.name}`, node.name, 'root', 'plan/leave', {
    site: was.site,
    askedMembers: [],
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
