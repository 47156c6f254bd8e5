import type { Artifact } from '../artifact.ts';
import type { Estate, Member, Node, Site } from '../estate/estate.ts';
import { members, ring } from '../estate/estate.ts';
import { textAt } from '../estate/tree.ts';
import {
  ETCD_DROP_IN,
  ETCD_FILE,
  GUARD_FILE,
  GUARD_OVERRIDE,
  PATRONI_DROP_IN,
  PATRONI_FILE,
} from './paths.ts';
import { restCa, restUrl } from './runbook.ts';

type Render = (template: string, context: object) => string;
type Header = (node: Node, file: string) => string;

/** REST APIs of every other site's members, as site=url. */
const othersOf = (estate: Estate, site: Site): string =>
  estate.sites
    .filter((other) => other !== site)
    .flatMap((other) => members(other).map((one) => `${other.name}=${restUrl(one, true)}`))
    .join(' ');

/** What the start guard knows: this site's part, and where to ask the others. */
const guardContext = (site: Site, member: Member, others: string): object => ({
  config: PATRONI_FILE,
  dataDir: textAt(member.patroni.value, 'postgresql', 'data_dir') ?? '',
  ca: restCa(member),
  override: GUARD_OVERRIDE,
  guard: member.guard,
  bootstrapRole: site.role ?? 'standby',
  others,
});

/** What makes systemd start a site's daemons by the compiled files, in order, and not where they would do harm. */
export function* serviceFiles(
  estate: Estate,
  site: Site,
  render: Render,
  header: Header,
): Generator<Artifact> {
  const artifact = (node: Node, file: string, template: string, context: object): Artifact => ({
    path: `${site.name}/${node.name}${file}`,
    text: render(template, { header: header(node, file), ...context }),
  });
  for (const node of ring(site))
    yield artifact(node, ETCD_DROP_IN, 'etcd.service.conf', { config: ETCD_FILE });
  // Once per site: a list per node would be made with work that grows with nodes squared.
  const others = othersOf(estate, site);
  for (const member of members(site)) {
    yield artifact(member, PATRONI_DROP_IN, 'patroni.service.conf', {
      config: PATRONI_FILE,
      guard: GUARD_FILE,
    });
    yield artifact(member, GUARD_FILE, 'start-guard.sh', guardContext(site, member, others));
  }
}
