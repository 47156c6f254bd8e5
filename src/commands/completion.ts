import { CATALOGUE } from '../workspace/catalogue.ts';
import type { CommandLine, Flag } from './command-line.ts';

/** Quotes a text as one shell word. */
const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The values of an argument. A topology is a file, and shells complete files themselves. */
const wordsFor = ({ argument, choices }: CommandLine): readonly string[] =>
  argument === 'rule' ? CATALOGUE.map(({ id }) => id) : choices;

const names = (flag: Flag): string[] => [...(flag.short ? [flag.short] : []), flag.long];

function bash(commands: readonly CommandLine[]): string {
  const perCommand = (make: (command: CommandLine) => string[]): string[] => commands.flatMap(make);
  const values = perCommand(({ name, flags }) =>
    flags
      .filter(({ choices }) => choices.length > 0)
      .map((flag) => `    ${name}:${flag.long}) words=${word(flag.choices.join(' '))} ;;`),
  );
  const flags = perCommand(({ name, flags }) => [
    `      ${name}) words=${word([...flags.flatMap(names), '--help'].join(' '))} ;;`,
  ]);
  const words = perCommand((command) =>
    wordsFor(command).length > 0
      ? [`      ${command.name}) words=${word(wordsFor(command).join(' '))} ;;`]
      : [],
  );
  const all = commands.map(({ name }) => name);
  return `# bash completion of pgdr-compile: pgdr-compile completion bash > /etc/bash_completion.d/pgdr-compile
_pgdr_compile() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= word words=
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${all.join('|')}) command=$word; break ;; esac
  done
  case \${command:-build}:$prev in
${values.join('\n')}
  esac
  if [[ -z $words && $cur == -* ]]; then
    case \${command:-build} in
${flags.join('\n')}
    esac
    [[ -n $command ]] || words+=' --version'
  elif [[ -z $words ]]; then
    case $command in
      '') words=${word(all.join(' '))} ;;
${words.join('\n')}
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o default -o bashdefault -F _pgdr_compile pgdr-compile
`;
}

/** Quotes a description for the brackets of zsh's _arguments. */
const inBrackets = (text: string): string => text.replace(/[[\]\\:]/g, (point) => `\\${point}`);

function zsh(commands: readonly CommandLine[]): string {
  const described = commands.map(({ name, description }) => `    ${word(`${name}:${description}`)}`);
  const spec = ({ long, short, description, value, choices }: Flag): string[] => {
    const action =
      value === undefined ? '' : `:${value}:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}`;
    return [...(short ? [short] : []), long].map(
      (name) =>
        `        ${word(`*${name}${value === undefined ? '' : '='}[${inBrackets(description)}]${action}`)}`,
    );
  };
  const cases = commands.map((command) => {
    const words = wordsFor(command);
    const rest = words.length > 0 ? `1:${command.argument}:(${words.join(' ')})` : '*:file:_files';
    return `      ${command.name}) _arguments \\\n${[...command.flags.flatMap(spec), `        ${word(rest)}`].join(' \\\n')} ;;`;
  });
  return `#compdef pgdr-compile
# zsh completion of pgdr-compile: pgdr-compile completion zsh > a folder of $fpath/_pgdr-compile
_pgdr-compile() {
  local curcontext=$curcontext state line
  local -a commands=(
${described.join('\n')}
  )
  _arguments -C '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands; _files ;;
    rest) case $line[1] in
${cases.join('\n')}
      *) _files ;;
    esac ;;
  esac
}
if [[ $funcstack[1] == _pgdr-compile ]]; then _pgdr-compile "$@"; else compdef _pgdr-compile pgdr-compile; fi
`;
}

function fish(commands: readonly CommandLine[]): string {
  const line = (...parts: readonly string[]): string => ['complete -c pgdr-compile', ...parts].join(' ');
  const blocks = commands.flatMap((command) => {
    const seen = `-n ${word(`__fish_seen_subcommand_from ${command.name}`)}`;
    const flags = command.flags.map(({ long, short, description, value, choices }) =>
      line(
        seen,
        `-l ${long.slice(2)}`,
        ...(short ? [`-s ${short.slice(1)}`] : []),
        ...(value === undefined ? [] : [choices.length > 0 ? `-xa ${word(choices.join(' '))}` : '-r']),
        `-d ${word(description)}`,
      ),
    );
    const words = wordsFor(command);
    return [
      line("-n '__fish_use_subcommand'", `-a ${command.name}`, `-d ${word(command.description)}`),
      ...flags,
      ...(words.length > 0 ? [line(seen, `-xa ${word(words.join(' '))}`)] : []),
    ];
  });
  return `# fish completion of pgdr-compile: pgdr-compile completion fish > ~/.config/fish/completions/pgdr-compile.fish\n${blocks.join('\n')}\n`;
}

/** Completion scripts by shell. */
export const SHELLS: Readonly<Record<string, (commands: readonly CommandLine[]) => string>> = {
  bash,
  zsh,
  fish,
};
