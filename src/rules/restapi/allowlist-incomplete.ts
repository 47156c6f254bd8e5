import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { patroniBool, pythonBool } from '../../compiler/facts/boolean.ts';
import { knows, type Software } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Json } from '../../compiler/text/json.ts';
import { get, listAt, wordOf } from '../../compiler/text/json.ts';
import { parseNumeric } from '../../pghba/address.ts';
import { containsAddress, parseCidr, type Range } from '../../pghba/range.ts';

const PATH = ['restapi', 'allowlist'];

/** The list as ranges; undefined where there is none, and where a host name stands in it, which may be anybody. */
function rangesOf({ patroni }: Member): Range[] | undefined {
  const texts = listAt(patroni.value, ...PATH).map(wordOf);
  const ranges = texts.flatMap((text) => parseCidr(text) ?? []);
  return texts.length > 0 && ranges.length === texts.length ? ranges : undefined;
}

/** Members are let in by themselves where the file says so; what failsafe mode asks is not, by any newer Patroni. */
function letsMembersIn({ patroni }: Member, site: Site, software: Software): boolean {
  const failsafe =
    patroniBool(get(site.dcs.value, 'failsafe_mode')) === true && knows(software, 'failsafe.allowlist-alone');
  return pythonBool(get(patroni.value, 'restapi', 'allowlist_include_members')) && !failsafe;
}

/** The first member of a site whom a list keeps out. Nodes that share a list are judged once. */
function missingFrom(all: readonly Member[]): (member: Member) => Member | undefined {
  const known = new Map<Json | undefined, Member | undefined>();
  return (member) => {
    const list = get(member.patroni.value, ...PATH);
    if (!known.has(list)) {
      const ranges = rangesOf(member);
      const isKeptOut = ({ address }: Member): boolean => {
        const number = address && parseNumeric(address.key);
        return number !== undefined && !ranges?.some((range) => containsAddress(range, number));
      };
      known.set(list, ranges && all.find(isKeptOut));
    }
    return known.get(list);
  };
}

function* all({ sites, software }: Estate): Generator<Draft> {
  for (const site of sites) {
    const missing = missingFrom(members(site));
    for (const member of members(site)) {
      const one = missing(member);
      if (!one || letsMembersIn(member, site, software)) continue;
      yield {
        message: `the allowlist of ${member.name} does not let in ${one.name} (${one.address?.text})`,
        at: member.patroni.at(...PATH),
        related: [{ at: one.addressAt, message: `the address of ${one.name}` }],
        help: `add "${one.address?.text}", or a network that holds every member of ${site.name}`,
      };
    }
  }
}

export const allowlistIncomplete: Rule = {
  id: 'restapi/allowlist-incomplete',
  severity: 'error',
  waivable: true,
  onlyOverrides: true,
  since: '0.1.0',
  summary: 'the allowlist of a REST API lacks a member of its own site',
  why: 'patronictl runs on the nodes: the REST API answers 403 to every switchover, restart and promotion from the missing member. In failsafe mode a primary that has lost etcd asks the other members, and steps down when one of them refuses.',
  references: [
    'patroni/api.py: RestApiServer.check_access, do_POST_failsafe',
    'https://patroni.readthedocs.io/en/latest/yaml_configuration.html#rest-api',
  ],
  afterPromotion: false,
  check: all,
};
