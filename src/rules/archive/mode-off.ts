import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { archivingOf } from './archiving.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site)) {
      const { mode, written, command, library } = archivingOf(site, member);
      const how = command ?? library;
      if (mode !== 'off' || !how) continue;
      yield {
        message: `${member.name} has ${command ? 'an archive_command' : 'an archive_library'}, but archive_mode is off: nothing is archived`,
        at: how.at(),
        related: written ? [{ at: written.at(), message: 'archive_mode' }] : [],
        help: 'write "archive_mode: on"; this needs a restart of PostgreSQL',
      };
    }
}

export const modeOff: Rule = {
  id: 'archive/mode-off',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'an archive command or library is set, but archive_mode is off',
  why: 'The archive that a restore or a standby site falls back to stays empty. PostgreSQL does not complain, and nobody notices until the archive is needed.',
  references: ['https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-ARCHIVE-MODE'],
  afterPromotion: false,
  check: all,
};
