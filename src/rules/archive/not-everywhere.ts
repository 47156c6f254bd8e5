import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { together } from '../common/words.ts';
import { type Archiving, archivingOf } from './archiving.ts';

/** Neither on nor meant to be: what is half written is a finding of archive/mode-off or archive/command-missing. */
const isSilent = ({ mode, command, library }: Archiving): boolean => mode === 'off' && !command && !library;

/** Where it is written how a member archives; undefined when it does not. */
const howAt = ({ mode, command, library }: Archiving): Place | undefined =>
  mode === 'off' ? undefined : (command ?? library)?.at();

/** Sites of which no member archives by their name, other members by theirs. */
function sitesAndNames(odd: readonly { readonly site: Site; readonly member: Member }[]): string {
  const names = [...new Set(odd.map(({ site }) => site))].flatMap((site) => {
    const own = odd.filter((one) => one.site === site);
    return own.length === members(site).length ? [site.name] : own.map(({ member }) => member.name);
  });
  return together(names);
}

function* check(estate: Estate): Generator<Draft> {
  const all = estate.sites.flatMap((site) => members(site).map((member) => ({ site, member })));
  const [does] = all.flatMap(({ site, member }) => {
    const at = howAt(archivingOf(site, member));
    return at ? [{ name: member.name, at }] : [];
  });
  const odd = does ? all.filter(({ site, member }) => isSilent(archivingOf(site, member))) : [];
  const [first] = odd;
  if (!does || !first) return;
  yield {
    message: `${does.name} archives its WAL, but ${sitesAndNames(odd)} will not archive after taking over`,
    at: first.site.dcs.at('postgresql', 'parameters', 'archive_mode'),
    related: [{ at: does.at, message: `how ${does.name} archives` }],
    absent: true,
    help: 'write archive_mode and archive_command for the whole estate: only the primary archives',
  };
}

export const notEverywhere: Rule = {
  id: 'archive/not-everywhere',
  severity: 'warning',
  waivable: true,
  since: '0.1.0',
  summary: 'some members archive their WAL when they lead, and others do not',
  why: 'The archive ends when a failover or a promotion makes one of the other members the leader, and nothing can be restored to a later point in time. Nobody notices until a restore is needed, and a change of archive_mode needs a restart of the new primary.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-ARCHIVE-MODE',
    'https://www.postgresql.org/docs/current/warm-standby.html#CONTINUOUS-ARCHIVING-IN-STANDBY',
  ],
  afterPromotion: false,
  check,
};
