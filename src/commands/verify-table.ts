import type { Live, LiveMember, LiveProxy, LiveSite, SlotsAnswer } from '../compiler/live/live.ts';
import { lagOf, speaks } from '../compiler/live/live.ts';
import { silenceText } from '../compiler/live/silence.ts';
import type { Slot } from '../compiler/live/slots.ts';
import { takesWrites } from '../compiler/live/status.ts';
import { sizeText } from '../compiler/live/words.ts';
import { printable } from '../compiler/report/printable.ts';
import { allTogether } from '../compiler/text/together.ts';

const HEAD = ['site', 'member', 'role', 'state', 'timeline', 'not received', 'not replayed', 'remarks'];

const size = (bytes: number | undefined): string => (bytes === undefined ? 'unknown' : sizeText(bytes));

function remarksOf(member: LiveMember): string {
  if (!speaks(member)) return '';
  const { status, isPlain } = member.reached;
  return [
    status.isPaused ? 'paused' : '',
    status.pendingRestart ? 'waits for a restart' : '',
    status.isUnlocked ? 'no leader lock' : '',
    status.isFailsafe ? 'failsafe' : '',
    status.replayPaused ? 'replay paused' : '',
    isPlain ? 'no TLS' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function memberRow(live: Live, site: LiveSite, member: LiveMember): string[] {
  const { reached, name } = member;
  if (reached.kind === 'stranger')
    return [site.site.name, name, 'unknown', '', '', '', '', `${reached.url} is answered by another member`];
  if (!speaks(member)) {
    const why = reached.kind === 'silent' ? silenceText(reached) : '';
    return [site.site.name, name, 'unknown', 'no answer', '', '', '', why];
  }
  const { status } = member.reached;
  const lag = takesWrites(status) ? undefined : lagOf(live, member);
  const state =
    status.state === 'running' && status.replicationState !== undefined
      ? status.replicationState
      : status.state;
  return [
    site.site.name,
    name,
    status.role.replace('_', ' '),
    state,
    status.timeline === undefined ? 'unknown' : String(status.timeline),
    ...(takesWrites(status) ? ['', ''] : [size(lag?.received), size(lag?.replayed)]),
    remarksOf(member),
  ];
}

const KNOCKS: Readonly<Record<LiveProxy['knock']['kind'], string>> = {
  answer: 'open',
  closed: 'closed',
  silence: 'no answer',
};

const proxyRow = (site: LiveSite, { node, url, knock }: LiveProxy): string[] => [
  site.site.name,
  node.name,
  'proxy',
  KNOCKS[knock.kind],
  '',
  '',
  '',
  knock.kind === 'silence' ? `${url}: ${silenceText({ ...knock, url })}` : `writes at ${url}`,
];

/** Rows below a head, in columns. A cell that repeats the one above it in the first column stays empty. */
function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(printable));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row, at) =>
    row
      .map((cell, column) =>
        (column === 0 && cell === cells[at - 1]?.[0] ? '' : cell).padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** The sites of an estate in one table, as `patronictl list` has one cluster. */
function membersText(live: Live): string {
  const rows = live.sites.flatMap((site) => [
    ...site.members.map((member) => memberRow(live, site, member)),
    ...site.proxies.map((proxy) => proxyRow(site, proxy)),
  ]);
  return columns(HEAD, rows);
}

const SLOT_HEAD = ['site', 'leader', 'slot', 'active', 'WAL', 'kept', 'may still be written'];

function slotRow({ by, bound, isStandby }: SlotsAnswer & { kind: 'answer' }, slot: Slot): string[] {
  const keeps = slot.walStatus !== undefined && slot.walStatus !== 'lost';
  return [
    by.node.site,
    by.name,
    slot.name,
    slot.isActive ? 'yes' : 'no',
    slot.walStatus ?? 'none',
    slot.held === undefined || !keeps ? '' : sizeText(Math.max(0, slot.held)),
    !keeps ? '' : isStandby ? '' : bound === undefined ? 'no bound' : size(slot.safeSize),
  ];
}

/** The replication slots of the leaders; empty where nobody was asked. */
function slotsText({ sites }: Live): string {
  const asked = sites.filter(({ slots }) => slots !== undefined);
  if (asked.length === 0) return '';
  const rows = asked.flatMap(({ site, slots = [] }) => {
    if (slots.length === 0) return [[site.name, 'unknown', 'nobody leads']];
    return slots.flatMap((one) => {
      if (one.kind === 'silence') return [[site.name, one.by.name, 'unknown']];
      return one.slots.length === 0
        ? [[site.name, one.by.name, 'none']]
        : one.slots.map((slot) => slotRow(one, slot));
    });
  });
  return `\n${columns(
    SLOT_HEAD,
    rows.map((row) => SLOT_HEAD.map((_, column) => row[column] ?? '')),
  )}`;
}

/** How many members answered, and whom nobody asked. */
function answeredText({ estate, sites, isWhole }: Live): string {
  const all = sites.flatMap(({ members }) => members);
  const asked = new Set(sites.map(({ site }) => site.name));
  const others = estate.sites.filter(({ name }) => !asked.has(name)).map(({ name }) => name);
  const rest = isWhole
    ? ''
    : `; ${allTogether(others)} ${others.length === 1 ? 'was' : 'were'} not asked, so nobody knows how far behind the primary a member is, nor whether another site takes writes`;
  return `\n${all.filter(speaks).length} of ${all.length} members answered${rest}\n`;
}

/** The sites of an estate in one table, and the replication slots of their leaders in a second one if they were asked for. */
export const reportText = (live: Live): string =>
  `${membersText(live)}${slotsText(live)}${answeredText(live)}`;
