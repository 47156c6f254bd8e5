import type { Artifact } from '../artifact.ts';
import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import { members } from '../estate/estate.ts';
import { get, textAt, wordOf } from '../estate/tree.ts';
import {
  ETCD_DROP_IN,
  ETCD_FILE,
  GUARD_FILE,
  GUARD_OVERRIDE,
  PATRONI_DROP_IN,
  PATRONI_FILE,
} from './paths.ts';
import { restCa, restUrl } from './runbook-site.ts';

type Make = (path: string, template: string, context: object) => Artifact;
type Header = (node: Node, file: string) => string;

/** REST APIs of a site's own members, as site=url. */
const ownOf = (site: Site): string =>
  members(site)
    .map((one) => `${site.name}=${restUrl(one, false)}`)
    .join(' ');

/** Addresses by which other sites follow this one: those of its members, and the one that follows its leader. */
const hostsOf = (site: Site): string =>
  [...members(site).map((one) => one.wan), site.endpoint?.address]
    .flatMap((address) => address?.text ?? [])
    .join(' ');

/** REST APIs of every other site's members, as site=url. */
const othersOf = (estate: Estate, site: Site): string =>
  estate.sites
    .filter((other) => other !== site)
    .flatMap((other) => members(other).map((one) => `${other.name}=${restUrl(one, true)}`))
    .join(' ');

/** What the guards of a site's members share. */
interface Known {
  readonly own: string;
  readonly ownHosts: string;
  readonly others: string;
  readonly otherSites: number;
}

/** What the start guard knows: this site's part, and where to ask the others. */
const guardContext = (site: Site, member: Member, known: Known): object => ({
  ...known,
  config: PATRONI_FILE,
  dataDir: textAt(member.patroni.value, 'postgresql', 'data_dir') ?? '',
  ca: restCa(member),
  override: GUARD_OVERRIDE,
  guard: member.guard,
  bootstrapRole: site.role ?? 'standby',
});

/** Words by which Patroni takes a watchdog; any other switches it off (patroni/watchdog/base.py, parse_mode). */
const WATCHED: readonly string[] = ['auto', 'automatic', 'require', 'required'];

/** The watchdog that a member is to have; undefined where it takes none. */
function watchdogOf({ patroni }: Member): string | undefined {
  const mode = get(patroni.value, 'watchdog', 'mode') ?? 'automatic';
  if (!WATCHED.includes(wordOf(mode).toLowerCase())) return undefined;
  return textAt(patroni.value, 'watchdog', 'device') ?? '/dev/watchdog';
}

/** What makes systemd start a node's daemons by the compiled files, in order, and not where they would do harm. */
export function serviceFiles(
  estate: Estate,
  site: Site,
  make: Make,
  header: Header,
): (node: Node) => Generator<Artifact> {
  // Once per site: a list per node would be made with work that grows with nodes squared.
  const known: Known = {
    own: ownOf(site),
    ownHosts: hostsOf(site),
    others: othersOf(estate, site),
    otherSites: estate.sites.length - 1,
  };
  return function* filesOf(node) {
    const artifact = (file: string, template: string, context: object): Artifact =>
      make(`${site.name}/${node.name}${file}`, template, { header: header(node, file), ...context });
    if (node.etcd) yield artifact(ETCD_DROP_IN, 'etcd.service.conf', { config: ETCD_FILE });
    const { patroni } = node;
    if (!patroni) return;
    const member = { ...node, patroni };
    yield artifact(PATRONI_DROP_IN, 'patroni.service.conf', {
      config: PATRONI_FILE,
      guard: GUARD_FILE,
      watchdog: watchdogOf(member),
    });
    yield artifact(GUARD_FILE, 'start-guard.sh', guardContext(site, member, known));
  };
}
