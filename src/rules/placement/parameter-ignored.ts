import { dynamicParameter } from '../../compiler/estate/dynamic-parameter.ts';
import type { Estate, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Tree } from '../../compiler/estate/tree.ts';
import { patroniBool, postgresqlBool } from '../../compiler/facts/boolean.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import type { Json, JsonMap } from '../../compiler/text/json.ts';
import { mapAt, wordOf } from '../../compiler/text/json.ts';
import { declare } from '../common/remedies.ts';

/** What Patroni sets by itself, whatever either file says. */
const OWNED: Readonly<Record<string, string>> = {
  listen_addresses: 'remove it: Patroni takes it from postgresql.listen of the node',
  port: 'write it as postgresql.port',
  cluster_name: 'remove it: Patroni uses the scope of the site',
  hot_standby: 'remove it: Patroni always turns it on',
  // patroni/postgresql/config.py, build_recovery_params.
  primary_conninfo: 'remove it: Patroni derives it from the member or the site to stream from',
  primary_slot_name: 'remove it: Patroni uses the name of the member, or the slot that the site streams from',
};

/** A standby of Patroni recovers to the end, and no target is passed on to it. */
const isTarget = (key: string): boolean => key.startsWith('recovery_target');

/** What is said in vain: `hot_standby: on` is what Patroni sets. */
function ownedBy(name: string, parameters: JsonMap): string | undefined {
  const key = name.toLowerCase();
  if (key === 'hot_standby' && patroniBool(parameters[name]) === true) return undefined;
  if (isTarget(key)) return 'remove it: a standby under Patroni recovers to the end';
  return Object.hasOwn(OWNED, key) ? OWNED[key] : undefined;
}

function* judgeSection(tree: Tree, section: string, node: string | undefined): Generator<Draft> {
  const parameters = mapAt(tree.value, 'postgresql', section);
  for (const name of Object.keys(parameters)) {
    const at = (): Place => ({ ...tree.at('postgresql', section, name), part: 'key' });
    const help = ownedBy(name, parameters);
    if (help !== undefined) yield { message: `Patroni sets ${name} itself`, at: at(), help };
    else if (node !== undefined && section === 'parameters' && dynamicParameter(name))
      yield {
        message: `Patroni ignores ${name} in the file of ${node}`,
        at: at(),
        remedy: { do: 'move', to: 'postgresql.parameters', file: 'dynamic' },
      };
  }
}

/** A parameter as PostgreSQL compares it: on and true are one. */
const meaning = (value: Json | undefined): string => {
  const truth = postgresqlBool(value);
  return truth === undefined ? wordOf(value) : String(truth);
};

/** What the derived file of every member says of a parameter, which wins over what is written for the site. */
function* outdone(site: Site): Generator<Draft> {
  const written = mapAt(site.dcs.value, 'postgresql', 'parameters');
  const files = members(site).map(({ patroni }) => patroni);
  for (const name of Object.keys(written)) {
    const all = files.map((file) => mapAt(file.value, 'postgresql', 'parameters')[name]);
    const isDerived = files.every((file) => !file.isWritten('postgresql', 'parameters', name));
    const [first] = all;
    if (first === undefined || !isDerived || all.some((value) => value === undefined)) continue;
    if (all.every((value) => meaning(value) === meaning(written[name]))) continue;
    yield {
      message: `${name} of ${site.name} has no effect: the file of each member says ${wordOf(first)}`,
      at: { ...site.dcs.at('postgresql', 'parameters', name), part: 'key' },
      remedy: TLS.test(name) ? declare('certificates of PostgreSQL', {}) : 'write it under the nodes',
    };
  }
}

/** What is derived from tls.postgresql. */
const TLS = /^ssl(?:_|$)/;

function* judge(tree: Tree, node: string | undefined): Generator<Draft> {
  yield* judgeSection(tree, 'parameters', node);
  yield* judgeSection(tree, 'recovery_conf', node);
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    for (const member of members(site)) yield* judge(member.patroni, member.name);
    yield* judge(site.dcs, undefined);
    yield* outdone(site);
  }
}

export const parameterIgnored: Rule = {
  id: 'placement/parameter-ignored',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a parameter is written where it has no effect',
  why: "Patroni passes these parameters to PostgreSQL itself. Some must be the same on every node of a cluster, because a standby with a lower value cannot follow: Patroni reads them from the dynamic configuration alone, and silently drops them from a node's own file. It derives others from the rest of its configuration.",
  references: [
    'https://patroni.readthedocs.io/en/latest/patroni_configuration.html',
    'patroni/config.py: _process_postgresql_parameters',
    'patroni/postgresql/config.py: CMDLINE_OPTIONS',
  ],
  afterPromotion: false,
  check: all,
};
