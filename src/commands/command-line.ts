import type { Command, Option } from 'commander';

/** One flag, as the manual page and the shells need it. */
export interface Flag {
  readonly long: string;
  readonly short: string | undefined;
  readonly description: string;
  /** Name of its value; undefined for a flag without a value. */
  readonly value: string | undefined;
  readonly choices: readonly string[];
  readonly fallback: string | undefined;
}

/** One command, as the manual page and the shells need it. */
export interface CommandLine {
  readonly name: string;
  readonly usage: string;
  readonly description: string;
  /** Name of its last argument: `topology`, `rule`, `shell`, … */
  readonly argument: string | undefined;
  readonly choices: readonly string[];
  readonly flags: readonly Flag[];
}

function flagOf({ long, short, flags, description, argChoices, defaultValue }: Option): Flag {
  return {
    long: long ?? flags,
    short: short ?? undefined,
    description,
    value: /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1],
    choices: argChoices ?? [],
    fallback: typeof defaultValue === 'string' ? defaultValue : undefined,
  };
}

/** The commands of a program, in its order. */
export const commandLines = (root: Command): CommandLine[] =>
  root.commands.map((command) => {
    const argument = command.registeredArguments.at(-1);
    return {
      name: command.name(),
      usage: command.usage(),
      description: command.description(),
      argument: argument?.name(),
      choices: argument?.argChoices ?? [],
      flags: command.options.map(flagOf),
    };
  });
