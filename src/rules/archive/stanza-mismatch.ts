import { parameterOf, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { isMap, mapAt, textAt, wordOf } from '../../compiler/text/json.ts';
import { archivingOf, stanzaOf } from './archiving.ts';

interface Written {
  readonly stanza: string;
  readonly at: Place;
}

/** What a site archives to, by the first of its members that says so. */
function archiveOf(site: Site): Written | undefined {
  const [command] = members(site).flatMap((member) => archivingOf(site, member).command ?? []);
  const stanza = command && stanzaOf(wordOf(command.value));
  return command && stanza !== undefined ? { stanza, at: command.at() } : undefined;
}

/** Methods of making a member anew that stand in the file of a node: sections with a command. */
const methodsIn = ({ patroni }: Member, section: string): [string, Written][] =>
  Object.entries(mapAt(patroni.value, section)).flatMap(([name, method]): [string, Written][] => {
    const stanza = stanzaOf(textAt(isMap(method) ? method : undefined, 'command') ?? '');
    return stanza === undefined
      ? []
      : [[`${name}.command`, { stanza, at: patroni.at(section, name, 'command') }]];
  });

/** Where else a member reads from an archive: while it recovers, and when it is made anew. */
function readsOf(site: Site, member: Member): [string, Written][] {
  const parameter = parameterOf(site, member, 'restore_command');
  const recovery = postgresqlSetting(site, member, 'recovery_conf');
  const [own, old] = [
    parameter?.value,
    isMap(recovery?.value) ? recovery?.value.restore_command : undefined,
  ].map((command) => stanzaOf(wordOf(command ?? '')));
  return [
    ...(parameter && own !== undefined
      ? [['restore_command', { stanza: own, at: parameter.at() }] as [string, Written]]
      : []),
    ...(recovery && old !== undefined
      ? [['recovery_conf', { stanza: old, at: recovery.at('restore_command') }] as [string, Written]]
      : []),
    ...methodsIn(member, 'postgresql'),
    ...methodsIn(member, 'bootstrap'),
  ];
}

/** A member may read what its own site archives once it leads, and what the primary archives: nothing else is written. */
function* ofMembers(estate: Estate, primary: Site, archive: Written): Generator<Draft> {
  for (const site of estate.sites) {
    const known = [archive.stanza, archiveOf(site)?.stanza];
    for (const member of members(site))
      for (const [key, { stanza, at }] of readsOf(site, member))
        if (!known.includes(stanza))
          yield {
            message: `${key} of ${member.name} reads stanza "${stanza}", but ${primary.name} archives to "${archive.stanza}"`,
            at,
            related: [{ at: archive.at, message: `the archive_command of ${primary.name}` }],
            help: 'write the same stanza in both commands',
          };
  }
}

function* all(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  const command = primary && archiveOf(primary);
  if (!primary || !command) return;
  const written = command.stanza;
  yield* ofMembers(estate, primary, command);
  for (const site of estate.sites) {
    const read = stanzaOf(textAt(site.dcs.value, 'standby_cluster', 'restore_command') ?? '');
    if (read === undefined || read === written) continue;
    yield {
      message: `${site.name} restores WAL from stanza "${read}", but ${primary.name} archives to "${written}"`,
      at: site.dcs.at('standby_cluster', 'restore_command'),
      related: [{ at: command.at, message: `the archive_command of ${primary.name}` }],
      help: 'write the same stanza in both commands',
    };
  }
}

export const stanzaMismatch: Rule = {
  id: 'archive/stanza-mismatch',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a command restores from another pgBackRest stanza than the primary archives to',
  why: 'A standby site falls back to the archive when its slot is lost. The WAL that it needs is in the other stanza: the site finds nothing and has to be copied anew. If its stanza belongs to another cluster, the site is offered the WAL of that cluster.',
  references: [
    'https://pgbackrest.org/user-guide.html#replication',
    'https://github.com/patroni/patroni/issues/1747',
  ],
  afterPromotion: true,
  check: all,
};
