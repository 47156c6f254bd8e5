import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { BuildOptions } from './commands/build.ts';
import type { Output } from './commands/publish.ts';
import { assertApart, FORMAT_NAMES, outputOf, usualOutputs } from './commands/publish.ts';
import type { JudgeOptions, Status } from './commands/run.ts';
import { FAIL_ON } from './commands/run.ts';
import { UsageError } from './commands/usage-error.ts';
import type { FailOn } from './compiler/diagnostic.ts';
import type { Host } from './host.ts';
import { VERSION } from './version.ts';

/** Flags that lint and build share, as commander gives them. */
interface JudgeFlags {
  readonly format?: readonly Output[];
  readonly failOn: FailOn;
  readonly stdinFilename: string;
}

interface LintFlags extends JudgeFlags {
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly against?: string;
  readonly fix?: boolean;
  readonly diff?: boolean;
}

interface BuildFlags extends JudgeFlags {
  readonly out: string;
  readonly check?: boolean;
  readonly force?: boolean;
}

function judgeOptions(host: Host, { format, failOn, stdinFilename }: JudgeFlags): JudgeOptions {
  assertApart(format ?? []);
  return { formats: format ?? usualOutputs(host), failOn, stdinFilename };
}

function formatOption(): Option {
  return new Option(
    '--format <format>',
    `${FORMAT_NAMES.join(', ')}; with =FILE, written there; repeatable`,
  ).argParser((value: string, previous?: Output[]) => {
    try {
      return [...(previous ?? []), outputOf(value)];
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  });
}

const stdinOption = (): Option =>
  new Option('--stdin-filename <name>', 'what findings call a topology read from -').default('<stdin>');

const judging = (command: Command): Command =>
  command
    .addOption(formatOption())
    .addOption(
      new Option('--fail-on <severity>', 'findings that make the exit status 1')
        .choices(FAIL_ON)
        .default('error'),
    )
    .addOption(stdinOption());

/** The command line; `done` gets the exit status of the command that ran. */
function program(host: Host, done: (status: Status) => void): Command {
  const root = new Command('pgdr-compile')
    .description(
      'Compiles topology.yaml into the etcd, Patroni and HAProxy files of every node of a PostgreSQL estate across data centers, and refuses an unsafe one.',
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: host.stdout, writeErr: host.stderr })
    .addHelpText(
      'after',
      '\nexit status: 0 clean, 1 findings at or above --fail-on or a stale tree, 2 could not run',
    );

  /** The files that words and globs name; a word that names a file is that file. */
  const filesOf = async (words: readonly string[]): Promise<string[]> => {
    const { expand } = await import('./commands/inputs.ts');
    return expand(
      host,
      words,
      root.commands.map((command) => command.name()),
    );
  };

  judging(
    root
      .command('build', { isDefault: true })
      .description('lint, then write the files (default); nothing is written if an error stands'),
  )
    .argument('<topology...>', 'files or globs; - for standard input')
    .option(
      '-o, --out <dir>',
      'folder of the tree; one folder per estate below it when several are compiled',
      'build',
    )
    .option(
      '--check',
      'write nothing; exit 1 and show a diff when the tree on disk is not what would be written',
    )
    .option('--force', 'overwrite files that were edited by hand or written by others')
    .action(async (words: string[], flags: BuildFlags) => {
      const { build } = await import('./commands/build.ts');
      const options: BuildOptions = {
        ...judgeOptions(host, flags),
        out: flags.out,
        check: flags.check ?? false,
        force: flags.force ?? false,
      };
      done(await build(host, await filesOf(words), options));
    });

  judging(root.command('lint').description('judge topologies, write nothing'))
    .argument('<topology...>', 'files or globs; - for standard input')
    .option('--baseline <file>', 'findings that are known and not reported')
    .option('--write-baseline', 'write that file: what is found now, or what of it is still found')
    .option('--against <git-ref>', 'report what the files do not have in this commit')
    .option(
      '--fix',
      'mend what has one right answer, and nothing else in the file; - is written to standard output',
    )
    .option('--diff', 'with --fix: write nothing, show what would change; exit 1 when anything would')
    .action(async (words: string[], flags: LintFlags) => {
      const { baseline, writeBaseline = false, against, fix = false, diff = false } = flags;
      const options = { ...judgeOptions(host, flags), baseline, writeBaseline, against, diff };
      const files = await filesOf(words);
      if (diff && !fix) throw new UsageError('--diff shows what --fix would do: write --fix --diff');
      const command = fix
        ? (await import('./commands/fix.ts')).fix
        : (await import('./commands/lint.ts')).lint;
      done(await command(host, files, options));
    });

  root
    .command('show')
    .description('the estate, or one node: every effective value and where it is from')
    .addOption(stdinOption())
    .argument('<topology>', 'file; - for standard input')
    .argument('[node]', 'name of a node')
    .action(async (file: string, node: string | undefined, flags: Pick<JudgeFlags, 'stdinFilename'>) => {
      const { show } = await import('./commands/show.ts');
      const [only = file] = await filesOf([file]);
      done(await show(host, only, node, { ...flags, formats: usualOutputs(host), failOn: 'error' }));
    });

  root
    .command('rules')
    .description('list the rules')
    .action(async () => {
      const { rules } = await import('./commands/rules.ts');
      done(rules(host));
    });

  root
    .command('explain')
    .description('what a rule finds, why, and where that is known from')
    .argument('<rule>', 'category/name')
    .action(async (id: string) => {
      const { explain } = await import('./commands/rules.ts');
      done(explain(host, id));
    });

  for (const command of root.commands)
    command.showHelpAfterError(
      `usage: pgdr-compile ${command.name()} ${command.usage()}\n(pgdr-compile ${command.name()} --help says more)`,
    );
  return root;
}

/**
 * Runs the command line.
 * @param args without node and script
 * @returns the exit status
 */
export async function run(args: readonly string[], host: Host): Promise<Status> {
  let status: Status = 0;
  try {
    const root = program(host, (value) => {
      status = value;
    });
    if (args.length === 0) {
      root.outputHelp({ error: true });
      return 2;
    }
    await root.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError)) throw error;
    host.stderr(`pgdr-compile: ${error.message}\n`);
    return 2;
  }
}
