import { Argument, Command, CommanderError, type CommandOptions, Option } from 'commander';
import type { BuildOptions } from '../commands/build.ts';
import { usualOutputs } from '../commands/publish.ts';
import type { Status } from '../commands/run.ts';
import { UsageError } from '../commands/usage-error.ts';
import { VERSION } from '../version.ts';
import type { BuildFlags, InitFlags, JudgeFlags, LintFlags } from './flags.ts';
import { initFlags, judgeOptions, judging, stdinOption } from './flags.ts';
import type { Host } from './host.ts';

const BASELINE = 'findings that are known, and neither reported nor counted';
const AGAINST = 'report only what the files do not have in this commit';

/** What lint's flags make of it. */
async function lintCommand({ fix = false, diff = false, watch = false }: LintFlags) {
  if (diff && !fix) throw new UsageError('--diff shows what --fix would do: write --fix --diff');
  if (fix && watch)
    throw new UsageError('--fix and --watch do not go together: the one would wake the other');
  if (fix) return (await import('../commands/fix.ts')).fix;
  if (watch) return (await import('../commands/watch.ts')).watch;
  return (await import('../commands/lint.ts')).lint;
}

/**
 * The command line.
 * @param done gets the exit status of the command that ran
 * @param whole whether every command has its arguments and flags from the beginning, for who lists them
 */
export function program(host: Host, done: (status: Status) => void, whole = false): Command {
  const root = new Command('pgdr-compile')
    .description(
      'Compiles topology.yaml into the etcd, Patroni and HAProxy files of every node of a PostgreSQL estate across data centers, and refuses an unsafe one.',
    )
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: host.stdout, writeErr: host.stderr })
    .addHelpText(
      'after',
      `
examples:
  pgdr-compile init                        write a topology to start from
  pgdr-compile topology.yaml               judge it, and write the files of every node to build/
  pgdr-compile --check topology.yaml       fail where that tree is not current
  pgdr-compile explain etcd/token-shared   what a finding means

exit status: 0 clean, 1 findings at or above --fail-on or a stale tree, 2 could not run`,
    );

  /** What gives a command its arguments and flags. A run takes those of one command, and is spared the others'. */
  const definitions = new Map<Command, (command: Command) => void>();
  const command = (
    name: string,
    description: string,
    define: (command: Command) => void,
    options?: CommandOptions,
  ): void => void definitions.set(root.command(name, options).description(description), define);
  const complete = (one: Command): void => {
    definitions.get(one)?.(one);
    definitions.delete(one);
    one.showHelpAfterError(
      `usage: pgdr-compile ${one.name()} ${one.usage()}\n(pgdr-compile ${one.name()} --help says more)`,
    );
  };
  const completeAll = (): void => root.commands.forEach(complete);
  root.hook('preSubcommand', (_, one) => complete(one)).on('beforeAllHelp', completeAll);

  /** The files that words and globs name; a word that names a file is that file. */
  const filesOf = async (words: readonly string[]): Promise<string[]> => {
    const { expand } = await import('../commands/inputs.ts');
    return expand(
      host,
      words,
      root.commands.map((command) => command.name()),
    );
  };

  const topologiesOf = async (files: readonly string[]): Promise<string[]> => {
    const { onlyTopologies } = await import('../commands/topologies.ts');
    return onlyTopologies(host, files);
  };

  command(
    'build',
    'lint, then write the files (default); nothing is written if an error stands',
    (one) =>
      judging(one)
        .argument('<topology...>', 'files or globs; - for standard input')
        .option(
          '-o, --out <dir>',
          'folder of the tree, {name} in it stands for the name of the estate; without that, several estates go to a folder each below it',
          'build',
        )
        .option(
          '--check',
          'write nothing; exit 1 and show a diff when the tree on disk is not what would be written',
        )
        .option('--force', 'overwrite files that were edited by hand or written by others')
        .option('--baseline <file>', BASELINE)
        .option('--against <git-ref>', AGAINST)
        .action(async (words: string[], flags: BuildFlags) => {
          const { build } = await import('../commands/build.ts');
          const options: BuildOptions = {
            ...judgeOptions(host, flags),
            out: flags.out,
            check: flags.check ?? false,
            force: flags.force ?? false,
            baseline: flags.baseline,
            against: flags.against,
          };
          done(await build(host, await filesOf(words), options));
        }),
    { isDefault: true },
  );

  command('lint', 'judge topologies, write nothing', (one) =>
    judging(one)
      .argument('<topology...>', 'files or globs; - for standard input')
      .option('--baseline <file>', BASELINE)
      .option('--write-baseline', 'write that file: what is found now, or what of it is still found')
      .option('--against <git-ref>', AGAINST)
      .option('--only-topologies', 'pass over files that do not look like topologies')
      .option('--watch', 'judge again whenever a file changes')
      .option(
        '--fix',
        'mend what has one right answer, and nothing else in the file; - is written to standard output',
      )
      .option('--diff', 'with --fix: write nothing, show what would change; exit 1 when anything would')
      .action(async (words: string[], flags: LintFlags) => {
        const command = await lintCommand(flags);
        const { baseline, writeBaseline = false, against, diff = false } = flags;
        const options = { ...judgeOptions(host, flags), baseline, writeBaseline, against, diff };
        const files = await filesOf(words);
        done(await command(host, flags.onlyTopologies ? await topologiesOf(files) : files, options));
      }),
  );

  command('show', 'the estate, or one node: every effective value and where it is from', (one) =>
    one
      .addOption(stdinOption())
      .argument('<topology>', 'file; - for standard input')
      .argument('[node]', 'name of a node')
      .action(async (file: string, node: string | undefined, flags: Pick<JudgeFlags, 'stdinFilename'>) => {
        const { show } = await import('../commands/show.ts');
        const [only = file] = await filesOf([file]);
        done(await show(host, only, node, { ...flags, formats: usualOutputs(host), failOn: 'error' }));
      }),
  );

  command('rules', 'list the rules', (one) =>
    one
      .addOption(
        new Option('--format <format>', 'text, or all that is known of each rule')
          .choices(['text', 'json'])
          .default('text'),
      )
      .action(async ({ format }: { readonly format: 'text' | 'json' }) => {
        const { rules } = await import('../commands/rules.ts');
        done(rules(host, format));
      }),
  );

  command('explain', 'what a rule finds, why, and where that is known from', (one) =>
    one.argument('<rule>', 'category/name').action(async (id: string) => {
      const { explain } = await import('../commands/rules.ts');
      done(explain(host, id));
    }),
  );

  command('init', 'write a topology to start from; asks, or takes flags', (one) =>
    initFlags(one)
      .argument('[file]', 'file to write; - for standard output', 'topology.yaml')
      .action(async (file: string, flags: InitFlags) => {
        const { init } = await import('../commands/init.ts');
        done(await init(host, file, flags));
      }),
  );

  command('completion', 'a script that completes commands and flags in a shell', (one) =>
    one
      .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
      .addHelpText(
        'after',
        `
examples:
  source <(pgdr-compile completion bash)       in ~/.bashrc; or zsh, in ~/.zshrc below compinit
  pgdr-compile completion fish | source        in ~/.config/fish/config.fish`,
      )
      .action(async (shell: string) => {
        const { SHELLS } = await import('../commands/completion.ts');
        const { commandLines } = await import('../commands/command-line.ts');
        completeAll();
        host.stdout(SHELLS[shell]?.(commandLines(root)) ?? '');
        done(0);
      }),
  );

  if (whole) completeAll();
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
