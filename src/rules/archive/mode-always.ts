import type { Estate } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import { wordOf } from '../../compiler/text/json.ts';
import { withValue } from '../common/fixes.ts';
import { archivingOf } from './archiving.ts';

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites)
    for (const member of members(site)) {
      const { mode, written, command } = archivingOf(site, member);
      if (mode !== 'always' || !written || !command || !/\bpgbackrest\b/.test(wordOf(command.value)))
        continue;
      yield {
        message: `archive_mode of ${member.name} is always, which pgBackRest does not support`,
        at: written.at(),
        related: [{ at: command.at(), message: 'it archives with pgBackRest' }],
        help: 'write "archive_mode: on": then only the primary archives',
        fix: withValue(written.at(), 'on'),
      };
    }
}

export const modeAlways: Rule = {
  id: 'archive/mode-always',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'archive_mode is always, which pgBackRest does not support',
  why: 'Every replica and every standby site then also archives the WAL that it receives, into one repository. pgBackRest refuses to check or back up such a cluster.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-ARCHIVE-MODE',
    'pgbackrest src/command/check/common.c: checkDbConfig',
    'https://github.com/pgbackrest/pgbackrest/issues/2297',
  ],
  afterPromotion: false,
  check: all,
};
