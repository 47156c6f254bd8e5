import type { Estate, Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import { promotionsOf } from '../estate/promote.ts';
import { GUARD_FILE, GUARD_OVERRIDE, PATRONI_FILE } from '../facts/files.ts';
import { knows } from '../facts/version.ts';
import { get, textAt } from '../text/json.ts';
import { certificatesOf } from './certificates.ts';
import { settingOf } from './dcs-change.ts';
import {
  cascadeSource,
  caWords,
  entrancesOf,
  forwardsWrites,
  joined,
  psqlOf,
  streamersOf,
  streamOf,
} from './reach.ts';
import { promotionContext } from './runbook-roles.ts';
import { nameLinesOf, siteContext } from './runbook-site.ts';

/** The slot with which an upstream keeps WAL for a site, and its bound. */
function keepingContext(estate: Estate, site: Site, upstream: Site) {
  const { slot } = streamOf(site);
  const path = ['slots', slot];
  const keeper = siteContext(estate, upstream);
  // A site that streams from one fixed member does so whoever leads there: the leader's slot is idle by design.
  const source = cascadeSource(site);
  return {
    slot,
    upstream: upstream.name,
    upstreamSite: keeper,
    keeper: source ? { ...keeper, nameLines: nameLinesOf([source]) } : keeper,
    source: source?.name ?? '',
    keptOn: source?.name ?? `${upstream.name}:leader`,
    keeps: textAt(upstream.dcs.value, 'postgresql', 'parameters', 'max_slot_wal_keep_size') ?? '',
    dropped: settingOf({ path, value: undefined }),
    kept: settingOf({ path, value: get(upstream.dcs.value, ...path) ?? { type: 'physical' } }),
  };
}

/** The source from which a site is copied anew. */
const copyContext = (from: Site) => ({
  fromMembers: members(from)
    .map(({ name }) => name)
    .join(','),
  fromPsql: psqlOf(from),
});

/** A role of an application, and the database that it connects to. */
interface Application {
  readonly user: string;
  readonly database: string;
}

/** The clients of a topology that name one role and one database. */
const applicationsOf = (estate: Pick<Estate, 'clients'>): Application[] => {
  const named = estate.clients.filter(
    ({ user, database }) => !/^(\+.*|all)$/.test(user) && !['all', 'replication'].includes(database),
  );
  return named.filter(
    (one, at) =>
      named.findIndex(({ user, database }) => user === one.user && database === one.database) === at,
  );
};

/** The login that shows to which server HAProxy leads: the first application that connects through HAProxy. */
function loginOf(estate: Estate) {
  const through = estate.clients.filter(({ from }) => from.some(({ text }) => text === 'haproxy'));
  const [first] = applicationsOf({ ...estate, clients: through });
  const proxied = estate.sites.filter((site) => site === estate.primary || forwardsWrites(site));
  const entrances = proxied.flatMap(entrancesOf);
  return first && entrances.length > 0 ? { ...first, entrances } : undefined;
}

/** Variables of the passwords that Patroni reads from its environment, for the users in the members' files. */
function passwordNames(estate: Estate): string[] {
  const all = estate.sites.flatMap(members);
  const wanted: readonly (readonly [string, ...string[]])[] = [
    ['SUPERUSER', 'postgresql', 'authentication', 'superuser'],
    ['REPLICATION', 'postgresql', 'authentication', 'replication'],
    ['REWIND', 'postgresql', 'authentication', 'rewind'],
    ['RESTAPI', 'restapi', 'authentication'],
  ];
  return wanted
    .filter(([, ...path]) => all.some(({ patroni }) => textAt(patroni.value, ...path, 'username')))
    .map(([name]) => `PATRONI_${name}_PASSWORD`);
}

/** What a new machine needs before anything starts there: passwords by their variables, and a library for the log. */
export const passwordContext = (estate: Estate) => ({
  passwordNames: passwordNames(estate),
  passwordNodes: estate.sites.flatMap((site) => members(site).map(({ name }) => name)),
  jsonLog: estate.sites
    .flatMap(members)
    .some(({ patroni }) => textAt(patroni.value, 'log', 'type') === 'json'),
});

/** Numbers sections in the order of the calls. */
function counter(): () => string {
  let last = 0;
  return () => String(++last);
}

/** The context of RUNBOOK.md. Each standby site has its own context, because its sections are rendered one by one. */
export function runbook(estate: Estate, primary: Site) {
  const standbys = estate.sites.filter((site) => site !== primary);
  const [first] = members(primary);
  const back = promotionsOf(estate)[0]?.sites.find(({ name }) => name === primary.name);
  const p = {
    ...siteContext(estate, primary),
    ...copyContext(back?.upstream ?? primary),
    slot: streamOf(back).slot,
  };
  const applications = applicationsOf(estate);
  const tls = certificatesOf(estate).certificates.length > 0;
  const next = counter();
  const n = {
    before: next(),
    bringUp: next(),
    verify: next(),
    applications: applications.length > 0 ? next() : '',
    clients: next(),
  };
  const ways = standbys.map((site) => ({
    site,
    way: { promote: next(), fence: next(), rewind: next(), copy: next(), swap: next() },
  }));
  const numbered = ways.map((one) => ({ ...one, lost: next() }));
  const common = {
    patroni: estate.software.patroni.text,
    postgresql: estate.software.postgresql.text,
    config: PATRONI_FILE,
    override: GUARD_OVERRIDE,
    guardFile: GUARD_FILE,
    v41: knows(estate.software, 'patronictl.promote-cluster'),
    curlCa: caWords(first),
    listStreams: knows(estate.software, 'list.streaming'),
    onlyOne: standbys.length === 1,
    tls,
    p,
  };
  const all = {
    ...n,
    lastOfNew: n.clients,
    replace: next(),
    reclone: next(),
    after: next(),
    apply: next(),
    guard: next(),
    certificates: next(),
    trouble: next(),
  };
  const contexts = numbered.map(({ site, way, lost }) => {
    // If several sites can be promoted, each has its own way back, with its own ids.
    const behind = standbys.length > 1 ? `-behind-${site.name}` : '';
    const followers = streamersOf(site.name, estate.sites);
    return {
      ...common,
      n: { ...all, ...way, lost },
      behind,
      site: {
        ...siteContext(estate, site),
        ...promotionContext(estate, site, primary),
        ...keepingContext(estate, site, site.upstream ?? primary),
        ...copyContext(site.upstream ?? primary),
        followers: joined(followers),
        onlyFollower: followers.length === 1,
        isBelowPrimary: (site.upstream ?? primary) === primary,
        elsewhere: joined(standbys.filter((other) => other !== site)),
        // The sections with which this site, as the primary, makes today's primary site follow it.
        mirror: ways[estate.sites.filter((other) => other !== site).indexOf(primary)]?.way,
      },
    };
  });
  return {
    ...common,
    ...passwordContext(estate),
    login: loginOf(estate),
    n: all,
    name: estate.name,
    standbys: contexts,
    streamers: joined(streamersOf(primary.name, estate.sites)),
    archived: joined(standbys.filter((site) => site.upstream && streamOf(site).hosts === '')),
    sites: [p, ...contexts.map(({ site }) => site)],
    upstreams: estate.sites
      .filter((site) => site === primary || estate.sites.some(({ upstream }) => upstream === site))
      .map((site) => ({ name: site.name, psql: psqlOf(site) })),
    applications: applications.map((one, at) => ({
      ...one,
      number: at + 1,
      site: primary.name,
      psql: psqlOf(primary),
    })),
  };
}
