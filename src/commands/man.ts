import { HOMEPAGE } from '../version.ts';
import type { CommandLine, Flag } from './command-line.ts';

/** Quotes a text so that roff sees no commands in it. */
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
The default command is ${bold('build')}.
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
The command could not run: no such file, unknown flag, no match for a glob.
.SH ENVIRONMENT
.TP
${bold('NO_COLOR')}, ${bold('FORCE_COLOR')}
Switch colours off or on. By default, reports have colours on terminals.
.TP
${bold('GITHUB_ACTIONS')}
GitHub sets it: the default format is then github (annotations).
.SH EXAMPLES
.TP
${roff('pgdr-compile init')}
Write a topology to start from.
.TP
${roff('pgdr-compile topology.yaml')}
Lint the topology, and write the files of every node to build/.
.TP
${roff('pgdr-compile --check topology.yaml')}
Fail if the files in build/ differ from what the topology compiles to.
.TP
${roff('pgdr-compile lint --format sarif=out.sarif "estates/**/*.yaml"')}
Lint many topologies, and write a report for code scanning.
.SH SEE ALSO
patroni(1), etcd(1), haproxy(1), ${roff(HOMEPAGE)}
`;
