import type { Estate, Node, Site } from '../../src/compiler/estate/estate.ts';
import { slotName } from '../../src/compiler/facts/slot-name.ts';
import type { Certificate, Knock, Reply } from '../../src/compiler/live/answer.ts';
import type { Asker } from '../../src/compiler/live/ask.ts';
import type { SqlAsker, SqlReply } from '../../src/compiler/live/ask-slots.ts';
import { leadsElsewhere } from '../../src/compiler/live/proxies.ts';
import { textAt } from '../../src/compiler/text/json.ts';
import { estateOf, NOW, SAMPLE } from './sample.ts';

type Open = { [key: string]: unknown };

/** What one member answers; the shape is that of real members (test/lab keeps it so). */
export interface FakeMember {
  readonly site: string;
  /** What `GET /patroni` gives. */
  status: Open;
  /** What comes instead of an answer, at its own address. */
  reply?: Reply;
  certificate?: Certificate | undefined;
  clock: number;
}

export interface FakeSlots {
  /** Bytes that a slot may keep. */
  bound: number | null;
  standby?: boolean;
  slots: {
    name: string;
    type: string;
    active: boolean;
    wal_status: string | null;
    safe_wal_size: number | null;
    held: number | null;
  }[];
  /** What comes instead. */
  reply?: SqlReply;
}

export interface FakeSite {
  readonly name: string;
  readonly scope: string;
  config: Open | undefined;
  /** Members as the store has them: made of the statuses unless it is written. */
  cluster?: Open;
}

/** Servers of an estate, as they answer. */
export interface FakeEstate {
  readonly members: Map<string, FakeMember>;
  readonly sites: Map<string, FakeSite>;
  /** What the write port of a proxy does, by its name. */
  readonly knocks: Map<string, Knock>;
  /** The replication slots of a site's leader, as PostgreSQL's JSON has them. */
  readonly slots: Map<string, FakeSlots>;
  /** Every request, as `GET https://…`. */
  readonly asked: string[];
  readonly asker: Asker;
  readonly sql: SqlAsker;
}

/** The end of a certificate that is good for long. */
const FAR = NOW + 300 * 86_400;

const SYSTEM = '7713999154440474947';

export interface FakeOptions {
  /** Patroni 3.0 says less than 4.1. */
  readonly isOld?: boolean;
}

function statusOf(
  name: string,
  scope: string,
  role: 'primary' | 'standby_leader' | 'replica',
  { isOld }: FakeOptions,
  senders: readonly { name: string; address: string }[],
): Open {
  return {
    state: 'running',
    postmaster_start_time: '2026-11-30 16:30:34.981872+00:00',
    role: isOld && role === 'primary' ? 'master' : role,
    server_version: isOld ? 150018 : 180006,
    xlog:
      role === 'primary'
        ? { location: 92735248 }
        : {
            received_location: 92735248,
            replayed_location: 92735248,
            replayed_timestamp: null,
            paused: false,
          },
    timeline: 1,
    ...(isOld || role === 'primary' ? {} : { replication_state: 'streaming' }),
    ...(senders.length === 0
      ? {}
      : {
          replication: senders.map((one) => ({
            usename: 'replicator',
            application_name: one.name,
            client_addr: one.address,
            state: 'streaming',
            sync_state: 'async',
            sync_priority: 0,
          })),
        }),
    dcs_last_seen: NOW - 3,
    database_system_identifier: SYSTEM,
    patroni: { version: isOld ? '3.0.2' : '4.1.5', scope, ...(isOld ? {} : { name }) },
  };
}

/** Slots of a leader where all is well: of its members, and of sites that stream from it. */
function slotsOf(estate: Estate, site: Site, others: readonly Node[]): FakeSlots {
  const bound = 64 * 2 ** 30;
  const names = [
    ...others.map(({ name }) => slotName(name)),
    ...estate.sites
      .filter(({ upstream }) => upstream?.name === site.name)
      .flatMap(({ dcs }) => textAt(dcs.value, 'standby_cluster', 'primary_slot_name') ?? []),
  ];
  return {
    bound,
    slots: names.map((name) => ({
      name,
      type: 'physical',
      active: true,
      wal_status: 'reserved',
      safe_wal_size: bound,
      held: 16 * 2 ** 20,
    })),
  };
}

