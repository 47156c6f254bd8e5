import { memberName } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { get } from '../../compiler/text/json.ts';
import { shown } from '../common/words.ts';

const PATH = ['tags', 'replicatefrom'];

/** The member that each is told to stream from, by its name. */
function sourcesOf(site: Site): ReadonlyMap<string, string> {
  return new Map(
    members(site).flatMap((member): [string, string][] => {
      const source = get(member.patroni.value, ...PATH);
      return typeof source === 'string' ? [[memberName(member), source]] : [];
    }),
  );
}

/** Whether who follows the arrows from here comes back here. Each step is another member, or there is no circle. */
function inCircle(start: string, sources: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let name = sources.get(start); name !== undefined && !seen.has(name); name = sources.get(name)) {
    if (name === start) return true;
    seen.add(name);
  }
  return false;
}

function mistake(
  site: Site,
  member: Member,
  names: ReadonlySet<string>,
  sources: ReadonlyMap<string, string>,
): string | undefined {
  const source = get(member.patroni.value, ...PATH);
  if (source === undefined || source === '') return undefined;
  if (typeof source !== 'string' || !names.has(source))
    return site.nodesKnown ? `${shown(source)}, which is not a member of ${site.name}` : undefined;
  if (source === memberName(member)) return 'itself';
  return inCircle(memberName(member), sources) ? `"${source}", which streams from it in turn` : undefined;
}

function* check(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const sources = sourcesOf(site);
    if (sources.size === 0) continue;
    const names = new Set(members(site).map(memberName));
    for (const member of members(site)) {
      const what = mistake(site, member, names, sources);
      if (what === undefined) continue;
      yield {
        message: `${member.name} is told to stream from ${what}`,
        at: member.patroni.at(...PATH),
        help: 'name another member of its own site, or remove replicatefrom: it then streams from the leader',
      };
    }
  }
}

export const replicatefromUnusable: Rule = {
  id: 'replication/replicatefrom-unusable',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a member is told to stream from an unknown member, or in a circle',
  why: 'Patroni ignores an unknown name and the name of the member itself: the member streams from the leader, although the tag should spare the leader this stream. Members in a circle stream from each other, and none of them streams from the leader: they fall further and further behind, and are of no use in a failover.',
  references: [
    'patroni/ha.py: _get_node_to_follow',
    'https://patroni.readthedocs.io/en/latest/replica_bootstrap.html',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#tags',
  ],
  afterPromotion: false,
  check,
};
