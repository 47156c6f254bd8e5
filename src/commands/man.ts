import { HOMEPAGE } from '../version.ts';
import type { CommandLine, Flag } from './command-line.ts';

/** Words of a manual: roff sees no command of its own in them. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');

const bold = (text: string): string => `\\fB${roff(text)}\\fR`;

function flagText({ long, short, value, description, choices, fallback }: Flag): string {
  const names = [...(short ? [short] : []), long].map(bold).join(', ');
  const more = [
    choices.length > 0 ? `One of ${choices.join(', ')}.` : '',
    fallback === undefined ? '' : `Default: ${fallback}.`,
  ].filter(Boolean);
  const head = value === undefined ? names : `${names} \\fI${roff(value)}\\fR`;
  return `.TP\n${head}\n${roff([`${description}.`, ...more].join(' '))}`;
}

const commandText = ({ name, usage, description, flags }: CommandLine): string =>
  [`.SS ${bold(`pgdr-compile ${name} ${usage}`)}`, roff(`${description}.`), ...flags.map(flagText)].join(
    '\n',
  );

/** The manual page of the command, for man(1). */
export const manPage = (commands: readonly CommandLine[], summary: string): string => `.TH PGDR\\-COMPILE 1
.SH NAME
pgdr\\-compile \\- config compiler and linter for PostgreSQL disaster recovery with Patroni
.SH SYNOPSIS
${bold('pgdr-compile')} [\\fIcommand\\fR] [\\fIoptions\\fR] \\fItopology.yaml\\fR...
.SH DESCRIPTION
${roff(summary)}
.PP
Without a command, ${bold('build')} is meant.
.SH COMMANDS
${commands.map(commandText).join('\n')}
.SH EXIT STATUS
.TP
0
Clean.
.TP
1
Findings at or above ${bold('--fail-on')}, or a tree that is not current.
.TP
2
Could not run: no such file, an unknown flag, nothing matched.
.SH ENVIRONMENT
.TP
${bold('NO_COLOR')}, ${bold('FORCE_COLOR')}
Whether a report has colours; without them, on terminals.
.TP
${bold('GITHUB_ACTIONS')}
Set by GitHub: the report is then one of annotations, unless ${bold('--format')} says otherwise.
.SH EXAMPLES
.TP
${roff('pgdr-compile init')}
Writes a topology to start from.
.TP
${roff('pgdr-compile topology.yaml')}
Judges it, and writes the files of every node to build/.
.TP
${roff('pgdr-compile --check topology.yaml')}
Fails where the tree that is there is not what the topology makes.
.TP
${roff('pgdr-compile lint --format sarif=out.sarif "estates/**/*.yaml"')}
Judges many, and writes a report for code scanning.
.SH SEE ALSO
patroni(1), etcd(1), haproxy(1), ${roff(HOMEPAGE)}
`;