/** Listing of a site as its store has it. */
function clusterOf(
  site: FakeSite,
  members: ReadonlyMap<string, FakeMember>,
  hosts: ReadonlyMap<string, string>,
): Open {
  const own = [...members].filter(([, member]) => member.site === site.name);
  return {
    members: own.map(([name, { status }]) => ({
      name,
      role: status.role === 'primary' || status.role === 'master' ? 'leader' : status.role,
      state: status.replication_state ?? status.state,
      api_url: `https://${hosts.get(name)}:8008/patroni`,
      host: hosts.get(name),
      port: 5432,
      timeline: 1,
    })),
    scope: site.scope,
  };
}

const answer = (body: unknown, { certificate, clock }: FakeMember): Reply => ({
  kind: 'answer',
  status: 200,
  clock,
  body: JSON.stringify(body),
  certificate,
});

const REFUSED: Reply & Knock = { kind: 'silence', why: 'refused', detail: 'connect ECONNREFUSED' };

/**
 * The sample's estate as it answers when all is well: seoul leads, and the last member of each site leads it.
 * @param topology another one of the same shape
 */
export async function fakeEstate(topology = SAMPLE, options: FakeOptions = {}): Promise<FakeEstate> {
  const { estate } = await estateOf(topology);
  const members = new Map<string, FakeMember>();
  const sites = new Map<string, FakeSite>();
  const knocks = new Map<string, Knock>();
  const hosts = new Map<string, string>();
  const owners = new Map<string, string>();
  const slots = new Map<string, FakeSlots>();
  for (const site of estate.sites) {
    const isPrimary = site.name === estate.primary?.name;
    const nodes = site.nodes.filter(({ patroni }) => patroni);
    const leader = nodes.at(-1);
    const scope = textAt(nodes[0]?.patroni?.value, 'scope') ?? '';
    sites.set(site.name, { name: site.name, scope, config: structuredClone(site.dcs.value) as Open });
    for (const node of site.nodes) {
      const address = node.address?.text ?? '';
      hosts.set(node.name, address);
      // Where two sites use an address, it leads to the first one: that is where we sit.
      if (!owners.has(address)) owners.set(address, node.name);
      if (node.wan) owners.set(node.wan.text, node.name);
      if (node.haproxy)
        knocks.set(
          node.name,
          isPrimary || leadsElsewhere(node)
            ? { kind: 'answer', certificate: undefined }
            : { kind: 'closed', certificate: undefined },
        );
      if (!node.patroni) continue;
      const others = nodes.filter((one) => one !== node);
      const followers = estate.sites
        .filter(({ upstream }) => upstream?.name === site.name)
        .flatMap((one) => one.nodes.filter(({ patroni }) => patroni).at(-1) ?? []);
      const senders =
        node === leader
          ? [...others, ...followers].map((one) => ({ name: one.name, address: one.address?.text ?? '' }))
          : [];
      if (node === leader) slots.set(site.name, slotsOf(estate, site, others));
      const role = node !== leader ? 'replica' : isPrimary ? 'primary' : 'standby_leader';
      members.set(node.name, {
        site: site.name,
        status: statusOf(node.name, scope, role, options, senders),
        certificate: { until: FAR, names: [node.name, address] },
        clock: NOW,
      });
    }
  }
  const asked: string[] = [];
  const asker: Asker = {
    get: async (url) => {
      asked.push(`GET ${url}`);
      const { hostname, pathname } = new URL(url);
      const name = owners.get(hostname.replace(/^\[|\]$/g, '')) ?? '';
      const member = members.get(name);
      if (!member) return REFUSED;
      if (member.reply) return member.reply;
      const site = sites.get(member.site);
      if (!site) return REFUSED;
      if (pathname === '/patroni') return answer(member.status, member);
      if (pathname === '/cluster') return answer(site.cluster ?? clusterOf(site, members, hosts), member);
      if (pathname === '/config' && site.config) return answer(site.config, member);
      return { kind: 'answer', status: 502, clock: NOW, body: '', certificate: member.certificate };
    },
    knock: async (host) => {
      asked.push(`knock ${host}`);
      return knocks.get(owners.get(host) ?? '') ?? REFUSED;
    },
  };
  const sql: SqlAsker = async (host, port) => {
    asked.push(`psql ${host}:${port}`);
    const name = owners.get(host) ?? '';
    const found = slots.get(members.get(name)?.site ?? '');
    if (!found) return { kind: 'silence', detail: 'connection refused' };
    const { reply, ...said } = found;
    return reply ?? { kind: 'answer', text: JSON.stringify(said) };
  };
  return { members, sites, knocks, slots, asked, asker, sql };
}
