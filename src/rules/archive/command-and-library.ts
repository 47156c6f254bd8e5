import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { archivingOf } from './archiving.ts';

function* all(estate: Estate): Generator<Draft> {
  if (!knows(estate.software, 'archive.one-way')) return;
  for (const site of estate.sites)
    for (const member of members(site)) {
      const { mode, command, library } = archivingOf(site, member);
      if (mode === 'off' || !command || !library) continue;
      yield {
        message: `${member.name} has both archive_command and archive_library, so PostgreSQL archives with neither`,
        at: command.at(),
        related: [{ at: library.at(), message: 'archive_library' }],
        help: 'leave one of them empty',
      };
    }
}

export const commandAndLibrary: Rule = {
  id: 'archive/command-and-library',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  applies: 'PostgreSQL 16 and later; before, archive_library wins',
  summary: 'archive_command and archive_library are both set',
  why: 'The archiver exits with an error each time it starts. Nothing is archived, PostgreSQL keeps every WAL segment, and the disk of the primary fills.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-ARCHIVE-LIBRARY',
    'postgres src/backend/postmaster/pgarch.c: LoadArchiveLibrary',
  ],
  afterPromotion: false,
  check: all,
};
