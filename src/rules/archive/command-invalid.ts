import type { Effective } from '../../compiler/estate/effective.ts';
import { parameterOf, postgresqlSetting } from '../../compiler/estate/effective.ts';
import type { Estate, Member, Site } from '../../compiler/estate/estate.ts';
import { members } from '../../compiler/estate/estate.ts';
import { knows } from '../../compiler/facts/version.ts';
import type { Draft, Rule } from '../../compiler/lint/rule.ts';
import type { Place } from '../../compiler/text/finding.ts';
import { get, textAt } from '../../compiler/text/json.ts';

/** A command that PostgreSQL runs by the shell, and the letters behind % that it knows in it. */
interface Kind {
  readonly letters: string;
  /** One of these has to be there, or nothing can come of it. */
  readonly needs: RegExp;
  readonly needed: string;
  /** What does the opposite, by the tools that have a word for each. */
  readonly opposite?: RegExp;
}

const KINDS: Readonly<Record<string, Kind>> = {
  archive_command: {
    letters: 'fp',
    needs: /%[fp]/,
    needed: '%p, the path of the file, or %f, its name',
    opposite: /\barchive-get\b|\bwal-fetch\b|\bbarman-wal-restore\b/,
  },
  restore_command: {
    letters: 'fpr',
    needs: /%f/,
    needed: '%f, the name of the wanted file',
    opposite: /\barchive-push\b|\bwal-push\b|\bbarman-wal-archive\b/,
  },
  archive_cleanup_command: { letters: 'r', needs: /./, needed: '' },
};

/** What people write so that nothing is done. */
const NOTHING = /^\s*((\/usr)?\/bin\/)?(true|false|:|cd \.|exit \d+)\s*$/;

function faultOf(estate: Estate, name: string, text: string): Pick<Draft, 'message' | 'help'> | undefined {
  const kind = KINDS[name];
  if (!kind || NOTHING.test(text)) return undefined;
  const [opposite] = kind.opposite?.exec(text) ?? [];
  if (opposite)
    return {
      message: `${name} runs "${opposite}", which does the opposite`,
      help: `write the command that ${name === 'archive_command' ? 'archives' : 'restores'} a file`,
    };
  const bare = text.replaceAll('%%', '');
  if (!kind.needs.test(bare))
    return {
      message: `${name} does not contain ${kind.needed}: "${text}"`,
      help: `add it: PostgreSQL fills in ${[...kind.letters].map((letter) => `%${letter}`).join(' and ')}`,
    };
  const [odd] = new RegExp(`%(?![${kind.letters}])(.|$)`, 'u').exec(bare) ?? [];
  if (odd === undefined || !knows(estate.software, 'archive.placeholders')) return undefined;
  return {
    message: `"${odd}" is not a placeholder of ${name}, and PostgreSQL ${estate.software.postgresql.text} refuses it`,
    help: 'write "%%" for a percent sign, or move the command into a script',
  };
}

type Command = readonly [name: string, text: string, at: Place];

const ofEffective = (name: string, found: Effective | undefined): Command[] =>
  typeof found?.value === 'string' && found.value !== '' ? [[name, found.value, found.at()]] : [];

function* commandsOf(site: Site, member: Member): Generator<Command> {
  const recovery = postgresqlSetting(site, member, 'recovery_conf');
  for (const name of Object.keys(KINDS)) {
    yield* ofEffective(name, parameterOf(site, member, name));
    const own = get(recovery?.value, name);
    if (recovery && typeof own === 'string') yield [name, own, recovery.at(name)];
  }
}

function* all(estate: Estate): Generator<Draft> {
  for (const site of estate.sites) {
    const commands: Command[] = members(site).flatMap((member) => [...commandsOf(site, member)]);
    for (const name of Object.keys(KINDS)) {
      const text = textAt(site.dcs.value, 'standby_cluster', name);
      if (text) commands.push([name, text, site.dcs.at('standby_cluster', name)]);
    }
    for (const [name, text, at] of commands) {
      const fault = faultOf(estate, name, text);
      if (fault) yield { ...fault, at };
    }
  }
}

export const commandInvalid: Rule = {
  id: 'archive/command-invalid',
  severity: 'error',
  waivable: true,
  since: '0.1.0',
  summary: 'a command that archives or restores WAL cannot work',
  why: 'PostgreSQL notices only when the first segment is due. Segments that cannot be archived stay until the disk of the primary is full; segments that cannot be restored are missing on the day the slot is lost; and a command with an unknown placeholder keeps a standby from starting.',
  references: [
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-ARCHIVE-COMMAND',
    'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-RESTORE-COMMAND',
    'postgres src/common/percentrepl.c: replace_percent_placeholders',
  ],
  afterPromotion: true,
  check: all,
};
