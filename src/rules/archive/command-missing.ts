import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { archivingOf } from './archiving.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site)) {
      const { mode, written, command, library } = archivingOf(site, member);
      if (mode === 'off' || !written || command || library) continue;
      yield {
        message: `archive_mode of ${member.name} is ${mode}, but neither archive_command nor archive_library is set`,
        at: written.at(),
        absent: true,
        help: 'add archive_command, or remove archive_mode',
      };
    }
}

export const commandMissing: Rule = {
  id: 'archive/command-missing',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'archive_mode is on, but no archive command or library is set',
  why: 'PostgreSQL keeps every WAL segment until a command or library archives it: the disk of the primary fills, and PostgreSQL stops. At a standby site this begins with its promotion.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-ARCHIVE-COMMAND',
    'postgres src/backend/postmaster/pgarch.c: pgarch_ArchiverCopyLoop',
  ],
  afterPromotion: false,
  check: all,
};
