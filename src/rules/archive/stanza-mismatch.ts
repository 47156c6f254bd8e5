import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { textAt, wordOf } from '../../compiler/estate/tree.ts';
import type { Draft, Rule } from '../rule.ts';
import { archivingOf, stanzaOf } from './archiving.ts';

/** What the primary archives to, by the first of its members that says so. */
function* check(estate: Estate): Generator<Draft> {
  const { primary } = estate;
  if (!primary) return;
  const [command] = members(primary).flatMap((member) => archivingOf(primary, member).command ?? []);
  const written = command && stanzaOf(wordOf(command.value));
  if (!command || written === undefined) return;
  for (const site of estate.sites) {
    const read = stanzaOf(textAt(site.dcs.value, 'standby_cluster', 'restore_command') ?? '');
    if (read === undefined || read === written) continue;
    yield {
      message: `${site.name} restores WAL from stanza "${read}", and ${primary.name} archives to "${written}"`,
      at: site.dcs.at('standby_cluster', 'restore_command'),
      related: [{ at: command.at(), message: `the archive_command of ${primary.name}` }],
      help: 'name the same stanza in both',
    };
  }
}

export const stanzaMismatch: Rule = {
  id: 'archive/stanza-mismatch',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a standby site restores from another stanza of pgBackRest than the primary archives to',
  why: "The archive is what a standby site falls back to once its slot is lost: what it needs is in the other stanza, it finds nothing, and has to be copied anew. If that stanza is another cluster's, WAL of that cluster is offered to it.",
  references: [
    'https://pgbackrest.org/user-guide.html#replication',
    'https://github.com/patroni/patroni/issues/1747',
  ],
  bothWays: true,
  check,
};
