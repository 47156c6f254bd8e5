import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import { promotionsOf } from '../estate/promote.ts';
import { rewindingRole } from '../estate/rewinding.ts';
import {
  ETCD_DROP_IN,
  ETCD_FILE,
  GUARD_FILE,
  GUARD_OVERRIDE,
  PATRONI_DROP_IN,
  PATRONI_FILE,
} from '../facts/files.ts';
import type { Artifact } from '../output/artifact.ts';
import { get, textAt, wordOf } from '../text/json.ts';
import { fileFrom } from './from-template.ts';
import { loginWords, postgresPortOf, restCa, restUrl } from './reach.ts';

type Header = (node: Node, file: string) => string;

/** Patroni's name of a member. */
const nameOf = (member: Member): string => textAt(member.patroni.value, 'name') ?? member.name;

/** REST APIs of a site's own members, as name|url. */
const ownOf = (site: Site): string =>
  members(site)
    .map((one) => `${nameOf(one)}|${restUrl(one, false)}`)
    .join(' ');

/**
 * The hosts from which other sites follow this site, now or once it is the primary: its members, its endpoint, and the
 * hosts in the `standby_cluster` of the other sites.
 */
function hostsOf(estate: Estate, site: Site): string {
  const followers = [estate, ...promotionsOf(estate)]
    .flatMap(({ sites }) => sites)
    .filter(({ upstream }) => upstream?.name === site.name);
  const named = followers.flatMap(({ dcs }) =>
    (textAt(dcs.value, 'standby_cluster', 'host') ?? '').split(','),
  );
  const addresses = [...members(site).map((one) => one.wan), site.endpoint?.address].flatMap(
    (address) => address?.text ?? [],
  );
  return [...new Set([...addresses, ...named.map((host) => host.trim())])].filter(Boolean).join(' ');
}

/** Every other site's members, as site|url|host|port: their REST API and their PostgreSQL. */
const othersOf = (estate: Estate, site: Site): string =>
  estate.sites
    .filter((other) => other !== site)
    .flatMap((other) =>
      members(other).map((one) =>
        [other.name, restUrl(one, true), one.wan?.text ?? '', postgresPortOf(one)].join('|'),
      ),
    )
    .join(' ');

/** Sites that follow a standby site by design. */
const cascadesOf = (estate: Estate): string =>
  estate.sites
    .filter(({ upstream }) => upstream !== undefined && upstream !== estate.primary)
    .map(({ name }) => name)
    .join(' ');

/** How a member queries PostgreSQL at another site: as the rewind role, which pg_hba lets in (patroni config.py). */
function connectionOf(member: Member): { connection: string; rewind: boolean } {
  const role = rewindingRole(member);
  return { connection: loginWords([member], role), rewind: role === 'rewind' };
}

/** Data that the guards of a site's members share. */
interface Known {
  readonly own: string;
  readonly ownHosts: string;
  readonly others: string;
  readonly otherSites: number;
  readonly cascades: string;
}

/** Context of the start guard: data of this site, and where to ask the other sites. */
const guardContext = (member: Member, known: Known) => ({
  ...known,
  ...connectionOf(member),
  self: nameOf(member),
  config: PATRONI_FILE,
  dataDir: textAt(member.patroni.value, 'postgresql', 'data_dir') ?? '',
  binDir: textAt(member.patroni.value, 'postgresql', 'bin_dir') ?? '',
  ca: restCa(member),
  override: GUARD_OVERRIDE,
  guard: member.guard,
});

/** Modes with which Patroni uses a watchdog; any other mode switches it off (patroni/watchdog/base.py, parse_mode). */
const WATCHED: readonly string[] = ['auto', 'automatic', 'require', 'required'];

/** The watchdog device of a member; undefined if it uses none. */
function watchdogOf({ patroni }: Member): string | undefined {
  const mode = get(patroni.value, 'watchdog', 'mode') ?? 'automatic';
  if (!WATCHED.includes(wordOf(mode).toLowerCase())) return undefined;
  return textAt(patroni.value, 'watchdog', 'device') ?? '/dev/watchdog';
}

/** Files with which systemd starts a node's daemons: with the compiled files, in order, and guarded. */
export function serviceFiles(
  estate: Estate,
  site: Site,
  header: Header,
): (node: Node) => Generator<Artifact> {
  // Made once per site: a list for every node would take time quadratic in nodes.
  const known: Known = {
    own: ownOf(site),
    ownHosts: hostsOf(estate, site),
    others: othersOf(estate, site),
    otherSites: estate.sites.length - 1,
    cascades: cascadesOf(estate),
  };
  return function* filesOf(node) {
    const pathOf = (file: string): string => `${site.name}/${node.name}${file}`;
    if (node.etcd)
      yield fileFrom(pathOf(ETCD_DROP_IN), 'etcd.service.conf', {
        header: header(node, ETCD_DROP_IN),
        config: ETCD_FILE,
      });
    const { patroni } = node;
    if (!patroni) return;
    const member = { ...node, patroni };
    yield fileFrom(pathOf(PATRONI_DROP_IN), 'patroni.service.conf', {
      header: header(node, PATRONI_DROP_IN),
      config: PATRONI_FILE,
      guard: GUARD_FILE,
      override: GUARD_OVERRIDE,
      watchdog: watchdogOf(member),
    });
    yield fileFrom(pathOf(GUARD_FILE), 'start-guard.sh', {
      header: header(node, GUARD_FILE),
      ...guardContext(member, known),
    });
  };
}
